"""The desk's pages of the cycle: what is due by State, whom to telephone, reminders, papers."""

from flask import Response as File
from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint, current_actor
from cna_directory.confirmations import operations, showing
from cna_directory.confirmations.forms import PaperForm, RemindForm
from cna_directory.confirmations.rules import SentTo, StateRecords
from cna_directory.confirmations.showing import Narrowed, OneState
from cna_directory.confirmations.words import RECEIVERS, confirmed_in_words
from cna_directory.errors import EditConflict
from cna_directory.reference.queries import names_in
from cna_directory.web.helpers import settings
from cna_directory.web.languages import in_words, words_language
from cna_directory.web.pages import done, page
from cna_directory.web.paging import Page, page_number

blueprint = GuardedBlueprint("confirmations", __name__)

STATES_PER_PAGE = 40


@blueprint.get("/desk/overdue", needs=Capability.SEE_OVERDUE)
def overdue() -> Response:
    """Show the States with records that are due, what is due longest first."""
    narrowed = _narrowed()
    found = showing.overdue_list(narrowed)
    shown = Page(page_number(request.args.get("page", "")), len(found.states), STATES_PER_PAGE)
    return page(
        "confirmations/overdue",
        found=found,
        narrowed=narrowed,
        states=found.states[shown.offset : shown.offset + STATES_PER_PAGE],
        shown=shown,
        names=names_in(words_language()),
        receivers=RECEIVERS,
    )


@blueprint.get("/desk/overdue.csv", needs=Capability.SEE_OVERDUE)
def table() -> Response:
    """Send the list as a file; it names no contact, so the trail does not tell of it."""
    names = names_in(words_language()).states
    found = showing.overdue_list(_narrowed())
    answer = File(showing.csv_of(found.states, names), content_type="text/csv; charset=utf-8")
    name = f"confirmations-due-{clock.today()}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@blueprint.get("/desk/overdue/telephones", needs=Capability.SEE_OVERDUE)
def telephones() -> Response:
    """Show whom to telephone about what is due, to be printed."""
    names = names_in(words_language())
    state = request.args.get("state", "")
    return page(
        "confirmations/telephones",
        states=showing.telephone_list(_narrowed(), state),
        chosen=state if state in names.states else "",
        names=names,
        now=clock.now(),
        receivers=RECEIVERS,
    )


@blueprint.get("/desk/overdue/remind", needs=Capability.REMIND_TO_CONFIRM)
def ask_to_remind() -> Response:
    """Ask before all States are written to."""
    found = showing.states_to_remind()
    return page("confirmations/remind", form=RemindForm(), number=len(found))


@blueprint.post("/desk/overdue/remind", needs=Capability.REMIND_TO_CONFIRM)
def remind_all() -> Response:
    """Write to every State with something due that was not written to for a week."""
    turns = operations.remind_all_now(current_actor(), settings())
    said = ngettext(
        "%(num)d State was reminded.", "%(num)d States were reminded.", len(turns.results)
    )
    if turns.failed:
        names = names_in(words_language())
        said += " " + _(
            "No mail could be made for: %(states)s. They were not reminded; the log of the server"
            " says why.",
            states=", ".join(names.states[state] for state in turns.failed),
        )
    return done("confirmations.overdue", said)


@blueprint.get(
    "/desk/overdue/<string:iso2>", needs=Capability.SEE_OVERDUE, subject=showing.one_state
)
def state(subject: OneState) -> Response:
    """Show what is due in a State, and what can be done about it."""
    return _state(subject, PaperForm())


def _state(subject: OneState, form: PaperForm, status: int = 0) -> Response:
    form.offer(subject.to_confirm, subject.profile)
    return page(
        "confirmations/state",
        status or form.status,
        shown=subject,
        form=form,
        names=names_in(words_language()),
        receivers=RECEIVERS,
    )


@blueprint.post(
    "/desk/overdue/<string:iso2>/remind",
    needs=Capability.REMIND_TO_CONFIRM,
    subject=showing.one_state,
)
def remind(subject: OneState) -> Response:
    """Write to one State at once."""
    operations.remind_now(current_actor(), subject.iso2, settings())
    return done("confirmations.state", _("The State was reminded."), iso2=subject.iso2)


@blueprint.post(
    "/desk/overdue/<string:iso2>/confirm",
    needs=Capability.SEE_OVERDUE,
    subject=showing.one_state,
    is_fresh=True,
)
def confirm(subject: OneState) -> Response:
    """Confirm records on a paper of the State; what changed since it was shown is refused."""
    form, status = PaperForm(), 0
    seen = form.seen
    with form.reporting():
        try:
            operations.confirm_records(
                current_actor(),
                StateRecords(subject.iso2, tuple(seen)),
                means=form.chosen_means,
                seen=seen,
                note_reference=form.note_reference.data or "",
            )
        except EditConflict as error:
            form.form_errors.append(in_words(str(error)))
            status = error.status
        else:
            return done("confirmations.state", confirmed_in_words(tuple(seen)), iso2=subject.iso2)
    return _state(subject, form, status)


def _narrowed() -> Narrowed:
    """Return what the address narrows the list to."""
    to = request.args.get("to", "")
    return Narrowed(
        SentTo(to) if to in {it.value for it in SentTo} else None,
        is_not_confirmed="not_confirmed" in request.args,
    )
