"""Mails around the question whether an applicant is known to the own State."""

from cna_directory.accounts.models import Account
from cna_directory.admission.models import AccountRequest, Vouching
from cna_directory.mail.message import Message
from cna_directory.settings import Settings


def please_vouch(
    focal_point: Account, account_request: AccountRequest, settings: Settings
) -> Message:
    """Ask a focal point whether an applicant belongs to the own State; the mail names nobody."""
    return Message(
        "please_vouch",
        recipient=focal_point.email,
        language=focal_point.language,
        words={
            "reference": account_request.reference,
            "link": f"{settings.base_url}/vouchings",
            "directory": settings.base_url,
        },
    )


def vouching_answered(
    officer: Account, account_request: AccountRequest, vouching: Vouching, settings: Settings
) -> Message:
    """Tell an officer that a focal point has answered; what the answer is stands on the page."""
    return Message(
        "vouching_answered",
        recipient=officer.email,
        language=officer.language,
        words={
            "reference": account_request.reference,
            "state": vouching.state_iso2,
            "link": f"{settings.base_url}/desk/account-requests/{account_request.id}",
            "directory": settings.base_url,
        },
    )
