"""What `bench finder` measures with: an invented directory, questions, and stated ratios."""

from collections.abc import Iterator
from contextvars import Context
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection, text

from benchmarks import finder
from benchmarks.asking import Task, perform
from benchmarks.bulk import write_first_revisions
from benchmarks.filled import FilledFolder, reader_cookie
from benchmarks.invented_records import InventedDirectory, invented_directory
from benchmarks.measuring import Ratio
from benchmarks.peers.datasette_file import write_file
from benchmarks.questions import questions_about
from cna_directory import migrating
from cna_directory.authorities.rules import problems_with
from cna_directory.commands.console import opened
from cna_directory.database import Base, db
from cna_directory.seeding import loading
from tests.conftest import SEEDS

SIZE = 230


@pytest.fixture(scope="module")
def directory() -> InventedDirectory:
    return invented_directory(SIZE, SEEDS)


def test_the_same_size_gives_the_same_directory(directory: InventedDirectory) -> None:
    assert invented_directory(SIZE, SEEDS) == directory
    assert [record.number for record in directory.records] == list(range(1, SIZE + 1))


def test_every_record_is_good_and_towns_differ(directory: InventedDirectory) -> None:
    assert [problems_with(record) for record in directory.records] == [[]] * SIZE
    assert len({record.address.city for record in directory.records}) > 0.9 * SIZE


def test_bulk_writing_leaves_what_operations_leave(
    app: Flask, directory: InventedDirectory, tmp_path: Path
) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the benchmark's directory is an SQLite file")
    history = [*directory.profiles[:2], *directory.authorities[:4]]
    loading.load_records(history, lambda done, in_all: None)
    url = f"sqlite:///{tmp_path / 'bulk.sqlite'}"
    migrating.upgrade(url)
    with migrating.open_connection(url) as connection:
        copy_reference_rows(connection)
        write_first_revisions(connection, history)
        bulk = dict(rows_of(connection))
    with db.engine.connect() as connection:
        assert dict(rows_of(connection)) == bulk


def copy_reference_rows(connection: Connection) -> None:
    for table in Base.metadata.sorted_tables:
        if table.name in {"state", "request_type", "instrument"}:
            rows = db.session.execute(table.select()).mappings().all()
            connection.execute(table.insert(), [dict(row) for row in rows])


def rows_of(connection: Connection) -> Iterator[tuple[str, list[str]]]:
    """Yield the rows of records without the numbers that the database gave them."""
    for name in ("authority", "designation", "telephone", "requirement_item", "revision"):
        columns = [c.name for c in Base.metadata.tables[name].columns if not c.name.endswith("id")]
        listed = ", ".join(f'"{column}"' for column in columns)
        yield name, sorted(map(repr, connection.execute(text(f"SELECT {listed} FROM {name}"))))


def test_no_cold_question_comes_twice(directory: InventedDirectory) -> None:
    asked = questions_about(directory.records)
    texts = [search.text for search in asked.cold_searches]
    assert len(texts) == len(set(texts)) > 2000
    assert len({search.text for search in asked.searches}) == 30
    whole = "\n".join(f"{it.name.text} {it.address.city}".lower() for it in directory.records)
    assert all(word in whole for text in texts for word in text.split())
    assert not set(asked.records) & set(asked.cold_records)


def test_datasettes_file_holds_every_record(directory: InventedDirectory, tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    file = tmp_path / "peer.db"
    regions = {record.state: "Europe" for record in directory.records}
    write_file(file, directory.records, regions)
    town = directory.records[7].address.city
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT count(*) FROM authority").fetchone() == (SIZE,)
        found = database.execute(
            "SELECT rowid FROM authority_fts WHERE authority_fts MATCH ?", [f'"{town}"']
        )
        assert (directory.records[7].number,) in found.fetchall()


def test_the_reader_who_is_measured_has_all_that_a_cookie_holds(tmp_path: Path) -> None:
    """A cookie that is written again with every page costs more than the rest of a kept one."""
    folder = FilledFolder(0, tmp_path)
    migrating.upgrade(folder.settings().database_url)
    with opened(folder.settings()):
        loading.load_reference(SEEDS)
    cookie = reader_cookie(folder)
    with opened(folder.settings()) as app:
        browser = app.test_client(use_cookies=False)
        answer = Context().run(browser.get, "/search", headers={"Cookie": cookie})
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("value", "is_least", "is_kept"),
    [(2.0, False, True), (2.1, False, False), (2.0, True, True), (1.9, True, False)],
)
def test_a_ratio_is_kept_within_its_bound(value: float, is_least: bool, is_kept: bool) -> None:
    assert Ratio("x", value, 2.0, is_least=is_least).is_kept is is_kept


def test_what_was_not_measured_is_not_kept_and_says_so() -> None:
    ratio = Ratio("x", None, 2.0)
    assert not ratio.is_kept
    assert ratio.in_words == "x: not measured, at most 2.00"


def figure(size: int, kind: str, server: str = finder.OURS, **changes: object) -> finder.Figure:
    values = {"cpu_ms": 2.0, "median_ms": 3.0, "late_ms": 4.0, "answers": 10}
    values |= {"answers_per_second": 5.0, "longest_kilobytes": 12.0, "instructions": 4e6}
    return finder.Figure(size=size, server=server, kind=kind, **(values | changes))


def all_figures() -> list[finder.Figure]:
    return [
        figure(size, kind, server, cpu_ms=2.0 if server == finder.OURS else 300.0)
        for size in finder.SIZES
        for kind in (finder.SEARCH, finder.COLD_SEARCH, finder.RECORD, finder.PAIR, finder.EMPTY)
        for server in (finder.OURS, finder.PEER)
    ] + [figure(finder.SIZES[1], finder.MANY)]


def test_all_ratios_are_stated_and_kept_where_servers_are_good() -> None:
    ratios = finder.ratios_of(all_figures())
    assert len(ratios) == 6 + 2 + 2 + 4 + 1
    assert all(ratio.is_kept for ratio in ratios)


@pytest.mark.parametrize(
    ("kind", "changes", "missed"),
    [
        (finder.SEARCH, {"cpu_ms": 13.0}, 1),
        (finder.COLD_SEARCH, {"cpu_ms": 3.1}, 1),
        (finder.SEARCH, {"instructions": 17e6}, 1),
        (finder.RECORD, {"instructions": 8e6}, 1),
        (finder.SEARCH, {"longest_kilobytes": 15.1}, 2),
        (finder.MANY, {"failures": ("500 /search",)}, 1),
        (finder.COLD_SEARCH, {"longest_kilobytes": 15.1}, 2),
        (finder.EMPTY, {"instructions": None}, 2),
    ],
)
def test_each_ratio_can_be_missed(kind: str, changes: dict[str, object], missed: int) -> None:
    figures = [
        replace(each, **changes) if each.kind == kind and each.server == finder.OURS else each
        for each in all_figures()
    ]
    assert sum(not ratio.is_kept for ratio in finder.ratios_of(figures)) == missed


def test_a_server_that_does_not_answer_is_a_failure_and_no_error() -> None:
    from benchmarks.serving import free_port

    outcome = perform(Task(free_port(), ("/",), seconds=0.1, connections=2))
    assert outcome.answers == 0
    assert len(outcome.failures) == 2
