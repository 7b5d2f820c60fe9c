"""The secret address of a request's own page. Plain functions, called inside an operation."""

import base64

from cna_directory.accounts.sealing import derived_key
from cna_directory.accounts.tokens import hash_of
from cna_directory.admission.models import AccountRequest
from cna_directory.settings import Settings


def status_token(account_request: AccountRequest, settings: Settings) -> str:
    """Return the token of a request's own page, and see to it that its hash is kept.

    It is made from the reference and the secret key, so that every mail can name the same address
    although the database holds only the hash. Where the key was changed, the address is a new one.
    """
    made = derived_key(f"status of account request {account_request.reference}", settings)
    token = base64.urlsafe_b64encode(made).decode().rstrip("=")
    account_request.status_token_hash = hash_of(token)
    return token


def status_address(account_request: AccountRequest, settings: Settings) -> str:
    """Return the address at which the applicant sees how the request stands and answers questions."""
    return f"{settings.base_url}/account-requests/status/{status_token(account_request, settings)}"
