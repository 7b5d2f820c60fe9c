"""One form in two windows: what either of them saved is there, or the other one is told."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cna_directory.authorities.record import Record
from cna_directory.upkeep.rules.filling import Values, tidied, values_of, without_row
from cna_directory.upkeep.rules.parts import MAIN, part_of, with_part
from cna_directory.upkeep.rules.windows import fingerprint, place_of, taken
from tests.builders import a_designation, a_record

CODES = ("mla", "extradition", "transfer", "firearms")
designations = st.lists(st.sampled_from(CODES), min_size=1, max_size=4, unique=True)


def values_with(codes: list[str], acronym: str = "") -> Values:
    """Return a form of a record that receives these types of request."""
    found = tuple(a_designation(request_type=code) for code in codes)
    return tidied(Record, values_of(replace(a_record(), designations=found, acronym=acronym)))


def page_of(values: Values, part: str) -> list[tuple[str, str]]:
    """Return what a browser sends of a page in which nothing was typed."""
    return [(path, value) for path, value in values.items() if part_of(path) == part]


def pages(values: Values) -> list[str]:
    """Return the pages of a form."""
    return sorted({part_of(path) for path in values})


def rows(values: Values) -> set[str]:
    """Return what names the rows with a page of their own, wherever they stand."""
    return {fingerprint(Record, values, part) for part in pages(values) if part != MAIN}


@settings(max_examples=40, deadline=None)
@given(designations, st.data())
def test_one_window_alone_is_never_told(codes: list[str], data: st.DataObject) -> None:
    values = values_with(codes)
    part = data.draw(st.sampled_from(pages(values)))
    shown, typed = fingerprint(Record, values, part), page_of(values, part)
    it = taken(Record, values, part, typed, shown)
    assert (it.values, it.part, it.is_stale) == (values, part, False)
    if part == MAIN:
        typed = [*(pair for pair in typed if pair[0] != "acronym"), ("acronym", "NEW")]
    else:
        typed = [*typed, (f"{part}.valid_until", "2030-01-31")]
    it = taken(Record, values, part, typed, shown)
    assert (it.values, it.is_stale) == (tidied(Record, with_part(values, part, typed)), False)


@settings(max_examples=60, deadline=None)
@given(designations, designations, st.sampled_from(["", "ELSEWHERE"]), st.data())
def test_whatever_another_window_saved_is_there_afterwards(
    opened: list[str], saved: list[str], acronym: str, data: st.DataObject
) -> None:
    """Also where rows were added, removed and moved, and the page that is sent names another."""
    before, now = values_with(opened), values_with(saved, acronym)
    part = data.draw(st.sampled_from([it for it in pages(before) if it != MAIN]))
    shown = fingerprint(Record, before, part)
    typed = [*page_of(before, part), (f"{part}.valid_until", "2030-01-31")]
    it = taken(Record, now, part, typed, shown)
    assert rows(now) - {shown} <= rows(it.values)
    assert page_of(it.values, MAIN) == page_of(now, MAIN)
    assert it.values[f"{it.part}.valid_until"] == "2030-01-31"
    assert it.is_stale is (shown not in rows(now))


def test_a_page_is_found_by_what_it_holds() -> None:
    values = values_with(["mla", "extradition", "transfer"])
    third = fingerprint(Record, values, "designations[2]")
    fewer = without_row(values, "designations[0]")
    assert place_of(Record, fewer, "designations[2]", third) == "designations[1]"
    assert place_of(Record, values_with(["mla"]), "designations[2]", third) is None
    twice = values_with(["mla", "mla"])
    for part in ("designations[0]", "designations[1]"):
        assert place_of(Record, twice, part, fingerprint(Record, twice, part)) == part


def test_a_stale_page_without_a_word_of_ones_own_changes_nothing() -> None:
    before, now = values_with(["mla", "transfer"]), values_with(["mla"], "ELSEWHERE")
    for part, place in ((MAIN, MAIN), ("designations[1]", MAIN)):
        shown = fingerprint(Record, before, part)
        it = taken(Record, now, part, page_of(before, part), shown)
        assert (it.values, it.part, it.is_stale, it.is_typed) == (now, place, True, False)


def test_without_a_fingerprint_nothing_is_compared() -> None:
    before, now = values_with(["mla"]), values_with(["mla"], "ELSEWHERE")
    it = taken(Record, now, MAIN, page_of(before, MAIN), "")
    assert (it.values, it.is_stale) == (before, False)
