"""The columns of the table of records: what each holds, and records as rows of it and back."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, time
from enum import StrEnum
from typing import Any

from cna_directory.authorities.record import Record, StateProfile
from cna_directory.exchange.rules.notation import (
    CannotRead,
    cell_of_list,
    has_parts,
    is_flat,
    item_of,
    kinds_in,
    read_list,
    read_value,
    written,
)
from cna_directory.languages import LocalisedText

NUMBER = "number"
STATE = "state"
REVISION = "revision"
"""No field of the record: the revision that the row was written from."""
PROBLEMS = "problems"
"""No field either: what was wrong with a row that comes back; it is not read."""

READ_ONLY = frozenset({STATE, "status", "superseded_by", "contact_changed_on", "confirmation"})
"""Fields that only other acts than an import change; a row that changes one has a problem."""

SORTS = {
    str: "text",
    int: "a number",
    bool: "yes or no",
    date: "a day such as 2026-05-24",
    time: "a time such as 09:30",
}

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head is the path to what it holds."""

    path: str
    kind: type
    """What a value is, or what the items of a list are."""
    is_list: bool

    @property
    def field(self) -> str:
        """Return the field of the record it belongs to."""
        return self.path.partition(".")[0]

    @property
    def holds(self) -> str:
        """Return in a sentence how it is written."""
        if not has_parts(self.kind):
            return f"{'One line for each: ' if self.is_list else ''}{_sort_of(self.kind)}."
        shape = "One line for each" if is_flat(self.kind) else "A block of lines for each"
        return f"{shape}: {', '.join(kinds_in(self.kind))}."


def _columns(cls: type, before: str = "") -> Iterator[Column]:
    for name, kind in kinds_in(cls).items():
        path, of = before + name, item_of(kind)
        if of is not None:
            yield Column(path, of, is_list=True)
        elif kind is LocalisedText:
            yield Column(path, str, is_list=False)
            yield from (part for part in _columns(kind, f"{path}.") if part.path != f"{path}.text")
        elif has_parts(kind):
            yield from _columns(kind, f"{path}.")
        else:
            yield Column(path, kind, is_list=False)


COLUMNS: dict[str, Column] = {column.path: column for column in _columns(Record)}
"""Every column of a record by its head, in the order of the fields of a record."""

COLUMNS_OF_STATES: dict[str, Column] = {column.path: column for column in _columns(StateProfile)}
"""The same of what holds for a State as a whole; such tables go out and are not read in."""

HEADS: tuple[str, ...] = (NUMBER, REVISION, *(path for path in COLUMNS if path != NUMBER))
"""The heads of an exported table."""

_DEFAULTS = {field.name: field.default for field in fields(Record)}


def cells_of(record: Record | StateProfile) -> Cells:
    """Return a record of either kind as the cells of one row."""
    columns = COLUMNS if isinstance(record, Record) else COLUMNS_OF_STATES
    return {column.path: _cell(record, column) for column in columns.values()}


def _cell(record: Record | StateProfile, column: Column) -> str:
    value: Any = record
    for name in column.path.split("."):
        value = getattr(value, name, None)
    if isinstance(value, LocalisedText):
        value = value.text
    return cell_of_list(value or (), column.kind) if column.is_list else written(value)


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with one cell."""

    column: str
    words: str


def changed_by(record: Record, cells: Mapping[str, str]) -> tuple[Record, list[CellProblem]]:
    """Return the record as its row says it is; a column that is not there leaves its part alone.

    What no cell changes stays the very same object, so a row as it was exported changes nothing.
    """
    before = cells_of(record)
    differing = {path: text for path, text in cells.items() if _same(text) != _same(before[path])}
    values: dict[str, Any] = {}
    problems = []
    for name in dict.fromkeys(COLUMNS[path].field for path in differing):
        own = {p: differing.get(p, t) for p, t in before.items() if COLUMNS[p].field == name}
        try:
            values[name] = field_from(name, own)
        except CannotReadCell as error:
            problems.append(CellProblem(error.column, str(error)))
    return replace(record, **values), problems


def _same(text: str) -> str:
    """Return a cell with the one kind of line break; table programs write whichever they like."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class CannotReadCell(CannotRead):
    """Tells what is wrong with a cell, and in which column it stands."""

    def __init__(self, column: str, words: str) -> None:
        """Name the column."""
        super().__init__(words)
        self.column = column


def field_from(name: str, cells: Mapping[str, str]) -> Any:
    """Return a field of the record from all the cells that belong to it.

    Raises:
        CannotReadCell: one of them cannot be read.
    """
    kind = kinds_in(Record)[name]
    if item_of(kind) is None and has_parts(kind):
        return _parts_from(name, kind, cells)
    is_said = bool(cells[name].strip()) or kind is str or COLUMNS[name].is_list
    return _read(COLUMNS[name], cells[name]) if is_said else _unless_said(name, _DEFAULTS[name])


def _parts_from(name: str, kind: Any, cells: Mapping[str, str]) -> Any:
    """Return a field of several columns; where all of them are empty it holds nothing."""
    if not any(text.strip() for text in cells.values()):
        return _unless_said(name if name in cells else next(iter(cells)), _DEFAULTS[name])
    values: dict[str, Any] = {}
    for part in fields(kind):
        path = name if part.name == "text" and name in cells else f"{name}.{part.name}"
        text = cells[path]
        if text.strip() or COLUMNS[path].is_list:
            values[part.name] = _read(COLUMNS[path], text)
        else:
            values[part.name] = _unless_said(path, part.default)
    return kind(**values)


def _unless_said(path: str, default: Any) -> Any:
    if default is MISSING:
        raise CannotReadCell(path, "Fill this in.")
    return default


def _read(column: Column, cell: str) -> Any:
    text = _same(cell)
    try:
        return read_list(text, column.kind) if column.is_list else read_value(text, column.kind)
    except CannotRead as error:
        raise CannotReadCell(column.path, str(error)) from None


def _sort_of(kind: type) -> str:
    if issubclass(kind, StrEnum):
        return f"one of {', '.join(kind)}"
    return SORTS[kind]
