"""The form on which a change is proposed: filled in page by page, looked over, and sent."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import may
from cna_directory.access.guard import current_actor
from cna_directory.access.roles import Role
from cna_directory.admission.rules.letters import MEGABYTE
from cna_directory.authorities.plain import content_hash
from cna_directory.errors import EditConflict, Problem, RuleBroken
from cna_directory.reference.queries import names_in
from cna_directory.review.operations import submit_proposal
from cna_directory.review.queries import ProposalRow, ReturnedProposal, open_proposals
from cna_directory.review.rules import Paper
from cna_directory.review.standing import ProposalKind
from cna_directory.upkeep import operations, queries
from cna_directory.upkeep.drafting import (
    Sheet,
    sheet_begun,
    sheet_of,
    what_was_typed,
    what_would_change,
)
from cna_directory.upkeep.forms import SendForm
from cna_directory.upkeep.queries import Work
from cna_directory.upkeep.routes.blueprint import blueprint
from cna_directory.upkeep.rules.filling import (
    Values,
    rows_of,
    tidied,
    with_row,
    without_row,
)
from cna_directory.upkeep.rules.parts import MAIN, checked_part, part_named, part_of
from cna_directory.upkeep.rules.windows import fingerprint, row_meant, taken
from cna_directory.upkeep.showing import apart_rows, form_of, id_of
from cna_directory.web.helpers import settings
from cna_directory.web.languages import words_language
from cna_directory.web.pages import done, page

NUMBER = "<int(max=999999999):number>"
AGAIN = 5
"""So often what was typed is put into the draft anew while other windows save theirs."""

LONGEST_UPLOAD = 6 * MEGABYTE
"""A little more than a paper may have, so that one which is just too large gets its sentence."""


@blueprint.route(
    f"/authorities/{NUMBER}/change",
    methods=("GET", "POST"),
    needs=Capability.PROPOSE_CHANGE,
    subject=queries.authority_to_change,
)
def change_authority(subject: Work) -> Response:
    """Fill in the form of an authority."""
    return _fill_in(subject)


@blueprint.route(
    f"/authorities/{NUMBER}/change/preview",
    methods=("GET", "POST"),
    needs=Capability.PROPOSE_CHANGE,
    subject=queries.authority_to_change,
    longest_body=LONGEST_UPLOAD,
)
def preview_authority(subject: Work) -> Response:
    """Look over what would change in an authority's record, and send it."""
    return _look_over(subject)


@blueprint.route(
    "/states/<string:iso2>/authorities/new",
    methods=("GET", "POST"),
    needs=Capability.PROPOSE_CHANGE,
    subject=queries.authority_to_add,
)
def add_authority(subject: Work) -> Response:
    """Fill in the form of an authority that the directory does not have yet."""
    return _fill_in(subject)


@blueprint.route(
    "/states/<string:iso2>/authorities/new/preview",
    methods=("GET", "POST"),
    needs=Capability.PROPOSE_CHANGE,
    subject=queries.authority_to_add,
    longest_body=LONGEST_UPLOAD,
)
def preview_new_authority(subject: Work) -> Response:
    """Look over an authority that would be added, and send it."""
    return _look_over(subject)


@blueprint.route(
    "/states/<string:iso2>/change",
    methods=("GET", "POST"),
    needs=Capability.PROPOSE_CHANGE,
    subject=queries.profile_to_change,
)
def change_profile(subject: Work) -> Response:
    """Fill in what holds for a State as a whole."""
    return _fill_in(subject)


@blueprint.route(
    "/states/<string:iso2>/change/preview",
    methods=("GET", "POST"),
    needs=Capability.PROPOSE_CHANGE,
    subject=queries.profile_to_change,
    longest_body=LONGEST_UPLOAD,
)
def preview_profile(subject: Work) -> Response:
    """Look over what would change for a State as a whole, and send it."""
    return _look_over(subject)


FORMS = {
    ProposalKind.CHANGE: ("upkeep.change_authority", "upkeep.preview_authority"),
    ProposalKind.ADDITION: ("upkeep.add_authority", "upkeep.preview_new_authority"),
    ProposalKind.PROFILE: ("upkeep.change_profile", "upkeep.preview_profile"),
}
"""The endpoints of form and preview."""


def form_address(work: Work, part: str = MAIN, anchor: str = "") -> str:
    """Return the address of a page of the form."""
    place = FORMS[work.kind][0]
    return url_for(place, **_named(work), part=part or None, _anchor=anchor or None)


def preview_address(work: Work) -> str:
    """Return the address at which the changes are looked over."""
    return url_for(FORMS[work.kind][1], **_named(work))


def _named(work: Work) -> dict[str, Any]:
    if work.kind is ProposalKind.CHANGE:
        return {"number": work.authority_number}
    return {"iso2": work.state_iso2}


def _fill_in(work: Work) -> Response:
    if request.method == "POST":
        return _take(work)
    sheet = sheet_of(current_actor(), work, settings())
    return form_page(work, sheet, request.args.get("part", MAIN))


def form_page(
    work: Work, sheet: Sheet, part: str, *, is_checked: bool = False, saved: Sheet | None = None
) -> Response:
    """Show one page of a form; with what is wrong once it was asked to be looked over.

    `saved` is the form as another window saved it, where what was typed cannot be kept unasked.
    """
    actor, names = current_actor(), names_in(words_language())
    part = checked_part(work.made, part, sheet.values)
    known = queries.known_around(work, names, actor.role)
    form = form_of(work.made, part, sheet.values, known, sheet.problems if is_checked else ())
    return page(
        "upkeep/form",
        EditConflict.status if saved else form.status,
        form=form,
        work=work,
        sheet=sheet,
        part=part,
        shown=fingerprint(work.made, (saved or sheet).values, part),
        is_stale=saved is not None,
        differing=what_was_typed(sheet, saved, names) if saved else (),
        address=form_address(work, part),
        current=form_address(work),
        names=names,
        proposed=sheet.proposed,
        apart=apart_rows(work.made, sheet.values, names),
        open_proposals=_open_proposals(work),
    )


def _open_proposals(work: Work) -> tuple[tuple[ProposalRow, bool], ...]:
    """Return what is proposed of the same record and not decided, and whether the actor may open it."""
    if work.kind is ProposalKind.ADDITION:
        return ()
    actor = current_actor()
    found = queries.told_to(actor.role, open_proposals(work.state_iso2, work.authority_number))
    return tuple(
        (it, may(actor, Capability.SEE_PROPOSALS, it))
        for it in found
        if work.kind is not ProposalKind.PROFILE or it.kind is ProposalKind.PROFILE
    )


def _take(work: Work) -> Response:
    """Keep what was typed, and do what the button that was pressed says.

    What another window saves in between is read anew, and what was typed here is put into that.
    """
    for _time in range(AGAIN):
        with suppress(EditConflict):
            return _taken_once(work)
    return _taken_once(work)


def _taken_once(work: Work) -> Response:
    actor, form = current_actor(), request.form
    act, path, row_shown = (*form.get("act", "save").split(" "), "", "")[:3]
    if act == "discard":
        _begin_anew(work)
        return done(FORMS[work.kind][0], _("What you had typed is deleted."), **_named(work))
    began, answers_id = _number_in("base_revision"), _number_in("answers")
    began = work.revision if began is None else began
    sheet = sheet_begun(actor, work, began, answers_id, settings())
    sent = [(name, "\n".join(form.getlist(name))) for name in form]
    part = part_named(work.made, form.get("part", MAIN))
    it = taken(work.made, sheet.values, part, sent, form.get("shown", ""))
    row = row_meant(work.made, it, part, path, row_shown)
    if row is None or (it.is_stale and (it.is_typed or act in {"add", "remove"})):
        return form_page(work, replace(sheet, values=it.values), it.part, saved=sheet)
    part = checked_part(work.made, it.part, it.values)
    values, part, anchor = _after(work, it.values, act, row, part)
    _keep(sheet, values)
    if act == "autosave":
        return Response(status=204, headers={"Shown": fingerprint(work.made, values, part)})
    if act == "preview":
        return _to_preview(work)
    if act == "save":
        flash(_("Your draft is saved."))
    return redirect(form_address(work, part, anchor), 303)


def _after(work: Work, values: Values, act: str, path: str, part: str) -> tuple[Values, str, str]:
    """Return the values after a button was pressed, the page to show next, and where on it."""
    if act == "add":
        more = tidied(work.made, with_row(work.made, values, path)[0])
        row = f"{path}[{len(rows_of(more).get(path, ())) - 1}]"
        return more, part_of(row), id_of(row)
    if act == "remove":
        above = path.rpartition("[")[0]
        fewer = tidied(work.made, without_row(values, path))
        return fewer, MAIN if part_of(path) == path else part_of(path), id_of(above)
    if act in {"open", "back"}:
        return values, checked_part(work.made, path, values), ""
    return values, part, ""


def _keep(sheet: Sheet, values: Values) -> None:
    """Keep a draft; what is as it was in the record is none, unless a proposal was sent back.

    The form would otherwise begin with that one, which is answered here or was put aside.
    """
    actor, answers = current_actor(), sheet.answers
    is_as_begun = values == tidied(sheet.work.made, sheet.work.values(actor.role))
    is_put_aside = sheet.draft is not None and sheet.unanswered is not None
    if not is_as_begun or answers is not None or is_put_aside:
        answers_id = answers.id if answers else None
        operations.save_draft(actor, sheet.work, values, read=sheet.draft, answers_id=answers_id)
    elif sheet.draft is not None:
        operations.forget_draft(actor, sheet.work, read=sheet.draft)


def _begin_anew(work: Work) -> None:
    """Begin from the record as it is now; what was sent back is put aside by an untouched draft."""
    actor = current_actor()
    sheet = sheet_of(actor, work, settings())
    if sheet.answers is None:
        operations.forget_draft(actor, work, read=sheet.draft)
    else:
        values = work.values(actor.role)
        operations.save_draft(actor, work, values, read=sheet.draft, answers_id=None)


def _to_preview(work: Work) -> Response:
    """Go on to the preview, or back to the first page on which something is wrong."""
    sheet = sheet_of(current_actor(), work, settings())
    if sheet.problems:
        return form_page(work, sheet, part_of(sheet.problems[0].field), is_checked=True)
    return redirect(preview_address(work), 303)


def _number_in(name: str) -> int | None:
    typed = request.form.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _look_over(work: Work) -> Response:
    actor = current_actor()
    sheet = sheet_of(actor, work, settings())
    now = content_hash(sheet.proposed)
    seen = request.form.get("seen", now)
    is_stale = seen != now
    if is_stale and (number := queries.sent_already(actor.account_id or 0, work.target, seen)):
        return sent(number)  # The button was pressed twice, and the draft is gone by now.
    if sheet.problems:
        return form_page(work, sheet, part_of(sheet.problems[0].field), is_checked=True)
    form = SendForm(**begun_with(sheet.answers))
    if form.validate_on_submit() and not is_stale:
        with form.reporting():
            number = submit_proposal(
                actor,
                work.target,
                proposed=sheet.proposed,
                base_revision=sheet.work.revision,
                base_hash=sheet.work.content_hash,
                effective_from=effective_day(form),
                remark=form.remark.data or "",
                paper=paper_in(form),
                settings=settings(),
                succeeds_id=sheet.answers.id if sheet.answers else None,
            )
            with suppress(EditConflict):  # What another window has saved since stays a draft.
                operations.forget_draft(actor, work, read=sheet.draft)
            return sent(number)
    names = names_in(words_language())
    return page(
        "upkeep/preview",
        EditConflict.status if is_stale else form.status,
        form=form,
        seen_now=now,
        is_stale=is_stale,
        work=work,
        sheet=sheet,
        proposed=sheet.proposed,
        shown=what_would_change(sheet, names),
        names=names,
        back=form_address(work),
        needs_sign_off=actor.role is Role.AUTHORITY_USER,
    )


def begun_with(answers: ReturnedProposal | None) -> dict[str, str]:
    """Return what the form that sends a proposal begins with, where one like it was sent back.

    A day that is past by now has to be chosen anew; a paper has to be attached again.
    """
    if answers is None:
        return {}
    day = answers.effective_from
    is_past = day is None or day < clock.today()
    return {"effective_from": "" if is_past else str(day), "remark": answers.remark}


def effective_day(form: SendForm) -> date | None:
    """Return the day from which a proposal is to hold; nothing for the day of the decision.

    Raises:
        RuleBroken: what was typed is no day.
    """
    typed = (form.effective_from.data or "").strip()
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise RuleBroken(
            [Problem("effective_from", "Write the day as year, month, day: 2027-01-31.")]
        ) from None


def paper_in(form: SendForm) -> Paper | None:
    """Return the paper that was sent along, opened and found to be one.

    Raises:
        RuleBroken: it is no paper that is taken; the sentence says what to do.
        TooManyAttempts: the account has attached as much as it may within a day.
    """
    given = request.files.get(form.letter.name)
    if given is None or not given.filename:
        return None
    return operations.open_paper(current_actor(), given.read(), given.filename)


def sent(number: int) -> Response:
    """Lead to the proposal that was sent."""
    return done("review.proposal", _("Your proposal is sent."), proposal_id=number)
