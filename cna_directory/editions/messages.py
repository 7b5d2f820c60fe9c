"""The mails about editions: to subscribers at issue, to readers when one is wrong, to officers."""

from collections.abc import Iterator, Sequence
from datetime import date

from cna_directory.accounts import queries as accounts
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.queries import edition_taken_by, issued_edition
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
                "link": f"{settings.base_url}/desk/editions/{number}",
                "directory": settings.base_url,
            },
        )


def proof_ready(
    settings: Settings, number: EditionNumber, issue_on: date, warnings: int
) -> Iterator[Message]:
    """Tell every officer of the secretariat that an edition has closed and can be looked at."""
    for officer in accounts.secretariat():
        yield Message(
            "edition_proof",
            officer.email,
            officer.language,
            {
                "number": str(number),
                "issue_on": issue_on.isoformat(),
                "warnings": warnings,
                "link": f"{settings.base_url}/desk/editions/{number}",
                "directory": settings.base_url,
            },
        )


def languages_left_out(
    settings: Settings, number: EditionNumber, languages: Sequence[str]
) -> Iterator[Message]:
    """Tell every officer in which languages an edition was not issued, if there are any."""
    for officer in accounts.secretariat() if languages else ():
        yield Message(
            "edition_left_out",
            officer.email,
            officer.language,
            {
                "number": str(number),
                "languages": ", ".join(languages),
                "link": f"{settings.base_url}/desk/editions/{number}",
                "directory": settings.base_url,
            },
        )


def edition_corrected(
    settings: Settings, number: EditionNumber, text: str, *, withdraws: bool
) -> Iterator[Message]:
    """Tell everybody who was told of an edition, or has taken a file of it, what is wrong in it."""
    told = {it.email: it.language for it in subscribers()}
    told |= {it.email: it.language for it in edition_taken_by(number)}
    newer = issued_edition(number.year, number.half).newer
    for email, language in told.items():
        yield Message(
            "edition_withdrawn" if withdraws else "edition_corrigendum",
            email,
            language,
            {
                "number": str(number),
                "text": text,
                "link": f"{settings.base_url}/editions/{number}",
                "newer": str(newer or ""),
                "newer_link": f"{settings.base_url}/editions/{newer}",
                "directory": settings.base_url,
            },
            about=f"edition/{number}",
        )
