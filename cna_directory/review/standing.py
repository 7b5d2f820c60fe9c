"""What a change proposal is about and where it stands."""

from enum import StrEnum


class ProposalKind(StrEnum):
    """What somebody wants to do to the directory."""

    CHANGE = "change"
    ADDITION = "addition"
    ENDING = "ending"
    PROFILE = "profile"
    """A change of what holds for the State as a whole, closures included."""


class ProposalStatus(StrEnum):
    """Where a change proposal stands."""

    AWAITING_SIGN_OFF = "awaiting_sign_off"
    """Proposed by an authority user; a focal point of the State has to agree first."""
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted_in_part"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


OPEN = (ProposalStatus.AWAITING_SIGN_OFF, ProposalStatus.SUBMITTED)
"""Where somebody other than the proposer has to act."""
