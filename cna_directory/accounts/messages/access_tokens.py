"""The mail that tells of a new access token."""

from cna_directory.accounts.messages.moments import moment_in_words
from cna_directory.accounts.models import AccessToken, Account
from cna_directory.mail.message import Message
from cna_directory.settings import Settings


def access_token_made(account: Account, token: AccessToken, settings: Settings) -> Message:
    """Tell the holder that a program may read under the account; the token itself is not in it."""
    return Message(
        "access_token_made",
        recipient=account.email,
        language=account.language,
        words={
            "at": moment_in_words(token.made_at, account.language),
            "until": moment_in_words(token.expires_at, account.language),
            "link": f"{settings.base_url}/account/tokens",
            "directory": settings.base_url,
        },
    )
