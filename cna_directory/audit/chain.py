"""The chain of hashes over the trail: each operation covers its entries and the one before it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, exists, func, or_, select
from sqlalchemy.exc import DBAPIError

from cna_directory.audit.models import AuditEntry, AuditOperation, PersonalValue
from cna_directory.audit.values import commitment_digest
from cna_directory.database import compact_json, db

GENESIS = "0" * 64
"""Stands where the first operation names the hash of the one before it."""

PAGE = 500

UNREADABLE = (ValueError, TypeError, DBAPIError)
"""What reading raises where a value is no longer what its column holds."""

Operation = AuditOperation | Row[Any]
Entry = AuditEntry | Row[Any]
"""An operation and an entry as they are written, or as rows read without the cost of objects."""


def link_hash(operation: Operation, entries: Sequence[Mapping[str, Any]]) -> str:
    """Return SHA-256 over the canonical JSON of an operation, its entries and the previous hash."""
    return _digest(_covered(operation, entries))


def _covered(operation: Operation, entries: Sequence[Mapping[str, Any]]) -> str:
    return compact_json({**operation_form(operation), "entries": list(entries)})


def _digest(covered: str) -> str:
    return hashlib.sha256(covered.encode()).hexdigest()


def operation_form(operation: Operation) -> dict[str, Any]:
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


def entry_form(entry: Entry) -> dict[str, Any]:
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
class Link:
    """One operation with all that belongs to it, as the database has it now."""

    operation: Row[Any]
    entries: list[Row[Any]] = field(default_factory=list)
    personal: list[Row[Any]] = field(default_factory=list)
    """The personal values that were set aside and not erased since."""


def links(after: int = 0, per_page: int = PAGE) -> Iterator[Link]:
    """Yield the operations after a number, in order; they are read a page at a time."""
    while page := page_of_links(after=after, per_page=per_page):
        yield from page
        after = page[-1].operation.number


def page_of_links(
    *conditions: ColumnElement[bool], after: int = 0, per_page: int = PAGE
) -> list[Link]:
    """Return the first operations after a number that meet conditions on `AuditOperation`."""
    page = {
        row.number: Link(row)
        for row in db.session.execute(
            _rows(AuditOperation)
            .where(AuditOperation.number > after, *conditions)
            .order_by(AuditOperation.number)
            .limit(per_page)
        )
    }
    entries = _rows(AuditEntry).where(AuditEntry.operation_number.in_(page))
    for entry in db.session.execute(entries.order_by(AuditEntry.position)):
        page[entry.operation_number].entries.append(entry)
    personal = _rows(PersonalValue).where(PersonalValue.operation_number.in_(page))
    for value in db.session.execute(personal):
        page[value.operation_number].personal.append(value)
    return list(page.values())


def _rows(model: type[AuditOperation | AuditEntry | PersonalValue]) -> Select[Any]:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - each of them is mapped to one table.
    return select(table)


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first place where the chain does not hold, and why."""

    number: int
    reason: str


def verify(*expected_heads: str) -> BrokenLink | None:
    """Walk the whole chain; return the first broken link, or `None` if every link holds.

    `expected_heads` are hashes that editions or mails told: a chain whose tail was cut is whole in
    itself, and only a head kept elsewhere shows the cut.
    """
    walk = _Walk(awaited={expected for expected in expected_heads if expected})
    try:
        broken = walk.go_on(PAGE)
    except UNREADABLE:
        broken = walk.go_on_to_what_cannot_be_read()
    if broken is None and walk.awaited:
        return BrokenLink(walk.last.number, "the expected head is not in the chain")
    return broken or _stray(walk.last.number)


def fault_of(link: Link) -> str:
    """Return why one operation does not hold, or nothing where it does."""
    before = link.operation.number - 1
    hash_before = db.session.scalar(
        select(AuditOperation.hash).where(AuditOperation.number == before)
    )
    broken = _broken(link, Head(before, hash_before or GENESIS))
    return broken.reason if broken else ""


@dataclass(slots=True)
class _Walk:
    """How far the chain was found to hold."""

    awaited: set[str]
    """The expected heads that were not met yet."""
    last: Head = field(default=Head(0, GENESIS))

    def go_on(self, per_page: int) -> BrokenLink | None:
        """Walk on to the end or to the first broken link."""
        for link in links(after=self.last.number, per_page=per_page):
            if broken := _broken(link, self.last):
                return broken
            self.last = Head(link.operation.number, link.operation.hash)
            self.awaited.discard(self.last.hash)
        return None

    def go_on_to_what_cannot_be_read(self) -> BrokenLink | None:
        """Walk on one by one, because a page does not tell which of its rows is unreadable."""
        db.session.rollback()
        try:
            return self.go_on(1)
        except UNREADABLE:
            db.session.rollback()
            # Raises where it is the database that does not answer, and not the row.
            db.session.execute(select(func.count()).select_from(AuditOperation))
            return BrokenLink(self.last.number + 1, "it cannot be read")


def _broken(link: Link, before: Head) -> BrokenLink | None:
    operation = link.operation
    if operation.number != before.number + 1:
        return BrokenLink(before.number + 1, "this operation is missing")
    if operation.previous_hash != before.hash:
        return BrokenLink(operation.number, "it does not follow the operation before it")
    covered = _covered(operation, [entry_form(entry) for entry in link.entries])
    if operation.hash != _digest(covered):
        return BrokenLink(operation.number, "its content does not match its hash")
    if any(_is_altered(value, covered) for value in link.personal):
        return BrokenLink(operation.number, "a personal value was altered")
    return None


def _is_altered(value: Row[Any], covered: str) -> bool:
    """Say whether a personal value is another than the one that its operation commits to."""
    # No text within the JSON can look like this: its quotation marks would be escaped.
    in_its_place = compact_json({"personal": value.commitment})
    is_its_own = in_its_place in covered
    return not is_its_own or commitment_digest(value.salt, value.value) != value.commitment


def _stray(last: int) -> BrokenLink | None:
    """Return the first row outside the chain: one that belongs to no operation."""
    for column in (AuditEntry.operation_number, PersonalValue.operation_number):
        stray = db.session.scalar(
            select(func.min(column)).where(
                or_(column > last, column < 1),
                # Asked again here, because operations may have come since the walk.
                ~exists().where(AuditOperation.number == column),
            )
        )
        if stray is not None:
            return BrokenLink(stray, "something stands in the trail that belongs to no operation")
    return None
