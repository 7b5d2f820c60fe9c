"""The account requests that the scheduler has something to do about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from cna_directory.admission.models import AccountRequest
from cna_directory.admission.rules.retention import DECIDED_KEPT_FOR, WITHOUT_ACCOUNT
from cna_directory.admission.standing import RequestStatus
from cna_directory.database import db


@dataclass(frozen=True, slots=True)
class DueRequest:
    """An account request that something is due about."""

    id: int


def requests_to_lapse(now: datetime) -> Sequence[DueRequest]:
    """Return the requests that nobody confirmed in time."""
    return _due(
        select(AccountRequest.id).where(
            AccountRequest.status == RequestStatus.AWAITING_CONFIRMATION,
            AccountRequest.confirm_by <= now,
        )
    )


def requests_to_forget(now: datetime) -> Sequence[DueRequest]:
    """Return the refused and lapsed requests whose personal data is to go."""
    return _due(_decided_long_ago(WITHOUT_ACCOUNT, now).where(AccountRequest.erased_at.is_(None)))


def letters_to_forget(now: datetime) -> Sequence[DueRequest]:
    """Return the approved requests whose letter is to go."""
    approved = _decided_long_ago([RequestStatus.APPROVED], now)
    return _due(approved.where(AccountRequest.letter_id.is_not(None)))


def _decided_long_ago(statuses: Iterable[RequestStatus], now: datetime) -> Select[int]:
    return select(AccountRequest.id).where(
        AccountRequest.status.in_(statuses), AccountRequest.decided_at <= now - DECIDED_KEPT_FOR
    )


def _due(statement: Select[int]) -> Sequence[DueRequest]:
    return [DueRequest(id_) for id_ in db.session.scalars(statement.order_by(AccountRequest.id))]
