"""The edition as CSV and JSON: all that is printed, and nothing a spreadsheet would run."""

import csv
import hashlib
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from publish.content import EditionContent, Text, canonical_json
from publish.fonts import visible
from publish.tables import csv_of, json_of
from publish.tables.guarding import guarded, unguarded
from tests.publish.sample import HOSTILE_TEXTS, sample_content


def rows_of(content: EditionContent) -> list[dict[str, str]]:
    text = csv_of(content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def designations_of(content: EditionContent) -> list[tuple[str, int, str]]:
    return [
        (chapter.code, entry.number, designation.request_type)
        for part in content.parts
        for chapter in part.chapters
        for entry in chapter.entries
        for designation in entry.designations
    ]


def test_each_designation_has_a_row() -> None:
    content = sample_content()
    rows = rows_of(content)
    found = [
        (row["state_code"], int(row["record_number"]), row["request_type_code"]) for row in rows
    ]
    assert found == designations_of(content)


def test_every_text_of_a_designated_authority_is_in_its_row() -> None:
    content = sample_content()
    rows = iter(rows_of(content))
    for part in content.parts:
        for chapter in part.chapters:
            for entry in chapter.entries:
                for designation in entry.designations:
                    row = " ".join(unguarded(cell) for cell in next(rows).values())
                    fields = (*chapter.fields, *designation.fields)
                    if not entry.full_in:
                        fields += (*entry.contact, *entry.closing)
                    said = [
                        piece.text
                        for field in fields
                        for line in field.lines
                        for piece in line.pieces
                        if isinstance(piece, Text)
                    ]
                    for text in (entry.name.text, *map(visible, said)):
                        assert " ".join(text.split()) in " ".join(row.split())


def test_no_cell_of_the_table_is_run() -> None:
    cells = [cell for row in rows_of(sample_content()) for cell in row.values()]
    assert any("+999" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


@given(some.text(max_size=40))
def test_the_guard_gives_back_every_text(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    "text", ["=1+1", " =1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", "＝1", "'quoted", "01234", "1-2"]
)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_hostile_names_stay_in_their_cell(text: str) -> None:
    content = sample_content()
    part = content.parts[0]
    chapter = part.chapters[0]
    entry = replace(chapter.entries[0], name=Text(text, "en"))
    changed = replace(chapter, entries=(entry, *chapter.entries[1:]))
    parts = (replace(part, chapters=(changed, *part.chapters[1:])), *content.parts[1:])
    rows = rows_of(replace(content, parts=parts))
    assert len(rows) == len(rows_of(content))
    assert text in {unguarded(row["authority"]) for row in rows}


def test_the_json_file_holds_the_bytes_that_were_hashed() -> None:
    content = sample_content()
    file = json_of(content)
    read = json.loads(file)
    assert read["edition"] == content.number
    assert read["schema"] == "cna-directory-edition/1"
    held = file[file.index(b'"content":') + len(b'"content":') : -2]
    assert held == canonical_json(content)
    assert hashlib.sha256(held).hexdigest() == read["content_hash"] == content.hash()
