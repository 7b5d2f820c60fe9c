"""Holding a proposal while something is done with it, so that of two at once one waits.

Plain functions, called inside an operation.
"""

from collections.abc import Callable

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.accounts.models import Account
from cna_directory.accounts.standing import AccountStatus
from cna_directory.database import db
from cna_directory.errors import EditConflict
from cna_directory.mail.message import Message
from cna_directory.mail.outbox import post
from cna_directory.review.models import ChangeProposal
from cna_directory.review.queries.waiting import is_for_an_officer
from cna_directory.review.rules import Step, next_status
from cna_directory.review.standing import ProposalStatus
from cna_directory.settings import Settings

CHANGED_SINCE = (
    "This proposal or the record has changed since you opened it: another officer decided, the "
    "proposer withdrew it, or the record moved on. Nothing was changed. Open it again, read it, "
    "and decide then."
)


def held_proposal(proposal_id: int, *, content_hash: str) -> ChangeProposal:
    """Return a proposal as it stands now, if it is the one that was seen.

    Raises:
        EditConflict: it is not.
    """
    held = db.session.scalars(
        select(ChangeProposal).where(ChangeProposal.id == proposal_id).with_for_update()
    ).one()
    db.session.refresh(held)
    if held.content_hash != content_hash:
        raise EditConflict(CHANGED_SINCE)
    return held


def status_after(held: ChangeProposal, step: Step) -> ProposalStatus:
    """Return where a proposal stands after a step.

    What nobody of its State is left to agree to is decided as if the State had agreed.

    Raises:
        EditConflict: the step is not open to it any more.
    """
    is_for_officer = is_for_an_officer(held.id)
    status = next_status(ProposalStatus.SUBMITTED if is_for_officer else held.status, step)
    if status is None:
        raise EditConflict(CHANGED_SINCE)
    return status


def close(held: ChangeProposal, actor: Actor, reason: str) -> None:
    """Note who decided on a proposal, in which role, when and why."""
    held.decided_by, held.decided_as, held.decided_at = actor.account_id, actor.role, clock.now()
    held.reason = reason.strip()


def tell_proposer(
    held: ChangeProposal,
    message: Callable[[Account, ChangeProposal, Settings], Message],
    settings: Settings,
) -> None:
    """Post what becomes of a proposal to its proposer, unless the account is not in use any more."""
    proposer = db.session.get_one(Account, held.proposed_by)
    if proposer.status is AccountStatus.ACTIVE:
        post(message(proposer, held, settings), settings)


def place_of(proposal: ChangeProposal) -> str:
    """Return what the trail calls that which a proposal is about."""
    if proposal.authority_number is not None:
        return f"authority/{proposal.authority_number}"
    return f"state/{proposal.state_iso2}"
