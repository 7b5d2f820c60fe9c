"""Mails about nominations and about handing a post over to a successor."""

from cna_directory.accounts.models import Account
from cna_directory.admission.models import Nomination
from cna_directory.mail.message import Message
from cna_directory.settings import Settings


def you_are_nominated(nomination: Nomination, language: str, settings: Settings) -> Message:
    """Tell somebody of a nomination, and where to ask for the account."""
    return _to_nominee("you_are_nominated", nomination, language, settings)


def you_are_named_successor(nomination: Nomination, language: str, settings: Settings) -> Message:
    """Tell somebody that a post is handed over, and where to ask for the account."""
    return _to_nominee("you_are_named_successor", nomination, language, settings)


def successor_named(officer: Account, nomination: Nomination, settings: Settings) -> Message:
    """Tell an officer that the holder of an account hands the post over."""
    return Message(
        "successor_named",
        recipient=officer.email,
        language=officer.language,
        words={
            "account_id": nomination.nominated_by,
            "link": f"{settings.base_url}/desk/account-requests",
            "directory": settings.base_url,
        },
    )


def _to_nominee(name: str, nomination: Nomination, language: str, settings: Settings) -> Message:
    return Message(
        name,
        recipient=nomination.email,
        language=language,
        words={
            "post_title": nomination.post_title,
            "link": f"{settings.base_url}/account-requests/new",
            "directory": settings.base_url,
        },
    )
