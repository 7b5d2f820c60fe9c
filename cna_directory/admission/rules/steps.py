"""Pure decisions about the life of an account request: which step leads where."""

from cna_directory.admission.standing import RequestStatus, RequestStep

STEPS: dict[tuple[RequestStatus, RequestStep], RequestStatus] = {
    (RequestStatus.AWAITING_CONFIRMATION, RequestStep.CONFIRM): RequestStatus.AWAITING_DECISION,
    (RequestStatus.AWAITING_CONFIRMATION, RequestStep.LAPSE): RequestStatus.LAPSED,
    (RequestStatus.AWAITING_DECISION, RequestStep.ASK): RequestStatus.AWAITING_ANSWER,
    (RequestStatus.AWAITING_DECISION, RequestStep.APPROVE): RequestStatus.APPROVED,
    (
        RequestStatus.AWAITING_DECISION,
        RequestStep.APPROVE_FIRST,
    ): RequestStatus.AWAITING_SECOND_OFFICER,
    (RequestStatus.AWAITING_DECISION, RequestStep.REFUSE): RequestStatus.REFUSED,
    (RequestStatus.AWAITING_DECISION, RequestStep.LAPSE): RequestStatus.LAPSED,
    (RequestStatus.AWAITING_ANSWER, RequestStep.ANSWER): RequestStatus.AWAITING_DECISION,
    (RequestStatus.AWAITING_ANSWER, RequestStep.REFUSE): RequestStatus.REFUSED,
    (RequestStatus.AWAITING_ANSWER, RequestStep.LAPSE): RequestStatus.LAPSED,
    (RequestStatus.AWAITING_SECOND_OFFICER, RequestStep.APPROVE): RequestStatus.APPROVED,
    (RequestStatus.AWAITING_SECOND_OFFICER, RequestStep.SEND_BACK): RequestStatus.AWAITING_DECISION,
    (RequestStatus.AWAITING_SECOND_OFFICER, RequestStep.REFUSE): RequestStatus.REFUSED,
    (RequestStatus.AWAITING_SECOND_OFFICER, RequestStep.LAPSE): RequestStatus.LAPSED,
}
"""The whole life of an account request; what is not here does not happen."""


def next_status(status: RequestStatus, step: RequestStep) -> RequestStatus | None:
    """Return where a step leads from `status`, or `None` where it leads nowhere."""
    return STEPS.get((status, step))


def is_over(status: RequestStatus) -> bool:
    """Say whether nothing more can happen to a request of this status."""
    return not any(begin is status for begin, _ in STEPS)
