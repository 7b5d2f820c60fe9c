"""Loading reference rows; the secretariat's pages for them come with its console."""

from collections.abc import Iterable

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.database import Base, db
from cna_directory.operation import note, operation


@operation(Action.REFERENCE_LOADED, needs=Capability.LOAD_SEEDS)
def load_reference_rows(actor: Actor, subject: str, rows: Iterable[Base]) -> int:
    """Add or renew rows of reference data; return how many were given."""
    count = 0
    for row in rows:
        db.session.merge(row)
        count += 1
    note(subject=subject, rows=count)
    return count
