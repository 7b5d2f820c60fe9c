"""The secretariat's pages: every edition on its way, and what can be decided about one."""

from dataclasses import dataclass, field

from flask import jsonify
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.editions import operations, queries, words
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.forms import (
    CorrigendumForm,
    HastenForm,
    HoldForm,
    ReleaseForm,
    WithdrawForm,
)
from cna_directory.editions.queries import watched
from cna_directory.editions.queries.watched import Work
from cna_directory.editions.routes.blueprint import blueprint
from cna_directory.web.forms import Form
from cna_directory.web.helpers import settings
from cna_directory.web.languages import words_language
from cna_directory.web.pages import done, page

ONE = "/desk/editions/<int:year>/<int:half>"


@dataclass(slots=True)
class Decisions:
    """The forms on the page of an edition; the one that was sent shows its problems."""

    hold: HoldForm = field(default_factory=lambda: HoldForm(formdata=None))
    hasten: HastenForm = field(default_factory=lambda: HastenForm(formdata=None))
    correct: CorrigendumForm = field(default_factory=lambda: CorrigendumForm(formdata=None))
    withdraw: WithdrawForm = field(default_factory=lambda: WithdrawForm(formdata=None))


@blueprint.get("/desk/editions", needs=Capability.PREPARE_EDITION, endpoint="desk")
def desk() -> Response:
    """Show every edition that was begun and the next to come, each with where it stands."""
    now = clock.now()
    found = watched.watched_editions(settings(), now)
    return page("editions/desk_list", editions=found, words=words, last_wake=queries.last_wake())


@blueprint.get(
    ONE, needs=Capability.PREPARE_EDITION, subject=watched.edition_number, endpoint="course"
)
def course(subject: EditionNumber) -> Response:
    """Show one edition from its closing to its announcements, and what can be decided."""
    return _course(subject, Decisions())


@blueprint.get(f"{ONE}/progress", needs=Capability.PREPARE_EDITION, subject=watched.edition_number)
def progress(subject: EditionNumber) -> Response:
    """Say how far the work on an edition is, for the script of its page."""
    work = watched.work_on(subject)
    if work is None:
        return jsonify(is_over=True)
    said = {"done": work.done, "total": work.total, "words": _words_of(work)}
    return jsonify(is_over=False, **said)


@blueprint.get(f"{ONE}/changes", needs=Capability.PREPARE_EDITION, subject=watched.edition_number)
def changes(subject: EditionNumber) -> Response:
    """Show what is different from the edition before."""
    return page(
        "editions/desk_changes",
        edition=watched.watched_edition(subject, settings(), clock.now()),
        changes=watched.changes_in(subject, words_language()),
        words=words,
    )


@blueprint.post(
    f"{ONE}/hold",
    needs=Capability.HOLD_EDITION,
    subject=watched.edition_number,
    is_fresh=True,
)
def hold(subject: EditionNumber) -> Response:
    """Keep an edition back; work that is under way on it is given up."""
    watched.watched_edition(subject, settings(), clock.now())  # None is held that nobody awaits.
    form = HoldForm()
    with form.reporting():
        operations.hold_edition(
            current_actor(),
            subject,
            schedule=queries.schedule_of(settings()),
            reason=form.reason.data or "",
        )
        return _done(subject, _("The edition is held back until it is released."))
    return _course(subject, Decisions(hold=form), form)


@blueprint.post(
    f"{ONE}/release",
    needs=Capability.HOLD_EDITION,
    subject=watched.edition_number,
    is_fresh=True,
)
def release(subject: EditionNumber) -> Response:
    """Let a held edition go."""
    form = ReleaseForm()
    with form.reporting():
        operations.release_edition(
            current_actor(), subject, schedule=queries.schedule_of(settings())
        )
        return _done(subject, _("The edition is released. What is due is done within a minute."))
    return _course(subject, Decisions(), form)


@blueprint.post(
    f"{ONE}/issue-now",
    needs=Capability.ISSUE_EDITION_NOW,
    subject=watched.edition_number,
    is_fresh=True,
)
def hasten(subject: EditionNumber) -> Response:
    """Let a closed edition be issued before its day."""
    form = HastenForm()
    with form.reporting():
        operations.hasten_edition(
            current_actor(),
            subject,
            schedule=queries.schedule_of(settings()),
            reason=form.reason.data or "",
        )
        return _done(subject, _("The edition is issued as soon as it is made: it begins soon."))
    return _course(subject, Decisions(hasten=form), form)


@blueprint.post(
    f"{ONE}/corrigendum",
    needs=Capability.WITHDRAW_EDITION,
    subject=watched.edition_number,
    is_fresh=True,
)
def correct(subject: EditionNumber) -> Response:
    """Publish what is wrong in an issued edition."""
    form = CorrigendumForm()
    with form.reporting():
        operations.publish_corrigendum(
            current_actor(), subject, text=form.text.data or "", settings=settings()
        )
        return _done(subject, _("The corrigendum is published, and its readers are told."))
    return _course(subject, Decisions(correct=form), form)


@blueprint.post(
    f"{ONE}/withdraw",
    needs=Capability.WITHDRAW_EDITION,
    subject=watched.edition_number,
    is_fresh=True,
)
def withdraw(subject: EditionNumber) -> Response:
    """Take an issued edition back."""
    form = WithdrawForm()
    with form.reporting():
        operations.withdraw_edition(
            current_actor(), subject, text=form.text.data or "", settings=settings()
        )
        return _done(subject, _("The edition is withdrawn, and everybody who has it is told."))
    return _course(subject, Decisions(withdraw=form), form)


def _done(number: EditionNumber, message: str) -> Response:
    return done("editions.course", message, year=number.year, half=number.half)


def _course(number: EditionNumber, decisions: Decisions, sent: Form | None = None) -> Response:
    """Show an edition; `sent` is the form that could not be taken."""
    now = clock.now()
    edition = watched.watched_edition(number, settings(), now)
    work, proof = watched.work_on(number), watched.proof_of(number)
    counts, recipients = watched.recipients_of(number)
    return page(
        "editions/desk_course",
        sent.status if sent else 200,
        form=sent,
        decisions=decisions,
        edition=edition,
        work=work,
        progress_words=_words_of(work) if work else "",
        proof=proof,
        warnings=watched.grouped_warnings(proof) if proof else {},
        issued=queries.issued_edition(number.year, number.half) if edition.is_over else None,
        mail_counts=counts,
        recipients=recipients,
        words=words,
        now=now,
    )


def _words_of(work: Work) -> str:
    """Say in one sentence what is being made, at which step it is and how long it takes yet."""
    if not work.is_going_on:
        return str(_("The work was broken off. It is taken up again within a few minutes."))
    step = words.STEP_WORDS.get(work.step, work.step)
    said = f"{words.KIND_WORDS[work.kind]}: {step}."
    if work.minutes_left is None:
        return said
    if not work.minutes_left:
        return f"{said} {_('Less than a minute left.')}"
    return f"{said} {ngettext('%(num)d minute left.', '%(num)d minutes left.', work.minutes_left)}"
