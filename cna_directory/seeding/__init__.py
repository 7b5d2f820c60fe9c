"""Seeds: real, historic notifications and made-up authorities as one dated history.

Pure: no database, no web, no clock; `loading` alone writes what is planned here, and
`made_up_requests` what somebody does who asks for an account.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cna_directory.authorities.record import ProvenanceKind, Record, RecordStatus
from cna_directory.seeding.history import SeedRevision, order_of
from cna_directory.seeding.made_up import made_up_revisions
from cna_directory.seeding.notification_account import NotificationAccount
from cna_directory.seeding.notifications import read_notifications
from cna_directory.seeding.reference_rows import read_reference


@dataclass(frozen=True, slots=True)
class SeedCounts:
    """How many authorities the seeds hold, as they stand after the last revision."""

    authorities: int
    authorities_real: int
    """Distinct pairs of State and name from real notifications."""
    records_historic: int
    """A department that notified tasks of its own has a record of its own."""
    records_made_up: int
    records_live: int
    states: int


@dataclass(frozen=True, slots=True)
class SeedPlan:
    """Everything to be loaded, in the order of loading, and the account of the notifications."""

    revisions: tuple[SeedRevision, ...]
    notification_account: NotificationAccount
    counts: SeedCounts


def all_revisions(seeds_folder: Path, as_of: date) -> SeedPlan:
    """Return the dated history of the whole directory as on the day `as_of`."""
    reading = read_notifications(seeds_folder, as_of)
    historic = [revision.record for revision in reading.revisions]
    made_up = made_up_revisions(historic, read_reference(seeds_folder), as_of)
    revisions = tuple(sorted([*reading.revisions, *made_up], key=order_of))
    return SeedPlan(revisions, reading.account, _counts(revisions))


def _counts(revisions: tuple[SeedRevision, ...]) -> SeedCounts:
    latest = {
        revision.record.number: revision.record
        for revision in revisions
        if isinstance(revision.record, Record)
    }
    records = list(latest.values())
    historic = [record for record in records if record.provenance.kind is ProvenanceKind.HISTORIC]
    return SeedCounts(
        authorities=len(records),
        authorities_real=len({(record.state, record.name.text) for record in historic}),
        records_historic=len(historic),
        records_made_up=len(records) - len(historic),
        records_live=sum(record.status is RecordStatus.LIVE for record in records),
        states=len({record.state for record in records}),
    )
