"""Forgetting the files of copies; whose a number is, is never forgotten."""

from datetime import datetime

from sqlalchemy import delete

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.copies import queries
from cna_directory.copies.models import CopyStatus, EditionCopy
from cna_directory.database import db
from cna_directory.editions.models import FileChunk
from cna_directory.operation import note, operation


def forget_old_copies(actor: Actor, now: datetime) -> int:
    """Forget the files that have been kept as long as they are kept; return how many."""
    due = queries.copies_to_forget(now)
    for copy_id in due:
        _forget(actor, copy_id)
    return len(due)


@operation(Action.COPY_FORGOTTEN, needs=Capability.MAKE_COPIES)
def _forget(actor: Actor, copy_id: int) -> None:
    row = db.session.get_one(EditionCopy, copy_id, with_for_update=True)
    row.status, row.signature = CopyStatus.OVER, b""
    if not queries.is_needed_elsewhere(row.sha256, copy_id):
        db.session.execute(delete(FileChunk).where(FileChunk.sha256 == row.sha256))
    note(f"copy/{row.number}", copy=row.number)
