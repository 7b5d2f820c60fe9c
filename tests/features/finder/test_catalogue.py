"""The catalogue holds as long as the stamp and the day, and renews only what has changed."""

import contextvars
import gc
import threading
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import time_machine
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from structlog.testing import capture_logs

from cna_directory.access.actors import SCHEDULER
from cna_directory.application import create_app
from cna_directory.authorities import record as r
from cna_directory.authorities.operations import bring_into_force
from cna_directory.authorities.queries import revisions_taking_effect
from cna_directory.database import db
from cna_directory.finder import queries
from cna_directory.finder.catalogue import catalogue_now
from cna_directory.finder.catalogue.beforehand import make_catalogue_beforehand
from cna_directory.finder.catalogue.bits import Fields, bits_at, positions_in
from cna_directory.finder.catalogue.vocabulary import Vocabulary
from cna_directory.finder.rules import Facet, Query
from cna_directory.reference.queries import catalogue_stamp
from tests.builders import a_designation, a_record, seed, words
from tests.conftest import make_settings
from tests.features.finder import corpus

OTHERS = 6
LATER = corpus.RECORDED_AT + timedelta(days=1)
FIELDS = st.lists(st.integers(min_value=1, max_value=70), min_size=1, max_size=40)


def numbers(*asked: str, **chosen: str) -> set[int]:
    query = Query(asked)
    for facet, value in chosen.items():
        query = query.having(Facet(facet), (value,))
    return set(queries.numbers_found(catalogue_now(), query, language="en"))


def test_a_transaction_reads_the_stamp_once_and_the_next_one_reads_it_anew(app: Flask) -> None:
    seed(a_record(9001))
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    before = catalogue_stamp()
    assert catalogue_stamp() == before
    assert sum("catalogue_stamp" in statement for statement in asked) == 1
    seed(a_record(9001, acronym="NEW"))
    assert catalogue_stamp() > before
    db.session.rollback()
    asked.clear()
    catalogue_stamp()
    assert any("catalogue_stamp" in statement for statement in asked)


@settings(max_examples=300, deadline=None)
@given(FIELDS, st.data())
def test_one_sum_says_which_fields_hold_any_of_their_bits(
    widths: list[int], data: st.DataObject
) -> None:
    ends = [sum(widths[: at + 1]) for at in range(len(widths))]
    tops = [end - 1 for end in ends]
    fields = Fields(bits_at(tops, ends[-1]), (1 << ends[-1]) - 1)
    chosen = data.draw(st.sets(st.integers(0, ends[-1] - 1)))
    among = data.draw(st.sets(st.sampled_from(tops)))
    expected = {
        top
        for top, width in zip(tops, widths, strict=True)
        if top in among and chosen & set(range(top - width + 1, top + 1))
    }
    found = fields.authorities(bits_at(chosen, ends[-1]), bits_at(among, ends[-1]))
    assert set(positions_in(found)) == expected


def runs(alphabet: str) -> st.SearchStrategy[str]:
    return st.text(alphabet=alphabet, min_size=1, max_size=3)


@settings(max_examples=200, deadline=None)
@given(st.sets(runs("ab法部"), max_size=20), runs("ab"))
def test_a_term_stands_for_those_that_begin_with_it(terms: set[str], asked: str) -> None:
    meant = Vocabulary(terms).meant_by(asked)
    assert sorted(meant) == sorted(t for t in terms if t.startswith(asked))


@settings(max_examples=200, deadline=None)
@given(st.sets(runs("法部"), min_size=2, max_size=8), runs("法部"))
def test_a_part_of_a_run_stands_for_those_that_hold_it(terms: set[str], asked: str) -> None:
    meant = Vocabulary({*terms, "a", "z"}).meant_by(asked)
    assert sorted(meant) == sorted(t for t in terms if asked in t)


def test_a_change_is_found_at_once_and_only_it_is_read_again(filled: None) -> None:
    before = catalogue_now()
    assert catalogue_now() is before
    changed = replace(corpus.RECORDS[3], name=words("กระทรวงการต่างประเทศ", "th"))
    corpus.revise(changed, recorded_at=LATER)
    corpus.revise(a_record(9200, "NZ", name=words("Crown Law Office")))
    assert numbers("ยุติธรรม") == set()
    assert numbers("ต่างประเทศ") == {9004}
    assert numbers("crown") == {9200}
    after = catalogue_now()
    untouched = before.entries.keys() - {9004}
    assert all(after.entries[number] is before.entries[number] for number in untouched)


def test_a_change_while_rows_are_read_is_not_lost(app: Flask, filled: None) -> None:
    changed = replace(corpus.RECORDS[15], designations=(a_designation("firearms"),))

    def change() -> None:
        with app.app_context():
            corpus.revise(changed, recorded_at=LATER)

    def change_once(conn, cursor, statement, *_) -> None:
        if "FROM designation JOIN" in statement and not elsewhere.ident:
            elsewhere.start()
            elsewhere.join()

    elsewhere = threading.Thread(target=contextvars.Context().run, args=(change,))
    event.listen(db.engine, "after_cursor_execute", change_once)
    numbers()
    event.remove(db.engine, "after_cursor_execute", change_once)
    assert elsewhere.ident
    db.session.rollback()
    assert 9016 in numbers(request_type="firearms")
    assert 9016 not in numbers(request_type="mla")


def test_those_who_come_while_it_is_made_wait_for_the_same_one(app: Flask, filled: None) -> None:
    readings: list[str] = []
    found: list[set[int]] = []
    together = threading.Barrier(OTHERS)

    def count(conn, cursor, statement, *_) -> None:
        if "FROM designation JOIN" in statement:
            readings.append(statement)

    def search() -> None:
        with app.app_context():
            together.wait()
            found.append(numbers("giustizia"))

    event.listen(db.engine, "after_cursor_execute", count)
    threads = [
        threading.Thread(target=contextvars.Context().run, args=(search,)) for _ in range(OTHERS)
    ]
    for thread in threads:
        thread.start()
    for thread in (contextvars.Context().run(make_catalogue_beforehand, app), *threads):
        thread.join()
    event.remove(db.engine, "after_cursor_execute", count)
    assert len(readings) == 1
    assert found == [{9014}] * OTHERS
    assert gc.isenabled()


def test_where_tables_are_missing_the_process_begins_all_the_same(tmp_path: Path) -> None:
    app = create_app(make_settings(f"sqlite:///{tmp_path / 'empty.sqlite'}", tmp_path))
    with capture_logs() as logged:
        make_catalogue_beforehand(app).join()
    assert [it["why"] for it in logged] == ["OperationalError"]
    with app.app_context():
        db.engine.dispose()


def test_what_is_withdrawn_is_gone_at_once(filled: None) -> None:
    assert numbers("giustizia") == {9014}
    withdrawn = replace(corpus.RECORDS[13], status=r.RecordStatus.WITHDRAWN)
    corpus.revise(withdrawn, recorded_at=LATER)
    assert numbers("giustizia") == set()
    assert 9014 not in numbers()


def test_what_a_state_says_of_a_treaty_counts_at_once(filled: None) -> None:
    assert 9015 not in numbers(legal_basis="yes")
    basis = r.LegalBasis("UNTOC", "mla", r.ConventionAsBasis.YES)
    made_up = r.Provenance(r.ProvenanceKind.MADE_UP)
    corpus.revise(r.StateProfile(state="NE", provenance=made_up, legal_bases=(basis,)))
    assert 9015 in numbers(legal_basis="yes")


def test_the_day_counts(filled: None) -> None:
    assert 9010 in numbers(request_type="mla")
    assert 9010 not in numbers(request_type="firearms")
    with time_machine.travel(corpus.NOW + timedelta(days=1), tick=False):
        assert 9010 not in numbers(request_type="mla")
        assert 9010 in numbers(request_type="firearms")
        assert numbers(request_type="firearms") == {9010}


def test_a_confirmation_grows_old(filled: None) -> None:
    for day, values in (
        (corpus.TODAY, {"3_months", "6_months", "12_months"}),
        (date(2026, 8, 26), {"3_months", "6_months", "12_months"}),
        (date(2026, 8, 27), {"6_months", "12_months"}),
        (date(2027, 5, 26), {"12_months"}),
        (date(2027, 5, 27), set()),
        (date(2027, 8, 24), {"not_confirmed"}),
    ):
        with time_machine.travel(datetime.combine(day, corpus.NOW.timetz()), tick=False):
            held = {
                value
                for value in catalogue_now().values[Facet.CONFIRMED]
                if 9001 in numbers(confirmed=value)
            }
        assert held == values, day


def test_a_revision_is_found_once_it_takes_effect(filled: None) -> None:
    assert numbers("tomorrow") == set()
    with time_machine.travel(corpus.NOW + timedelta(days=31), tick=False):
        (revision,) = revisions_taking_effect(corpus.NOW + timedelta(days=31))
        bring_into_force(SCHEDULER, revision)
        assert numbers("tomorrow") == {9099}


def test_those_who_search_while_records_change_see_old_or_new(app: Flask, filled: None) -> None:
    failures: list[object] = []
    is_over = threading.Event()
    expected = numbers("justice")

    def search() -> None:
        while not is_over.is_set():
            with app.app_context():
                try:
                    found = queries.search(catalogue_now(), Query(("justice",)), 1, language="en")
                except Exception as error:  # noqa: BLE001 - whatever goes wrong is told below.
                    failures.append(error)
                    return
                shown = {it.number for it in found.authorities}
                if shown - {9300} != expected or found.page.total != len(shown):
                    failures.append(shown)

    threads = [threading.Thread(target=contextvars.Context().run, args=(search,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for step in range(8):
        name = words(f"Justice Office {step}" if step % 2 else f"Office {step}")
        record = a_record(9300, "AU", name=name, designations=(a_designation(),))
        corpus.revise(record, recorded_at=LATER + timedelta(minutes=step))
    is_over.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert 9300 in numbers("justice")
