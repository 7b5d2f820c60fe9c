"""Mails about coming into an account."""

from cna_directory.accounts.models import Account
from cna_directory.mail.message import Message
from cna_directory.settings import Settings


def activate_your_account(account: Account, token: str, settings: Settings) -> Message:
    """Invite somebody to set a password by a link that works once."""
    return Message(
        "activate_your_account",
        recipient=account.email,
        language=account.language,
        words={
            "post_title": account.post_title,
            "link": f"{settings.base_url}/activate/{token}",
            "directory": settings.base_url,
        },
    )
