"""What happens before the secretariat decides: a proposal is sent, agreed to or withdrawn."""

from datetime import date, timedelta

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import refuse_unless_may
from cna_directory.accounts.queries import account_of
from cna_directory.accounts.queries.posts import focal_points_of
from cna_directory.audit.actions import Action
from cna_directory.authorities.plain import content_hash, to_plain
from cna_directory.authorities.record import Record, StateProfile
from cna_directory.authorities.rules import problems_with
from cna_directory.database import db
from cna_directory.errors import EditConflict, Problem
from cna_directory.limits import Limit, count_try
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation, require
from cna_directory.review import messages
from cna_directory.review.models import ChangeProposal, ProposalPaper
from cna_directory.review.operations.holding import (
    close,
    held_proposal,
    place_of,
    status_after,
    tell_proposer,
)
from cna_directory.review.queries.contents import (
    empty_profile,
    is_authority_of,
    numbered_revision,
    record_of,
    seen_by,
)
from cna_directory.review.queries.examined import ExaminedProposal
from cna_directory.review.queries.references import problems_with_references
from cna_directory.review.rules import (
    Paper,
    Step,
    Target,
    first_status,
    problems_with_paper,
    problems_with_proposal,
    problems_with_reason,
)
from cna_directory.review.standing import OPEN, ProposalKind, ProposalStatus
from cna_directory.settings import Settings

PROPOSALS_OF_ACCOUNT = Limit(
    "proposals",
    200,
    timedelta(days=1),
    "You have sent 200 proposals within a day. Wait until tomorrow, or ask the secretariat to read "
    "a file with your changes in.",
)

MOVED_ON = (
    "The record is not the one that you began from. Nothing was sent, and nothing that you typed "
    "is lost: open the record again, compare, and send then."
)

SAID_BY_PROPOSER = (
    "proposed_by",
    "kind",
    "state_iso2",
    "authority_number",
    "base_revision",
    "base_hash",
    "content_hash",
    "effective_from",
    "remark",
    "paper_sha256",
)
"""In what two proposals are alike of which one is too many."""


class _SentAlready(Exception):
    """Exactly this is proposed already and waits: the button was pressed twice."""

    def __init__(self, proposal_id: int) -> None:
        """Keep which proposal it is."""
        super().__init__(proposal_id)
        self.proposal_id = proposal_id


def submit_proposal(
    actor: Actor,
    target: Target,
    *,
    proposed: Record | StateProfile,
    base_revision: int,
    base_hash: str,
    effective_from: date | None,
    remark: str,
    paper: Paper | None,
    settings: Settings,
    succeeds_id: int | None = None,
) -> int:
    """Propose a change, an addition or an ending; return the number of the proposal.

    `base_revision` and `base_hash` name the revision that the proposer saw, as the directory stores
    it (`Revised.number` and `Revised.content_hash`); both are empty for an addition and for a State
    without a profile. An addition has the number 0 and gets its own when it is accepted. What an
    authority proposes waits for its State's focal points, who are told. Who sends exactly what
    waits already gets the number of the proposal that waits, and nothing is written.

    Raises:
        AccessRefused: this is not the actor's State or authority.
        RuleBroken: the record breaks a rule, or nothing is different.
        EditConflict: there is no such revision.
        TooManyAttempts: the account has proposed as much as it may within a day.
    """
    refuse_unless_may(actor, Capability.PROPOSE_CHANGE, target)
    count_try([(PROPOSALS_OF_ACCOUNT, str(actor.account_id))])
    try:
        return _submit(
            actor,
            target,
            proposed=proposed,
            base=(base_revision, base_hash),
            effective_from=effective_from,
            remark=remark.strip(),
            paper=paper,
            settings=settings,
            succeeds_id=succeeds_id,
        )
    except _SentAlready as twice:
        return twice.proposal_id


@operation(Action.PROPOSAL_SUBMITTED, needs=Capability.PROPOSE_CHANGE)
def _submit(
    actor: Actor,
    target: Target,
    *,
    proposed: Record | StateProfile,
    base: tuple[int, str],
    effective_from: date | None,
    remark: str,
    paper: Paper | None,
    settings: Settings,
    succeeds_id: int | None,
) -> int:
    account_of(actor, for_update=True)  # Of two windows that send at once, one waits here.
    began_from = _base_as_seen(actor, target, *base)
    require(
        [
            *problems_with_proposal(
                target,
                began_from,
                proposed,
                role=actor.role,
                remark=remark,
                effective_from=effective_from,
                today=clock.today(),
            ),
            *problems_with(proposed),
            *problems_with_references(proposed),
            *problems_with_paper(paper),
        ]
    )
    focal_points = focal_points_of(target.state_iso2, beside=0)
    row = ChangeProposal(
        kind=target.kind,
        status=first_status(actor.role, has_focal_point=bool(focal_points)),
        state_iso2=target.state_iso2,
        authority_number=target.authority_number,
        base_revision=base[0],
        base_hash=base[1],
        proposed=to_plain(proposed),
        content_hash=content_hash(proposed),
        effective_from=effective_from,
        remark=remark,
        paper_sha256=paper.sha256 if paper else "",
        proposed_by=actor.account_id,
        proposed_as=actor.role,
        proposed_at=clock.now(),
        succeeds_id=succeeds_id,
    )
    if (twin := _open_twin(row)) is not None:
        raise _SentAlready(twin)
    _require_answered(target, succeeds_id)
    row.paper_id = _keep(paper)
    db.session.add(row)
    db.session.flush()
    if row.status is ProposalStatus.AWAITING_SIGN_OFF:
        for focal_point in focal_points:
            post(messages.please_sign_off(focal_point, row, settings), settings)
    note(
        subject=place_of(row),
        proposal=row.id,
        kind=row.kind,
        content_hash=row.content_hash,
        state=row.state_iso2,
    )
    return row.id


@operation(Action.PROPOSAL_SIGNED_OFF, needs=Capability.SIGN_OFF_CHANGE)
def sign_off_proposal(actor: Actor, proposal: ExaminedProposal, *, content_seen: str) -> None:
    """Agree for the State to what an authority proposes; the secretariat then decides.

    Raises:
        EditConflict: the proposal does not wait for this any more.
    """
    held = held_proposal(proposal.id, content_hash=content_seen)
    held.status = status_after(held, Step.SIGN_OFF)
    held.signed_off_by, held.signed_off_at = actor.account_id, clock.now()
    note(subject=place_of(held), proposal=held.id, content_hash=held.content_hash)


@operation(Action.PROPOSAL_RETURNED, needs=Capability.SIGN_OFF_CHANGE)
def send_back_proposal(
    actor: Actor, proposal: ExaminedProposal, *, reason: str, content_seen: str, settings: Settings
) -> None:
    """Give what an authority proposes back to it, before the secretariat sees it.

    Raises:
        EditConflict: the proposal does not wait for the State any more.
        RuleBroken: there is no reason.
    """
    require(problems_with_reason(reason))
    held = held_proposal(proposal.id, content_hash=content_seen)
    held.status = status_after(held, Step.SEND_BACK)
    close(held, actor, reason)
    tell_proposer(held, messages.proposal_returned, settings)
    note(subject=place_of(held), proposal=held.id, content_hash=held.content_hash)


@operation(Action.PROPOSAL_WITHDRAWN, needs=Capability.WITHDRAW_PROPOSAL)
def withdraw_proposal(actor: Actor, proposal: ExaminedProposal) -> None:
    """Take a proposal of one's own back while nobody has decided.

    Raises:
        EditConflict: somebody has decided by now.
    """
    held = held_proposal(proposal.id, content_hash=proposal.content_hash)
    held.status = status_after(held, Step.WITHDRAW)
    note(subject=place_of(held), proposal=held.id)


def _base_as_seen(
    actor: Actor, target: Target, number: int, seen_hash: str
) -> Record | StateProfile | None:
    """Return the record that the proposer began from, as the proposer saw it.

    Raises:
        EditConflict: there is no such revision of a live record of that State.
    """
    if target.kind is ProposalKind.ADDITION:
        return None
    revision = numbered_revision(target, number)
    if revision is None and target.kind is ProposalKind.PROFILE and number == 0:
        return empty_profile(target.state_iso2)
    if revision is None or revision.content_hash != seen_hash:
        raise EditConflict(MOVED_ON)
    of_authority = target.authority_number
    if of_authority is not None and not is_authority_of(of_authority, target.state_iso2):
        raise EditConflict(MOVED_ON)
    return seen_by(actor.role, record_of(revision))


def _open_twin(row: ChangeProposal) -> int | None:
    """Return the proposal of the same account that waits and says exactly what `row` says."""
    return db.session.scalar(
        select(ChangeProposal.id)
        .where(
            ChangeProposal.status.in_(OPEN),
            *(
                getattr(ChangeProposal, name).is_not_distinct_from(getattr(row, name))
                for name in SAID_BY_PROPOSER
            ),
        )
        .limit(1)
    )


def _require_answered(target: Target, succeeds_id: int | None) -> None:
    """Let a proposal answer only a closed one that was about the same.

    Raises:
        RuleBroken: it does not.
    """
    if succeeds_id is None:
        return
    earlier = db.session.get(ChangeProposal, succeeds_id)
    is_answered = (
        earlier is not None
        and earlier.state_iso2 == target.state_iso2
        and earlier.authority_number == target.authority_number
        and earlier.status in {ProposalStatus.RETURNED, ProposalStatus.WITHDRAWN}
    )
    if not is_answered:
        require([Problem("", "The proposal that this one answers is not open to an answer.")])


def _keep(paper: Paper | None) -> int | None:
    """Keep a paper; return its number."""
    if paper is None:
        return None
    row = ProposalPaper(
        file_name=paper.file_name[:200],
        media_type=paper.media_type,
        size=len(paper.content),
        sha256=paper.sha256,
        content=paper.content,
        uploaded_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    return row.id
