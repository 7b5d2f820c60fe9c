"""A record survives every way through the house: plain form, rows, revisions, comparison."""

import copy
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from cattrs.errors import ClassValidationError
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER
from cna_directory.audit import chain
from cna_directory.authorities import mapping, models, queries
from cna_directory.authorities import record as r
from cna_directory.authorities.models import Authority
from cna_directory.authorities.operations import bring_into_force
from cna_directory.authorities.plain import content_hash, from_plain, to_plain
from cna_directory.authorities.rules import compare
from cna_directory.database import Base, db
from cna_directory.errors import EditConflict, NotFound, RuleBroken
from tests.builders import RECORDED_AT, a_designation, a_record, seed, words
from tests.features.authorities.strategies import profiles, records

many = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@given(records | profiles)
@many
def test_plain_form_loses_nothing(record: r.Record | r.StateProfile) -> None:
    assert from_plain(to_plain(record), type(record)) == record


def test_plain_form_refuses_what_it_does_not_know() -> None:
    plain = to_plain(a_record()) | {"telefone": []}
    with pytest.raises(ClassValidationError) as refused:
        from_plain(plain, r.Record)
    assert "telefone" in str(refused.value.exceptions)


@given(records, records)
@many
def test_rows_show_what_was_written_whatever_stood_there_before(
    app: Flask, first: r.Record, second: r.Record
) -> None:
    """Unchecked records may break rules of the house, so they are written without the operation."""
    row = Authority(revision_number=0)
    for record in (first, second, first):
        mapping.write(row, record)
        assert mapping.read_record(row) == record


@given(profiles, profiles)
@many
def test_profile_rows_show_what_was_written(first: r.StateProfile, second: r.StateProfile) -> None:
    row = models.StateProfile(revision_number=0)
    for profile in (first, second):
        mapping.write(row, profile)
        assert mapping.read_profile(row) == profile


@given(records)
@many
def test_comparing_finds_every_leaf_that_differs(record: r.Record) -> None:
    plain = to_plain(record)
    assert compare(plain, copy.deepcopy(plain)) == ()
    changed = to_plain(replace(record, acronym=record.acronym + "X"))
    assert [change.path for change in compare(plain, changed)] == ["acronym"]


def test_every_row_class_carries_every_field_of_its_record_class() -> None:
    for mapper in Base.registry.mappers:
        plain = getattr(mapper.class_, "__record__", None)
        if plain is not None:
            names = set(inspect(mapper.class_).attrs.keys())
            missing = {field.name for field in fields(plain)} - names
            assert not missing, f"{mapper.class_.__name__} lacks {missing}"


def test_rows_in_the_database_equal_the_revision(app: Flask) -> None:
    record = a_record(
        contact_points=(r.ContactPoint(words("مكتب", "ar"), emails=(r.Email("a@b.example"),)),),
        designations=(a_designation(), a_designation("extradition")),
    )
    seed(record)
    db.session.expire_all()
    assert mapping.read_record(db.session.get_one(Authority, 9001)) == record
    assert queries.authority_record(9001).record == record


def test_a_revision_holds_from_its_effective_day(app: Flask) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    before, after = a_record(acronym="OLD"), a_record(acronym="NEW")
    seed(before)
    seed(after, recorded_at=clock.now(), effective_from=tomorrow)
    assert queries.authority_record(9001).record == before
    moment = datetime(tomorrow.year, tomorrow.month, tomorrow.day, 12, tzinfo=UTC)
    (waiting,) = queries.revisions_taking_effect(moment)
    bring_into_force(SCHEDULER, waiting)
    assert queries.authority_record(9001).record == after
    assert queries.revisions_taking_effect(moment) == ()


def test_a_revision_that_was_overtaken_is_not_shown(app: Flask) -> None:
    """Whoever changes the record between the scheduler's look and its deed is not undone."""
    tomorrow = clock.today() + timedelta(days=1)
    seed(a_record(acronym="OLD"))
    seed(a_record(acronym="NEW"), recorded_at=clock.now(), effective_from=tomorrow)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        (waiting,) = queries.revisions_taking_effect(clock.now())
        overtaking = a_record(acronym="NEWEST")
        seed(overtaking, recorded_at=clock.now())
        links = chain.head().number
        with pytest.raises(EditConflict):
            bring_into_force(SCHEDULER, waiting)
        assert queries.authority_record(9001).record == overtaking
        assert queries.revisions_taking_effect(clock.now()) == ()
        assert chain.head().number == links


def test_an_authority_of_the_future_is_not_shown_yet(app: Flask) -> None:
    seed(a_record(), recorded_at=clock.now(), effective_from=clock.today() + timedelta(days=9))
    with pytest.raises(NotFound):
        queries.authority_record(9001)
    assert queries.count_records().all == 0


def test_records_as_at_a_day_are_what_was_recorded_and_effective_then(app: Flask) -> None:
    seed(a_record(acronym="A"))
    seed(a_record(acronym="B"), recorded_at=RECORDED_AT + timedelta(days=30))
    seed(
        a_record(acronym="C"),
        recorded_at=RECORDED_AT + timedelta(days=40),
        effective_from=date(2025, 9, 1),
    )

    def acronym_at(days: int) -> list[str]:
        found = queries.records_as_at(RECORDED_AT + timedelta(days=days))
        return [revised.record.acronym for revised in found]

    assert [acronym_at(d) for d in (-1, 0, 29, 30, 41, 300)] == [
        [],
        ["A"],
        ["A"],
        ["B"],
        ["B"],
        ["C"],
    ]


def test_writing_the_same_again_makes_no_revision(app: Flask) -> None:
    seed(a_record())
    seed(a_record(), recorded_at=RECORDED_AT + timedelta(days=1))
    assert queries.authority_record(9001).number == 1


def test_a_record_that_breaks_a_rule_is_refused_whole(app: Flask) -> None:
    with pytest.raises(RuleBroken):
        seed(a_record(telephones=(r.Telephone("+43 1 555 0100"),)))
    assert db.session.get(Authority, 9001) is None


@given(st.data())
@settings(max_examples=5, deadline=None)
def test_equal_records_have_equal_hashes(data: st.DataObject) -> None:
    record = data.draw(records)
    assert content_hash(record) == content_hash(from_plain(to_plain(record), r.Record))
