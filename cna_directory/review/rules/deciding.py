"""Pure decisions about where a change proposal goes next."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from cna_directory.access.roles import Role
from cna_directory.authorities.comparing import FieldDifference
from cna_directory.errors import Problem
from cna_directory.review.standing import OPEN, ProposalKind, ProposalStatus

LONGEST_REASON = 4_000


class Step(StrEnum):
    """What somebody does with a proposal."""

    SIGN_OFF = "sign_off"
    SEND_BACK = "send_back"
    """A focal point does not agree yet, and says what is to change first."""
    WITHDRAW = "withdraw"
    RETURN = "return"
    REFUSE = "refuse"
    ACCEPT = "accept"
    ACCEPT_IN_PART = "accept_in_part"


_OF_THE_STATE = {
    Step.SIGN_OFF: ProposalStatus.SUBMITTED,
    Step.SEND_BACK: ProposalStatus.RETURNED,
}

_DECISIONS = {
    Step.RETURN: ProposalStatus.RETURNED,
    Step.REFUSE: ProposalStatus.REFUSED,
    Step.ACCEPT: ProposalStatus.ACCEPTED,
    Step.ACCEPT_IN_PART: ProposalStatus.ACCEPTED_IN_PART,
}


def first_status(role: Role, *, has_focal_point: bool) -> ProposalStatus:
    """Return where a new proposal stands: an authority's waits for its State to agree."""
    if role is Role.AUTHORITY_USER and has_focal_point:
        return ProposalStatus.AWAITING_SIGN_OFF
    return ProposalStatus.SUBMITTED


def next_status(status: ProposalStatus, step: Step) -> ProposalStatus | None:
    """Return where a proposal stands after a step; `None` if the step is not open to it."""
    if step is Step.WITHDRAW:
        return ProposalStatus.WITHDRAWN if status in OPEN else None
    if step in _OF_THE_STATE:
        return _OF_THE_STATE[step] if status is ProposalStatus.AWAITING_SIGN_OFF else None
    return _DECISIONS[step] if status is ProposalStatus.SUBMITTED else None


def is_accepted_whole(kind: ProposalKind) -> bool:
    """Say whether no field of a proposal can be left out; an end by halves leaves no sound record."""
    return kind in {ProposalKind.ADDITION, ProposalKind.ENDING}


def problems_with_choices(
    kind: ProposalKind,
    differences: Sequence[FieldDifference],
    choices: Mapping[str, bool],
    reason: str,
) -> list[Problem]:
    """Return what is missing from a decision on each field; conflicts are never decided by default."""
    paths = {it.path for it in differences}
    if choices.keys() - paths:
        return [Problem("", "The fields are not those that were shown. Open the proposal again.")]
    if is_accepted_whole(kind) and not all(choices.get(path) for path in paths):
        return [Problem("", "Accept this as a whole, or return or refuse it.")]
    undecided = [it for it in differences if it.path not in choices]
    if undecided:
        return [
            Problem(it.path, "Choose what is to hold: what stands there now, or what is proposed.")
            for it in undecided
        ]
    if differences and not any(choices.values()):
        return [Problem("", "Tick at least one field, or refuse the proposal.")]
    if not all(choices.values()):
        return problems_with_reason(reason)
    return _problems_with_length(reason)


def problems_with_reason(reason: str) -> list[Problem]:
    """Return what is wrong with the reason that a proposer reads."""
    if not reason.strip():
        return [Problem("reason", "Give the reason; the proposer reads it.")]
    return _problems_with_length(reason)


def _problems_with_length(reason: str) -> list[Problem]:
    if len(reason) > LONGEST_REASON:
        return [Problem("reason", f"Shorten the reason to at most {LONGEST_REASON} characters.")]
    if "\0" in reason:
        return [Problem("reason", "Remove the NUL character from the reason.")]
    return []
