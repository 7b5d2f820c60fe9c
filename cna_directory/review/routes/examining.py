"""Pages on which officers look at proposals and decide on them."""

from dataclasses import dataclass, field

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import current_actor
from cna_directory.access.roles import Role
from cna_directory.accounts.words import ROLE_NAMES
from cna_directory.authorities.record import Record
from cna_directory.reference.queries import Names, names_in
from cna_directory.review import operations, words
from cna_directory.review.forms import AcceptForm, RefuseForm, ReturnForm, choices_in
from cna_directory.review.queries import (
    Asked,
    ExaminedProposal,
    examined_proposal,
    people_gone,
    queue_of_proposals,
    signals_of,
)
from cna_directory.review.routes.blueprint import blueprint
from cna_directory.review.routes.own import proposed_fields
from cna_directory.review.rules import Sign, is_accepted_whole, is_of_contact
from cna_directory.review.showing import ShownField, new_fields, shown_fields
from cna_directory.review.standing import ProposalKind, ProposalStatus
from cna_directory.web.forms import Form
from cna_directory.web.helpers import settings
from cna_directory.web.languages import words_language
from cna_directory.web.pages import done, page
from cna_directory.web.paging import page_number

ONE = "/desk/proposals/<int(max=999999999):proposal_id>"


@dataclass(slots=True)
class Decisions:
    """The forms on the page of a proposal; the one that was sent shows its problems."""

    accept: AcceptForm = field(default_factory=lambda: AcceptForm(formdata=None))
    give_back: ReturnForm = field(default_factory=lambda: ReturnForm(formdata=None))
    refuse: RefuseForm = field(default_factory=lambda: RefuseForm(formdata=None))


@blueprint.get("/desk/proposals", needs=Capability.DECIDE_CHANGE)
def desk() -> Response:
    """Show the proposals that wait, the oldest first, with how much there is to look at twice."""
    names, asked = names_in(words_language()), _asked()
    return page(
        "review/desk",
        names=names,
        asked=asked,
        queue=queue_of_proposals(asked, page_number(request.args.get("page", ""))),
        words=words,
        now=clock.now(),
        own_account=current_actor().account_id,
    )


def _asked() -> Asked:
    """Return which proposals are asked for; what is no State, kind or status narrows nothing."""
    given = request.args
    state, kind, status = (given.get(name, "") for name in ("state", "kind", "status"))
    return Asked(
        state_iso2=state if state in names_in(words_language()).states else "",
        kind=ProposalKind(kind) if kind in set(ProposalKind) else None,
        status=ProposalStatus(status) if status in set(ProposalStatus) else None,
    )


@blueprint.get(ONE, needs=Capability.DECIDE_CHANGE, subject=examined_proposal)
def examine(subject: ExaminedProposal) -> Response:
    """Show a proposal of somebody else with all that an officer has to see."""
    return _examine(subject, Decisions())


@blueprint.post(
    f"{ONE}/accept", needs=Capability.DECIDE_CHANGE, subject=examined_proposal, is_fresh=True
)
def accept(subject: ExaminedProposal) -> Response:
    """Accept what is ticked of a proposal."""
    form = AcceptForm()
    choices = choices_in(subject.kind, subject.differences(), request.form)
    with form.reporting():
        operations.accept_proposal(
            current_actor(),
            subject,
            choices=choices,
            content_seen=request.form.get("content", ""),
            live_seen=request.form.get("live", ""),
            reason=form.reason.data or "",
            settings=settings(),
        )
        return _decided(subject, _("The proposal is accepted. The proposer is told."))
    return _examine(subject, Decisions(accept=form), form, choices)


@blueprint.post(
    f"{ONE}/return", needs=Capability.DECIDE_CHANGE, subject=examined_proposal, is_fresh=True
)
def give_back(subject: ExaminedProposal) -> Response:
    """Return a proposal to its proposer."""
    form = ReturnForm()
    with form.reporting():
        operations.return_proposal(
            current_actor(),
            subject,
            reason=form.reason.data or "",
            content_seen=request.form.get("content", ""),
            settings=settings(),
        )
        return _decided(subject, _("The proposal is returned. The proposer reads why."))
    return _examine(subject, Decisions(give_back=form), form)


@blueprint.post(
    f"{ONE}/refuse", needs=Capability.DECIDE_CHANGE, subject=examined_proposal, is_fresh=True
)
def refuse(subject: ExaminedProposal) -> Response:
    """Refuse a proposal."""
    form = RefuseForm()
    with form.reporting():
        operations.refuse_proposal(
            current_actor(),
            subject,
            reason=form.reason.data or "",
            content_seen=request.form.get("content", ""),
            settings=settings(),
        )
        return _decided(subject, _("The proposal is refused. The proposer reads why."))
    return _examine(subject, Decisions(refuse=form), form)


def _decided(subject: ExaminedProposal, message: str) -> Response:
    """Go back to the queue, and say so where no proposer is left to be told."""
    if any(it.sign is Sign.PROPOSER_GONE for it in people_gone(subject)):
        message = _(
            "It is decided. Nobody is told: the account that proposed it is not in use now."
        )
    return done("review.desk", message)


def _examine(
    subject: ExaminedProposal,
    decisions: Decisions,
    sent: Form | None = None,
    choices: dict[str, bool] | None = None,
) -> Response:
    """Show a proposal; `sent` is the form that could not be taken, `choices` what was ticked."""
    names = names_in(words_language())
    return page(
        "review/examine",
        sent.status if sent else 200,
        form=sent,
        decisions=decisions,
        it=subject,
        may_decide=subject.is_for_an_officer,
        is_whole=is_accepted_whole(subject.kind),
        shown=_fields(subject, names, choices),
        signals=signals_of(subject, subject.contents),
        is_contact_seen_by_all=any(
            is_of_contact(it.path) for it in subject.changes_as_proposed(Role.READER)
        ),
        names=names,
        role_names=ROLE_NAMES,
        words=words,
        is_between_officers=False,
        begins=max(subject.effective_from or clock.today(), clock.today()),
    )


def _fields(
    subject: ExaminedProposal, names: Names, choices: dict[str, bool] | None
) -> tuple[ShownField, ...]:
    """Return what would change now; of a proposal that is closed, what was proposed."""
    base, proposed = subject.contents.base, subject.contents.proposed
    if not subject.is_open:
        return proposed_fields(subject)
    if base is None:
        return new_fields(proposed, names) if isinstance(proposed, Record) else ()
    return shown_fields(subject.differences(), base, names, choices)
