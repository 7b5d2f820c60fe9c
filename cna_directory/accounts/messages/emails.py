"""Mails about a change of an account's e-mail address."""

from datetime import datetime

from cna_directory.accounts.messages.moments import moment_in_words
from cna_directory.accounts.models import Account
from cna_directory.mail.message import Message
from cna_directory.settings import Settings


def confirm_your_new_address(
    account: Account, new_address: str, token: str, settings: Settings
) -> Message:
    """Ask at the new address whether it is the holder's."""
    return Message(
        "confirm_your_new_address",
        recipient=new_address,
        language=account.language,
        words={
            "link": f"{settings.base_url}/account/email/{token}",
            "directory": settings.base_url,
        },
    )


def address_change_asked(account: Account, at: datetime, token: str, settings: Settings) -> Message:
    """Tell the address in use that another is to take its place."""
    return Message(
        "address_change_asked",
        recipient=account.email,
        language=account.language,
        words=_words(account, at, token, settings),
    )


def address_changed(
    account: Account, old_address: str, at: datetime, token: str, settings: Settings
) -> Message:
    """Tell the address that was in use that another has taken its place."""
    return Message(
        "address_changed",
        recipient=old_address,
        language=account.language,
        words=_words(account, at, token, settings),
    )


def _words(account: Account, at: datetime, token: str, settings: Settings) -> dict[str, str]:
    return {
        "at": moment_in_words(at, account.language),
        "link": f"{settings.base_url}/not-me/{token}",
        "directory": settings.base_url,
    }
