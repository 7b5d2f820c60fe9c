"""Tables: nothing in them runs, and every value comes back as it went in."""

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cna_directory.authorities import record as r
from cna_directory.cards.rules.card import Card
from cna_directory.cards.rules.tables import (
    BYTE_ORDER_MARK,
    COLUMNS,
    csv_of,
    guarded,
    unguarded,
)
from tests.builders import a_designation, a_record, words
from tests.features.authorities.hostile import SHOWN, a_hostile_record
from tests.features.cards.making import cards_made_of, cards_of_demonstration

FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-1+1",
    "@SUM(A1:A2)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "   =1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    "'=1+1",
    "=cmd|' /C calc'!A1",
    '";=1+1',
    '",=1+1',
)
TO_KEEP = (
    "+999 1 555 0100",
    "+9991555010",
    "2025-03-01",
    "01234",
    "0",
    "1E5",
    "12345678901234567890",
    "1,5",
    "50%",
    "TRUE",
    "a\nb",
    'say "hello"',
    "'quoted",
    "''",
    "وزارة",
)


def cells_of(text: str) -> list[list[str]]:
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK)), strict=True))


def expected(card: Card) -> list[str]:
    return [str(column.cell(card)) for column in COLUMNS]


@pytest.mark.parametrize("formula", FORMULAS)
def test_formulas_are_guarded(formula: str) -> None:
    assert guarded(formula) in {f"'{formula}", formula}
    assert not guarded(formula).lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert unguarded(guarded(formula)) == formula


@pytest.mark.parametrize("text", ["01234", "1-2", "1E5", "1/2", "12:30", "50%", "123456789012"])
def test_what_a_spreadsheet_would_rewrite_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@given(st.text() | st.sampled_from((*FORMULAS, *TO_KEEP)) | st.from_regex(r"['=+@\-\s0-9]*"))
def test_the_guard_can_always_be_taken_off(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["2025-03-01", "Ministry of Justice", "2145", "", "a=b", "0"])
def test_what_needs_no_guard_has_none(text: str) -> None:
    assert guarded(text) == text


def test_every_column_is_documented_and_has_a_name_of_its_own() -> None:
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)
    assert all(column.holds.endswith(".") or column.holds.endswith("?") for column in COLUMNS)


def test_a_row_for_each_designation_in_their_order() -> None:
    record = a_record(designations=(a_designation(), a_designation("extradition")))
    head, *rows = cells_of(csv_of(cards_made_of(record)))
    assert head == [column.name for column in COLUMNS]
    types = [row[head.index("request_type_code")] for row in rows]
    assert types == ["mla", "extradition"]
    assert rows[0][head.index("telephones")] == "'+999 1 555 0100"
    assert rows[0][head.index("confirmed_on")] == "2025-03-01"
    assert rows[0][head.index("made_at")] == "2026-11-22T21:30:00+00:00"


def test_lines_end_as_the_standard_says() -> None:
    text = csv_of(cards_made_of(a_record()))
    assert text.count("\r\n") == text.count("\n") == 2


def test_every_value_of_the_demonstration_comes_back() -> None:
    cards = [*cards_of_demonstration(), *cards_made_of(a_hostile_record())]
    _, *rows = cells_of(csv_of(cards))
    assert [[unguarded(cell) for cell in row] for row in rows] == [expected(c) for c in cards]
    assert any(SHOWN in cell for cell in rows[-1])


CALC = Path("/usr/lib/libreoffice/program/libsclo.so")
needs_a_spreadsheet = pytest.mark.skipif(
    shutil.which("soffice") is None or not CALC.exists(),
    reason="LibreOffice Calc is not installed: apt-get install libreoffice-calc-nogui.",
)
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def opened_in_a_spreadsheet(text: str, folder: Path) -> list[ET.Element]:
    """Return the rows of the table as LibreOffice holds it, opened as a double click would."""
    source = folder / "table.csv"
    source.write_text(text, encoding="utf-8", newline="")
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--infilter=CSV:44,34,76",
        *("--convert-to", "fods", "--outdir", str(folder), str(source)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return list(ET.parse(folder / "table.fods").getroot().iter(f"{TABLE}table-row"))


def cells_in(row: ET.Element) -> list[ET.Element]:
    found: list[ET.Element] = []
    for cell in row.findall(f"{TABLE}table-cell"):
        found += [cell] * int(cell.get(f"{TABLE}number-columns-repeated", "1"))
    return found


def shown(cell: ET.Element) -> str:
    day = cell.get(f"{OFFICE}date-value")
    lines = ["".join(p.itertext()) for p in cell.findall(f"{TEXT}p")]
    return day or "\n".join(lines)


@needs_a_spreadsheet
def test_no_formula_runs_in_a_spreadsheet_and_values_stay(tmp_path: Path) -> None:
    numbers = tuple(r.Telephone(number) for number in ("+9991555", "+999 1 555 0100"))
    address = r.PostalAddress(("=1+1",), "@SUM(A1)", "-2+3", "01234", "en")
    tricky = [
        card
        for formula in (*FORMULAS, *TO_KEEP)
        for card in cards_made_of(
            replace(a_record(), name=words(formula), telephones=numbers, address=address)
        )
    ]
    cards = [*tricky, *list(cards_of_demonstration())[::10]]
    rows = opened_in_a_spreadsheet(csv_of(cards), tmp_path)[1 : len(cards) + 1]
    assert [len(cells_in(row)) >= len(COLUMNS) for row in rows] == [True] * len(cards)
    assert not [c for row in rows for c in row.iter() if c.get(f"{TABLE}formula")]
    for row, card in zip(rows, cards, strict=True):
        for cell, column in zip(cells_in(row), COLUMNS, strict=False):
            value = column.cell(card)
            if "\r" in value or "\t" in value or "  " in value or "\ufeff" in value:
                continue  # LibreOffice writes such spaces down in ways of its own.
            assert unguarded(shown(cell)) == value, column.name
