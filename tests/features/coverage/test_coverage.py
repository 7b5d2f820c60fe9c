"""Coverage tells what the records hold today, on the page as in the file, and breaks on nothing."""

import csv
import io
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from xml.etree.ElementTree import Element

import html5lib
import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from cna_directory.audit.models import AuditOperation
from cna_directory.authorities import record as r
from cna_directory.authorities.queries import authority_records
from cna_directory.cards.rules.tables import unguarded
from cna_directory.coverage.queries import coverage
from cna_directory.coverage.rules import Coverage, Known, StateCoverage, step
from cna_directory.database import db
from cna_directory.reference.queries import names_in
from tests.builders import a_designation, a_record, seed
from tests.features.accounts.visitors import Browser
from tests.web.checking import problems_with_page, words_of

TODAY = date(2026, 11, 22)
YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)
PROVENANCE = r.Provenance(r.ProvenanceKind.MADE_UP, "Made up for a test.")
PERIODS = [(None, None), (None, TODAY), (TODAY, None), (TOMORROW, None), (None, YESTERDAY)]
TYPES = ["mla", "extradition", "transfer", "firearms", "asset_recovery"]
CAPACITIES = [(), (), (r.Capacity.RECEIVES, r.Capacity.SENDS), (r.Capacity.SENDS,)]
NUMBERS = range(9001, 9061)


@pytest.fixture
def directory(app: Flask) -> Iterator[Flask]:
    """Fill a directory with authorities of all kinds: ended, not yet begun, not live, doubled."""
    chance = random.Random(11)
    records = [
        a_record(
            number,
            chance.choice(["FR", "KE", "BR", "JP", "FJ", "CD"]),
            status=chance.choice([*[r.RecordStatus.LIVE] * 4, *r.RecordStatus]),
            designations=tuple(
                a_designation(
                    chance.choice(TYPES),
                    valid_from=begins,
                    valid_until=ends,
                    capacities=chance.choice(CAPACITIES),
                )
                for begins, ends in chance.choices(PERIODS, k=chance.randint(0, 4))
            ),
        )
        for number in NUMBERS
    ]
    with time_machine.travel(TODAY, tick=False):
        seed(
            *records,
            r.StateProfile("FR", PROVENANCE, not_designated=("firearms", "drugs_sea")),
            r.StateProfile("TO", PROVENANCE, not_designated=("mla",)),
        )
        db.session.rollback()
        yield app


def counted_by_hand() -> Counter[tuple[str, str]]:
    """Count over whole records in Python."""
    counted: Counter[tuple[str, str]] = Counter()
    for revised in authority_records(NUMBERS):
        record = revised.record
        counted.update({(record.state, d.request_type) for d in record.designations if holds(d)})
    return counted


def holds(designation: r.Designation) -> bool:
    begins = designation.valid_from or date.min
    is_valid = begins <= TODAY <= (designation.valid_until or date.max)
    return is_valid and designation.capacities in ((), (r.Capacity.RECEIVES, r.Capacity.SENDS))


def test_the_numbers_are_those_of_the_records(directory: Flask) -> None:
    assert directory
    order = tuple(names_in("en").states)
    found = coverage(order)
    assert tuple(state.iso2 for state in found.states) == order
    counted = {
        (state.iso2, code): number
        for state in found.states
        for code, number in state.authorities.items()
    }
    assert counted == counted_by_hand()
    assert len(counted) > 15
    assert any(number > 1 for number in counted.values())


def test_the_file_the_tables_and_the_tiles_say_the_same(directory: Flask, reader: Browser) -> None:
    assert directory
    by_hand, names = counted_by_hand(), names_in("en")
    page = reader.get("/coverage")
    assert problems_with_page(page) == []
    regions, states = tables_of(page)
    rows = rows_of_file(reader.get("/coverage.csv"))
    assert len(states) == len(rows) == len(names.states) == 197
    shown = {"said_none": "none", "not_known": "–"}
    for (name, *cells), row in zip(states, rows, strict=True):
        assert name == names.states[row["state_iso2"]] == row["state"]
        assert cells == [shown.get(row[code], row[code]) for code in names.request_types]
        expected = [by_hand[row["state_iso2"], code] for code in names.request_types]
        assert [int(cell) if cell.isdigit() else 0 for cell in cells] == expected
    for place, code in enumerate(names.request_types, start=2):
        having = sum(row[code].isdigit() for row in rows)
        assert sum(int(region[place]) for region in regions[:-1]) == having
        assert int(regions[-1][place]) == having
    links = links_of(page)
    for row in rows:
        (tile,) = links[f"/states/{row['state_iso2']}"]
        types = sum(row[code].isdigit() for code in names.request_types)
        assert f"{row['state']}: {types} of 10 types of request" in tile


def test_with_a_type_chosen_each_tile_says_what_is_known_and_leads_to_the_answer(
    directory: Flask, reader: Browser
) -> None:
    assert directory
    by_hand, names = counted_by_hand(), names_in("en")
    for chosen in ("mla", "firearms", "drugs_sea"):
        page = reader.get(f"/coverage?request_type={chosen}")
        assert problems_with_page(page) == []
        rows = rows_of_file(reader.get("/coverage.csv"))
        links = links_of(page)
        for row in rows:
            (tile,) = links[f"/answers/{row['state_iso2']}/{chosen}"]
            number = by_hand[row["state_iso2"], chosen]
            expected = {
                "said_none": "has said that it designated none",
                "not_known": "none known here",
            }.get(row[chosen], f"{number} {'authority' if number == 1 else 'authorities'}")
            assert f"{names.states[row['state_iso2']]}: {expected}" in tile
    having = sum(1 for (_, code) in by_hand if code == "firearms")
    page = reader.get("/coverage?request_type=firearms")
    assert f"{having} of 197 States have an authority" in words_of(page)
    assert f"Trafficking in firearms ({having})" in words_of(page)


def test_what_the_state_said_counts_until_an_authority_is_there() -> None:
    state = StateCoverage("FR", "Europe", {"mla": 2}, frozenset({"mla", "transfer"}))
    assert state.known("mla") is Known.AUTHORITY
    assert state.known("transfer") is Known.SAID_NONE
    assert state.known("firearms") is Known.NOT_KNOWN
    assert [state.cell(code) for code in ("mla", "transfer", "firearms")] == [
        "2",
        "said_none",
        "not_known",
    ]
    silent = StateCoverage("KE", "Africa", {})
    found = Coverage((state, silent))
    assert found.covered("mla") == found.covered("") == 1
    assert found.counts(["mla", "transfer"]) == [1, 0]
    assert list(found.by_region()) == ["Africa", "Europe"]


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 10, 0),
        (1, 10, 1),
        (3, 10, 1),
        (4, 10, 2),
        (7, 10, 3),
        (9, 10, 3),
        (10, 10, 4),
        (0, 0, 0),
    ],
)
def test_the_bar_of_a_tile_is_empty_for_nothing_and_full_for_everything(
    part: int, whole: int, expected: int
) -> None:
    assert step(part, whole) == expected


@pytest.mark.parametrize(
    "asked", ["hugging", "%", "x" * 5000, "\x00", "<script>", "mla&request_type=mla"]
)
def test_a_type_that_does_not_exist_is_told_and_all_are_shown(reader: Browser, asked: str) -> None:
    answer = reader.get("/coverage", query_string={"request_type": asked})
    assert answer.status_code == 200
    assert "no such type of request" in words_of(answer)
    assert "Which States have an authority, and for what" in words_of(answer)
    assert problems_with_page(answer) == []


def test_an_empty_directory_is_shown_too(reader: Browser) -> None:
    answer = reader.get("/coverage")
    assert "0 of 197 States have an authority today" in words_of(answer)
    assert problems_with_page(reader.get("/coverage?request_type=mla&lang=ar")) == []


def test_the_file_is_a_table_that_runs_nothing(reader: Browser) -> None:
    answer = reader.get("/coverage.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == "attachment; filename=coverage.csv"
    assert answer.get_data().startswith("\ufeff".encode())
    assert not any(
        cell.startswith(("=", "+", "-", "@"))
        for row in csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")))
        for cell in row
    )


def test_looking_at_coverage_is_not_told_in_the_trail(app: Flask, reader: Browser) -> None:
    assert app
    before = operations()
    reader.get("/coverage")
    reader.get("/coverage.csv")
    db.session.rollback()
    assert operations() == before


def test_the_page_is_not_heavy(directory: Flask, reader: Browser) -> None:
    assert directory
    page = reader.get("/coverage")
    assert len(page.get_data()) < 110_000


def operations() -> int:
    return db.session.scalar(select(func.count()).select_from(AuditOperation)) or 0


def rows_of_file(answer: TestResponse) -> list[dict[str, str]]:
    read = csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")))
    return [{key: unguarded(cell) for key, cell in row.items()} for row in read]


def root_of(answer: TestResponse) -> Element:
    root: Element = html5lib.parse(answer.text, namespaceHTMLElements=False)
    return root


def tables_of(answer: TestResponse) -> list[list[list[str]]]:
    return [
        [
            [" ".join("".join(cell.itertext()).split()) for cell in row]
            for row in table.findall("./tbody/tr")
        ]
        for table in root_of(answer).iter("table")
    ]


def links_of(answer: TestResponse) -> dict[str, list[str]]:
    """Return the words of all links by where they lead."""
    found: dict[str, list[str]] = defaultdict(list)
    for link in root_of(answer).iter("a"):
        found[link.get("href", "")].append(" ".join("".join(link.itertext()).split()))
    return found
