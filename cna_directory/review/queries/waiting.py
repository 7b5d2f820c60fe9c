"""For whom a proposal waits."""

from sqlalchemy import ColumnElement, and_, exists, or_, select

from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account
from cna_directory.accounts.standing import AccountStatus
from cna_directory.database import db
from cna_directory.review.models import ChangeProposal
from cna_directory.review.standing import ProposalStatus


def for_an_officer() -> ColumnElement[bool]:
    """Return the condition that a proposal waits for an officer.

    It does too where its State has to agree and has no focal point any more who could.
    """
    has_focal_point = exists().where(
        Account.role == Role.FOCAL_POINT,
        Account.status == AccountStatus.ACTIVE,
        Account.state_iso2 == ChangeProposal.state_iso2,
    )
    return or_(
        ChangeProposal.status == ProposalStatus.SUBMITTED,
        and_(ChangeProposal.status == ProposalStatus.AWAITING_SIGN_OFF, ~has_focal_point),
    )


def is_for_an_officer(proposal_id: int) -> bool:
    """Say whether a proposal waits for an officer."""
    asked = select(ChangeProposal.id).where(ChangeProposal.id == proposal_id, for_an_officer())
    return db.session.scalar(asked) is not None
