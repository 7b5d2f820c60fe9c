"""Mails about what the secretariat does to an account: to its holder, and to the other officers."""

from cna_directory.accounts.models import Account
from cna_directory.mail.message import Message
from cna_directory.settings import Settings


def account_suspended(account: Account, settings: Settings) -> Message:
    """Tell the holder that the account cannot be used for now; the reason is told on asking."""
    return _to_holder("account_suspended", account, settings)


def account_restored(account: Account, settings: Settings) -> Message:
    """Tell the holder that the account can be used again."""
    return _to_holder("account_restored", account, settings, link=f"{settings.base_url}/sign-in")


def account_closed(account: Account, settings: Settings) -> Message:
    """Tell the holder that the account has ended for good."""
    return _to_holder("account_closed", account, settings)


def account_role_changed(account: Account, settings: Settings) -> Message:
    """Tell the holder that the account may do other things now; what, stands on its page."""
    return _to_holder(
        "account_role_changed", account, settings, link=f"{settings.base_url}/account"
    )


def account_change_proposed(account: Account, settings: Settings) -> Message:
    """Tell the holder that an officer proposed something, while it can still be stopped."""
    return _to_holder("account_change_proposed", account, settings)


def activate_again(account: Account, token: str, settings: Settings) -> Message:
    """Let the holder of a lost second factor choose a password and set up a new one."""
    return _to_holder(
        "activate_again", account, settings, link=f"{settings.base_url}/activate/{token}"
    )


def account_change_waits(officer: Account, account: Account, settings: Settings) -> Message:
    """Tell an officer that a proposed change waits for somebody other than who proposed it."""
    return _to_officer("account_change_waits", officer, account, settings)


def account_change_accepted(officer: Account, account: Account, settings: Settings) -> Message:
    """Tell an officer that two others have changed an account."""
    return _to_officer("account_change_accepted", officer, account, settings)


def account_change_refused(officer: Account, account: Account, settings: Settings) -> Message:
    """Tell an officer that a proposed change does not happen."""
    return _to_officer("account_change_refused", officer, account, settings)


def _to_holder(name: str, account: Account, settings: Settings, **words: str) -> Message:
    always = {"post_title": account.post_title, "directory": settings.base_url}
    return Message(
        name, recipient=account.email, language=account.language, words={**always, **words}
    )


def _to_officer(name: str, officer: Account, account: Account, settings: Settings) -> Message:
    return Message(
        name,
        recipient=officer.email,
        language=officer.language,
        words={
            "post_title": account.post_title,
            "link": f"{settings.base_url}/desk/account-changes",
            "directory": settings.base_url,
        },
    )
