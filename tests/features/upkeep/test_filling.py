"""A record goes into its form and comes back the same: nothing is lost on the way."""

from dataclasses import fields, replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cna_directory.authorities.plain import to_plain
from cna_directory.authorities.record import (
    AcceptedChannel,
    Closure,
    Designation,
    Record,
    StateProfile,
    Telephone,
)
from cna_directory.authorities.rules import compare, problems_with
from cna_directory.languages import LocalisedText, Origin, Translation
from cna_directory.seeding import all_revisions
from cna_directory.settings import PROJECT_FOLDER
from cna_directory.upkeep.rules.filling import (
    filled,
    language_code,
    rows_of,
    tidied,
    values_of,
    with_row,
    without_row,
)
from cna_directory.upkeep.rules.parts import MAIN, part_of, with_part
from cna_directory.upkeep.rules.problems import located
from cna_directory.upkeep.rules.shape import KEPT, classes_in, shape_of
from tests.builders import a_record, words
from tests.features.authorities import strategies as given_records


@cache
def records_of_seeds() -> tuple[Record | StateProfile, ...]:
    """Return every record and profile that the demonstration holds."""
    found = all_revisions(PROJECT_FOLDER / "seeds", date(2026, 11, 22)).revisions
    return tuple(it.record for it in found)


def sent_back(record: Record | StateProfile) -> Record | StateProfile:
    """Fill a form from a record, send it as a browser does, and read it again."""
    sent = {path: value.replace("\n", "\r\n") for path, value in values_of(record).items()}
    read = filled(record, tidied(type(record), sent))
    assert read.problems == ()
    return read.record


def test_every_record_of_the_seeds_comes_back_the_same() -> None:
    assert len(records_of_seeds()) > 500
    for record in records_of_seeds():
        assert sent_back(record) == record, compare(to_plain(record), to_plain(sent_back(record)))


def test_an_untouched_form_is_no_draft() -> None:
    for record in records_of_seeds():
        values = values_of(record)
        assert tidied(type(record), values) == tidied(type(record), dict(reversed(values.items())))
        assert tidied(type(record), tidied(type(record), values)) == tidied(type(record), values)


plain_words = st.text("abcdefgh éüßعربي中文-+'\"<>&[].=", min_size=1, max_size=12).map(
    lambda text: text.strip() or "x"
)
languages = st.sampled_from(("en", "fr", "ar", "zh-Hant", "und"))
texts = st.builds(
    LocalisedText,
    languages,
    plain_words,
    st.lists(
        st.builds(Translation, languages, plain_words, st.sampled_from(Origin)), max_size=2
    ).map(tuple),
)
channels = st.builds(
    AcceptedChannel,
    urgency=given_records.channels.map(lambda it: it.urgency),
    route=given_records.channels.map(lambda it: it.route),
    acceptance=given_records.channels.map(lambda it: it.acceptance),
    conditions=st.none() | texts,
    copy_to=st.none() | st.integers(1, 9999),
    original_to_follow=st.none() | st.booleans(),
    contact_post=st.just("") | plain_words,
)
records = st.builds(
    lambda name, lines, telephones, held, changed: replace(
        a_record(),
        name=name,
        address=replace(a_record().address, lines=tuple(lines)),
        telephones=tuple(Telephone(*it) for it in telephones),
        designations=tuple(replace(a_record().designations[0], channels=tuple(it)) for it in held),
        contact_changed_on=changed,
    ),
    texts,
    st.lists(plain_words, max_size=3),
    st.lists(st.tuples(plain_words), max_size=3),
    st.lists(st.lists(channels, max_size=3), max_size=2),
    st.none() | st.dates(),
)


@settings(max_examples=30, deadline=None)
@given(records)
def test_any_record_comes_back_the_same(record: Record) -> None:
    assert sent_back(record) == record


@settings(max_examples=30, deadline=None)
@given(records, st.data())
def test_a_row_that_is_added_and_not_used_changes_nothing(
    record: Record, data: st.DataObject
) -> None:
    path = data.draw(
        st.sampled_from(("telephones", "contact_points", "name.translations", "links"))
    )
    more, row = with_row(Record, values_of(record), path)
    assert row in more
    assert filled(record, tidied(Record, more)).record == record


@settings(max_examples=30, deadline=None)
@given(records, st.data())
def test_a_row_that_is_removed_is_the_only_thing_missing(
    record: Record, data: st.DataObject
) -> None:
    if not record.telephones:
        return
    place = data.draw(st.integers(0, len(record.telephones) - 1))
    fewer = tidied(Record, without_row(values_of(record), f"telephones[{place}]"))
    left = tuple(it for number, it in enumerate(record.telephones) if number != place)
    assert filled(record, fewer).record == replace(record, telephones=left)


@settings(max_examples=20, deadline=None)
@given(records)
def test_a_page_of_the_form_that_is_sent_changes_no_other_page(record: Record) -> None:
    values = values_of(record)
    for part in {part_of(path) for path in values}:
        own = [(path, value) for path, value in values.items() if part_of(path) == part]
        assert tidied(Record, with_part(values, part, own)) == tidied(Record, values)
        strange = [*own, ("designations[0].role", "x"), ("telephones[0].number", "x")]
        foreign = [it for it in strange if part_of(it[0]) != part]
        assert tidied(Record, with_part(values, part, [*own, *foreign])) == tidied(Record, values)


def test_what_is_unticked_is_no() -> None:
    record = a_record()
    values = values_of(record)
    del values["emails[0].is_functional"]
    read = filled(record, values).record
    assert isinstance(read, Record)
    assert not read.emails[0].is_functional


def test_no_form_asks_for_what_follows_by_itself() -> None:
    record = a_record()
    sent = {**values_of(record), "number": "1", "status": "withdrawn", "provenance.kind": "state"}
    assert filled(record, tidied(Record, sent)).record == record
    for made, names in KEPT.items():
        assert names <= {field.name for field in fields(made)}
        assert names.isdisjoint(name for name, _ in shape_of(made).nodes)


def test_the_form_knows_every_class_of_a_record() -> None:
    assert {Designation, Telephone, Closure} <= {
        made for kind in (Record, StateProfile) for made in classes_in(shape_of(kind))
    }


@pytest.mark.parametrize(
    ("path", "typed", "sentence"),
    [
        ("lunch_from", "noon", "Write the time"),
        ("designations[0].valid_from", "31.1.2027", "Write the day"),
        ("reports_to", "-1", "Write a whole number"),
        ("kind", "kings", "Choose one"),
        ("languages_of_communication", "French, Klingonese", "Write the language"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_box(path: str, typed: str, sentence: str) -> None:
    problems = filled(a_record(), {**values_of(a_record()), path: typed}).problems
    assert [it.field for it in problems] == [path]
    assert problems[0].message.startswith(sentence)


def test_the_sentence_of_a_rule_stands_at_the_box_that_it_quotes() -> None:
    numbers = (Telephone("+999 1 555 0100"), Telephone("12 34"), Telephone("+999 1 555 0101"))
    record = replace(
        a_record(),
        telephones=numbers,
        websites=("https://good.example", "bad site"),
        name=words(""),
        designations=(
            replace(
                a_record().designations[0],
                valid_from=date(2027, 2, 1),
                valid_until=date(2027, 1, 1),
            ),
        ),
    )
    found = located(problems_with(record), values_of(record))
    assert {it.field for it in found} == {
        "name.text",
        "telephones[1].number",
        "websites",
        "designations[0].valid_until",
    }


@pytest.mark.parametrize(
    ("typed", "code"),
    [("fr", "fr"), ("French", "fr"), ("arabic", "ar"), ("zh-Hant", "zh-Hant"), ("??", "")],
)
def test_languages_are_typed_by_name_or_code(typed: str, code: str) -> None:
    assert language_code(typed) == code


def test_a_list_takes_rows_only_where_the_form_has_a_list() -> None:
    values = values_of(a_record())
    for path in ("name", "nowhere", "telephones[0]", "telephones[0].number", ""):
        more, _ = with_row(Record, values, path)
        assert tidied(Record, more) == tidied(Record, values)
    assert rows_of(with_row(Record, values, "telephones")[0])["telephones"] == (0, 1)
    assert part_of("telephones[0].number") == MAIN
