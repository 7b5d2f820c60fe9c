"""Reading what is exchanged: live records as tables have them, files that wait, and their rows."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import aliased

from cna_directory.accounts.models import Account
from cna_directory.authorities.models import Authority, Revision
from cna_directory.authorities.plain import from_plain
from cna_directory.authorities.queries import (
    Revised,
    authority_record,
    profiles_of_states,
    states_with_records,
)
from cna_directory.authorities.record import Record, RecordStatus, StateProfile
from cna_directory.authorities.rules import visible
from cna_directory.database import db
from cna_directory.editions.compiling.lookup import Lookup
from cna_directory.errors import NO_SUCH_PAGE, NotFound, Problem, RuleBroken
from cna_directory.exchange.models import ImportedRow, ImportWork, RecordImport
from cna_directory.exchange.rules import tables
from cna_directory.exchange.rules.columns import PROBLEMS
from cna_directory.exchange.rules.notation import CannotRead
from cna_directory.exchange.rules.rows import Known, LiveRecord, ReadRow, name_key, read_rows
from cna_directory.exchange.rules.tables import Encoding, Table, read_table
from cna_directory.exchange.standing import KEPT_FOR, ImportStatus, Step
from cna_directory.reference.models import Instrument, RequestType, State, Territory
from cna_directory.reference.queries import instruments, request_types, territories
from cna_directory.text import compact_json

RECORDS_AT_A_TIME = 200


class Shown(StrEnum):
    """Which rows of a file a page lists."""

    PROBLEMS = "problems"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class DryRun:
    """A file as it was read: what each row would change, and what is wrong with it."""

    encoding: Encoding
    rows: int
    read: tuple[ReadRow, ...]
    """Those that would change something, and those that something is wrong with."""


def dry_run(content: bytes) -> DryRun:
    """Read a file and compare it with the records as they stand.

    Raises:
        RuleBroken: it is no table of records; the sentence says what to do.
    """
    table = table_in(content)
    live = {it.record.number: LiveRecord(seen(it.record), it.number) for it in live_records()}
    read = tuple(it for it in read_rows(table, live, known()) if it.changes or it.problems)
    return DryRun(table.encoding, len(table.rows), read)


def table_in(content: bytes) -> Table:
    """Return the table in a file.

    Raises:
        RuleBroken: it is none; the sentence says what to do.
    """
    try:
        return read_table(content)
    except CannotRead as error:
        raise RuleBroken([Problem("file", str(error))]) from None


def seen(record: Record) -> Record:
    """Return a record as tables and forms have it: hidden contact points never leave the house."""
    return visible(record, to_secretariat=False)


def live_records() -> Iterator[Revised[Record]]:
    """Yield the live records in the order of their numbers, without holding all of them at once."""
    found = db.session.scalars(
        _live().order_by(Authority.number).execution_options(yield_per=RECORDS_AT_A_TIME)
    )
    for revision in found:
        yield _revised(revision)


def _live() -> Select[Revision]:
    return (
        select(Revision)
        .join(Authority, Authority.number == Revision.authority_number)
        .where(Revision.number == Authority.revision_number, Authority.status == RecordStatus.LIVE)
    )


def _revised(revision: Revision) -> Revised[Record]:
    return Revised(
        from_plain(revision.snapshot, Record),
        revision.number,
        revision.recorded_at,
        revision.effective_from,
        revision.reason,
        revision.content_hash,
    )


def known() -> Known:
    """Return what there is already, by which rows are judged."""
    return Known(
        frozenset(db.session.scalars(select(State.iso2))),
        frozenset(db.session.scalars(select(RequestType.code))),
        frozenset(db.session.scalars(select(Instrument.code))),
        dict(db.session.execute(select(Territory.code, Territory.state_iso2)).all()),
        _names_of_live_records(),
        dict(
            db.session.execute(
                select(Authority.number, Authority.state).where(
                    Authority.status == RecordStatus.LIVE
                )
            ).all()
        ),
    )


def _names_of_live_records() -> frozenset[tuple[str, str]]:
    """Return the names that States have given already, those of a later day too."""
    found = db.session.execute(
        select(Authority.state, Authority.name).where(Authority.status == RecordStatus.LIVE)
    )
    return frozenset(name_key(state, name.text) for state, name in found)


@dataclass(frozen=True, slots=True)
class ReadImport:
    """A file that was read in, without its bytes."""

    id: int
    status: ImportStatus
    file_name: str
    sha256: str
    rows: int
    uploaded_by: int
    uploaded_at: datetime
    uploader: str
    """The post of whoever read it in."""
    read_again_by: str | None
    """The post of whoever let it be compared anew, if anybody did."""
    decided_by: int | None
    decided_at: datetime | None
    written_at: datetime | None
    reason: str
    """Why nothing of an accepted file was written."""
    good: int
    """Rows that change something and that nothing is wrong with."""
    faulty: int
    forgotten_at: datetime | None
    """When the file and its rows were removed; what is above is all that is left then."""

    @property
    def account_id(self) -> int:
        """Return the account of whoever uploaded it, by which the bounds of access go."""
        return self.uploaded_by

    @property
    def unchanged(self) -> int:
        """Return how many rows say what the directory says already."""
        return self.rows - self.good - self.faulty


_FAULTY: ColumnElement[bool] = ImportedRow.proposed.is_(None)
"""A row is kept if it changes something or is wrong; what is not proposed is wrong."""


def one_import(import_id: int) -> ReadImport:
    """Return one file that was read in.

    Raises:
        NotFound: there is none with that number.
    """
    found = _imports(RecordImport.id == import_id)
    if not found:
        raise NotFound(NO_SUCH_PAGE)
    return found[0]


def imports(status: ImportStatus | None = None, most: int = 50) -> tuple[ReadImport, ...]:
    """Return the files that were read in, or those that stand so, the newest first."""
    conditions = [] if status is None else [RecordImport.status == status]
    return _imports(*conditions, most=most)


def imports_waiting() -> tuple[int, datetime | None]:
    """Return how many files wait to be accepted, and since when the first of them."""
    number, oldest = db.session.execute(
        select(func.count(), func.min(RecordImport.uploaded_at)).where(
            RecordImport.status == ImportStatus.SUBMITTED
        )
    ).one()
    return number, oldest


def next_to_write() -> ReadImport | None:
    """Return the accepted file that has waited longest to be written."""
    first = db.session.scalar(
        select(func.min(RecordImport.id)).where(RecordImport.status == ImportStatus.ACCEPTED)
    )
    return None if first is None else one_import(first)


def imports_to_forget(now: datetime) -> tuple[int, ...]:
    """Return the numbers of the files that have been kept long enough; never one being written."""
    last = func.coalesce(RecordImport.written_at, RecordImport.decided_at, RecordImport.uploaded_at)
    found = db.session.scalars(
        select(RecordImport.id)
        .where(
            RecordImport.forgotten_at.is_(None),
            RecordImport.status != ImportStatus.ACCEPTED,
            last < now - KEPT_FOR,
        )
        .order_by(RecordImport.id)
    )
    return tuple(found)


def is_work_on_imports(now: datetime) -> bool:
    """Say whether an accepted file waits to be written."""
    return next_to_write() is not None


@dataclass(frozen=True, slots=True)
class Work:
    """How far the writing of an accepted file is; before it begins, nothing of it is done."""

    step: Step | None
    done: int
    total: int


def work_on(subject: ReadImport) -> Work | None:
    """Return how far the writing of a file is; nothing unless it is accepted and not yet written."""
    if subject.status is not ImportStatus.ACCEPTED:
        return None
    row = db.session.get(ImportWork, subject.id, populate_existing=True)
    return Work(row.step, row.done, row.total) if row else Work(None, 0, subject.good)


@dataclass(frozen=True, slots=True)
class MovedOn:
    """A row whose record has another revision in force than when the file was read."""

    row: int
    number: int


def moved_on(import_id: int) -> tuple[MovedOn, ...]:
    """Return the rows whose records changed since the file was read, or are live no more."""
    is_as_read = (Authority.revision_number == ImportedRow.base_revision) & (
        Authority.status == RecordStatus.LIVE
    )
    found = db.session.execute(
        select(ImportedRow.row, ImportedRow.authority_number)
        .outerjoin(Authority, (Authority.number == ImportedRow.authority_number) & is_as_read)
        .where(
            *_of(import_id, Shown.CHANGES),
            ImportedRow.authority_number.is_not(None),
            Authority.number.is_(None),
        )
        .order_by(ImportedRow.row)
    )
    return tuple(MovedOn(row, number or 0) for row, number in found)


@dataclass(frozen=True, slots=True)
class NameTaken:
    """A row that adds an authority of a name that its State has given by now."""

    row: int
    name: str


def names_taken(import_id: int) -> tuple[NameTaken, ...]:
    """Return the rows that would add what somebody has added since the file was read."""
    added = db.session.execute(
        select(ImportedRow.row, ImportedRow.state_iso2, ImportedRow.words)
        .where(*_of(import_id, Shown.CHANGES), ImportedRow.authority_number.is_(None))
        .order_by(ImportedRow.row)
    ).all()
    names = _names_of_live_records() if added else frozenset()
    return tuple(
        NameTaken(row, name) for row, state, name in added if name_key(state, name) in names
    )


def _imports(*conditions: ColumnElement[bool], most: int = 1) -> tuple[ReadImport, ...]:
    again = aliased(Account)
    found = db.session.execute(
        select(RecordImport, Account.post_title, again.post_title)
        .join(Account, Account.id == RecordImport.uploaded_by)
        .outerjoin(again, again.id == RecordImport.read_again_by)
        .where(*conditions)
        .order_by(RecordImport.id.desc())
        .limit(most)
    )
    return tuple(
        ReadImport(
            it.id,
            it.status,
            it.file_name,
            it.sha256,
            it.rows,
            it.uploaded_by,
            it.uploaded_at,
            post,
            read_again_by,
            it.decided_by,
            it.decided_at,
            it.written_at,
            it.reason,
            it.good,
            it.faulty,
            it.forgotten_at,
        )
        for it, post, read_again_by in found
    )


def count_rows(import_id: int, shown: Shown) -> int:
    """Return how many rows a page lists in all."""
    return db.session.scalar(select(func.count()).where(*_of(import_id, shown))) or 0


def rows_of(
    import_id: int, shown: Shown, *, offset: int = 0, most: int | None = None
) -> tuple[ImportedRow, ...]:
    """Return a part of the rows of a file, in its order."""
    found = db.session.scalars(
        select(ImportedRow)
        .where(*_of(import_id, shown))
        .order_by(ImportedRow.row)
        .offset(offset)
        .limit(most)
    )
    return tuple(found)


def bases_of(rows: Collection[ImportedRow]) -> dict[int, Record]:
    """Return the records that rows were compared with, by the number of the row."""
    wanted = {(it.authority_number, it.base_revision): it.row for it in rows if it.base_revision}
    found = db.session.scalars(
        select(Revision).where(tuple_(Revision.authority_number, Revision.number).in_(list(wanted)))
    )
    return {
        wanted[it.authority_number, it.number]: seen(from_plain(it.snapshot, Record))
        for it in found
    }


def _of(import_id: int, shown: Shown) -> tuple[ColumnElement[bool], ...]:
    is_shown = _FAULTY if shown is Shown.PROBLEMS else ~_FAULTY
    return ImportedRow.import_id == import_id, is_shown


def seen_hash(import_id: int) -> str:
    """Return the SHA-256 of what the file would write, which an acceptance is bound to."""
    digest = hashlib.sha256()
    found = db.session.execute(
        select(
            ImportedRow.row, ImportedRow.base_revision, ImportedRow.proposed, ImportedRow.problems
        )
        .where(ImportedRow.import_id == import_id)
        .order_by(ImportedRow.row)
    )
    for row in found:
        digest.update(compact_json([*row]).encode())
    return digest.hexdigest()


def content_of(import_id: int) -> bytes:
    """Return the file as it was uploaded.

    Raises:
        NotFound: it is no longer kept.
    """
    content = db.session.execute(
        select(RecordImport.content).where(RecordImport.id == import_id)
    ).scalar_one()
    if not content:
        raise NotFound(NO_SUCH_PAGE)
    return content


def encoding_of(import_id: int) -> Encoding:
    """Return how the letters of a file are written."""
    return tables.encoding_of(content_of(import_id))


def faulty_rows(import_id: int) -> tuple[list[str], Iterator[list[str]]]:
    """Return the rows that something is wrong with, as they came, and a column that says what.

    They can be put right in a table program and read in again: nothing of them is lost.
    """
    table = table_in(content_of(import_id))
    heads = [head for head in table.heads if head != PROBLEMS]
    problems = {it.row: it.problems for it in rows_of(import_id, Shown.PROBLEMS)}

    def lines() -> Iterator[list[str]]:
        for row in table.rows:
            if row.number in problems:
                wrong = "\n".join(f"{it['field']}: {it['words']}" for it in problems[row.number])
                yield [wrong, *(row.cells.get(head, "") for head in heads)]

    return [PROBLEMS, *heads], lines()


@dataclass(frozen=True, slots=True)
class FormWanted:
    """An update form of a live record, and in which form it is wanted."""

    revised: Revised[Record]
    ending: str

    @property
    def number(self) -> int:
        """Return the number of the record."""
        return self.revised.record.number


def form_wanted(number: int, ending: str) -> FormWanted:
    """Return the live record with that number as everybody may see it, for its form.

    Raises:
        NotFound: no live record has the number.
    """
    revised = authority_record(number)
    return FormWanted(replace(revised, record=seen(revised.record)), ending)


def lookup_of_codes(today: date) -> Lookup:
    """Return the names of what records name by code, as editions print them."""
    return Lookup(
        states={row.iso2: row for row in db.session.scalars(select(State))},
        territories={row.code: row for row in territories()},
        instruments={row.code: row for row in instruments()},
        request_types={row.code: row for row in request_types()},
        authority_names={},
        closing_on=today,
        is_of_first_rules=False,
    )


def live_profiles() -> tuple[Revised[StateProfile], ...]:
    """Return what holds for each State as a whole, of those that have said something."""
    return profiles_of_states(states_with_records())
