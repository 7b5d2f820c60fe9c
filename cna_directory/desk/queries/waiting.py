"""Reading what waits for the secretariat, and whether the directory runs as it should."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from cna_directory.accounts.models import Account, AccountChange
from cna_directory.accounts.standing import ChangeStatus
from cna_directory.admission.models import AccountRequest
from cna_directory.admission.standing import RequestStatus
from cna_directory.authorities.models import Authority
from cna_directory.confirmations.queries import overdue
from cna_directory.database import db
from cna_directory.desk.rules.health import MAIL_IS_LATE_AFTER, needs_looking_after
from cna_directory.exchange.models import RecordImport
from cna_directory.exchange.standing import ImportStatus
from cna_directory.jobs import LastRun, last_runs
from cna_directory.laws.queries import dead_links
from cna_directory.mail.queries import in_trouble
from cna_directory.reports.models import ProblemReport
from cna_directory.reports.standing import UNSETTLED
from cna_directory.review.models import ChangeProposal
from cna_directory.review.queries.waiting import for_an_officer

FOR_AN_OFFICER = (RequestStatus.AWAITING_DECISION, RequestStatus.AWAITING_SECOND_OFFICER)
"""Where it is the secretariat's turn, and not the applicant's."""


@dataclass(frozen=True, slots=True)
class Oldest:
    """What waits longest of its sort."""

    key: int
    """Its number, by which its own page is found."""
    name: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of one sort waits, since when the oldest of it, and which that is."""

    number: int
    oldest_at: datetime | None
    oldest: Oldest | None = None


def account_requests_waiting() -> Waiting:
    """Return the account requests that wait for an officer."""
    return _waiting(
        AccountRequest.confirmed_at,
        AccountRequest.status.in_(FOR_AN_OFFICER),
        lambda row: Oldest(row.id, row.reference, row.state_iso2),
    )


def account_changes_waiting() -> Waiting:
    """Return the changes of accounts that wait for an officer."""

    def oldest(row: AccountChange) -> Oldest:
        account = db.session.get_one(Account, row.account_id)
        return Oldest(row.id, account.post_title, account.state_iso2 or "")

    return _waiting(AccountChange.proposed_at, AccountChange.status == ChangeStatus.WAITING, oldest)


def proposals_waiting() -> Waiting:
    """Return the change proposals that wait for an officer; not those a focal point has to see."""
    return _waiting(
        ChangeProposal.proposed_at,
        for_an_officer(),
        lambda row: Oldest(row.id, row.proposed.get("name", {}).get("text", ""), row.state_iso2),
    )


def reports_waiting() -> Waiting:
    """Return the problems that readers reported and nobody has settled."""

    def oldest(row: ProblemReport) -> Oldest:
        authority = db.session.get_one(Authority, row.authority_number)
        return Oldest(row.id, authority.name.text, row.state_iso2)

    return _waiting(ProblemReport.reported_at, ProblemReport.status.in_(UNSETTLED), oldest)


def imports_waiting() -> Waiting:
    """Return the files with records that wait for another officer to accept them."""
    return _waiting(
        RecordImport.uploaded_at,
        RecordImport.status == ImportStatus.SUBMITTED,
        lambda row: Oldest(row.id, row.file_name),
    )


def records_overdue(today: date) -> Waiting:
    """Return the records that their States have to confirm, what is due longest first."""
    records = [record for of_state in overdue(today) for record in of_state.records]
    if not records:
        return Waiting(0, None)
    first = min(records, key=lambda it: (it.due_on, it.number))
    since = datetime.combine(first.due_on, time(), tzinfo=UTC)
    if first.name is None:  # What holds for a whole State has no page of a record.
        return Waiting(len(records), since)
    return Waiting(len(records), since, Oldest(first.number, first.name.text, first.state))


def links_dead() -> Waiting:
    """Return the links of records that do not answer, and which was alive longest ago."""
    dead = dead_links()
    if not dead:
        return Waiting(0, None)
    first = min(dead, key=lambda it: (it.life.alive_at or it.life.checked_at, it.link.url))
    since = first.life.alive_at or first.life.checked_at
    name = first.link.authority_name or first.link.title.text
    return Waiting(len(dead), since, Oldest(0, name, first.link.state))


def mails_in_trouble(now: datetime) -> Waiting:
    """Return the mails that failed or have waited too long."""
    found = in_trouble(now - MAIL_IS_LATE_AFTER)
    oldest = Oldest(0, found.oldest_subject) if found.number else None
    return Waiting(found.number, found.oldest_at, oldest)


def _waiting(
    since: InstrumentedAttribute[Any],
    condition: ColumnElement[bool],
    named: Callable[[Any], Oldest],
) -> Waiting:
    number = db.session.scalar(select(func.count()).select_from(since.class_).where(condition)) or 0
    found = db.session.scalar(
        select(since.class_).where(condition).order_by(since, since.class_.id).limit(1)
    )
    if found is None:
        return Waiting(0, None)
    return Waiting(number, getattr(found, since.key), named(found))


def troubled_jobs(now: datetime) -> tuple[LastRun, ...]:
    """Return the jobs of the scheduler that failed or are late."""
    return tuple(
        run
        for run in last_runs()
        if needs_looking_after(error=run.error, started_at=run.started_at, now=now)
    )
