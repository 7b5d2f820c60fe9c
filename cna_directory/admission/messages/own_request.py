"""Mails about a request that was confirmed: to the applicant, and to those who decide."""

from cna_directory.accounts.models import Account
from cna_directory.admission.models import AccountRequest
from cna_directory.admission.rules.answers import ascii_address
from cna_directory.mail.message import Message
from cna_directory.settings import Settings


def account_request_received(
    account_request: AccountRequest, status_address: str, settings: Settings
) -> Message:
    """Tell the applicant that the request is with the secretariat, and where it can be followed."""
    return Message(
        "account_request_received",
        recipient=ascii_address(account_request.email),
        language=account_request.language,
        words={
            "reference": account_request.reference,
            "status_address": status_address,
            "directory": settings.base_url,
        },
    )


def account_request_waiting(
    officer: Account, account_request: AccountRequest, settings: Settings
) -> Message:
    """Tell an officer that a request waits for a decision; the mail names nobody."""
    return Message(
        "account_request_waiting",
        recipient=officer.email,
        language=officer.language,
        words={
            "reference": account_request.reference,
            "link": f"{settings.base_url}/desk/account-requests/{account_request.id}",
            "directory": settings.base_url,
        },
    )
