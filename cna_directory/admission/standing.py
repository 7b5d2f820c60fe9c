"""What an account request and the answers around it can be: the words that tables and rules share."""

from enum import StrEnum


class RequestStatus(StrEnum):
    """Where an account request stands."""

    AWAITING_CONFIRMATION = "awaiting_confirmation"
    """Nobody has shown yet that the e-mail address is the applicant's."""
    AWAITING_DECISION = "awaiting_decision"
    AWAITING_ANSWER = "awaiting_answer"
    """The secretariat has asked the applicant something."""
    AWAITING_SECOND_OFFICER = "awaiting_second_officer"
    APPROVED = "approved"
    REFUSED = "refused"
    LAPSED = "lapsed"
    """Not confirmed in time, or withdrawn."""


class RequestStep(StrEnum):
    """What can be done to an account request."""

    CONFIRM = "confirm"
    ASK = "ask"
    ANSWER = "answer"
    APPROVE = "approve"
    APPROVE_FIRST = "approve_first"
    """The first of two officers approves."""
    SEND_BACK = "send_back"
    """The second of two officers does not agree; the request waits for a decision again."""
    REFUSE = "refuse"
    LAPSE = "lapse"


class Voucher(StrEnum):
    """Who can say that the applicant is who the request says."""

    FOCAL_POINT = "focal_point"
    MISSION = "mission"
    NOBODY = "nobody"


class VouchingAnswer(StrEnum):
    """What a focal point says of an applicant of the own State."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


class NoteKind(StrEnum):
    """Who speaks in the exchange about an account request."""

    QUESTION = "question"
    ANSWER = "answer"
