"""Pages on which readers report problems with records, and on which these are settled."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint, current_actor
from cna_directory.authorities.plain import to_plain
from cna_directory.authorities.queries import Revised, authority_record
from cna_directory.authorities.record import Record
from cna_directory.authorities.rules import visible
from cna_directory.reference.queries import names_in
from cna_directory.reports import operations, queries
from cna_directory.reports.forms import ReportForm, SettleForm, WarnForm
from cna_directory.reports.queries import Asked, Flag, ReportedProblem
from cna_directory.reports.rules import reportable_fields
from cna_directory.reports.standing import ReportStatus
from cna_directory.reports.words import (
    KIND_NAMES,
    STATUS_NAMES,
    field_with_value,
    reported_field,
)
from cna_directory.web.helpers import settings
from cna_directory.web.languages import words_language
from cna_directory.web.pages import done, page
from cna_directory.web.paging import page_number

# Browsers report breaches of the content security policy under the name of `reports`.
blueprint = GuardedBlueprint("problems", __name__)
blueprint.add_app_template_filter(reported_field)

NUMBER = "<int(max=999999999):number>"
REPORT = "<int(max=999999999):report_id>"


@blueprint.app_template_global()
def flags_of(number: int) -> tuple[Flag, ...]:
    """Return what the page of a record warns its readers of; read where a page asks."""
    return queries.flags_of(number)


@blueprint.route(
    f"/authorities/{NUMBER}/report",
    methods=("GET", "POST"),
    needs=Capability.REPORT_PROBLEM,
    subject=authority_record,
)
def report(subject: Revised[Record]) -> Response:
    """Let a reader say which field of a record does not work."""
    record = visible(subject.record, to_secretariat=False)
    form = ReportForm(field=request.args.get("field", ""))
    names = names_in(words_language())
    form.offer(
        [
            (field.path, field_with_value(field, record, names))
            for field in reportable_fields(to_plain(record))
        ]
    )
    if form.validate_on_submit():
        with form.reporting():
            made = operations.report_problem(
                current_actor(),
                subject,
                said=form.said,
                seen_number=form.seen_number,
                names=names,
                settings=settings(),
            )
            return done(
                "problems.show",
                _("Thank you. You are told the outcome by mail, and can look it up here."),
                report_id=made,
            )
    form.seen.data = str(subject.number)
    return page("reports/report", form.status, form=form, record=record, names=names)


@blueprint.get("/reports", needs=Capability.SEE_REPORTS)
def own() -> Response:
    """Show what somebody has reported, and to a focal point what its State is told of."""
    shown = queries.reports_for(current_actor(), page_number(request.args.get("page", "")))
    return page(
        "reports/own",
        shown=shown,
        account_id=current_actor().account_id,
        status_names=STATUS_NAMES,
        names=names_in(words_language()),
    )


@blueprint.get(f"/reports/{REPORT}", needs=Capability.SEE_REPORTS, subject=queries.reported_problem)
def show(subject: ReportedProblem) -> Response:
    """Show a report and its outcome to its reporter, the State and the secretariat."""
    return _show(subject, SettleForm(formdata=None))


@blueprint.get("/desk/reports", needs=Capability.SETTLE_REPORT)
def desk() -> Response:
    """Show the reports that wait, the oldest first."""
    asked = _asked_for()
    return page(
        "reports/desk",
        shown=queries.reports_on_desk(asked, page_number(request.args.get("page", ""))),
        asked=asked,
        states=queries.states_with_reports(),
        kind_names=KIND_NAMES,
        status_names=STATUS_NAMES,
        names=names_in(words_language()),
    )


@blueprint.post(
    f"/reports/{REPORT}/warn",
    needs=Capability.SETTLE_REPORT,
    subject=queries.reported_problem,
)
def warn(subject: ReportedProblem) -> Response:
    """Warn the readers of a record."""
    operations.warn_readers(current_actor(), subject)
    return done(
        "problems.show", _("The page of the record warns its readers."), report_id=subject.id
    )


@blueprint.post(
    f"/reports/{REPORT}/settle",
    needs=Capability.SETTLE_REPORT,
    subject=queries.reported_problem,
)
def settle(subject: ReportedProblem) -> Response:
    """Settle a report and tell its reporter."""
    form = SettleForm()
    with form.reporting():
        operations.settle_report(
            current_actor(),
            subject,
            status=form.chosen,
            outcome=form.outcome.data or "",
            settings=settings(),
        )
        return done("problems.desk", _("The report is settled, and its reporter is told."))
    return _show(subject, form)


def _show(subject: ReportedProblem, form: SettleForm) -> Response:
    form.offer()
    return page(
        "reports/show",
        form.status,
        it=subject,
        is_own=subject.account_id == current_actor().account_id,
        form=form,
        warn_form=WarnForm(formdata=None),
        kind_names=KIND_NAMES,
        status_names=STATUS_NAMES,
        names=names_in(words_language()),
    )


def _asked_for() -> Asked:
    typed = {name: request.args.get(name, "").strip() for name in ("state", "record", "field")}
    number, status = typed["record"], request.args.get("status", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    return Asked(
        state=typed["state"] if typed["state"] in queries.states_with_reports() else "",
        authority_number=int(number) if is_number else None,
        field=typed["field"][:200].replace("\0", ""),
        status=ReportStatus(status) if status in set(ReportStatus) else None,
    )
