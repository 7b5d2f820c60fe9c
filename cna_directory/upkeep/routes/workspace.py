"""The page from which a focal point keeps the records of its State, and what hangs on it."""

from collections import defaultdict
from datetime import date

from flask import redirect, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.accounts.queries.officials import officials_of
from cna_directory.accounts.words import ROLE_NAMES
from cna_directory.admission.queries.vouchings import vouching_questions_of
from cna_directory.authorities.queries import profile_of_state
from cna_directory.authorities.record import Closure, ConfirmationMeans
from cna_directory.authorities.rules import due_on
from cna_directory.confirmations.operations import confirm_records
from cna_directory.confirmations.queries import (
    RecordToConfirm,
    profile_to_confirm,
    records_to_confirm,
)
from cna_directory.confirmations.rules import StateRecords
from cna_directory.confirmations.words import confirmed_in_words
from cna_directory.reference.queries import names_in
from cna_directory.reports.queries import reports_to_settle
from cna_directory.review.queries import open_proposals, proposals_of
from cna_directory.review.standing import ProposalStatus
from cna_directory.review.words import KIND_WORDS, STATUS_WORDS
from cna_directory.upkeep import operations, queries
from cna_directory.upkeep.queries import OwnState
from cna_directory.upkeep.routes.blueprint import blueprint
from cna_directory.upkeep.routes.changing import form_address
from cna_directory.upkeep.rules.calendar import DueDay, calendar_of
from cna_directory.upkeep.rules.parts import CLOSURES
from cna_directory.web.helpers import settings
from cna_directory.web.languages import words_language
from cna_directory.web.pages import done, page

LATEST = 10
"""So many of the proposals that were sent are shown on the page itself."""


def own_state() -> OwnState:
    """Return the State of whoever acts."""
    return OwnState(current_actor().state)


@blueprint.get("/my-state", needs=Capability.WORK_FOR_STATE, subject=own_state)
def my_state(subject: OwnState) -> Response:
    """Show what a focal point has to keep true, and everything that is under way."""
    actor, state = current_actor(), subject.state_iso2
    names = names_in(words_language())
    waiting = queries.told_to(actor.role, open_proposals(state))
    own = [it for it in proposals_of(actor.account_id or 0) if it.state_iso2 == state]
    profile = profile_of_state(state)
    return page(
        "upkeep/my_state",
        state=state,
        names=names,
        records=records_to_confirm(state),
        to_confirm_of_state=profile_to_confirm(state),
        to_sign_off=[it for it in waiting if it.status is ProposalStatus.AWAITING_SIGN_OFF],
        of_colleagues=[it for it in waiting if it.account_id != actor.account_id],
        sent=own[:LATEST],
        drafts=queries.drafts_of(actor.account_id or 0, state),
        closures=_coming_closures(profile.record.closures if profile else ()),
        officials=officials_of(state),
        role_names=ROLE_NAMES,
        kind_words=KIND_WORDS,
        status_words=STATUS_WORDS,
        vouchings=[it for it in vouching_questions_of(state) if it.is_open],
        reports=reports_to_settle(state),
    )


def _coming_closures(closures: tuple[Closure, ...]) -> list[Closure]:
    return [it for it in closures if it.closed_on >= clock.today()]


@blueprint.post("/my-state/confirm", needs=Capability.CONFIRM_RECORDS, subject=own_state)
def confirm(subject: OwnState) -> Response:
    """Say that the ticked records are current, exactly as the page showed them."""
    chosen = {int(it) for it in request.form.getlist("record") if _is_number(it)}
    seen = {number: request.form.get(f"hash-{number}", "") for number in chosen}
    confirm_records(
        current_actor(),
        StateRecords(subject.state_iso2, tuple(sorted(chosen))),
        means=ConfirmationMeans.ACCOUNT,
        seen=seen,
    )
    return done("upkeep.my_state", confirmed_in_words(chosen))


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) < 10


@blueprint.get("/my-state/closures", needs=Capability.WORK_FOR_STATE, subject=own_state)
def closures(subject: OwnState) -> Response:
    """Lead to the days on which the State's offices are closed, which its profile holds."""
    return redirect(form_address(queries.profile_to_change(subject.state_iso2), CLOSURES), 303)


@blueprint.get("/my-state/calendar.ics", needs=Capability.WORK_FOR_STATE, subject=own_state)
def calendar(subject: OwnState) -> Response:
    """Send the next days on which records are due to be confirmed, for a calendar."""
    records = records_to_confirm(subject.state_iso2)
    if request.method == "GET":
        operations.record_calendar(current_actor(), subject, records=len(records))
    by_day: dict[date, list[RecordToConfirm]] = defaultdict(list)
    for it in records:
        by_day[it.due_on].append(it)
        by_day[due_on(it.due_on)].append(it)
    days = [_due_day(subject.state_iso2, day, due) for day, due in sorted(by_day.items())]
    response = Response(calendar_of(days, clock.now()), content_type="text/calendar; charset=utf-8")
    name = f"records-to-confirm-{subject.state_iso2}.ics"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _due_day(state: str, day: date, due: list[RecordToConfirm]) -> DueDay:
    base_url = settings().base_url
    host = base_url.partition("://")[2]
    said = ngettext("Confirm %(num)d record", "Confirm %(num)d records", len(due))
    names = "\n".join(f"{it.number}: {it.record.name.text}" for it in due)
    where = _("Directory of Competent National Authorities")
    address = f"{base_url}/my-state"
    return DueDay(f"due-{state}-{day.isoformat()}@{host}", day, f"{said} – {where}", names, address)
