"""Where each edition stands on its way from its closing to its issue."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import select

from cna_directory.authorities.queries import first_recorded_at
from cna_directory.database import db
from cna_directory.editions.calendar import (
    EditionNumber,
    Schedule,
    closed_editions,
    first_closing_after,
    next_to_issue,
    parse_schedule,
)
from cna_directory.editions.models import Edition, EditionProof, EditionStatus
from cna_directory.editions.rules import Standing
from cna_directory.jobs import ISSUE_DUE_EDITIONS, LastRun, last_runs
from cna_directory.settings import SettingMissing, Settings

OVER = frozenset({EditionStatus.ISSUED, EditionStatus.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class AwaitedEdition:
    """An edition whose time of issue has come and that is not issued yet."""

    number: EditionNumber
    status: EditionStatus
    issue_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class NextEdition:
    """The edition to come, with its dates."""

    number: EditionNumber
    closing_on: date
    issue_on: date


def schedule_of(settings: Settings) -> Schedule:
    """Return the schedule of this deployment.

    Raises:
        SettingMissing: the settings hold no schedule that can work.
    """
    try:
        return parse_schedule(settings.edition_closings, settings.edition_issues)
    except ValueError as error:
        raise SettingMissing(f"CNA_EDITION_CLOSINGS and CNA_EDITION_ISSUES: {error}") from error


def first_due(settings: Settings) -> EditionNumber | None:
    """Return the first edition that is ever due; none while the directory is empty.

    Raises:
        SettingMissing: `CNA_FIRST_EDITION` is not the number of an edition.
    """
    if settings.first_edition:
        try:
            return EditionNumber.parse(settings.first_edition)
        except ValueError as error:
            raise SettingMissing(f"CNA_FIRST_EDITION: {error}") from error
    began = first_recorded_at()
    return None if began is None else first_closing_after(schedule_of(settings), began)


def standings(settings: Settings, now: datetime) -> tuple[Standing, ...]:
    """Return every edition that has closed and is not issued, the oldest first.

    One that was begun stays in it, whatever becomes of the schedule meanwhile.
    """
    schedule, first = schedule_of(settings), first_due(settings)
    rows = {EditionNumber(row.year, row.half): row for row in db.session.scalars(select(Edition))}
    begun = {
        number
        for number, row in rows.items()
        if row.claimed_at is not None and first is not None and number >= first
    }
    numbers = begun.union(closed_editions(schedule, first, now))
    proved = set(db.session.scalars(select(EditionProof.edition_id)))
    found = (
        _standing(number, rows.get(number), schedule, proved=proved) for number in sorted(numbers)
    )
    return tuple(standing for standing in found if not standing.is_over)


def standing_of(number: EditionNumber, schedule: Schedule) -> Standing:
    """Return where one edition stands."""
    row = db.session.scalar(
        select(Edition).where(Edition.year == number.year, Edition.half == number.half)
    )
    proved = set(db.session.scalars(select(EditionProof.edition_id)))
    return _standing(number, row, schedule, proved=proved)


def _standing(
    number: EditionNumber, row: Edition | None, schedule: Schedule, *, proved: set[int]
) -> Standing:
    closing_at, issue_at = schedule.closing_at(number), schedule.issue_at(number)
    if row is None:
        return Standing(number=number, closing_at=closing_at, issue_at=issue_at)
    is_begun = row.claimed_at is not None
    return Standing(
        number=number,
        closing_at=row.closing_at if is_begun else closing_at,
        issue_at=row.issue_at if is_begun else issue_at,
        is_frozen=row.frozen_at is not None,
        has_proof=row.id in proved,
        is_held=row.status is EditionStatus.HELD,
        is_over=row.status in OVER,
    )


def awaited_editions(settings: Settings, now: datetime) -> tuple[AwaitedEdition, ...]:
    """Return what should have been issued by now and is not, the oldest first."""
    known = {EditionNumber(row.year, row.half): row for row in db.session.scalars(select(Edition))}
    awaited = []
    for standing in standings(settings, now):
        if now >= standing.issue_at:
            row = known.get(standing.number)
            status, reason = (row.status, row.reason) if row else (EditionStatus.DUE, "")
            awaited.append(AwaitedEdition(standing.number, status, standing.issue_at, reason))
    return tuple(awaited)


def oldest_overdue(settings: Settings, now: datetime) -> AwaitedEdition | None:
    """Return the oldest edition that should be out, is not, and that nobody holds back."""
    overdue = (a for a in awaited_editions(settings, now) if a.status is not EditionStatus.HELD)
    return next(overdue, None)


def last_wake() -> LastRun | None:
    """Return how the scheduler's last look at the editions went; `None` if it never looked."""
    return next((run for run in last_runs() if run.name == ISSUE_DUE_EDITIONS), None)


def next_edition(settings: Settings, now: datetime) -> NextEdition:
    """Return the edition to come, with its closing and issue; not one that went out before its day."""
    schedule = schedule_of(settings)
    over = select(Edition.year, Edition.half).where(Edition.status.in_(OVER))
    gone = {EditionNumber(row.year, row.half) for row in db.session.execute(over)}
    number = next_to_issue(schedule, now)
    while number in gone:
        number = number.next()
    return NextEdition(number, schedule.closing_at(number).date(), schedule.issue_at(number).date())


def edition_to_print(settings: Settings, day: date, now: datetime) -> NextEdition:
    """Return the first edition that prints what is recorded now and holds from a day on."""
    schedule = schedule_of(settings)
    number = first_closing_after(schedule, max(now, datetime.combine(day, time.min, UTC)))
    return NextEdition(number, schedule.closing_at(number).date(), schedule.issue_at(number).date())
