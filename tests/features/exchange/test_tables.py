"""Files that somebody sends: read safely or refused in a sentence, soon and in bounded memory."""

import random
import subprocess
import time
import tracemalloc
from pathlib import Path

import pytest

from cna_directory.exchange.rules import tables
from cna_directory.exchange.rules.notation import CannotRead
from cna_directory.exchange.rules.tables import Encoding, csv_of, read_table

NAME = "Ministère de la Justice – Ελλάδα"
FRENCH = "Ministère de la Justice – Œuvres"


def _refused(content: bytes) -> str:
    with pytest.raises(CannotRead) as refused:
        read_table(content)
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "encoding", "name"),
    [
        (f"number,name\n1,{NAME}\n".encode(), Encoding.UTF_8, NAME),
        (f"number,name\r\n1,{NAME}\r\n".encode("utf-8-sig"), Encoding.UTF_8_MARKED, NAME),
        (f"number;name\n1;{NAME}\n".encode("utf-16"), Encoding.UTF_16, NAME),
        (
            b"\xfe\xff" + f"number\tname\n1\t{NAME}\n".encode("utf-16-be"),
            Encoding.UTF_16,
            NAME,
        ),
        (f"number;name\n1;{FRENCH}\n".encode("cp1252"), Encoding.WINDOWS_1252, FRENCH),
    ],
)
def test_encodings_and_delimiters_are_found_and_said(
    content: bytes, encoding: Encoding, name: str
) -> None:
    """What the table programs of the world save by default is understood."""
    table = read_table(content)
    assert table.encoding is encoding
    assert table.heads == ("number", "name")
    assert dict(table.rows[0].cells) == {"number": "1", "name": name}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", tables.WITHOUT_ANYTHING),
        (b" \n\r\n", tables.WITHOUT_ANYTHING),
        (b"number,name\n1,a\0b\n", tables.NO_TEXT),
        ("number,name\n1,x\n".encode("utf-16-le"), tables.NO_TEXT),
        ("number,name\n1,x\n".encode("utf-32"), tables.NO_TEXT),
        ("number,name\n1,a\0b\n".encode("utf-16"), tables.NO_TEXT),
        (b"\xff\xfen\0u\0m\0b\0\0\xd8", tables.UNKNOWN_ENCODING),
        (b"number,name\n1,\x81\x8d\n", tables.UNKNOWN_ENCODING),
        (b"PK\x03\x04 a workbook", tables.A_WORKBOOK),
        (b"%PDF-1.7", tables.A_WORKBOOK),
        (b"name,state\nx,FR\n", tables.NO_NUMBER),
        (b"number,colour\n1,red\n", "No column of the table of records is called “colour”."),
        (b"number,name,NAME\n1,x,y\n", "Two columns are called “name”. Leave one of them."),
        (b"number,name\n", tables.NO_ROWS),
        (b"number,name\n,\n\n", tables.NO_ROWS),
        (b'number,name\n1,"never closed\n2,x\n', "Row 2 cannot be read: a quotation mark"),
        (b'number,name\n1,x\n2,"a"b\n', "Row 3 cannot be read: a quotation mark"),
        (b"number," * 201 + b"\n", tables.TOO_MANY_COLUMNS),
        (b"number\n" + b"1," * 300 + b"\n", tables.TOO_MANY_COLUMNS),
        (b"number\n" + b"1\n" * 20_001, tables.TOO_MANY_ROWS),
        (b"number,name\n1," + b"x" * 140_000 + b"\n", "Row 2 cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(content: bytes, words: str) -> None:
    """Each in a sentence for people."""
    assert words in _refused(content)


HOSTILE = {
    "100 MB": lambda: bytes(100_000_000),
    "a quotation mark": lambda: b'number,name\n1,"' + b"x" * 15_000_000,
    "commas": lambda: b"," * 15_000_000,
    "empty lines": lambda: b"\n" * 15_000_000 + b"number",
    "rows": lambda: b"number\n" + b"1\n" * 7_000_000,
    "quotation marks": lambda: b'"' * 15_000_000,
    "no letters of any code page": lambda: b"number\n" + b"\x81" * 15_000_000,
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_hostile_files_are_refused_within_a_second(shape: str) -> None:
    """Neither size nor shape takes time from others."""
    content = HOSTILE[shape]()
    begun = time.process_time()
    _refused(content)
    assert time.process_time() - begun < 1.5


def test_hostile_files_take_a_bounded_amount_of_memory() -> None:
    """A row of many millions is not read to its end."""
    content = HOSTILE["rows"]()
    tracemalloc.start()
    try:
        _refused(content)
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


def test_whatever_the_bytes_are_reading_ends_in_rows_or_a_sentence() -> None:
    """Four thousand files cut, spliced and spoilt at random: never another error."""
    dice = random.Random(20261123)
    good = [
        f'number,name,telephones\n1,{NAME},\'+999 1\n,"a\nb",\n'.encode(),
        f"number;name\n1;{FRENCH}\n".encode("cp1252"),
        f"number\tname\n1\t{NAME}\n".encode("utf-16"),
    ]
    pieces = [b'"', b"\0", b",", b"\n", b"\r", b"\xff\xfe", b"=1+1", b"\xef\xbb\xbf", b"\\", b"'"]
    outcomes = {"rows": 0, "refused": 0}
    for _ in range(4_000):
        content = bytearray(dice.choice(good))
        for _ in range(dice.randrange(1, 5)):
            at = dice.randrange(len(content) + 1)
            content[at : at + dice.randrange(3)] = dice.choice(
                [dice.choice(pieces), bytes([dice.randrange(256)])]
            )
        try:
            read_table(bytes(content))
            outcomes["rows"] += 1
        except CannotRead as error:
            refused = str(error)
            outcomes["refused"] += bool(refused)
    assert min(outcomes.values()) > 200


def test_a_formula_is_only_text() -> None:
    """It is read as it stands, and goes out again behind the guard."""
    formula = '=HYPERLINK("https://evil.example","x")'
    (row,) = read_table("".join(csv_of(["number", "name"], [["1", formula]])).encode()).rows
    assert row.cells["name"] == formula
    (bare,) = read_table(b"number,name\n1,=cmd|'/C calc'!A0\n").rows
    assert bare.cells["name"] == "=cmd|'/C calc'!A0"


def test_rows_count_as_a_table_program_counts_them() -> None:
    """Lines within a cell and empty rows do not put the numbers out."""
    table = read_table(b'number,name\n1,"two\nlines"\n\n3,x\n')
    assert [row.number for row in table.rows] == [2, 4]


def test_a_short_row_says_nothing_of_what_it_does_not_reach() -> None:
    """A row that is cut off does not empty fields, and one too long is marked."""
    table = read_table(b"number,name,acronym\n1,x\n2,x,y,z\n3,x,y,\n")
    assert dict(table.rows[0].cells) == {"number": "1", "name": "x"}
    assert [row.is_too_long for row in table.rows] == [False, True, False]


def test_libreoffice_saves_the_table_without_changing_a_cell(tmp_path: Path) -> None:
    """Telephones with plus, postal codes, days, hours and lists survive opening and saving it."""
    rows = [
        ["1", "+999 1 555 0100\n+999 1 555 0101 | use: urgent", "01234", "2026-05-24", "09:30"],
        ["2", "=1+1", "1-2", "", "-"],
        ["3", "'quoted", "+1e5", "1,5", "@x"],
    ]
    heads = ["number", "telephones", "address.postal_code", "confirmation.confirmed_on", "acronym"]
    before = tmp_path / "before.csv"
    before.write_text("".join(csv_of(heads, rows)), encoding="utf-8", newline="")
    out = tmp_path / "after"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
            "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
            "--outdir",
            str(out),
            str(before),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    table = read_table((out / "before.csv").read_bytes())
    assert [[row.cells[head] for head in heads] for row in table.rows] == rows
