"""What officers of the secretariat do with a proposal of somebody else."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from sqlalchemy import func, select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts.queries.posts import focal_points_of
from cna_directory.audit.actions import Action
from cna_directory.authorities.models import Authority
from cna_directory.authorities.operations import apply_change
from cna_directory.authorities.plain import T
from cna_directory.authorities.record import Record, RecordStatus, StateProfile
from cna_directory.database import db
from cna_directory.errors import AccessRefused, EditConflict, Problem
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation, require
from cna_directory.review import messages
from cna_directory.review.models import ChangeProposal
from cna_directory.review.operations.holding import (
    CHANGED_SINCE,
    close,
    held_proposal,
    place_of,
    proposer_of,
    status_after,
)
from cna_directory.review.queries.contents import Contents, contents_of, is_authority_of
from cna_directory.review.queries.examined import ExaminedProposal, StoredPaper, differences_of
from cna_directory.review.rules import (
    Step,
    is_contact_change,
    merged,
    problems_with_choices,
    problems_with_reason,
)
from cna_directory.review.standing import ProposalKind
from cna_directory.settings import Settings

FIRST_NUMBER = 1001
"""The number of the first record of a directory that has none."""


@operation(Action.PROPOSAL_ACCEPTED, needs=Capability.DECIDE_CHANGE)
def accept_proposal(
    actor: Actor,
    proposal: ExaminedProposal,
    *,
    choices: Mapping[str, bool],
    content_seen: str,
    live_seen: str,
    reason: str,
    settings: Settings,
) -> int:
    """Accept a proposal, or some of its fields; return the number of the record's new revision.

    `choices` says for every field that differs, by its path, whether it is taken; for an addition
    it is empty. `content_seen` and `live_seen` name the proposal and the revision of the record
    that the officer had before the eyes: if either is another one now, nothing happens.

    Raises:
        AccessRefused: the officer proposed it, or agreed to it for the State.
        EditConflict: the proposal or the record is not what the officer saw.
        RuleBroken: nothing was taken, a conflict was not chosen, or what comes of it breaks a rule.
    """
    held = _held(actor, proposal, content_seen)
    contents = contents_of(held)
    if contents.live_hash != live_seen:
        raise EditConflict(CHANGED_SINCE)
    differences = differences_of(contents)
    require(problems_with_choices(differences, choices, reason))
    require(_problems_with_successor(held, contents))
    taken = [path for path, is_taken in choices.items() if is_taken]
    is_whole = len(taken) == len(differences)
    held.status = status_after(held, Step.ACCEPT if is_whole else Step.ACCEPT_IN_PART)
    held.accepted_fields = () if is_whole else tuple(sorted(taken))
    close(held, actor, reason)
    revision = _write(held, contents, taken)
    held.resulting_revision = revision
    post(messages.proposal_accepted(proposer_of(held), held, settings), settings)
    _tell_of_contact(held, contents, taken, settings)
    note(
        subject=place_of(held),
        proposal=held.id,
        content_hash=held.content_hash,
        live_hash=contents.live_hash,
        fields=sorted(taken),
        revision=revision,
    )
    return revision


@operation(Action.PROPOSAL_RETURNED, needs=Capability.DECIDE_CHANGE)
def return_proposal(
    actor: Actor, proposal: ExaminedProposal, *, reason: str, content_seen: str, settings: Settings
) -> None:
    """Give a proposal back to its proposer, who may answer it with another one.

    Raises:
        AccessRefused: the officer proposed it, or agreed to it for the State.
        EditConflict: somebody has decided by now, or it was withdrawn.
        RuleBroken: there is no reason.
    """
    held = _decided_against(actor, proposal, Step.RETURN, reason, content_seen)
    post(messages.proposal_returned(proposer_of(held), held, settings), settings)


@operation(Action.PROPOSAL_REFUSED, needs=Capability.DECIDE_CHANGE)
def refuse_proposal(
    actor: Actor, proposal: ExaminedProposal, *, reason: str, content_seen: str, settings: Settings
) -> None:
    """Refuse a proposal with a reason that its proposer reads.

    Raises:
        AccessRefused: the officer proposed it, or agreed to it for the State.
        EditConflict: somebody has decided by now, or it was withdrawn.
        RuleBroken: there is no reason.
    """
    held = _decided_against(actor, proposal, Step.REFUSE, reason, content_seen)
    post(messages.proposal_refused(proposer_of(held), held, settings), settings)


@operation(Action.PAPER_OPENED, needs=Capability.SEE_PROPOSALS)
def record_paper_opened(actor: Actor, paper: StoredPaper) -> None:
    """Record who takes which paper, before its first byte leaves."""
    note(subject=f"proposal/{paper.proposal_id}", proposal=paper.proposal_id, sha256=paper.sha256)


def _held(actor: Actor, proposal: ExaminedProposal, content_seen: str) -> ChangeProposal:
    """Return the proposal, held, if it is the one that was seen and another one's.

    Raises:
        AccessRefused: the actor proposed it, or agreed to it for the State.
        EditConflict: it is not the one that was seen.
    """
    held = held_proposal(proposal.id, content_hash=content_seen)
    if actor.account_id in {held.proposed_by, held.signed_off_by}:
        raise AccessRefused("Another officer has to decide on what you proposed or agreed to.")
    return held


def _decided_against(
    actor: Actor, proposal: ExaminedProposal, step: Step, reason: str, content_seen: str
) -> ChangeProposal:
    require(problems_with_reason(reason))
    held = _held(actor, proposal, content_seen)
    held.status = status_after(held, step)
    close(held, actor, reason)
    note(subject=place_of(held), proposal=held.id, content_hash=held.content_hash)
    return held


def _problems_with_successor(held: ChangeProposal, contents: Contents) -> list[Problem]:
    """Find what keeps a record from being ended or changed by now."""
    live, proposed = contents.live, contents.proposed
    if isinstance(live, Record) and live.status is not RecordStatus.LIVE:
        return [Problem("", "This record has ended. Refuse the proposal and say so.")]
    successor = proposed.superseded_by if isinstance(proposed, Record) else None
    if successor is not None and not is_authority_of(successor, held.state_iso2):
        return [
            Problem("", f"The successor, record {successor}, is not live. Return the proposal.")
        ]
    return []


def _write(held: ChangeProposal, contents: Contents, taken: Collection[str]) -> int:
    """Write what was taken into the record; return the number of the first revision of it."""
    today = clock.today()
    begins = max(held.effective_from or today, today)
    reason = _reason_of(held)
    base, live, proposed = contents.base, contents.live, contents.proposed
    if held.kind is ProposalKind.ADDITION and isinstance(proposed, Record):
        added = replace(proposed, number=_next_number())
        written = apply_change(added, lambda it: it, effective_from=begins, reason=reason)
        held.authority_number = added.number
    elif isinstance(base, Record) and isinstance(live, Record) and isinstance(proposed, Record):
        result = merged(base, live, proposed, taken)
        if is_contact_change(live, result):
            result = replace(result, contact_changed_on=begins)
        change = _in_place_of(live, result)
        written = apply_change(live, change, effective_from=begins, reason=reason)
    else:
        written = _write_profile(contents, taken, held, reason)
    if written is None:
        raise EditConflict(CHANGED_SINCE)
    return written


def _write_profile(
    contents: Contents, taken: Collection[str], held: ChangeProposal, reason: str
) -> int | None:
    base, live, proposed = contents.base, contents.live, contents.proposed
    if not (
        isinstance(base, StateProfile)
        and isinstance(live, StateProfile)
        and isinstance(proposed, StateProfile)
    ):
        raise EditConflict(CHANGED_SINCE)
    result = merged(base, live, proposed, taken)
    today = clock.today()
    return apply_change(
        live,
        _in_place_of(live, result),
        effective_from=max(held.effective_from or today, today),
        reason=reason,
    )


def _in_place_of(seen: T, result: T) -> Callable[[T], T]:
    """Return the change of a record into what was decided, if it is still what was seen.

    It is compared where it is changed, so that nobody else can change it in between.
    """

    def change(current: T) -> T:
        if current != seen:
            raise EditConflict(CHANGED_SINCE)
        return result

    return change


def _next_number() -> int:
    """Return the next free record number; of two officers at once, the later one is told."""
    return (db.session.scalar(select(func.max(Authority.number))) or FIRST_NUMBER - 1) + 1


def _reason_of(held: ChangeProposal) -> str:
    """Return why the revision came about, as the history of the record shows it."""
    return f"Proposal {held.id}, accepted by the secretariat"


def _tell_of_contact(
    held: ChangeProposal, contents: Contents, taken: Collection[str], settings: Settings
) -> None:
    """Tell the State's focal points and the addresses the record had that contact details change.

    Who has got into an account can then not turn requests away in silence.
    """
    base, live, proposed = contents.base, contents.live, contents.proposed
    if not (isinstance(base, Record) and isinstance(live, Record) and isinstance(proposed, Record)):
        return
    ends = held.kind is ProposalKind.ENDING
    if not ends and not is_contact_change(live, merged(base, live, proposed, taken)):
        return
    focal_points = focal_points_of(held.state_iso2, beside=held.proposed_by)
    told = {account.email.lower() for account in focal_points}
    for account in focal_points:
        post(messages.contact_changed_to_state(account, live, held, settings), settings)
    for address in dict.fromkeys(messages.addresses_of(live)):
        if address.lower() not in told:
            post(messages.contact_changed_to_office(address, live, held, settings), settings)
