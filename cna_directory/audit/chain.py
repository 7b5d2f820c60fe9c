"""The chain of hashes over the trail: each operation covers its entries and the one before it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from cna_directory.audit.models import AuditEntry, AuditOperation, PersonalValue
from cna_directory.audit.values import commitment_digest
from cna_directory.database import compact_json, db

GENESIS = "0" * 64
"""Stands where the first operation names the hash of the one before it."""

PAGE = 500


def link_hash(operation: AuditOperation, entries: Sequence[Mapping[str, Any]]) -> str:
    """Return SHA-256 over the canonical JSON of an operation, its entries and the previous hash."""
    covered = {**operation_form(operation), "entries": list(entries)}
    return hashlib.sha256(compact_json(covered).encode()).hexdigest()


def operation_form(operation: AuditOperation) -> dict[str, Any]:
    """Return the part of an operation that the chain covers."""
    return {
        "number": operation.number,
        "action": operation.action,
        "actor_role": operation.actor_role,
        "actor_account_id": operation.actor_account_id,
        "happened_at": operation.happened_at.isoformat(timespec="microseconds"),
        "subject": operation.subject,
        "details": operation.details,
        "previous_hash": operation.previous_hash,
    }


def entry_form(entry: AuditEntry) -> dict[str, Any]:
    """Return the part of an entry that the chain covers."""
    return {
        "position": entry.position,
        "table": entry.table_name,
        "row": entry.row_key,
        "kind": entry.kind,
        "changes": entry.changes,
    }


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: number and hash of the last operation."""

    number: int
    hash: str


def head() -> Head:
    """Return the end of the chain; number 0 and zeros where nothing has happened yet."""
    last = db.session.execute(
        select(AuditOperation.number, AuditOperation.hash)
        .order_by(AuditOperation.number.desc())
        .limit(1)
    ).first()
    return Head(last.number, last.hash) if last else Head(0, GENESIS)


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first place where the chain does not hold, and why."""

    number: int
    reason: str


def verify(expected_head: str = "") -> BrokenLink | None:
    """Walk the whole chain; return the first broken link, or `None` if every link holds.

    `expected_head` is a hash that an edition or a letter printed: a chain whose tail was cut is
    whole in itself, and only a head kept elsewhere shows the cut.
    """
    previous, expected_number, has_met_head = GENESIS, 1, not expected_head
    for operation, entries in operations():
        if operation.number != expected_number:
            return BrokenLink(expected_number, "this operation is missing")
        if operation.previous_hash != previous:
            return BrokenLink(operation.number, "it does not follow the operation before it")
        if operation.hash != link_hash(operation, [entry_form(e) for e in entries]):
            return BrokenLink(operation.number, "its content does not match its hash")
        previous, expected_number = operation.hash, expected_number + 1
        has_met_head = has_met_head or operation.hash == expected_head
    if not has_met_head:
        return BrokenLink(expected_number - 1, "the expected head is not in the chain")
    return _broken_commitment()


def operations() -> Iterator[tuple[AuditOperation, list[AuditEntry]]]:
    """Yield every operation with its entries, in order, a page at a time."""
    last = 0
    while True:
        page = db.session.scalars(
            select(AuditOperation)
            .where(AuditOperation.number > last)
            .order_by(AuditOperation.number)
            .limit(PAGE)
        ).all()
        if not page:
            return
        entries: dict[int, list[AuditEntry]] = {o.number: [] for o in page}
        for entry in db.session.scalars(
            select(AuditEntry)
            .where(AuditEntry.operation_number.in_(entries))
            .order_by(AuditEntry.operation_number, AuditEntry.position)
        ):
            entries[entry.operation_number].append(entry)
        for operation in page:
            yield operation, entries[operation.number]
        last = page[-1].number
        db.session.expunge_all()


def _broken_commitment() -> BrokenLink | None:
    for value in db.session.scalars(select(PersonalValue)):
        if commitment_digest(value.salt, value.value) != value.commitment:
            return BrokenLink(value.operation_number, "a personal value was altered")
    return None
