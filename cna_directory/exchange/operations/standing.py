"""Moving a file from one standing to the next, one decision at a time."""

from collections.abc import Collection

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.database import db
from cna_directory.errors import EditConflict
from cna_directory.exchange.models import RecordImport
from cna_directory.exchange.queries import ReadImport
from cna_directory.exchange.standing import ImportStatus

NOT_WRITTEN_YET = frozenset({ImportStatus.READ, ImportStatus.SUBMITTED, ImportStatus.NOT_WRITTEN})
"""Where a file can be read again, or put away."""
NOT_OPEN = "Somebody has decided about this file already. Look again."


def open_row(subject: ReadImport, expected: Collection[ImportStatus]) -> RecordImport:
    """Return the row of a file, locked, if it still stands as it must.

    Raises:
        EditConflict: it does not.
    """
    kept = db.session.scalars(
        select(RecordImport).where(RecordImport.id == subject.id).with_for_update()
    ).one()
    db.session.refresh(kept, ["status", "forgotten_at"])
    if kept.status not in expected or kept.forgotten_at is not None:
        raise EditConflict(NOT_OPEN)
    return kept


def close(
    subject: ReadImport, status: ImportStatus, actor: Actor, expected: Collection[ImportStatus]
) -> RecordImport:
    """Note what an officer decided about a file; return its row.

    Raises:
        EditConflict: somebody decided about it already.
    """
    kept = open_row(subject, expected)
    kept.status = status
    kept.decided_by = actor.account_id
    kept.decided_at = clock.now()
    return kept
