"""Mails about contacts that change by an accepted table; none holds a link that decides."""

from collections.abc import Sequence
from typing import Any

from cna_directory.accounts.models import Account
from cna_directory.authorities.record import Record
from cna_directory.mail.message import Message
from cna_directory.settings import Settings

MOST_NAMED = 50
"""Authorities that one mail names; a longer list is read on the pages of the directory."""


def contacts_changed_to_state(
    focal_point: Account, records: Sequence[Record], settings: Settings
) -> Message:
    """Tell a focal point which authorities of the State have new contact details, in one mail."""
    return Message(
        "import_contact_changed_state",
        recipient=focal_point.email,
        language=focal_point.language,
        words={
            **_words_of(records, settings),
            "link": f"{settings.base_url}/states/{focal_point.state_iso2}",
        },
    )


def contacts_changed_to_office(
    address: str, records: Sequence[Record], settings: Settings
) -> Message:
    """Tell an address of all records that had it until now; its reader may know nothing of them."""
    return Message(
        "import_contact_changed_office", recipient=address, words=_words_of(records, settings)
    )


def _words_of(records: Sequence[Record], settings: Settings) -> dict[str, Any]:
    return {
        "authorities": [
            {
                "number": record.number,
                "name": record.name.text,
                "link": f"{settings.base_url}/authorities/{record.number}",
            }
            for record in records[:MOST_NAMED]
        ],
        "number": len(records),
        "directory": settings.base_url,
    }
