"""Reading files in, letting another officer accept them, and taking all records along.

Reading a file writes nothing to any record. What it would change is kept beside it, and somebody
else than who read it in accepts exactly that: the bytes of the file, the rows as they were shown,
and the revisions they were compared with. All of it is written in one transaction, or nothing.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any

from sqlalchemy import func, insert, select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts.queries.posts import focal_points_of
from cna_directory.audit.actions import Action
from cna_directory.authorities.models import Authority
from cna_directory.authorities.operations import apply_change
from cna_directory.authorities.plain import from_plain, to_plain
from cna_directory.authorities.queries import Revised
from cna_directory.authorities.record import Record
from cna_directory.database import db
from cna_directory.errors import EditConflict, Problem, RuleBroken
from cna_directory.exchange import messages, queries
from cna_directory.exchange.models import ImportedRow, RecordImport
from cna_directory.exchange.queries import DryRun, ReadImport
from cna_directory.exchange.rules.rows import TO_BE_ADDED, ReadRow
from cna_directory.exchange.standing import ImportStatus
from cna_directory.limits import Limit, count_try
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation
from cna_directory.review.messages import addresses_of
from cna_directory.review.rules.merging import is_contact_change, merged, three_way
from cna_directory.settings import Settings

LAST_BEFORE_FIRST = 1000
"""The number before that of the first record of a directory that has none."""
ROWS_AT_A_TIME = 500
LONGEST_NAME = 200
READ_A_DAY = Limit(
    "imports_read",
    60,
    timedelta(days=1),
    "You have read in 60 files within 24 hours. Go on when 24 hours have passed since the first.",
)

NOT_OPEN = "Somebody has decided about this file already. Look again."
NOTHING_TO_ACCEPT = "No row of this file changes anything and is without problems."
NOT_AS_SEEN = "The rows of this file are not as you saw them. Look at them again, then decide."
CHOOSE_GOOD_ROWS = (
    "Some rows have problems. Choose to accept the good rows only, or let the file be put right and"
    " read in again."
)


class ExportFormat(StrEnum):
    """In what form all records can be taken along."""

    CSV = "csv"
    JSON = "json"


def read_in(actor: Actor, *, file_name: str, content: bytes) -> int:
    """Read a file, compare it with the records, and keep what it would change; return its number.

    Raises:
        RuleBroken: it is no table of records.
        TooManyAttempts: the account has read in what it may within a day.
    """
    count_try([(READ_A_DAY, f"account {actor.account_id}")])
    read = queries.dry_run(content)
    return _keep(actor, file_name, content, read)


def read_in_again(actor: Actor, subject: ReadImport) -> int:
    """Compare the same file with the records as they stand now; the older reading is put away.

    Raises:
        EditConflict: somebody decided about it already.
    """
    count_try([(READ_A_DAY, f"account {actor.account_id}")])
    content = queries.content_of(subject.id)
    read = queries.dry_run(content)
    return _keep(actor, subject.file_name, content, read, before=subject)


@operation(Action.IMPORT_READ, needs=Capability.IMPORT_RECORDS)
def _keep(
    actor: Actor,
    file_name: str,
    content: bytes,
    read: DryRun,
    before: ReadImport | None = None,
) -> int:
    if before is not None:
        _close(before, ImportStatus.DISCARDED, actor, {ImportStatus.READ, ImportStatus.SUBMITTED})
    kept = RecordImport(
        status=ImportStatus.READ,
        file_name=file_name[-LONGEST_NAME:],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        rows=read.rows,
        uploaded_by=actor.account_id,
        uploaded_at=clock.now(),
    )
    db.session.add(kept)
    db.session.flush()
    _keep_rows(kept.id, read.read)
    note(f"import/{kept.id}", **{"import": kept.id}, rows=read.rows, sha256=kept.sha256)
    return kept.id


def _keep_rows(import_id: int, rows: Sequence[ReadRow]) -> None:
    for start in range(0, len(rows), ROWS_AT_A_TIME):
        some = [_as_row(import_id, row) for row in rows[start : start + ROWS_AT_A_TIME]]
        db.session.execute(insert(ImportedRow), some)


def _as_row(import_id: int, row: ReadRow) -> dict[str, Any]:
    return {
        "import_id": import_id,
        "row": row.row,
        "authority_number": row.number,
        "state_iso2": row.state,
        "base_revision": row.base_revision,
        "changes": [{"field": it.path, "old": it.old, "new": it.new} for it in row.changes],
        "problems": [{"field": it.column, "words": it.words} for it in row.problems],
        "proposed": to_plain(row.proposed) if row.proposed else None,
        "words": row.name,
    }


@operation(Action.IMPORT_SUBMITTED, needs=Capability.IMPORT_RECORDS)
def submit_import(actor: Actor, subject: ReadImport) -> None:
    """Ask another officer to accept a file.

    Raises:
        RuleBroken: there is nothing in it to accept.
        EditConflict: it was handed on or put away already.
    """
    if not subject.good:
        raise RuleBroken([Problem("file", NOTHING_TO_ACCEPT)])
    kept = _open(subject, {ImportStatus.READ})
    kept.status = ImportStatus.SUBMITTED
    note(f"import/{subject.id}", **{"import": subject.id})


@operation(Action.IMPORT_DISCARDED, needs=Capability.IMPORT_RECORDS)
def discard_import(actor: Actor, subject: ReadImport) -> None:
    """Put a file away without writing anything.

    Raises:
        EditConflict: somebody decided about it already.
    """
    _close(subject, ImportStatus.DISCARDED, actor, {ImportStatus.READ, ImportStatus.SUBMITTED})
    note(f"import/{subject.id}", **{"import": subject.id})


@operation(Action.IMPORT_ACCEPTED, needs=Capability.ACCEPT_IMPORT)
def accept_import(
    actor: Actor,
    subject: ReadImport,
    *,
    seen: str,
    settings: Settings,
    is_only_good: bool = False,
) -> int:
    """Write what another officer read in; return how many records it changed or added.

    `seen` is the hash of the rows as they were shown (`queries.seen_hash`). With `is_only_good` the
    rows that something is wrong with are left out; else a single one keeps the whole file out.

    Raises:
        RuleBroken: there are faulty rows, and nobody chose to leave them out.
        EditConflict: the file is not as it was shown, or a record moved on since it was read.
    """
    _close(subject, ImportStatus.ACCEPTED, actor, {ImportStatus.SUBMITTED})
    if seen != queries.seen_hash(subject.id):
        raise EditConflict(NOT_AS_SEEN)
    if subject.faulty and not is_only_good:
        raise RuleBroken([Problem("is_only_good", CHOOSE_GOOD_ROWS)])
    rows = queries.good_rows(subject.id)
    with _held(rows):
        _tell_of_contacts(actor, _write(subject, rows), settings)
    note(
        f"import/{subject.id}",
        **{"import": subject.id},
        records=len(rows),
        sha256=subject.sha256,
        left_out=subject.faulty,
    )
    return len(rows)


@contextmanager
def _held(rows: Sequence[ImportedRow]) -> Iterator[None]:
    """Lock the records that rows change, and keep them loaded while they are written.

    So each record is asked for with many others at once, and not alone with dozens of questions.
    """
    numbers = [it.authority_number for it in rows if it.authority_number]
    loaded = [
        db.session.scalars(
            select(Authority)
            .where(Authority.number.in_(numbers[start : start + ROWS_AT_A_TIME]))
            .order_by(Authority.number)
            .with_for_update()
        ).all()
        for start in range(0, len(numbers), ROWS_AT_A_TIME)
    ]
    yield
    loaded.clear()


def _write(subject: ReadImport, rows: Sequence[ImportedRow]) -> list[Record]:
    """Write all rows; return the records, as they were, that are reached in another way now."""
    live = queries.live_revisions([it.authority_number for it in rows if it.authority_number])
    _refuse_what_moved_on(rows, live)
    reason = f"Import {subject.id}, file {subject.sha256[:12]}"
    number = db.session.scalar(select(func.max(Authority.number))) or LAST_BEFORE_FIRST
    of_contact = []
    for row in rows:
        proposed = from_plain(row.proposed or {}, Record)
        if proposed.number == TO_BE_ADDED:
            number += 1
            added = replace(proposed, number=number)
            apply_change(added, lambda it: it, effective_from=clock.today(), reason=reason)
        elif _change(live[proposed.number].record, proposed, reason):
            of_contact.append(live[proposed.number].record)
    return of_contact


def _refuse_what_moved_on(rows: Sequence[ImportedRow], live: dict[int, Revised[Record]]) -> None:
    moved = [
        f"{it.authority_number} (row {it.row})"
        for it in rows
        if it.authority_number is not None
        and (
            it.authority_number not in live or live[it.authority_number].number != it.base_revision
        )
    ]
    if moved:
        named = ", ".join(moved[:20]) + (", …" if len(moved) > 20 else "")
        raise EditConflict(
            f"These records changed since the file was read: {named}. Read the file again, then"
            " decide. Nothing was written."
        )


def _change(before: Record, proposed: Record, reason: str) -> bool:
    """Write what a row says of a record, and say whether the way to reach it changes.

    What the row did not show, and what takes effect later, is kept.
    """
    today = clock.today()
    shown = queries.seen(before)
    taken = [it.path for it in three_way(shown, shown, proposed)]
    after = merged(shown, before, proposed, taken)
    is_of_contact = is_contact_change(before, after)
    if is_of_contact:
        after = replace(after, contact_changed_on=today)
    apply_change(before, lambda _: after, effective_from=today, reason=reason)
    return is_of_contact


def _tell_of_contacts(actor: Actor, records: Sequence[Record], settings: Settings) -> None:
    """Tell the States' focal points and the addresses that records had until now.

    Whoever has got into two accounts can then not turn requests away in silence.
    """
    told: set[str] = set()
    in_order = sorted(records, key=lambda record: record.state)
    for state, of_state in groupby(in_order, key=lambda record: record.state):
        changed = list(of_state)
        for account in focal_points_of(state, beside=actor.account_id or 0):
            told.add(account.email.lower())
            post(messages.contacts_changed_to_state(account, changed, settings), settings)
    for record in records:
        for address in dict.fromkeys(addresses_of(record)):
            if address.lower() not in told:
                post(messages.contact_changed_to_office(address, record, settings), settings)


def _open(subject: ReadImport, expected: set[ImportStatus]) -> RecordImport:
    """Return the row of a file, locked, if it still stands as it must."""
    kept = db.session.scalars(
        select(RecordImport).where(RecordImport.id == subject.id).with_for_update()
    ).one()
    db.session.refresh(kept, ["status"])
    if kept.status not in expected:
        raise EditConflict(NOT_OPEN)
    return kept


def _close(
    subject: ReadImport, status: ImportStatus, actor: Actor, expected: set[ImportStatus]
) -> None:
    kept = _open(subject, expected)
    kept.status = status
    kept.decided_by = actor.account_id
    kept.decided_at = clock.now()


@operation(Action.RECORDS_EXPORTED, needs=Capability.EXPORT_RECORDS)
def record_export(actor: Actor, *, file_format: ExportFormat, records: int) -> None:
    """Note that all records are taken along, before the first byte of them leaves."""
    note("records", format=file_format, records=records)
