"""Reading what waits for the secretariat, of all features below."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from cna_directory.accounts.models import AccountChange
from cna_directory.accounts.standing import ChangeStatus
from cna_directory.admission.models import AccountRequest
from cna_directory.admission.standing import RequestStatus
from cna_directory.database import db
from cna_directory.desk.rules import MAIL_IS_LATE_AFTER, needs_looking_after
from cna_directory.jobs import LastRun, last_runs
from cna_directory.mail.queries import in_trouble

FOR_AN_OFFICER = (RequestStatus.AWAITING_DECISION, RequestStatus.AWAITING_SECOND_OFFICER)
"""Where it is the secretariat's turn, and not the applicant's."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of one sort waits, and since when the oldest of it."""

    number: int
    oldest_at: datetime | None


def account_requests_waiting() -> Waiting:
    """Return the account requests that wait for an officer."""
    return _waiting(AccountRequest.confirmed_at, AccountRequest.status.in_(FOR_AN_OFFICER))


def account_changes_waiting() -> Waiting:
    """Return the changes of accounts that wait for a second officer."""
    return _waiting(AccountChange.proposed_at, AccountChange.status == ChangeStatus.WAITING)


def _waiting(since: InstrumentedAttribute[Any], condition: Any) -> Waiting:
    number, oldest_at = db.session.execute(
        select(func.count(), func.min(since)).where(condition)
    ).one()
    return Waiting(number, oldest_at)


def mails_in_trouble(now: datetime) -> Waiting:
    """Return the mails that failed or have waited too long."""
    found = in_trouble(now - MAIL_IS_LATE_AFTER)
    return Waiting(found.number, found.oldest_at)


def troubled_jobs(now: datetime) -> tuple[LastRun, ...]:
    """Return the jobs of the scheduler that failed or are late."""
    return tuple(
        run
        for run in last_runs()
        if needs_looking_after(error=run.error, started_at=run.started_at, now=now)
    )


def has_scheduler_run() -> bool:
    """Say whether a scheduler has ever run here."""
    return bool(last_runs())
