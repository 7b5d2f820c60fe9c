"""Where an import stands, and how far the writing of an accepted one is."""

from datetime import timedelta
from enum import StrEnum

KEPT_FOR = timedelta(days=90)
"""How long a file and its rows are kept after the last decision about it, or since it was read."""


class ImportStatus(StrEnum):
    """Where a file that was read stands; nothing is written to records before it is accepted."""

    READ = "read"
    SUBMITTED = "submitted"
    """Whoever read it asks another officer to accept it."""
    ACCEPTED = "accepted"
    """Another officer accepted it, and the scheduler is about to write it."""
    WRITTEN = "written"
    NOT_WRITTEN = "not_written"
    """It was accepted and nothing of it could be written, because records had moved on."""
    DISCARDED = "discarded"


class Step(StrEnum):
    """What is done of an accepted file."""

    COMPARING = "comparing"
    """Each row is compared with its record; nothing is written yet."""
    WRITING = "writing"
    """All of it is written in one transaction."""
