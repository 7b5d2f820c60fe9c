"""Holding a proposal while something is done with it, so that of two at once one waits.

Plain functions, called inside an operation.
"""

from sqlalchemy import select

from cna_directory.database import db
from cna_directory.errors import EditConflict
from cna_directory.review.models import ChangeProposal
from cna_directory.review.rules import Step, next_status
from cna_directory.review.standing import ProposalStatus

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

    Raises:
        EditConflict: the step is not open to it any more.
    """
    status = next_status(held.status, step)
    if status is None:
        raise EditConflict(CHANGED_SINCE)
    return status


def place_of(proposal: ChangeProposal) -> str:
    """Return what the trail calls that which a proposal is about."""
    if proposal.authority_number is not None:
        return f"authority/{proposal.authority_number}"
    return f"state/{proposal.state_iso2}"
