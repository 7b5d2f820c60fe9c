"""The edition as a table: one row for each designation, with all that is printed around it.

Columns are named after where a field stands and its key: `contact.telephone`. Lines of a field are
apart by `; `, fixed words are in English, a State's own words as the State wrote them. An authority
that one part names only, and the other prints in full, has its full fields in both rows.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from publish.content import AuthorityEntry, EditionContent, Field, Line, Named, StateChapter, Text
from publish.outline.pieces import line_runs, name_run, text_run
from publish.tables.guarding import guarded

BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for the old code page of the machine."""

BETWEEN_LINES = "; "
_LANGUAGE = "en"

Row = dict[str, str]


def csv_of(content: EditionContent) -> bytes:
    """Return the table as CSV (RFC 4180) in UTF-8, guarded against formulas."""
    rows = list(_rows(content))
    columns = list(dict.fromkeys(name for row in rows for name in row)) or ["edition"]
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(columns)
    table.writerows([guarded(row.get(name, "")) for name in columns] for row in rows)
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def _rows(content: EditionContent) -> Iterator[Row]:
    in_full = {
        entry.number: entry
        for part in content.parts
        for chapter in part.chapters
        for entry in chapter.entries
        if not entry.full_in
    }
    for part in content.parts:
        for chapter in part.chapters:
            state = _state(content, part.number, chapter)
            for entry in chapter.entries:
                authority = state | _authority(in_full[entry.number] if entry.full_in else entry)
                for designation in entry.designations:
                    yield authority | {
                        "request_type": _request_type(content, designation.request_type),
                        "request_type_code": designation.request_type,
                        "provisions": BETWEEN_LINES.join(designation.provisions),
                        "territory": _named(designation.territory) if designation.territory else "",
                        **_fields("designation", designation.fields),
                    }


def _state(content: EditionContent, part: str, chapter: StateChapter) -> Row:
    return {
        "edition": content.number,
        "closing_at": content.closing_at.isoformat(),
        "part": part,
        "state": _named(chapter.name),
        "state_code": chapter.code,
        **_fields("state", chapter.fields),
    }


def _authority(entry: AuthorityEntry) -> Row:
    return {
        "record_number": str(entry.number),
        "revision": str(entry.revision),
        "authority": _name(entry.name),
        "authority_language": entry.name.language,
        "authority_other_names": BETWEEN_LINES.join(map(_name, entry.other_names)),
        "marks": _lines(entry.marks),
        "standing": _lines((entry.standing,)),
        **_fields("contact", entry.contact),
        **_fields("closing", entry.closing),
    }


def _name(name: Text) -> str:
    return text_run(name).text


def _request_type(content: EditionContent, code: str) -> str:
    names = (each.name for each in content.request_types if each.code == code)
    return next(map(_named, names), code)


def _named(named: Named) -> str:
    return name_run(named, _LANGUAGE).text


def _fields(place: str, fields: Iterable[Field]) -> Row:
    """Return the fields of one place; a label that comes again adds its lines to the first."""
    row: Row = {}
    for field in fields:
        name = f"{place}.{field.label.removeprefix('label.')}"
        row[name] = BETWEEN_LINES.join(filter(None, (row.get(name, ""), _lines(field.lines))))
    return row


def _lines(lines: Iterable[Line]) -> str:
    written = ("".join(run.text for run in line_runs(line, _LANGUAGE)) for line in lines)
    return BETWEEN_LINES.join(filter(None, written))
