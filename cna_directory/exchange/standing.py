"""Where an import stands."""

from enum import StrEnum


class ImportStatus(StrEnum):
    """Where a file that was read stands; nothing is written to records before it is accepted."""

    READ = "read"
    SUBMITTED = "submitted"
    """Whoever read it asks another officer to accept it."""
    ACCEPTED = "accepted"
    DISCARDED = "discarded"
