"""Comparing records: items are matched by what they are, and no change is lost on the way."""

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cna_directory.authorities import record as r
from cna_directory.authorities.comparing import compare, differences, merge
from cna_directory.authorities.plain import from_plain, to_plain
from tests.builders import a_designation, a_record, words
from tests.features.authorities.strategies import lists, profiles, records

many = settings(
    deadline=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

few_words = st.sampled_from(["", "A", "B", "C"])
telephones = lists(st.builds(r.Telephone, number=few_words, extension=few_words), 4)
points = lists(
    st.builds(
        r.ContactPoint,
        post=st.builds(words, few_words),
        person_name=few_words,
        telephones=lists(st.builds(r.Telephone, number=few_words)),
    ),
    4,
)
close_records = st.builds(a_record, acronym=few_words, telephones=telephones, contact_points=points)
"""Records that are much alike, so that their lists share items, change places and repeat them."""

apart_records = st.builds(
    a_record,
    acronym=few_words,
    telephones=st.lists(
        st.builds(r.Telephone, number=st.sampled_from("ABCDEF"), extension=few_words),
        max_size=4,
        unique_by=lambda it: it.number,
    ).map(tuple),
)
"""Records whose telephones all differ, as they do in life."""


def merged(base: r.Record, live: r.Record, proposed: r.Record, taken: set[str]) -> r.Record:
    plain = merge(to_plain(base), to_plain(live), to_plain(proposed), taken)
    return from_plain(plain, r.Record)


def paths(before: Any, after: Any) -> list[str]:
    return [it.path for it in compare(to_plain(before), to_plain(after))]


def both(one: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, Any]]:
    return st.tuples(one, one)


@given(both(records) | both(profiles) | both(close_records))
@many
def test_all_changes_of_a_comparison_make_the_one_record_of_the_other(
    pair: tuple[r.Record, r.Record],
) -> None:
    before, after = (to_plain(it) for it in pair)
    taken = {it.path for it in compare(before, after)}
    assert from_plain(merge(before, before, after, taken), type(pair[0])) == pair[1]
    assert from_plain(merge(before, before, after, ()), type(pair[0])) == pair[0]


@given(both(records) | both(close_records))
@many
def test_paths_name_one_change_each(pair: tuple[r.Record, r.Record]) -> None:
    found = paths(*pair)
    assert len(found) == len(set(found))
    assert bool(found) == (pair[0] != pair[1])


@given(apart_records, apart_records, st.data())
@many
def test_changes_can_be_taken_one_after_the_other(
    before: r.Record, after: r.Record, data: st.DataObject
) -> None:
    """What was taken is not proposed again; what was left is, and leads to the same in the end."""
    found = paths(before, after)
    taken = set(data.draw(st.lists(st.sampled_from(found)))) if found else set()
    halfway = merged(before, before, after, taken)
    rest = {it.path for it in differences(to_plain(before), to_plain(halfway), to_plain(after))}
    assert len(rest) >= len(set(found) - taken - {"telephones[order]"})
    assert merged(halfway, halfway, after, set(paths(halfway, after))) == after


@given(apart_records, apart_records, apart_records)
@many
def test_three_way_loses_nothing_of_either_side(
    base: r.Record, live: r.Record, proposed: r.Record
) -> None:
    found = differences(to_plain(base), to_plain(live), to_plain(proposed))
    quiet = {it.path for it in found if not it.is_conflict}
    everything = merged(base, live, proposed, {it.path for it in found})
    assert merged(base, live, proposed, set()) == live
    assert paths(base, base) == []
    old, now, wanted = (numbers(it) for it in (base, live, proposed))
    result = numbers(everything)
    assert wanted - old <= result
    assert not (old - wanted) & result - (now - old)
    # Without the conflicts, whatever was put in meanwhile is there.
    assert now - old <= numbers(merged(base, live, proposed, quiet))


@given(apart_records, apart_records, apart_records)
@many
def test_changes_that_do_not_meet_give_the_same_whoever_was_first(
    base: r.Record, one: r.Record, other: r.Record
) -> None:
    plain = [to_plain(it) for it in (base, one, other)]
    found = differences(*plain)
    back = differences(plain[0], plain[2], plain[1])
    assert any(it.is_conflict for it in found) == any(it.is_conflict for it in back)
    if not any(it.is_conflict for it in found):
        first = merged(base, one, other, {it.path for it in found})
        second = merged(base, other, one, {it.path for it in back})
        assert unordered(first) == unordered(second)


def numbers(record: r.Record) -> set[str]:
    return {it.number for it in record.telephones}


def unordered(record: r.Record) -> r.Record:
    return replace(record, telephones=tuple(sorted(record.telephones, key=lambda it: it.number)))


def test_a_telephone_put_in_front_is_one_addition() -> None:
    before = a_record(telephones=(r.Telephone("+999 1"), r.Telephone("+999 2")))
    after = replace(before, telephones=(r.Telephone("+999 3"), *before.telephones))
    (change,) = compare(to_plain(before), to_plain(after))
    assert (change.path, change.old, change.new) == ("telephones[+0]", None, {"number": "+999 3"})


def test_a_number_corrected_in_its_place_is_one_change_of_the_number() -> None:
    before = a_record(telephones=(r.Telephone("+999 1"), r.Telephone("+999 2", extension="7")))
    after = replace(
        before, telephones=(r.Telephone("+999 1"), r.Telephone("+999 9", extension="7"))
    )
    (change,) = compare(to_plain(before), to_plain(after))
    assert (change.path, change.old, change.new) == ("telephones[1].number", "+999 2", "+999 9")


def test_items_that_only_change_places_are_one_change_of_order() -> None:
    before = a_record(telephones=(r.Telephone("+999 1"), r.Telephone("+999 2")))
    after = replace(before, telephones=before.telephones[::-1])
    (change,) = compare(to_plain(before), to_plain(after))
    assert change.path == "telephones[order]"
    assert (change.old, change.new) == (["+999 1", "+999 2"], ["+999 2", "+999 1"])


def test_a_designation_taken_out_is_not_mistaken_for_its_neighbour() -> None:
    before = a_record(designations=(a_designation(), a_designation("extradition")))
    after = replace(before, designations=(a_designation("extradition"),))
    assert paths(before, after) == ["designations[0]"]
    other = replace(before, designations=(a_designation("transfer"), a_designation("extradition")))
    assert paths(before, other) == ["designations[0]", "designations[+0]"]


def test_an_address_is_compared_line_by_line_even_where_there_was_none() -> None:
    before = a_record(address=r.PostalAddress())
    after = replace(before, address=r.PostalAddress(("1 Street",), "City"))
    assert paths(before, after) == ["address.city", "address.lines"]


def test_two_changes_of_different_telephones_merge_and_two_of_one_conflict() -> None:
    base = a_record(telephones=(r.Telephone("+999 1"), r.Telephone("+999 2")))
    live = replace(base, telephones=(r.Telephone("+999 1"), r.Telephone("+999 22")))
    proposed = replace(base, telephones=(r.Telephone("+999 11"), r.Telephone("+999 2")))
    (found,) = differences(to_plain(base), to_plain(live), to_plain(proposed))
    assert not found.is_conflict
    both_taken = merged(base, live, proposed, {found.path})
    assert [it.number for it in both_taken.telephones] == ["+999 11", "+999 22"]
    same = replace(base, telephones=(r.Telephone("+999 1"), r.Telephone("+999 23")))
    (conflict,) = differences(to_plain(base), to_plain(live), to_plain(same))
    assert conflict.is_conflict
    assert (conflict.base, conflict.live, conflict.proposed) == ("+999 2", "+999 22", "+999 23")


def test_what_was_taken_out_meanwhile_is_a_conflict_and_not_brought_back_by_itself() -> None:
    base = a_record(telephones=(r.Telephone("+999 1"), r.Telephone("+999 2")))
    live = replace(base, telephones=(r.Telephone("+999 1"),))
    proposed = replace(base, telephones=(r.Telephone("+999 1"), r.Telephone("+999 2", hours="8")))
    (found,) = differences(to_plain(base), to_plain(live), to_plain(proposed))
    assert (found.path, found.live, found.is_conflict) == ("telephones[1]", None, True)
    assert merged(base, live, proposed, set()) == live
    assert merged(base, live, proposed, {found.path}).telephones[-1].hours == "8"
