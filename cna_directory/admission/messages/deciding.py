"""Mails of the secretariat about an account request: questions, refusals, a second officer's turn."""

from cna_directory.accounts.models import Account
from cna_directory.admission.models import AccountRequest
from cna_directory.mail.message import Message
from cna_directory.settings import Settings


def question_about_your_request(
    account_request: AccountRequest, question: str, link: str, settings: Settings
) -> Message:
    """Ask an applicant something; `link` is the page of the request, where the answer is written."""
    return Message(
        "question_about_your_request",
        recipient=account_request.email,
        language=account_request.language,
        words={
            "reference": account_request.reference,
            "question": question,
            "link": link,
            "directory": settings.base_url,
        },
    )


def your_request_was_refused(
    account_request: AccountRequest, reason: str, settings: Settings
) -> Message:
    """Tell an applicant why there is no account, and how to ask again."""
    return Message(
        "your_request_was_refused",
        recipient=account_request.email,
        language=account_request.language,
        words={
            "reference": account_request.reference,
            "reason": reason,
            "link": f"{settings.base_url}/account-requests/new",
            "directory": settings.base_url,
        },
    )


def second_officer_wanted(
    officer: Account, account_request: AccountRequest, settings: Settings
) -> Message:
    """Ask another officer to confirm an approval, or to send it back."""
    return _to_officer("second_officer_wanted", officer, account_request, settings)


def approval_sent_back(
    officer: Account, account_request: AccountRequest, settings: Settings
) -> Message:
    """Tell the first officer that the second did not agree."""
    return _to_officer("approval_sent_back", officer, account_request, settings)


def _to_officer(
    name: str, officer: Account, account_request: AccountRequest, settings: Settings
) -> Message:
    return Message(
        name,
        recipient=officer.email,
        language=officer.language,
        words={
            "reference": account_request.reference,
            "link": f"{settings.base_url}/desk/account-requests/{account_request.id}",
            "directory": settings.base_url,
        },
    )
