"""Mails about contacts that change by an accepted table; none holds a link that decides."""

from collections.abc import Sequence

from cna_directory.accounts.models import Account
from cna_directory.authorities.record import Record
from cna_directory.mail.message import Message
from cna_directory.settings import Settings

MOST_NAMED = 50
"""Authorities that one mail names; a longer list is read on the pages of the State."""


def contacts_changed_to_state(
    focal_point: Account, records: Sequence[Record], settings: Settings
) -> Message:
    """Tell a focal point which authorities of the State have new contact details, in one mail."""
    return Message(
        "import_contact_changed_state",
        recipient=focal_point.email,
        language=focal_point.language,
        words={
            "authorities": [
                {
                    "number": record.number,
                    "name": record.name.text,
                    "link": f"{settings.base_url}/authorities/{record.number}",
                }
                for record in records[:MOST_NAMED]
            ],
            "number": len(records),
            "link": f"{settings.base_url}/states/{focal_point.state_iso2}",
            "directory": settings.base_url,
        },
    )


def contact_changed_to_office(address: str, record: Record, settings: Settings) -> Message:
    """Tell an address that the record had until now; whoever reads it may know nothing of it."""
    return Message(
        "import_contact_changed_office",
        recipient=address,
        words={
            "authority": record.name.text,
            "number": record.number,
            "link": f"{settings.base_url}/authorities/{record.number}",
            "directory": settings.base_url,
        },
    )
