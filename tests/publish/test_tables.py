"""The edition as CSV and JSON: all that is printed, and nothing a spreadsheet would run."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cna_directory.text import guarded as guarded_by_pages
from publish.content import EditionContent, Text, canonical_json
from publish.fonts import visible
from publish.tables import csv_of, json_of
from publish.tables.guarding import guarded, unguarded
from tests.publish.sample import HOSTILE_TEXTS, sample_content
from tests.thorough import times


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
                    for text in map(visible, (entry.name.text, *said)):
                        assert " ".join(text.split()) in " ".join(row.split())


def test_no_cell_of_the_table_is_run() -> None:
    cells = [cell for row in rows_of(sample_content()) for cell in row.values()]
    assert any("+999" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


@given(some.text(max_size=40))
def test_the_guard_gives_back_every_text(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize(
    "text", ["=1+1", " =1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", "＝1", "'quoted", "01234", "1-2"]
)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert guarded(text) == f"'{text}"


OLD_NUMBER = re.compile(r"[\d.,:/%()\s-]*\d[\d.,:/%()\s-]*([eE]\d+)?\s*")
"""How the guards knew a number before they read a text only once; the plainest way to write it."""


def guarded_as_before(text: str) -> str:
    left = re.compile(r"0|[1-9]\d{0,10}|\d{4}-\d{2}-\d{2}")
    formula = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]*[=+\-@'＝＋－＠﹢﹣﹦﹫−]|[\t\r\n]")
    is_rewritten = OLD_NUMBER.fullmatch(text) and not left.fullmatch(text)
    return f"'{text}" if is_rewritten or formula.match(text) else text


NUMBERLIKE = "0123456789٣.,:/%()-+eE \t\n\r\u00a0\u2003x='"


@pytest.mark.parametrize("guard", [guarded, guarded_by_pages])
@given(some.one_of(some.text(NUMBERLIKE, max_size=12), some.text(max_size=12)))
@settings(max_examples=times(600, 20_000))
def test_the_guard_says_of_every_text_what_it_always_said(
    guard: Callable[[str], str], cell: str
) -> None:
    assert guard(cell) == guarded_as_before(cell)


@pytest.mark.parametrize("guard", [guarded, guarded_by_pages])
def test_the_guard_says_of_every_short_text_what_it_always_said(
    guard: Callable[[str], str],
) -> None:
    for length in range(7):
        for signs in product("1.e x", repeat=length):
            assert guard(cell := "".join(signs)) == guarded_as_before(cell)


@pytest.mark.parametrize("guard", [guarded, guarded_by_pages])
@pytest.mark.parametrize(
    "cell",
    ["1" * 10**6, "1 " * 10**6, "1" + " " * 10**6, "1e" + "1" * 10**6, "1e1" + " " * 10**6],
    ids=["digits", "digits apart", "spaces", "exponent", "spaces at the end"],
)
def test_a_long_cell_is_read_through_once(guard: Callable[[str], str], cell: str) -> None:
    """With every sign read again for every other, this would take a working day."""
    assert guard(cell) == f"'{cell}"
    assert guard(f"{cell}x") == f"{cell}x"


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
    assert " ".join(visible(text).split()) in {unguarded(row["authority"]) for row in rows}


def test_names_hide_nothing_in_their_cells() -> None:
    hidden = "Office \u202eof\x1b\r\nRecords"
    content = sample_content()
    part = content.parts[0]
    chapter = part.chapters[0]
    named, *others = chapter.entries
    entry = replace(named, name=Text(hidden, "en"), other_names=(Text(f"={hidden}", "fr"),) * 2)
    state = replace(chapter.name, names={**chapter.name.names, "en": hidden})
    changed = replace(chapter, name=state, entries=(entry, *others))
    parts = (replace(part, chapters=(changed, *part.chapters[1:])), *content.parts[1:])
    row = rows_of(replace(content, parts=parts))[0]
    shown = "Office [U+202E]of[U+001B] Records"
    assert row["authority"] == shown
    assert row["authority_other_names"] == f"'={shown}; ={shown}"
    assert row["state"].startswith("Office [U+202E]of[U+001B]")
    assert not {"\u202e", "\x1b"} & set("".join(row.values()))


def test_the_json_file_holds_the_bytes_that_were_hashed() -> None:
    content = sample_content()
    file = json_of(content)
    read = json.loads(file)
    assert read["edition"] == content.number
    assert read["schema"] == "cna-directory-edition/1"
    held = file[file.index(b'"content":') + len(b'"content":') : -2]
    assert held == canonical_json(content)
    assert hashlib.sha256(held).hexdigest() == read["content_hash"] == content.hash()
