"""Forgetting personal values: the chain keeps its commitments, which say nothing without the salts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, or_, select

from cna_directory.audit.models import AuditEntry, AuditOperation, PersonalValue
from cna_directory.audit.recorder import recording_under_way
from cna_directory.database import db

AT_ONCE = 500
"""Commitments named in one statement; SQLite takes no endless list."""


def erase_personal_values(rows: Mapping[str, Sequence[str]], subject: str) -> int:
    """Erase what the trail keeps of rows, given as keys by table; return how many values there were.

    Called inside the operation that empties those rows, whose own old values are not even set
    aside. The addresses from which visitors worked on the rows, or on `subject`, go too; those of
    accounts stay with their accounts.
    """
    db.session.flush()
    opened = recording_under_way()
    digests = {
        digest
        for entry in opened.entries
        if entry["row"] in rows.get(entry["table"], ())
        for digest in _commitments(entry["changes"])
    }
    opened.personal[:] = [value for value in opened.personal if value.digest not in digests]
    earlier = _earlier_commitments(rows, subject)
    for begin in range(0, len(earlier), AT_ONCE):
        some = earlier[begin : begin + AT_ONCE]
        db.session.execute(delete(PersonalValue).where(PersonalValue.commitment.in_(some)))
    return len(earlier)


def _earlier_commitments(rows: Mapping[str, Sequence[str]], subject: str) -> list[str]:
    of_rows = or_(
        *(
            (AuditEntry.table_name == table) & AuditEntry.row_key.in_(keys)
            for table, keys in rows.items()
            if keys
        )
    )
    entries = db.session.execute(
        select(AuditEntry.operation_number, AuditEntry.changes).where(of_rows)
    ).all()
    by_visitors = db.session.scalars(
        select(AuditOperation.details).where(
            AuditOperation.actor_account_id.is_(None),
            or_(
                AuditOperation.subject == subject,
                AuditOperation.number.in_({entry.operation_number for entry in entries}),
            ),
        )
    ).all()
    found = (
        digest
        for recorded in [*(entry.changes for entry in entries), *by_visitors]
        for digest in _commitments(recorded)
    )
    return sorted(set(found))


def _commitments(recorded: object) -> Iterator[str]:
    """Yield every commitment in the values of an entry or the details of an operation."""
    if isinstance(recorded, dict):
        if set(recorded) == {"personal"}:
            yield str(recorded["personal"])
            return
        recorded = list[Any](recorded.values())
    if isinstance(recorded, list):
        for part in recorded:
            yield from _commitments(part)
