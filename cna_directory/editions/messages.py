"""The mails about editions: one for each subscriber at issue, one for each officer at failure."""

from collections.abc import Iterator, Sequence

from cna_directory.accounts import queries as accounts
from cna_directory.editions.calendar import EditionNumber
from cna_directory.mail.message import Message
from cna_directory.settings import Settings
from cna_directory.subscriptions.queries import subscribers
from cna_directory.subscriptions.rules import chosen_files
from publish.manifest import BuiltFile


def edition_available(
    settings: Settings, number: EditionNumber, files: Sequence[BuiltFile]
) -> Iterator[Message]:
    """Announce an edition to every subscriber, with a link and never with a file."""
    for subscriber in subscribers():
        ending_link = f"{settings.base_url}/unsubscribe/{subscriber.ending_token}"
        chosen = chosen_files(subscriber.choice, files)
        yield Message(
            "edition_available",
            subscriber.email,
            subscriber.language,
            {
                "number": str(number),
                "files": [{"name": file.name, "sha256": file.sha256} for file in chosen],
                "link": f"{settings.base_url}/editions/{number}",
                "ending_link": ending_link,
                "directory": settings.base_url,
            },
            about=f"edition/{number}",
            ending_link=ending_link,
        )


def edition_failed(settings: Settings, number: EditionNumber, reason: str) -> Iterator[Message]:
    """Tell every officer of the secretariat why an edition could not be brought out."""
    for officer in accounts.secretariat():
        yield Message(
            "edition_failed",
            officer.email,
            officer.language,
            {
                "number": str(number),
                "reason": reason,
                "link": f"{settings.base_url}/editions",
                "directory": settings.base_url,
            },
        )
