"""All live records as files, with the schema that says what each part of them holds.

Contact points that only the secretariat sees are in no file.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import IO

from cna_directory.authorities.plain import to_plain
from cna_directory.authorities.queries import Revised
from cna_directory.authorities.record import Record, StateProfile
from cna_directory.exchange import queries
from cna_directory.exchange.operations import ExportFormat
from cna_directory.exchange.rules.columns import (
    COLUMNS_OF_STATES,
    HEADS,
    REVISION,
    STATE,
    cells_of,
)
from cna_directory.exchange.rules.describing import described
from cna_directory.exchange.rules.schema import schema_of_export
from cna_directory.exchange.rules.tables import csv_of

HEADS_OF_STATES = (STATE, REVISION, *(path for path in COLUMNS_OF_STATES if path != STATE))
EARLIEST_IN_ZIP = (1980, 1, 1, 0, 0, 0)

ExportedFile = tuple[str, Iterator[str]]
"""The name of a file, and its text piece by piece."""


def files_of_export(file_format: ExportFormat, moment: datetime) -> tuple[ExportedFile, ...]:
    """Return the files of an export, each written while it is read."""
    if file_format is ExportFormat.JSON:
        schema = json.dumps(schema_of_export(), ensure_ascii=False, indent=1) + "\n"
        return (("records.json", _json(moment)), ("records.schema.json", iter([schema])))
    return (
        ("records.csv", record_table()),
        ("states.csv", _state_table()),
        ("README.txt", iter([described()])),
    )


def record_table() -> Iterator[str]:
    """Yield the table of records, which can be changed and read in again."""
    return csv_of(HEADS, (_row(it, HEADS) for it in _records()))


def empty_table() -> Iterator[str]:
    """Yield the heads of that table alone."""
    return csv_of(HEADS, ())


def zipped(files: Iterable[ExportedFile], into: IO[bytes]) -> None:
    """Write files into one archive."""
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in files:
            entry = zipfile.ZipInfo(name, EARLIEST_IN_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as written:
                for piece in pieces:
                    written.write(piece.encode())


def _records() -> Iterator[Revised[Record]]:
    return queries.live_records()


def _state_table() -> Iterator[str]:
    return csv_of(HEADS_OF_STATES, (_row(it, HEADS_OF_STATES) for it in queries.live_profiles()))


def _row(revised: Revised[Record] | Revised[StateProfile], heads: tuple[str, ...]) -> list[str]:
    record = revised.record
    shown = queries.seen(record) if isinstance(record, Record) else record
    cells = cells_of(shown) | {REVISION: str(revised.number)}
    return [cells[head] for head in heads]


def _json(moment: datetime) -> Iterator[str]:
    yield f'{{"exported_at": {json.dumps(moment.isoformat())},\n "records": [\n'
    yield from _list(_dated(it, to_plain(queries.seen(it.record))) for it in _records())
    yield '\n ],\n "profiles": [\n'
    yield from _list(_dated(it, to_plain(it.record)) for it in queries.live_profiles())
    yield "\n ]}\n"


def _list(items: Iterator[str]) -> Iterator[str]:
    first = next(items, None)
    if first is not None:
        yield first
        yield from chain.from_iterable((",\n", item) for item in items)


def _dated(revised: Revised[Record] | Revised[StateProfile], content: dict[str, object]) -> str:
    dated = {
        "revision": revised.number,
        "recorded_at": revised.recorded_at.isoformat(),
        "effective_from": revised.effective_from.isoformat(),
        "content": content,
    }
    return json.dumps(dated, ensure_ascii=False)
