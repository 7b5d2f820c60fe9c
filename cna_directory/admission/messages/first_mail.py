"""The first mail after somebody asked for an account: one of two, and both say who asked nothing."""

from cna_directory.admission.models import AccountRequest
from cna_directory.admission.rules.answers import ascii_address
from cna_directory.mail.message import Message
from cna_directory.settings import Settings


def confirm_your_address(
    account_request: AccountRequest, token: str, status_address: str, settings: Settings
) -> Message:
    """Ask the holder of an address to confirm by a link that the request is theirs."""
    return Message(
        "confirm_your_address",
        recipient=ascii_address(account_request.email),
        language=account_request.language,
        words={
            "reference": account_request.reference,
            "link": f"{settings.base_url}/account-requests/confirm/{token}",
            "status_address": status_address,
            "directory": settings.base_url,
        },
    )


def you_have_an_account(account_request: AccountRequest, settings: Settings) -> Message:
    """Tell the holder of an account that somebody asked for one with the same address."""
    return Message(
        "you_have_an_account",
        recipient=ascii_address(account_request.email),
        language=account_request.language,
        words={
            "sign_in": f"{settings.base_url}/sign-in",
            "forgotten": f"{settings.base_url}/sign-in/forgotten",
            "directory": settings.base_url,
        },
    )
