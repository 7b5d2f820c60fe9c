"""What readers report, and where a report stands."""

from enum import StrEnum


class ProblemKind(StrEnum):
    """What went wrong for the reader."""

    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    RETURNED_MAIL = "returned_mail"
    WRONG_AUTHORITY = "wrong_authority"
    OUT_OF_DATE = "out_of_date"
    DEAD_LINK = "dead_link"
    OTHER = "other"


class ReportStatus(StrEnum):
    """Where a report stands."""

    OPEN = "open"
    FLAGGED = "flagged"
    """The secretariat finds it likely: readers of the record are warned until it is settled."""
    CORRECTED = "corrected"
    NOT_A_PROBLEM = "not_a_problem"


UNSETTLED = (ReportStatus.OPEN, ReportStatus.FLAGGED)
