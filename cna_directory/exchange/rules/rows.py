"""What each row of a table would change, and what is wrong with it; nothing is written here."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from cna_directory.authorities.plain import to_plain
from cna_directory.authorities.record import (
    AuthorityKind,
    Provenance,
    ProvenanceKind,
    Record,
    RecordStatus,
)
from cna_directory.authorities.rules import FieldChange, compare, problems_with
from cna_directory.exchange.rules.columns import (
    COLUMNS,
    NUMBER,
    READ_ONLY,
    REVISION,
    STATE,
    CellProblem,
    changed_by,
)
from cna_directory.exchange.rules.tables import Table, TableRow
from cna_directory.languages import LocalisedText

LONGEST_NUMBER = 9
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
LONGEST_LANGUAGE = 20
LANGUAGE_FIELDS = frozenset({"language", "languages", "languages_of_communication"})
TYPE_FIELDS = frozenset({"request_type", "request_types"})
NUMBER_FIELDS = frozenset({"reports_to", "superseded_by", "copy_to"})
"""Where a record names another one."""
TO_BE_ADDED = 0
"""The number of an authority that has none yet."""


@dataclass(frozen=True, slots=True)
class LiveRecord:
    """A record as the table shows it, and the revision it is."""

    record: Record
    revision: int


@dataclass(frozen=True, slots=True)
class Known:
    """What there is already, by which rows are judged."""

    states: frozenset[str]
    request_types: frozenset[str]
    instruments: frozenset[str]
    territories: Mapping[str, str]
    """The State of each."""
    names: Collection[tuple[str, str]]
    """States with the names of their live authorities, each as `name_key` makes it."""
    authorities: Mapping[int, str]
    """The State of each live record, by its number."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row with what comes of it."""

    row: int
    number: int | None
    """Of the record; `None` for an authority to be added."""
    state: str
    name: str
    base_revision: int
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    proposed: Record | None = None
    """The whole record; only where there is something to write and nothing wrong."""


def read_rows(table: Table, live: Mapping[int, LiveRecord], known: Known) -> Iterator[ReadRow]:
    """Yield what comes of each row of a table."""
    numbers = Counter(_key(row) for row in table.rows)
    added: Counter[tuple[str, str]] = Counter()
    for row in table.rows:
        read = _read_row(row, live, known)
        problems = [*read.problems]
        if numbers[_key(row)] > 1 and _key(row):
            problems.append(CellProblem(NUMBER, "Two rows are about this record. Leave one."))
        if read.number is None and read.state:
            called = name_key(read.state, read.name)
            added[called] += 1
            if called in known.names or added[called] > 1:
                problems.append(
                    CellProblem("name", "This State has an authority of this name already.")
                )
        yield replace(read, problems=tuple(problems), proposed=None) if problems else read


def name_key(state: str, name: str) -> tuple[str, str]:
    """Return by what two authorities count as the same, for an addition."""
    return state, name.casefold()


def _key(row: TableRow) -> str:
    return row.cells.get(NUMBER, "").strip().lstrip("0")


def _read_row(row: TableRow, live: Mapping[int, LiveRecord], known: Known) -> ReadRow:
    written = row.cells.get(NUMBER, "").strip()
    if written and not (written.isascii() and written.isdigit() and len(written) <= LONGEST_NUMBER):
        return _only_problem(row, NUMBER, "Write the number of a record, or leave the cell empty.")
    if row.is_too_long:
        return _only_problem(row, NUMBER, "This row has more cells than the table has columns.")
    if not int(written or TO_BE_ADDED):
        return _addition(row, known)
    found = live.get(int(written))
    if found is None:
        return _only_problem(
            row, NUMBER, f"No authority in the directory has the number {written}."
        )
    return _change(row, found, known)


def _only_problem(row: TableRow, column: str, words: str) -> ReadRow:
    name, state = row.cells.get("name", ""), row.cells.get(STATE, "").strip().upper()[:2]
    return ReadRow(row.number, None, state, name, 0, problems=(CellProblem(column, words),))


def _change(row: TableRow, live: LiveRecord, known: Known) -> ReadRow:
    cells = {path: text for path, text in row.cells.items() if path in COLUMNS and path != NUMBER}
    proposed, problems = changed_by(live.record, cells)
    problems += _revision_problems(row, live.revision)
    problems += [
        CellProblem(
            name, "An import does not change this. Write what the table had, or leave it out."
        )
        for name in sorted(READ_ONLY)
        if getattr(proposed, name) != getattr(live.record, name)
    ]
    return _outcome(row, live.record, live.revision, proposed, problems, known)


def _revision_problems(row: TableRow, current: int) -> list[CellProblem]:
    """Return that a row was written from an older revision, whose rest it would bring back."""
    made_from = row.cells.get(REVISION, "").strip()
    if not made_from or made_from == str(current):
        return []
    return [
        CellProblem(
            REVISION,
            f"The record is at revision {current} now, and the row was made from another. Take the"
            " record anew, and make your change in that row.",
        )
    ]


def _addition(row: TableRow, known: Known) -> ReadRow:
    state = row.cells.get(STATE, "").strip().upper()
    blank = Record(
        TO_BE_ADDED,
        state,
        LocalisedText("und", ""),
        AuthorityKind.OTHER,
        RecordStatus.LIVE,
        Provenance(ProvenanceKind.STATE),
    )
    cells = {
        path: text
        for path, text in row.cells.items()
        if path in COLUMNS and path not in {NUMBER, STATE} and text.strip()
    }
    proposed, problems = changed_by(blank, cells)
    if state not in known.states:
        problems.append(
            CellProblem(STATE, "Write the code of the State in two letters, such as FR.")
        )
    problems += [
        CellProblem(name, "A new authority has none of this yet. Leave the cell empty.")
        for name in sorted(READ_ONLY)
        if getattr(proposed, name) != getattr(blank, name)
    ]
    read = _outcome(row, blank, 0, proposed, problems, known)
    return replace(read, number=None)


def _outcome(
    row: TableRow,
    before: Record,
    revision: int,
    proposed: Record,
    problems: Sequence[CellProblem],
    known: Known,
) -> ReadRow:
    is_changed = proposed != before
    found = [*problems]
    if is_changed:
        # What cannot be read is said once, and not again by the rules as if it were missing.
        broken = {problem.column.partition(".")[0] for problem in found}
        found += [
            CellProblem(problem.field, str(problem.message))
            for problem in problems_with(proposed)
            if problem.field not in broken
        ]
        found += _unknown_codes(proposed, known)
    return ReadRow(
        row.number,
        before.number,
        before.state,
        proposed.name.text or before.name.text,
        revision,
        changes=compare(to_plain(before), to_plain(proposed)) if is_changed else (),
        problems=tuple(dict.fromkeys(found)),
        proposed=proposed if is_changed and not found else None,
    )


def _unknown_codes(record: Record, known: Known) -> Iterator[CellProblem]:
    """Find codes and numbers of what is not there, and languages that are no tags.

    This is what `review.queries.references` asks of a proposal, for thousands of records at once.
    """
    for field in fields(record):
        for name, value in _named_values(getattr(record, field.name), field.name):
            if words := _unknown(name, value, record, known):
                yield CellProblem(field.name, words)


def _unknown(name: str, value: Any, record: Record, known: Known) -> str:
    state = record.state
    if name in NUMBER_FIELDS and value is not None:
        return _unknown_number(value, record, known)
    if name in TYPE_FIELDS and value not in known.request_types:
        return (
            f"“{value}” is no type of request; there are: {', '.join(sorted(known.request_types))}."
        )
    if name == "instrument" and value not in known.instruments:
        return f"“{value}” is no treaty; there are: {', '.join(sorted(known.instruments))}."
    if name == "territory" and value and known.territories.get(value) != state:
        return f"“{value}” is no territory of {state}."
    if name in LANGUAGE_FIELDS and value and not _is_language(value):
        return f"“{value}” is no language; write its code, such as fr or zh-Hant."
    return ""


def _unknown_number(number: int, record: Record, known: Known) -> str:
    if number == record.number:
        return "A record does not name itself here. Write the number of another one."
    if known.authorities.get(number) != record.state:
        return f"No live record of this State has the number {number}."
    return ""


def _is_language(tag: str) -> bool:
    return len(tag) <= LONGEST_LANGUAGE and LANGUAGE.fullmatch(tag) is not None


def _named_values(value: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Yield every single value in a record with the name of the field that holds it."""
    if isinstance(value, tuple):
        for item in value:
            yield from _named_values(item, name)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _named_values(getattr(value, field.name), field.name)
    else:
        yield name, value
