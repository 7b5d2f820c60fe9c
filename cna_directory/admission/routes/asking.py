"""Pages on which a visitor asks for an account: one question a page, saved as one goes."""

from dataclasses import dataclass

from flask import redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.admission import operations, queries
from cna_directory.admission.forms.asking import (
    BODIES,
    FORMS,
    VOUCHERS,
    BeginForm,
    LetterForm,
    SendForm,
    form_for,
)
from cna_directory.admission.routes.blueprint import blueprint
from cna_directory.admission.rules.answers import (
    ORDER,
    AskStep,
    Body,
    ascii_domain,
    first_open_step,
    is_reachable,
    step_after,
    step_before,
)
from cna_directory.admission.rules.letters import MEGABYTE
from cna_directory.admission.standing import Voucher
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.reference.queries import names_in
from cna_directory.web.forms import Form
from cna_directory.web.helpers import settings
from cna_directory.web.languages import interface_language, words_language
from cna_directory.web.pages import done, page

COOKIE_KEY = "account_request_draft"
LONGEST_UPLOAD = 6 * MEGABYTE
"""A little more than a letter may have, so that one which is just too large gets its sentence."""


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A page of the visitor's own draft; without a draft there is nothing to fill in."""

    step: AskStep
    draft: queries.Draft | None


def own_draft() -> queries.Draft | None:
    """Return the draft that the visitor's browser carries the token of."""
    token = session.get(COOKIE_KEY, "")
    return queries.draft(token) if token else None


def own_step(step: str) -> OwnStep:
    """Return a page with answers; any other name raises `NotFound`."""
    if step not in {known.value for known in FORMS}:
        raise NotFound(NO_SUCH_PAGE)
    return OwnStep(AskStep(step), own_draft())


def own_letter() -> OwnStep:
    """Return the page of the letter."""
    return OwnStep(AskStep.LETTER, own_draft())


def own_check() -> OwnStep:
    """Return the last page."""
    return OwnStep(AskStep.CHECK, own_draft())


@blueprint.get("/account-requests/new", needs=Capability.ASK_FOR_ACCOUNT)
def ask() -> Response:
    """Say who may ask for an account and what is needed."""
    return page("admission/ask", form=BeginForm(), has_draft=own_draft() is not None)


@blueprint.post("/account-requests/new", needs=Capability.ASK_FOR_ACCOUNT)
def begin() -> Response:
    """Begin, or go on where one was."""
    draft = own_draft()
    if draft is None:
        session[COOKIE_KEY] = operations.begin_draft(current_actor())
        return _to(AskStep.STATE)
    return _to(_open_step(draft))


@blueprint.post("/account-requests/new/forget", needs=Capability.ASK_FOR_ACCOUNT)
def forget() -> Response:
    """Throw one's answers away."""
    if (draft := own_draft()) is not None:
        operations.forget_draft(draft)
    session.pop(COOKIE_KEY, None)
    return done("admission.ask", _("Your answers are deleted."))


@blueprint.route(
    "/account-requests/new/<string:step>",
    methods=("GET", "POST"),
    needs=Capability.ASK_FOR_ACCOUNT,
    subject=own_step,
)
def answer(subject: OwnStep) -> Response:
    """Show one page of questions, and save its answers."""
    step, draft = subject.step, subject.draft
    if draft is None or not _is_reachable(step, draft):
        return _back_to_open_page(draft)
    names = names_in(words_language())
    form = form_for(step, draft.answers, states=names.states, request_types=names.request_types)
    if form.validate_on_submit():
        with form.reporting():
            operations.save_answers(draft, step, form.data, settings=settings())
            return _onwards(step)
    return _step_page(f"admission/ask_{step.value}", step, form)


@blueprint.route(
    "/account-requests/new/letter",
    methods=("GET", "POST"),
    needs=Capability.ASK_FOR_ACCOUNT,
    subject=own_letter,
    longest_body=LONGEST_UPLOAD,
)
def add_letter(subject: OwnStep) -> Response:
    """Take a supporting letter, or go on without one."""
    draft = subject.draft
    if draft is None or not _is_reachable(AskStep.LETTER, draft):
        return _back_to_open_page(draft)
    form = LetterForm()
    if form.validate_on_submit():
        given = request.files.get(form.letter.name)
        if given is None or not given.filename:
            return _onwards(AskStep.LETTER)
        with form.reporting():
            operations.put_letter(
                current_actor(), draft, content=given.read(), file_name=given.filename
            )
            return done("admission.add_letter", _("The letter is uploaded."))
    return _step_page("admission/ask_letter", AskStep.LETTER, form, letter=draft.letter)


@blueprint.post("/account-requests/new/letter/remove", needs=Capability.ASK_FOR_ACCOUNT)
def remove_letter() -> Response:
    """Take the letter away again."""
    if (draft := own_draft()) is not None:
        operations.remove_letter(draft)
    return done("admission.add_letter", _("The letter is removed."))


@blueprint.route(
    "/account-requests/new/check",
    methods=("GET", "POST"),
    needs=Capability.ASK_FOR_ACCOUNT,
    subject=own_check,
)
def check(subject: OwnStep) -> Response:
    """Show all answers, and send them."""
    draft = subject.draft
    if draft is None or not _is_reachable(AskStep.CHECK, draft):
        return _back_to_open_page(draft)
    form = SendForm()
    if form.validate_on_submit():
        sent = operations.send_account_request(
            current_actor(), draft, language=interface_language(), settings=settings()
        )
        session.pop(COOKIE_KEY, None)
        return redirect(url_for("admission.own_request", token=sent.status_token), 303)
    answers = draft.answers
    return _step_page(
        "admission/ask_check",
        AskStep.CHECK,
        form,
        answers=answers,
        names=names_in(words_language()),
        body=BODIES[Body(answers["body"])],
        voucher=VOUCHERS[Voucher(answers["voucher"])],
        ascii_domain=ascii_domain(answers["email"]),
        letter=draft.letter,
    )


def _step_page(template: str, step: AskStep, form: Form, **things: object) -> Response:
    before = AskStep.CHECK if "change" in request.args else step_before(step)
    return page(
        template,
        form.status,
        form=form,
        number=ORDER.index(step) + 1,
        count=len(ORDER),
        back=_address(before) if before else url_for("admission.ask"),
        **things,
    )


def _open_step(draft: queries.Draft) -> AskStep:
    return first_open_step(draft.answers, queries.known_to_answers(settings()))


def _is_reachable(step: AskStep, draft: queries.Draft) -> bool:
    return is_reachable(step, draft.answers, queries.known_to_answers(settings()))


def _back_to_open_page(draft: queries.Draft | None) -> Response:
    """Lead whoever comes too early to the first page without answers, or to the beginning."""
    return done("admission.ask") if draft is None else _to(_open_step(draft))


def _onwards(step: AskStep) -> Response:
    """Go on to the next page, or back to the last where a single answer was changed there."""
    return _to(AskStep.CHECK if "change" in request.args else step_after(step))


def _to(step: AskStep) -> Response:
    return redirect(_address(step), 303)


def _address(step: AskStep) -> str:
    if step is AskStep.LETTER:
        return url_for("admission.add_letter")
    if step is AskStep.CHECK:
        return url_for("admission.check")
    return url_for("admission.answer", step=step.value)
