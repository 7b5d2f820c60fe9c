"""Records as cells of a table and back: nothing is lost, and what cannot be read is said."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cna_directory.authorities import record as r
from cna_directory.exchange.rules.columns import (
    COLUMNS,
    HEADS,
    cells_of,
    changed_by,
    field_from,
)
from cna_directory.exchange.rules.describing import described
from cna_directory.exchange.rules.tables import csv_of, read_table
from cna_directory.languages import LocalisedText, Origin, Translation
from cna_directory.seeding.notifications import read_notifications
from tests.builders import a_record
from tests.conftest import SEEDS

SIGNS = st.one_of(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"),
    st.sampled_from("\n\\|,:;.'\"= +-@1 "),
)
TEXTS = st.text(SIGNS, min_size=1, max_size=12).map(str.strip).filter(bool)
st.register_type_strategy(str, TEXTS)


def _again(record: r.Record) -> r.Record:
    """Return the record as its own cells say it."""
    cells = cells_of(record)
    return r.Record(
        **{
            field.name: field_from(
                field.name, {p: t for p, t in cells.items() if COLUMNS[p].field == field.name}
            )
            for field in fields(record)
        }
    )


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_every_record_comes_back_from_its_cells_as_it_was(data: st.DataObject) -> None:
    """Whatever its texts hold: signs that part things, line breaks, formulas."""
    record = data.draw(st.from_type(r.Record).map(as_records_are))
    assert _again(record) == record


def as_records_are(record: Any) -> Any:
    """Return a record with numbers and times as records have them: none negative, whole minutes."""

    def plain(value: Any) -> Any:
        if not isinstance(value, int) or isinstance(value, bool):
            if isinstance(value, tuple):
                return tuple(map(plain, value))
            if is_dataclass(value) and not isinstance(value, type):
                return replace(
                    value, **{f.name: plain(getattr(value, f.name)) for f in fields(value)}
                )
            if isinstance(value, time):
                return value.replace(second=0, microsecond=0, tzinfo=None)
            return value
        return abs(value) % 1_000_000_000

    return plain(record)


def test_all_seeds_come_back_from_a_table_unchanged() -> None:
    """Written as CSV, read as a file and compared, no row of any notification differs."""
    steps = read_notifications(SEEDS, date(2026, 11, 23)).revisions
    records = [step.record for step in steps if isinstance(step.record, r.Record)]
    assert len(records) > 200
    rows = [[{**cells_of(it), "revision": "1"}[head] for head in HEADS] for it in records]
    table = read_table("".join(csv_of(HEADS, rows)).encode())
    assert len(table.rows) == len(records)
    for record, row in zip(records, table.rows, strict=True):
        cells = {path: text for path, text in row.cells.items() if path in COLUMNS}
        assert changed_by(record, cells) == (record, [])
        assert _again(record) == record


def test_a_telephone_with_plus_survives_the_way_out_and_in() -> None:
    """It goes out as text that no table program runs, and comes in with or without the guard."""
    record = a_record(telephones=(r.Telephone("+999 1 555 0100"), r.Telephone("+999 1 555 0101")))
    cells = cells_of(record)
    out = "".join(csv_of(["number", "telephones"], [[cells["number"], cells["telephones"]]]))
    assert "'+999 1 555 0100" in out
    for written in (out, out.replace("'+", "+")):
        (row,) = read_table(written.encode()).rows
        assert changed_by(record, dict(row.cells)) == (record, [])


def test_an_apostrophe_of_ones_own_is_kept() -> None:
    """Only a guard is taken away: not the sign with which a name may begin."""
    (row,) = read_table(b"number,name\n9001,'Abd al-Rahman Office\n").rows
    assert row.cells["name"] == "'Abd al-Rahman Office"


def test_a_cell_changes_its_field_and_no_other() -> None:
    """A column that is not there leaves its part alone, and an empty cell empties its own."""
    record = a_record(acronym="SA", faxes=(r.Telephone("+999 1 555 0199"),))
    after, problems = changed_by(
        record, {"telephones": "+999 2 555 0100 | use: urgent | hours: 24/7", "acronym": ""}
    )
    assert not problems
    assert after == replace(
        record,
        acronym="",
        telephones=(r.Telephone("+999 2 555 0100", r.NumberUse.URGENT, hours="24/7"),),
    )


def test_a_designation_is_written_so_that_people_can_change_it() -> None:
    """One line for each part, by its path."""
    cell = cells_of(a_record())["designations"]
    assert cell.splitlines() == [
        "request_type: mla",
        "provisions.1: UNTOC | article: 18(13)",
        "role: central_authority",
        "channels.1.urgency: normal",
        "channels.1.route: direct",
        "channels.1.acceptance: accepted",
        "language_rules.1.use: normal",
        "language_rules.1.languages: en, fr",
    ]


def test_translations_come_and_go() -> None:
    """A name keeps its language and what others call it."""
    name = LocalisedText(
        "fr", "Ministère", (Translation("en", "Ministry | of, all: things", Origin.STATE),)
    )
    assert _again(a_record(name=name)).name == name


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("kind", "ministry", "“ministry” is none of: ministry_of_justice"),
        ("reports_to", "first", "Write a whole number"),
        ("lunch_from", "noon", "Write it as 09:30"),
        ("telephones", "+999 1 | mobile: yes", "Item 1: There is no part “mobile”"),
        ("telephones", "+999 1\n+999 2 | use: home", "Item 2: use: “home” is none of"),
        ("telephones", "+999 1 | urgent", "a colon before “urgent”"),
        ("emails", "a@b.example | is_functional: perhaps", "Write yes or no"),
        ("office_hours", "monday | opens: 09:00", "weekday: Write a whole number"),
        ("office_hours", "1 | opens: 09:00", "Say what “closes” is"),
        ("designations", "mla", "Write the name of the part, a colon"),
        ("designations", "request_type: mla", "Say what “role” is"),
        ("designations", "role: x\nrole: y", "“role” stands there twice"),
        (
            "designations",
            "role: focal_point\nrequest_type: mla\nchannels.one.route: x",
            "not “one”",
        ),
        ("websites", "https://a.example\\", "Write two backslashes"),
        ("websites", "https://a.example\\q", "Write two backslashes"),
        ("name.language", "", "Fill this in"),
        ("provenance.kind", "", "Fill this in"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_column(column: str, cell: str, words: str) -> None:
    """The sentence says what to write, and the record stays as it is."""
    record = a_record()
    after, (problem,) = changed_by(record, {column: cell})
    assert problem.column == column
    assert words in problem.words
    assert after == record


def test_the_readme_names_every_column() -> None:
    """Whoever gets a table can look each of its columns up."""
    text = described()
    assert all(f"\n{path}\n" in text for path in COLUMNS)
