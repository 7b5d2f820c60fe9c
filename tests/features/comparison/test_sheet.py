"""A State on one printed page: what stands there, what is left out, and that it is one page."""

from datetime import date
from typing import Any

from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from cna_directory.authorities import record as r
from cna_directory.authorities.rules import standing
from cna_directory.comparison.rules.sheet import (
    SheetEntry,
    basis_lines,
    cut,
    entry,
    fitting,
    in_order,
    lines_of,
)
from tests.builders import a_designation, a_record, seed, words
from tests.features.accounts.visitors import Browser
from tests.web.checking import heading_of, problems_with_page, words_of

TYPES = {"mla": "Mutual legal assistance", "extradition": "Extradition", "transfer": "Transfer"}
PROVENANCE = r.Provenance(r.ProvenanceKind.MADE_UP, "Made up for a test.")


def an_entry(number: int, *types: str, **changes: Any) -> SheetEntry:
    record = a_record(number, designations=tuple(a_designation(code) for code in types), **changes)
    return entry(record, record.designations, standing(None, date(2026, 1, 1)))


def test_each_type_has_an_authority_before_any_has_two() -> None:
    found = in_order(
        [an_entry(1, "mla"), an_entry(2, "mla"), an_entry(3, "extradition", "mla"), an_entry(4)],
        TYPES,
    )
    assert [it.number for it in found] == [1, 3, 2, 4]


names = st.text(st.sampled_from("abc xyzäß中文字"), min_size=1, max_size=400)


@settings(max_examples=80, deadline=None)
@given(st.lists(names, max_size=20), st.integers(1, 60))
def test_what_is_shown_fits_and_what_follows_would_not(texts: list[str], lines: int) -> None:
    entries = [an_entry(n, "mla", name=words(text)) for n, text in enumerate(texts)]
    shown = fitting(entries, TYPES, lines)
    assert list(shown) == entries[: len(shown)]
    taken = [lines_of(it, TYPES) for it in entries]
    assert sum(taken[: len(shown)]) <= lines or len(shown) == 1
    if len(shown) < len(entries):
        assert sum(taken[: len(shown) + 1]) > lines
    assert bool(shown) is bool(entries)


def test_long_names_are_cut_and_broad_letters_count_twice() -> None:
    assert cut("a" * 10, 10) == "a" * 10
    assert cut("a" * 11, 10) == "a" * 10 + "…"
    assert cut("法" * 6, 10) == "法" * 5 + "…"
    assert cut("two  \n words", 20) == "two words"


def test_the_main_number_is_that_of_the_service_and_urgent_ones_stand_apart() -> None:
    numbers = (
        r.Telephone("+999 1", r.NumberUse.URGENT),
        r.Telephone("+999 2", r.NumberUse.SWITCHBOARD),
        r.Telephone("+999 3", r.NumberUse.SERVICE),
    )
    found = an_entry(1, "mla", telephones=numbers)
    assert found.telephone == numbers[2]
    assert found.urgent_telephone == numbers[0]
    only_urgent = an_entry(1, "mla", telephones=numbers[:1], emails=())
    assert (only_urgent.telephone, only_urgent.email) == (None, None)


def test_ways_that_are_closed_are_not_named_but_interpol_is() -> None:
    def channel(route: r.ChannelRoute, acceptance: r.Acceptance) -> r.AcceptedChannel:
        return r.AcceptedChannel(r.Urgency.URGENT, route, acceptance)

    designation = a_designation(
        channels=(
            channel(r.ChannelRoute.DIRECT, r.Acceptance.NOT_ACCEPTED),
            channel(r.ChannelRoute.INTERPOL, r.Acceptance.NOT_ACCEPTED),
            channel(r.ChannelRoute.DIPLOMATIC, r.Acceptance.ACCEPTED),
            channel(r.ChannelRoute.SECURE_PLATFORM, r.Acceptance.UNKNOWN),
        )
    )
    found = entry(a_record(), [designation, designation], standing(None, date(2026, 1, 1)))
    assert [way.route for way in found.urgent] == ["interpol", "diplomatic"]
    assert found.normal == ()


def test_answers_about_treaties_are_gathered() -> None:
    yes, unknown = r.ConventionAsBasis.YES, r.ConventionAsBasis.UNKNOWN
    found = basis_lines(
        [
            r.LegalBasis("UNTOC", "mla", yes),
            r.LegalBasis("UNTOC", "extradition", yes),
            r.LegalBasis("UNCAC", "mla", unknown),
        ]
    )
    assert [(it.instrument, it.request_types) for it in found] == [
        ("UNTOC", ("mla", "extradition"))
    ]


def test_the_sheet_of_every_kind_of_state(app: Flask, reader: Browser) -> None:
    closed = a_designation("transfer", valid_until=date(2020, 1, 1))
    seed(
        a_record(
            9001, "EG", name=words("وزارة العدل", "ar"), designations=(a_designation(), closed)
        ),
        r.StateProfile("EG", PROVENANCE, not_designated=("firearms",)),
    )
    full = reader.get("/states/eg/sheet")
    assert problems_with_page(full) == []
    assert heading_of(full) == "Egypt"
    shown = words_of(full)
    assert "Made up for the demonstration" in shown
    assert "Mutual legal assistance 1" in shown
    assert "Transfer of sentenced persons none known here" in shown
    assert "Trafficking in firearms none designated" in shown
    assert "+999 1 555 0100" in shown
    assert "office9001@justice.example" in shown
    assert "Check before use." in shown
    assert "http://localhost/states/EG/sheet" in shown
    empty = reader.get("/states/TV/sheet")
    assert problems_with_page(empty) == []
    assert "Authorities" not in words_of(empty).split("Authority by type")[1]
    assert reader.get("/states/ZZ/sheet").status_code == 404
    assert '/states/EG/sheet"' in reader.get("/states/EG").text
