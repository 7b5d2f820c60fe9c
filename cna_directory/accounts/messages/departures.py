"""Mails around an official of whom a focal point says that the post is held by somebody else now."""

from cna_directory.accounts.models import Account
from cna_directory.mail.message import Message
from cna_directory.settings import Settings


def departure_reported(holder: Account, settings: Settings) -> Message:
    """Tell the holder of the account, who may still be there and is the first to know."""
    return _message("departure_reported", holder, holder, settings)


def departure_waits(officer: Account, holder: Account, settings: Settings) -> Message:
    """Tell an officer that somebody has to decide whether an account ends."""
    return _message("departure_waits", officer, holder, settings, "/desk/account-changes")


def departure_answered(
    reporter: Account, holder: Account, settings: Settings, *, is_closed: bool
) -> Message:
    """Tell whoever reported it what became of the account."""
    return _message(
        "departure_answered", reporter, holder, settings, "/my-state", is_closed=is_closed
    )


def _message(
    name: str,
    recipient: Account,
    holder: Account,
    settings: Settings,
    page: str = "",
    **words: object,
) -> Message:
    return Message(
        name,
        recipient=recipient.email,
        language=recipient.language,
        words={
            "post_title": holder.post_title,
            "link": f"{settings.base_url}{page}",
            "directory": settings.base_url,
            **words,
        },
    )
