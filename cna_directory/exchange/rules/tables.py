"""Reading a table that somebody sends, safely, and writing one that comes back unharmed.

Whatever the bytes are, reading ends soon, takes a bounded amount of memory, and either returns the
rows or says in one sentence what to do. Nothing in a cell is ever more than text.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cna_directory.cards.rules.tables import BYTE_ORDER_MARK, guarded, unguarded
from cna_directory.exchange.rules.columns import COLUMNS, NUMBER, PROBLEMS, REVISION
from cna_directory.exchange.rules.notation import CannotRead

LARGEST_FILE = 16 * 1024 * 1024
MOST_ROWS = 5_000
"""All of a file is written at once, and SQLite has one writer: this many keep it for half a minute."""
MOST_COLUMNS = 200
DELIMITERS = (",", ";", "\t")

KNOWN_HEADS = frozenset({*COLUMNS, REVISION, PROBLEMS})


class Encoding(StrEnum):
    """How the letters of a file are written."""

    UTF_8 = "utf-8"
    UTF_8_MARKED = "utf-8-sig"
    UTF_16 = "utf-16"
    WINDOWS_1252 = "cp1252"


ENCODING_NAMES = {
    Encoding.UTF_8: "UTF-8",
    Encoding.UTF_8_MARKED: "UTF-8 with a byte order mark",
    Encoding.UTF_16: "UTF-16",
    Encoding.WINDOWS_1252: "Windows-1252",
}

TOO_LARGE = "The file is larger than 16 MB. Split it into several files."
WITHOUT_ANYTHING = "The file is empty. Choose a table saved as CSV."
A_WORKBOOK = (
    "This is a workbook or an archive. Open it in a table program and save it as CSV UTF-8."
)
NO_TEXT = (
    "The file is no text that can be read: it holds characters that no table has. Save it as CSV"
    " UTF-8."
)
UNKNOWN_ENCODING = (
    "The letters of the file are written neither in UTF-8 or UTF-16 nor in Windows-1252. Save it as"
    " CSV UTF-8."
)
TOO_MANY_COLUMNS = f"The table has more than {MOST_COLUMNS} columns. Keep those you want to change."
TOO_MANY_ROWS = f"The table has more than {MOST_ROWS:,} rows. Split it into several files."
HEADS_OF_FORM = ("part", "section", "question", "answer")
"""Of the update form as a table, which people take for the table of records."""
AN_UPDATE_FORM = (
    "This is the update form of one authority, with a row for each question. Enter its answers on"
    " the page of the record; here the table of records is read, with a row for each authority."
)
NO_NUMBER = (
    "The first row must name the columns, and one of them must be “number”: the number of the"
    " record, or an empty cell for an authority to be added."
)
NO_ROWS = "The table has no row below the names of its columns."


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as it was read."""

    number: int
    """As a table program counts: the row of the heads is 1."""
    cells: Mapping[str, str]
    """By head; a row that ends early says nothing of the columns that it does not reach."""
    is_too_long: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read, and how its letters were written."""

    encoding: Encoding
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]


def read_table(content: bytes) -> Table:
    """Return the table in a file.

    Raises:
        CannotRead: it is no such table; the sentence says what to do.
    """
    encoding, text = _text_in(content)
    delimiter = _delimiter_of(text)
    lines = _rows_in(text, delimiter)
    heads = _heads_in(next(lines, []))
    rows = []
    for number, cells in enumerate(lines, start=2):
        if number > MOST_ROWS + 1:
            raise CannotRead(TOO_MANY_ROWS)
        if any(cell.strip() for cell in cells):
            rows.append(_row(number, heads, cells))
    if not rows:
        raise CannotRead(NO_ROWS)
    return Table(encoding, heads, tuple(rows))


def _text_in(content: bytes) -> tuple[Encoding, str]:
    if len(content) > LARGEST_FILE:
        raise CannotRead(TOO_LARGE)
    if not content.strip():
        raise CannotRead(WITHOUT_ANYTHING)
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b", b"{\\rtf")):
        raise CannotRead(A_WORKBOOK)
    encoding = encoding_of(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise CannotRead(UNKNOWN_ENCODING) from None
    if "\0" in text:
        raise CannotRead(NO_TEXT)
    return encoding, text


def encoding_of(content: bytes) -> Encoding:
    """Return how the letters of a file are written.

    Raises:
        CannotRead: it is no text.
    """
    if content.startswith(codecs.BOM_UTF8):
        return Encoding.UTF_8_MARKED
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding.UTF_16
    if b"\0" in content:
        raise CannotRead(NO_TEXT)
    try:
        content.decode(Encoding.UTF_8)
    except UnicodeDecodeError:
        return Encoding.WINDOWS_1252
    return Encoding.UTF_8


def _delimiter_of(text: str) -> str:
    """Return what parts the cells: the sign by which the first line names most columns."""
    first = text[:100_000].lstrip().partition("\n")[0]
    heads = {
        sign: sum(_head(cell) in KNOWN_HEADS for cell in first.split(sign)) for sign in DELIMITERS
    }
    return max(DELIMITERS, key=heads.__getitem__)


def _rows_in(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the cells of each row; a quotation mark that is not closed is found and said."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(lines, None)
        except csv.Error:
            raise CannotRead(
                f"Row {number} cannot be read: a quotation mark is missing or one too many, or a"
                " cell is longer than 131,072 characters."
            ) from None
        if cells is None:
            return
        if len(cells) > MOST_COLUMNS:
            raise CannotRead(TOO_MANY_COLUMNS)
        yield cells


def _heads_in(cells: Sequence[str]) -> tuple[str, ...]:
    heads = tuple(_head(cell) for cell in cells)
    while heads and not heads[-1]:
        heads = heads[:-1]
    if heads == HEADS_OF_FORM:
        raise CannotRead(AN_UPDATE_FORM)
    if NUMBER not in heads:
        raise CannotRead(NO_NUMBER)
    for head in heads:
        if head not in KNOWN_HEADS:
            raise CannotRead(f"No column of the table of records is called “{head[:60]}”.")
        if heads.count(head) > 1:
            raise CannotRead(f"Two columns are called “{head}”. Leave one of them.")
    return heads


def _head(cell: str) -> str:
    return unguarded(cell.strip().strip(f'{BYTE_ORDER_MARK}"')).strip().casefold()


def _row(number: int, heads: Sequence[str], cells: Sequence[str]) -> TableRow:
    said = {head: _said(cell) for head, cell in zip(heads, cells, strict=False)}
    return TableRow(number, said, is_too_long=any(c.strip() for c in cells[len(heads) :]))


def _said(cell: str) -> str:
    """Return a cell without the guard, if it is one: nobody loses an apostrophe of their own."""
    text = unguarded(cell)
    return text if guarded(text) == cell else cell


def csv_of(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table as CSV (RFC 4180) for programs of tables, a line at a time, cells guarded."""
    written = io.StringIO()
    table = csv.writer(written)
    written.write(BYTE_ORDER_MARK)
    table.writerow(heads)
    for row in rows:
        table.writerow([guarded(cell) for cell in row])
        yield written.getvalue()
        written.seek(0)
        written.truncate()
    yield written.getvalue()
