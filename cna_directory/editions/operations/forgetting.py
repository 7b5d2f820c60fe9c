"""Forgetting the files of proofs that nobody needs any more; what they were is never forgotten."""

from datetime import datetime

from sqlalchemy import delete

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.editions import queries
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.models import FileChunk
from cna_directory.operation import note, operation


def forget_old_proofs(actor: Actor, now: datetime) -> int:
    """Forget the files of the proofs whose editions were issued long enough ago; return how many."""
    due = queries.proofs_to_forget(now)
    for number in due:
        _forget(actor, number, now=now)
    return len(due)


@operation(Action.PROOF_FORGOTTEN, needs=Capability.PUBLISH_EDITION)
def _forget(actor: Actor, number: EditionNumber, *, now: datetime) -> None:
    """Remove the bytes of a proof; its rows keep their hashes, and so does the trail."""
    hashes = queries.files_to_forget(number, now)
    db.session.execute(delete(FileChunk).where(FileChunk.sha256.in_(hashes)))
    note(f"edition/{number}", edition=str(number), files=len(hashes))
