"""Reading reported problems: those of a record, of a State, of an account, and those that wait."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from cna_directory.authorities.queries import revision_of_record
from cna_directory.authorities.record import Record
from cna_directory.authorities.rules import visible
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.reports.models import ProblemReport
from cna_directory.reports.standing import UNSETTLED, ProblemKind, ReportStatus
from cna_directory.web.paging import Page

REPORTS_PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class ReportedProblem:
    """A report as pages show it; who reported it is only asked by the bounds of access."""

    id: int
    authority_number: int
    state_iso2: str
    revision_number: int
    field: str
    shown_value: str
    kind: ProblemKind
    words: str
    happened_on: date | None
    status: ReportStatus
    reported_at: datetime
    flagged_at: datetime | None
    settled_at: datetime | None
    outcome: str
    account_id: int
    record: Record
    """The record as every account could read it when the problem was reported."""

    @property
    def is_unsettled(self) -> bool:
        """Say whether the secretariat has still to settle it."""
        return self.status in UNSETTLED


@dataclass(frozen=True, slots=True)
class Flag:
    """A warning on the page of a record: what was reported, and when."""

    field: str
    record: Record
    """The record in which the path of the field leads to what was reported."""
    reported_on: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many reports wait, and since when the oldest."""

    number: int
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """By what a list of reports is narrowed; what is empty narrows nothing."""

    state: str = ""
    authority_number: int | None = None
    field: str = ""
    """The beginning of the path of a field, such as `telephones`."""
    status: ReportStatus | None = None


@dataclass(frozen=True, slots=True)
class ListOfReports:
    """One page of reports."""

    rows: tuple[ReportedProblem, ...]
    page: Page


def reported_problem(report_id: int) -> ReportedProblem:
    """Return a report.

    Raises:
        NotFound: there is none of that number.
    """
    row = db.session.get(ProblemReport, report_id)
    if row is None:
        raise NotFound(NO_SUCH_PAGE)
    return _reported(row)


def reports_on_desk(asked: Asked, number: int) -> ListOfReports:
    """Return a page of the reports that the desk asks for, the oldest first.

    Unless a status is asked for, these are the ones that are not settled.
    """
    return _listed(
        number,
        _is_of_status(asked.status),
        *([ProblemReport.state_iso2 == asked.state] if asked.state else []),
        *(
            [ProblemReport.authority_number == asked.authority_number]
            if asked.authority_number is not None
            else []
        ),
        *([ProblemReport.field.startswith(asked.field, autoescape=True)] if asked.field else []),
    )


def reports_for(actor: Actor, number: int) -> ListOfReports:
    """Return a page of what somebody reported, and what a focal point's State is told of."""
    own = ProblemReport.reported_by == actor.account_id
    if actor.role is Role.FOCAL_POINT and actor.state:
        return _listed(number, or_(own, ProblemReport.state_iso2 == actor.state), newest_first=True)
    return _listed(number, own, newest_first=True)


def flags_of(number: int) -> tuple[Flag, ...]:
    """Return what readers of a record are warned of, the oldest report first."""
    return flags_of_all([number]).get(number, ())


def flags_of_all(numbers: Collection[int]) -> dict[int, tuple[Flag, ...]]:
    """Return what readers of each of these records are warned of, in one question."""
    found = db.session.scalars(
        select(ProblemReport)
        .where(
            ProblemReport.authority_number.in_(numbers),
            ProblemReport.status == ReportStatus.FLAGGED,
        )
        .order_by(ProblemReport.reported_at, ProblemReport.id)
    )
    flags: dict[int, tuple[Flag, ...]] = {}
    for it in found.all():
        number = it.authority_number
        record = _as_reported(number, it.revision_number)
        flag = Flag(it.field, record, it.reported_at.date())
        flags[number] = (*flags.get(number, ()), flag)
    return flags


def reports_waiting() -> Waiting:
    """Return how many reports the secretariat has still to settle."""
    number, oldest_at = db.session.execute(
        select(func.count(), func.min(ProblemReport.reported_at)).where(
            ProblemReport.status.in_(UNSETTLED)
        )
    ).one()
    return Waiting(number, oldest_at)


def reports_to_settle(state_iso2: str) -> int:
    """Return how many reports on records of a State the secretariat has still to settle."""
    asked = select(func.count()).where(
        ProblemReport.state_iso2 == state_iso2, ProblemReport.status.in_(UNSETTLED)
    )
    return db.session.scalar(asked) or 0


def is_reported_by(account_id: int, number: int, field: str) -> bool:
    """Say whether an account has reported a field already and waits for the outcome."""
    found = db.session.scalar(
        select(ProblemReport.id).where(
            ProblemReport.reported_by == account_id,
            ProblemReport.authority_number == number,
            ProblemReport.field == field,
            ProblemReport.status.in_(UNSETTLED),
        )
    )
    return found is not None


def states_with_reports() -> Sequence[str]:
    """Return the codes of the States on whose records something was ever reported."""
    return db.session.scalars(
        select(ProblemReport.state_iso2).distinct().order_by(ProblemReport.state_iso2)
    ).all()


def _is_of_status(status: ReportStatus | None) -> ColumnElement[bool]:
    if status is None:
        return ProblemReport.status.in_(UNSETTLED)
    return ProblemReport.status == status


def _listed(
    number: int, *conditions: ColumnElement[bool], newest_first: bool = False
) -> ListOfReports:
    condition = and_(*conditions)
    total = db.session.scalar(select(func.count()).select_from(ProblemReport).where(condition))
    page = Page(number, total or 0, REPORTS_PER_PAGE)
    oldest_first = (ProblemReport.reported_at, ProblemReport.id)
    rows = db.session.scalars(
        select(ProblemReport)
        .where(condition)
        .order_by(*(column.desc() if newest_first else column for column in oldest_first))
        .offset(page.offset)
        .limit(page.per_page)
    )
    return ListOfReports(tuple(_reported(row) for row in rows), page)


def _reported(row: ProblemReport) -> ReportedProblem:
    return ReportedProblem(
        id=row.id,
        authority_number=row.authority_number,
        state_iso2=row.state_iso2,
        revision_number=row.revision_number,
        field=row.field,
        shown_value=row.shown_value,
        kind=row.kind,
        words=row.words,
        happened_on=row.happened_on,
        status=row.status,
        reported_at=row.reported_at,
        flagged_at=row.flagged_at,
        settled_at=row.settled_at,
        outcome=row.outcome,
        account_id=row.reported_by,
        record=_as_reported(row.authority_number, row.revision_number),
    )


def _as_reported(number: int, revision_number: int) -> Record:
    """Return a record as every account could read it then; paths of fields lead through it."""
    revised = revision_of_record(number, revision_number)
    return visible(revised.record, to_secretariat=False)
