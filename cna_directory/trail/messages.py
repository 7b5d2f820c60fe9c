"""The mail that takes the head of the trail outside, where nobody here can change it."""

from collections.abc import Iterator
from datetime import date

from cna_directory.audit.chain import BrokenLink, Head
from cna_directory.mail.message import Message
from cna_directory.settings import Settings
from cna_directory.trail import queries


def trail_head(
    settings: Settings, head: Head, broken: BrokenLink | None, day: date
) -> Iterator[Message]:
    """Tell each of those who keep it the head of the trail, and whether the chain held."""
    for address, language in queries.keepers_of_the_head(settings).items():
        yield Message(
            "trail_head",
            address,
            language,
            {
                "number": head.number,
                "hash": head.hash,
                "day": day.isoformat(),
                "broken": broken,
                "link": f"{settings.base_url}/desk/trail",
                "directory": settings.base_url,
            },
        )
