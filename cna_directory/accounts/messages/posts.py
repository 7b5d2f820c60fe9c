"""Mails around the yearly question whether the holder of an account is still in post."""

from cna_directory.accounts.models import Account
from cna_directory.mail.message import Message
from cna_directory.settings import Settings


def are_you_still_in_post(account: Account, settings: Settings, *, is_reminder: bool) -> Message:
    """Ask the holder; the link leads to a page, and opening it answers nothing."""
    return Message(
        "are_you_still_in_post",
        recipient=account.email,
        language=account.language,
        words={
            "post_title": account.post_title,
            "is_reminder": is_reminder,
            "link": f"{settings.base_url}/account/post",
            "directory": settings.base_url,
        },
    )


def post_not_confirmed(account: Account, settings: Settings) -> Message:
    """Tell the holder that the account was suspended because nobody answered."""
    return Message(
        "post_not_confirmed",
        recipient=account.email,
        language=account.language,
        words={"post_title": account.post_title, "directory": settings.base_url},
    )


def post_of_your_state_not_confirmed(
    focal_point: Account, account: Account, settings: Settings
) -> Message:
    """Tell a focal point that a post of the own State has no account any more."""
    return Message(
        "post_of_your_state_not_confirmed",
        recipient=focal_point.email,
        language=focal_point.language,
        words={
            "post_title": account.post_title,
            "organisation": account.organisation,
            "link": f"{settings.base_url}/nominations",
            "directory": settings.base_url,
        },
    )
