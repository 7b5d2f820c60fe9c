"""Holding an account request while something is decided about it, so that of two at once one waits.

Plain functions, called inside an operation.
"""

from sqlalchemy import select

from cna_directory.admission.models import AccountRequest
from cna_directory.admission.queries.keeping import DueRequest
from cna_directory.database import db


def held_request(account_request_id: int) -> AccountRequest:
    """Return an account request as it stands now; whoever else wants to change it waits."""
    return db.session.scalars(
        select(AccountRequest).where(AccountRequest.id == account_request_id).with_for_update()
    ).one()


def place_of(account_request: AccountRequest | DueRequest) -> str:
    """Return what the trail calls an account request."""
    return f"account-request/{account_request.id}"
