"""What officers of the secretariat do with a proposal of somebody else."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select

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
    status_after,
    tell_proposer,
)
from cna_directory.review.queries.contents import Anything, Contents, begins_on, contents_of
from cna_directory.review.queries.examined import ExaminedProposal, StoredPaper, differences_of
from cna_directory.review.queries.references import numbers_named, problems_with_references
from cna_directory.review.rules import (
    Step,
    hidden_points_changed,
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
    it is empty, for an ending all are. `content_seen` and `live_seen` name the proposal and the
    revision of the record that the officer had before the eyes: if either is another one now,
    nothing happens.

    Raises:
        AccessRefused: the officer proposed it, or agreed to it for the State.
        EditConflict: the proposal or the record is not what the officer saw.
        RuleBroken: nothing was taken, a conflict was not chosen, a record that is named does not
            live on, or what comes of it breaks a rule.
    """
    held = _held(actor, proposal, content_seen)
    contents = contents_of(held)
    if contents.live_hash != live_seen:
        raise EditConflict(CHANGED_SINCE)
    differences = differences_of(contents)
    require(problems_with_choices(held.kind, differences, choices, reason))
    taken = [path for path, is_taken in choices.items() if is_taken]
    result = _result_of(contents, taken)
    require(_problems_by_now(contents.live, result, begins_on(held)))
    is_whole = len(taken) == len(differences)
    held.status = status_after(held, Step.ACCEPT if is_whole else Step.ACCEPT_IN_PART)
    held.accepted_fields = () if is_whole else tuple(sorted(taken))
    close(held, actor, reason)
    revision = _write(held, contents.live, result)
    held.resulting_revision = revision
    tell_proposer(held, messages.proposal_accepted, settings)
    _tell_of_contact(held, contents.live, result, settings)
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
    tell_proposer(held, messages.proposal_returned, settings)


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
    tell_proposer(held, messages.proposal_refused, settings)


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


def _result_of(contents: Contents, taken: Collection[str]) -> Anything:
    """Return what comes of the fields that were taken; an addition comes whole."""
    base, live, proposed = contents.base, contents.live, contents.proposed
    if isinstance(base, Record) and isinstance(live, Record) and isinstance(proposed, Record):
        return merged(base, live, proposed, taken)
    if (
        isinstance(base, StateProfile)
        and isinstance(live, StateProfile)
        and isinstance(proposed, StateProfile)
    ):
        return merged(base, live, proposed, taken)
    return proposed


def _problems_by_now(live: Anything | None, result: Anything, begins: date) -> list[Problem]:
    """Find what keeps a record from being ended or changed by now.

    What it names has to live on from the day on which it begins to name it; what it named before is
    no business of this proposal.
    """
    if isinstance(live, Record) and live.status is not RecordStatus.LIVE:
        return [Problem("", "This record has ended. Refuse the proposal and say so.")]
    _hold_what_is_named(result)
    before = problems_with_references(live, day=begins) if live else []
    return [it for it in problems_with_references(result, day=begins) if it not in before]


def _hold_what_is_named(result: Anything) -> None:
    """Let nobody end what a record names before the decision is written; always in one order."""
    if isinstance(result, Record):
        numbers = {result.number, *(number for _, number in numbers_named(result))}
        column = Authority.__table__.c.number
        db.session.execute(
            select(column).where(column.in_(numbers)).order_by(column).with_for_update()
        )


def _write(held: ChangeProposal, live: Anything | None, result: Anything) -> int:
    """Write what was taken into the record; return the number of the first revision of it."""
    begins, reason = begins_on(held), _reason_of(held)
    if held.kind is ProposalKind.ADDITION and isinstance(result, Record):
        added = replace(result, number=_next_number())
        written = apply_change(added, lambda it: it, effective_from=begins, reason=reason)
        held.authority_number = added.number
    elif isinstance(live, Record) and isinstance(result, Record):
        if is_contact_change(live, result):
            result = replace(result, contact_changed_on=begins)
        change = _in_place_of(live, result)
        written = apply_change(live, change, effective_from=begins, reason=reason)
    elif isinstance(live, StateProfile) and isinstance(result, StateProfile):
        change_of_state = _in_place_of(live, result)
        written = apply_change(live, change_of_state, effective_from=begins, reason=reason)
    else:
        written = None
    if written is None:
        raise EditConflict(CHANGED_SINCE)
    return written


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
    held: ChangeProposal, live: Anything | None, result: Anything, settings: Settings
) -> None:
    """Tell the State's focal points and the addresses the record had that contact details change.

    Who has got into an account can then not turn requests away in silence. What only the
    secretariat sees is told to nobody but the addresses that it concerns.
    """
    if not (isinstance(live, Record) and isinstance(result, Record)):
        return
    told: set[str] = set()
    if held.kind is ProposalKind.ENDING or is_contact_change(live, result):
        addresses = messages.addresses_of(live)
        for account in focal_points_of(held.state_iso2, beside=held.proposed_by):
            post(messages.contact_changed_to_state(account, live, held, settings), settings)
            told.add(account.email.lower())
    else:
        addresses = messages.addresses_in(hidden_points_changed(live, result))
    for address in dict.fromkeys(addresses):
        if address.lower() not in told:
            post(messages.contact_changed_to_office(address, live, held, settings), settings)
