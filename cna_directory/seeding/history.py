"""What a seed is: a record or State profile as it stood from a certain moment on."""

from dataclasses import dataclass
from datetime import date, datetime

from cna_directory.authorities.record import Record, StateProfile


@dataclass(frozen=True, slots=True)
class SeedRevision:
    """One dated step in the history of a record, ready to be written to the database."""

    record: Record | StateProfile
    recorded_at: datetime
    """When the directory learnt it, with time zone UTC."""
    effective_from: date
    reason: str


def order_of(revision: SeedRevision) -> tuple[datetime, int, str, int]:
    """Return the key that puts revisions into the order in which they are loaded.

    At the same moment State profiles come before authorities, and numbers decide among these.
    """
    if isinstance(revision.record, StateProfile):
        return (revision.recorded_at, 0, revision.record.state, 0)
    return (revision.recorded_at, 1, "", revision.record.number)
