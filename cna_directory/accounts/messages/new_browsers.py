"""Mails about a sign-in that the holder of an account may not have made."""

from cna_directory.accounts.messages.moments import moment_in_words
from cna_directory.accounts.models import Account, UserSession
from cna_directory.accounts.rules.sessions import browser_in_words
from cna_directory.mail.message import Message
from cna_directory.settings import Settings


def new_browser(
    account: Account, user_session: UserSession, token: str, settings: Settings
) -> Message:
    """Tell the holder when, from where and in what a new sign-in happened, and how to undo it."""
    return Message(
        "new_browser",
        recipient=account.email,
        language=account.language,
        words={
            "at": moment_in_words(user_session.created_at, account.language),
            "browser": browser_in_words(user_session.user_agent),
            "remote_address": user_session.remote_address,
            "link": f"{settings.base_url}/not-me/{token}",
            "directory": settings.base_url,
        },
    )


def sign_in_disowned(officer: Account, account: Account, settings: Settings) -> Message:
    """Tell an officer that a holder says somebody else was in the account."""
    return Message(
        "sign_in_disowned",
        recipient=officer.email,
        language=officer.language,
        words={
            "post_title": account.post_title,
            "organisation": account.organisation,
            "directory": settings.base_url,
        },
    )
