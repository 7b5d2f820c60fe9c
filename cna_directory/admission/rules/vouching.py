"""Pure decisions about what focal points say of applicants."""

from cna_directory.admission.standing import RequestStatus, VouchingAnswer
from cna_directory.errors import Problem

OPEN = frozenset(
    {
        RequestStatus.AWAITING_DECISION,
        RequestStatus.AWAITING_ANSWER,
        RequestStatus.AWAITING_SECOND_OFFICER,
    }
)
"""Where a request stands while the secretariat has it before it."""

LONGEST_REMARK = 2000


def is_open_for_vouching(answer: VouchingAnswer | None, status: RequestStatus) -> bool:
    """Say whether an answer is still wanted: each counts once, and none after the decision."""
    return answer is None and status in OPEN


def problems_with_vouching(answer: VouchingAnswer, remark: str) -> list[Problem]:
    """Return why an answer cannot be taken as it is."""
    if len(remark) > LONGEST_REMARK:
        return [Problem("remark", f"Write at most {LONGEST_REMARK} characters.")]
    if answer is VouchingAnswer.NO and not remark.strip():
        return [Problem("remark", "Say what is wrong, so that the secretariat can act on it.")]
    return []
