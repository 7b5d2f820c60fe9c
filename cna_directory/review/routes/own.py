"""Pages of proposals for their proposers and for the focal points of their State."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import may
from cna_directory.access.guard import current_actor
from cna_directory.accounts.words import ROLE_NAMES
from cna_directory.authorities.record import Record
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.reference.queries import names_in
from cna_directory.review import operations, words
from cna_directory.review.forms import ConfirmForm, ReturnForm
from cna_directory.review.queries import (
    ExaminedProposal,
    StoredPaper,
    examined_proposal,
    paper_of,
    people_gone,
    seen_by,
)
from cna_directory.review.routes.blueprint import blueprint
from cna_directory.review.rules import is_between_officers
from cna_directory.review.showing import ShownField, new_fields, shown_fields
from cna_directory.review.standing import ProposalStatus
from cna_directory.web.forms import Form
from cna_directory.web.helpers import settings
from cna_directory.web.languages import words_language
from cna_directory.web.pages import done, page

ONE = "/proposals/<int(max=999999999):proposal_id>"


@blueprint.get(ONE, needs=Capability.SEE_PROPOSALS, subject=examined_proposal)
def proposal(subject: ExaminedProposal) -> Response:
    """Show a proposal and how it stands."""
    return _proposal(subject)


@blueprint.post(f"{ONE}/withdraw", needs=Capability.WITHDRAW_PROPOSAL, subject=examined_proposal)
def withdraw(subject: ExaminedProposal) -> Response:
    """Take a proposal of one's own back."""
    form = ConfirmForm()
    with form.reporting():
        operations.withdraw_proposal(current_actor(), subject)
        return done("review.proposal", _("Your proposal is withdrawn."), proposal_id=subject.id)
    return _proposal(subject, form)


@blueprint.post(
    f"{ONE}/sign-off",
    needs=Capability.SIGN_OFF_CHANGE,
    subject=examined_proposal,
    is_fresh=True,
)
def sign_off(subject: ExaminedProposal) -> Response:
    """Agree for the State to what an authority proposes."""
    form = ConfirmForm()
    with form.reporting():
        operations.sign_off_proposal(
            current_actor(), subject, content_seen=request.form.get("seen", "")
        )
        message = _("You agreed for your State. The secretariat decides next.")
        return done("review.proposal", message, proposal_id=subject.id)
    return _proposal(subject, form)


@blueprint.post(
    f"{ONE}/send-back",
    needs=Capability.SIGN_OFF_CHANGE,
    subject=examined_proposal,
    is_fresh=True,
)
def send_back(subject: ExaminedProposal) -> Response:
    """Give what an authority proposes back to it, with what it should change."""
    form = ReturnForm()
    with form.reporting():
        operations.send_back_proposal(
            current_actor(),
            subject,
            reason=form.reason.data or "",
            content_seen=request.form.get("seen", ""),
            settings=settings(),
        )
        message = _("You sent it back. Whoever proposed it reads what you wrote.")
        return done("review.proposal", message, proposal_id=subject.id)
    return _proposal(subject, form, send_back=form)


@blueprint.get(f"{ONE}/paper", needs=Capability.SEE_PROPOSALS, subject=paper_of)
def paper(subject: StoredPaper) -> Response:
    """Send a paper to be saved, never to be shown here; the trail knows of it before it leaves."""
    if is_between_officers(current_actor().role, subject.proposed_as):
        raise NotFound(NO_SUCH_PAGE)
    answer = Response(mimetype=subject.media_type)
    if request.method == "GET":
        operations.record_paper_opened(current_actor(), subject)
        answer.set_data(subject.content)
    answer.content_length = len(subject.content)
    answer.headers.set("Content-Disposition", "attachment", filename=subject.file_name)
    return answer


def proposed_fields(subject: ExaminedProposal) -> tuple[ShownField, ...]:
    """Return what was proposed, whatever happened since, as the actor may see it."""
    names, contents, role = names_in(words_language()), subject.contents, current_actor().role
    if contents.base is None:
        added = seen_by(role, contents.proposed)
        return new_fields(added, names) if isinstance(added, Record) else ()
    return shown_fields(subject.changes_as_proposed(role), contents.base, names)


def _proposal(
    subject: ExaminedProposal, sent: Form | None = None, send_back: ReturnForm | None = None
) -> Response:
    """Show a proposal; `sent` is the form that could not be taken.

    Raises:
        NotFound: the actor would see nothing of what was proposed.
    """
    actor = current_actor()
    if not subject.shows_anything(actor.role):
        raise NotFound(NO_SUCH_PAGE)
    is_own = subject.account_id == actor.account_id
    return page(
        "review/proposal",
        sent.status if sent else 200,
        form=sent,
        send_back=send_back or ReturnForm(formdata=None),
        it=subject,
        shown=proposed_fields(subject),
        names=names_in(words_language()),
        role_names=ROLE_NAMES,
        words=words,
        is_own=is_own,
        is_between_officers=is_between_officers(actor.role, subject.proposed_as),
        may_withdraw=is_own and subject.is_open,
        may_sign_off=subject.status is ProposalStatus.AWAITING_SIGN_OFF
        and may(actor, Capability.SIGN_OFF_CHANGE, subject),
        may_decide=may(actor, Capability.DECIDE_CHANGE, subject),
        gone=people_gone(subject) if subject.is_open else (),
    )
