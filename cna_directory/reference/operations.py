"""Loading reference rows; the secretariat's pages for them come with its console."""

from collections.abc import Iterable

from sqlalchemy import update

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.database import Base, db
from cna_directory.operation import note, operation
from cna_directory.reference.models import CatalogueStamp


@operation(Action.REFERENCE_LOADED, needs=Capability.LOAD_SEEDS)
def load_reference_rows(actor: Actor, subject: str, rows: Iterable[Base]) -> int:
    """Add or renew rows of reference data; return how many were given."""
    count = 0
    for row in rows:
        db.session.merge(row)
        count += 1
    raise_catalogue_stamp()
    note(subject=subject, rows=count)
    return count


def raise_catalogue_stamp() -> None:
    """Tell every process that what readers find has changed; called inside an operation."""
    # Nobody holds the row as an object, and to look for it among all that is loaded takes minutes
    # where thousands of records are written at once.
    db.session.execute(
        update(CatalogueStamp).values(number=CatalogueStamp.number + 1),
        execution_options={"synchronize_session": False},
    )
