"""The mail that asks a State to confirm its records."""

from collections.abc import Sequence
from datetime import date, timedelta

from babel.dates import format_date

from cna_directory.accounts.models import Account
from cna_directory.authorities.rules import DAYS_OF_GRACE
from cna_directory.confirmations.queries import DueRecord
from cna_directory.confirmations.rules import SentTo
from cna_directory.languages import INTERFACE_LANGUAGES
from cna_directory.mail.message import Message
from cna_directory.settings import Settings
from cna_directory.text import visible


def please_confirm(
    account: Account, to: SentTo, due: Sequence[DueRecord], settings: Settings
) -> Message:
    """Ask a focal point to confirm what is due, or a mission to see that somebody can.

    The link leads to a page that shows the records; opening it confirms nothing.
    """
    is_mission, state = to is SentTo.MISSION, due[0].state
    page = f"states/{state}" if is_mission else "my-state"
    return Message(
        "please_confirm",
        recipient=account.email,
        language=account.language,
        words={
            "records": [_in_words(it, account.language) for it in due],
            "number": len(due),
            "not_confirmed": sum(it.is_not_confirmed for it in due),
            "is_mission": is_mission,
            "link": f"{settings.base_url}/{page}",
            "nominations": f"{settings.base_url}/nominations",
            "directory": settings.base_url,
        },
        about=f"state/{state}",
    )


def _in_words(it: DueRecord, language: str) -> dict[str, object]:
    """Return what the mail says of one record; its name stays in the words of its State."""
    return {
        "number": it.number,
        "is_of_state": it.is_of_state,
        "name": visible(" ".join(it.name.text.split())) if it.name else "",
        "language": it.name.language if it.name else language,
        "was_confirmed": it.standing.confirmed_on is not None,
        "is_not_confirmed": it.is_not_confirmed,
        "due_on": _day(it.due_on, language),
        "lapses_on": _day(it.due_on + timedelta(days=DAYS_OF_GRACE), language),
    }


def _day(day: date, language: str) -> str:
    """Write a day as `2 September 2026`, in the language of the mail."""
    return format_date(
        day, "d MMMM y", locale=language if language in INTERFACE_LANGUAGES else "en"
    )
