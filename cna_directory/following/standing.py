"""What can be followed, and how often its followers are told."""

from enum import StrEnum


class FollowedKind(StrEnum):
    """What somebody follows."""

    STATE = "state"
    REQUEST_TYPE = "request_type"
    SEARCH = "search"


class Frequency(StrEnum):
    """How often a follower is told."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
