"""Reporting a problem with a record, warning its readers, and settling it with an outcome."""

from datetime import timedelta

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts.models import Account
from cna_directory.accounts.queries import account_of
from cna_directory.accounts.queries.posts import focal_points_of
from cna_directory.accounts.standing import AccountStatus
from cna_directory.audit.actions import Action
from cna_directory.authorities.plain import to_plain
from cna_directory.authorities.queries import Revised
from cna_directory.authorities.record import Record
from cna_directory.authorities.rules import visible
from cna_directory.database import db
from cna_directory.errors import EditConflict, Problem
from cna_directory.limits import Limit, count_try
from cna_directory.mail import outbox
from cna_directory.operation import note, operation, require
from cna_directory.reference.operations import raise_catalogue_stamp
from cna_directory.reference.queries import Names
from cna_directory.reports import messages
from cna_directory.reports.models import ProblemReport
from cna_directory.reports.queries import ReportedProblem, is_reported_by
from cna_directory.reports.rules import (
    Said,
    problems_with_report,
    problems_with_settlement,
    reportable_fields,
)
from cna_directory.reports.standing import UNSETTLED, ProblemKind, ReportStatus
from cna_directory.reports.words import reported_value
from cna_directory.settings import Settings

ADVICE = (
    "You have reported as many problems as an account may within {time}. Send the others later, or"
    " write to the secretariat if they are many."
)
REPORTS_AN_HOUR = Limit("problem_reported", 10, timedelta(hours=1), ADVICE.format(time="an hour"))
REPORTS_A_DAY = Limit("problem_reported", 30, timedelta(days=1), ADVICE.format(time="a day"))

CHANGED_SINCE = (
    "The record was changed after you opened this page. Look whether the problem is still there;"
    " the list shows what the record says now."
)
REPORTED_ALREADY = "You have reported this field already, and are told the outcome by mail."
SETTLED_ALREADY = "Another officer has settled this report. Look at it again."


def report_problem(
    actor: Actor,
    seen: Revised[Record],
    *,
    said: Said,
    seen_number: int,
    names: Names,
    settings: Settings,
) -> int:
    """Tell the secretariat and the State's focal points of a problem; return the report's number.

    `seen` is the record that is live now, `seen_number` the revision that the reader looked at;
    `names` are those in which the value is kept that the reader saw.

    Raises:
        RuleBroken: something is missing, the record changed meanwhile, or the account has reported
            the same field already.
        TooManyAttempts: the account has reported as much as it may.
    """
    # Whoever reports, the State reads it: what is hidden from accounts cannot be reported.
    shown = visible(seen.record, to_secretariat=False)
    reachable = {field.path: field.value for field in reportable_fields(to_plain(shown))}
    require(problems_with_report(said, frozenset(reachable), clock.today()))
    if seen_number != seen.number:
        require([Problem("field", CHANGED_SINCE)])
    whose = f"account {actor.account_id}"
    count_try([(REPORTS_AN_HOUR, whose), (REPORTS_A_DAY, whose)])
    value = reported_value(said.field, reachable.get(said.field), shown, names)
    return _report(actor, seen, said=said, shown=shown, value=value, settings=settings)


@operation(Action.PROBLEM_REPORTED, needs=Capability.REPORT_PROBLEM)
def _report(
    actor: Actor,
    seen: Revised[Record],
    *,
    said: Said,
    shown: Record,
    value: str,
    settings: Settings,
) -> int:
    # Held, so that a button pressed twice at once finds what its first press has reported.
    reporter = account_of(actor, for_update=True)
    if is_reported_by(reporter.id, shown.number, said.field):
        require([Problem("field", REPORTED_ALREADY)])
    row = ProblemReport(
        authority_number=shown.number,
        state_iso2=shown.state,
        revision_number=seen.number,
        field=said.field,
        shown_value=value,
        kind=said.kind or ProblemKind.OTHER,
        words=said.words.strip(),
        happened_on=said.happened_on,
        status=ReportStatus.OPEN,
        reported_by=reporter.id,
        reported_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    note(subject=f"authority/{shown.number}", report=row.id, field=said.field)
    for focal_point in focal_points_of(shown.state, beside=reporter.id):
        outbox.post(
            messages.problem_reported(focal_point, row.id, said.field, shown, settings), settings
        )
    return row.id


@operation(Action.PROBLEM_FLAGGED, needs=Capability.SETTLE_REPORT)
def warn_readers(actor: Actor, report: ReportedProblem) -> None:
    """Show on the record's page that a problem was reported, until the report is settled.

    Raises:
        EditConflict: somebody has settled the report meanwhile.
    """
    row = _unsettled(report)
    row.status, row.flagged_at = ReportStatus.FLAGGED, row.flagged_at or clock.now()
    note(subject=f"authority/{row.authority_number}", report=row.id)
    raise_catalogue_stamp()


@operation(Action.PROBLEM_SETTLED, needs=Capability.SETTLE_REPORT)
def settle_report(
    actor: Actor,
    report: ReportedProblem,
    *,
    status: ReportStatus | None,
    outcome: str,
    settings: Settings,
) -> None:
    """End a report, take the warning away, and tell the reporter the outcome.

    Raises:
        RuleBroken: it is not said how it ends, or the reporter would be told nothing.
        EditConflict: somebody has settled the report meanwhile.
    """
    require(problems_with_settlement(status, outcome))
    row = _unsettled(report)
    if row.flagged_at is not None:
        raise_catalogue_stamp()
    row.status, row.outcome = status or ReportStatus.NOT_A_PROBLEM, outcome.strip()
    row.settled_by, row.settled_at = actor.account_id, clock.now()
    note(subject=f"authority/{row.authority_number}", report=row.id, status=row.status)
    reporter = db.session.get_one(Account, row.reported_by)
    if reporter.status is AccountStatus.ACTIVE:
        outbox.post(messages.problem_settled(reporter, row, report.record, settings), settings)


def _unsettled(report: ReportedProblem) -> ProblemReport:
    """Return the row of a report that nobody else can settle until the operation ends."""
    row = db.session.get_one(ProblemReport, report.id, with_for_update=True, populate_existing=True)
    if row.status not in UNSETTLED:
        raise EditConflict(SETTLED_ALREADY)
    return row
