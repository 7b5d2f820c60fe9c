"""Mails about passwords."""

from datetime import datetime

from cna_directory.accounts.messages.moments import moment_in_words
from cna_directory.accounts.models import Account
from cna_directory.mail.message import Message
from cna_directory.settings import Settings


def reset_your_password(account: Account, token: str, settings: Settings) -> Message:
    """Give the holder a link that sets a new password, once."""
    return Message(
        "reset_your_password",
        recipient=account.email,
        language=account.language,
        words={"link": f"{settings.base_url}/reset/{token}", "directory": settings.base_url},
    )


def password_changed(account: Account, at: datetime, token: str, settings: Settings) -> Message:
    """Tell the holder that the password was changed, and how to undo it."""
    return Message(
        "password_changed",
        recipient=account.email,
        language=account.language,
        words={
            "at": moment_in_words(at, account.language),
            "link": f"{settings.base_url}/not-me/{token}",
            "directory": settings.base_url,
        },
    )
