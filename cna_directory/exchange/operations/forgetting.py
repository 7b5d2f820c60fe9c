"""Forgetting files that were read in, and their rows; what became of them is never forgotten."""

from datetime import datetime

from sqlalchemy import delete

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.exchange import queries
from cna_directory.exchange.models import ImportedRow
from cna_directory.exchange.operations.standing import open_row
from cna_directory.exchange.queries import ReadImport
from cna_directory.exchange.standing import ImportStatus
from cna_directory.operation import note, operation


def forget_old_imports(actor: Actor, now: datetime) -> int:
    """Forget the files that have been kept as long as they are kept; return how many."""
    due = queries.imports_to_forget(now)
    for import_id in due:
        _forget(actor, queries.one_import(import_id))
    return len(due)


@operation(Action.IMPORT_FORGOTTEN, needs=Capability.LEAVE_IMPORT)
def _forget(actor: Actor, subject: ReadImport) -> None:
    """Remove a file and its rows; the head stays, with the hash of the file and who decided what.

    What nobody has decided about in all that time counts as put away.
    """
    kept = open_row(subject, {subject.status})
    if kept.status in {ImportStatus.READ, ImportStatus.SUBMITTED}:
        kept.status = ImportStatus.DISCARDED
    kept.content = b""
    kept.forgotten_at = clock.now()
    db.session.execute(delete(ImportedRow).where(ImportedRow.import_id == subject.id))
    note(f"import/{subject.id}", **{"import": subject.id})
