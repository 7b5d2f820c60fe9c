"""What an address asks for is understood whatever it holds, and what is not understood is told."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cna_directory.authorities.rules import is_round_the_clock
from cna_directory.finder.rules import Facet, Query, Understood, UnknownValue, understand
from cna_directory.finder.rules.asking import MOST_UNKNOWN, MOST_WORDS, state_and_type
from cna_directory.finder.rules.values import months_before
from cna_directory.reference.rules import NamesOfStates, names_of_states
from cna_directory.text import fold, forms, is_unspaced, terms

NAMES: NamesOfStates = names_of_states(
    (("NL", "NLD", "Netherlands"), ("FR", "FRA", "France"), ("DE", "DEU", "Germany"))
)
VALUES = {Facet.REQUEST_TYPE: ("mla", "extradition"), Facet.REGION: ("Europe", "Asia")}
TYPES = {"mla": "mla", "mutual legal assistance": "mla", "extradition": "extradition"}

ANY_TEXT = st.text(st.characters(), max_size=60)


def asked(text: str = "", state: str = "", **chosen: list[str]) -> Understood:
    values = {Facet(facet): each for facet, each in chosen.items()}
    return understand(text=text, state=state, chosen=values, names=NAMES, values=VALUES)


def test_a_question_is_understood_whole() -> None:
    understood = asked("Procureur Général", "Holland", region=["Asia", "Europe", "Asia"])
    assert understood == Understood(
        Query(("procureur", "general"), "NL", ((Facet.REGION, ("Asia", "Europe")),))
    )


def test_what_is_not_understood_is_told_and_left_out() -> None:
    understood = asked(state="Atlantis", region=["Europe", "Mars", ""], request_type=["%"])
    assert understood.query == Query(chosen=((Facet.REGION, ("Europe",)),))
    assert understood.unknown_state == "Atlantis"
    assert understood.unknown == (
        UnknownValue(Facet.REQUEST_TYPE, "%"),
        UnknownValue(Facet.REGION, "Mars"),
    )


def test_a_facet_of_which_no_value_is_known_has_none() -> None:
    assert asked(language=["fr"]).unknown == (UnknownValue(Facet.LANGUAGE, "fr"),)


def test_states_with_such_a_name_are_suggested() -> None:
    understood = asked(state="germa")
    assert understood.unknown_state == "germa"
    assert understood.suggested_states == ("DE",)


def test_nothing_is_asked_by_nothing() -> None:
    assert asked("  %_*?  ", " ", region=[" "]).query.is_empty


def test_much_is_cut_short_at_once() -> None:
    begin = time.perf_counter()
    understood = asked("wort " * 2_000, "x" * 10_000, region=["y" * 10_000] + ["z"] * 10_000)
    asked("\u0e4d" * 10_000, "\u0301" * 10_000, region=[str(n) for n in range(10_000)])
    assert time.perf_counter() - begin < 0.5
    assert understood.query.words == ("wort",)
    assert len(asked(" ".join(f"w{n}" for n in range(99))).query.words) == MOST_WORDS
    assert all(len(it.value) <= 60 for it in understood.unknown)
    assert len(understood.unknown_state) <= 60
    assert len(asked(region=[str(n) for n in range(10_000)]).unknown) == MOST_UNKNOWN


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, ANY_TEXT, st.lists(ANY_TEXT, max_size=4))
def test_no_address_is_an_error(text: str, state: str, values: list[str]) -> None:
    understood = asked(text, state, region=values)
    assert all(word and word == fold(word) for word in understood.query.words)
    known = understood.query.values(Facet.REGION)
    assert set(known) | {it.value for it in understood.unknown} == {v for v in values if v.strip()}


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(text.upper()) == fold(text.upper().lower())
    assert "".join(terms(text)) == folded.replace(" ", "")
    assert len({is_unspaced(part) for term in terms(text) for part in term[:1]}) <= 2
    for term in terms(text):
        assert terms(term) == (term,)
        assert all(form and term.endswith(form) for form in forms(term))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Côte d’Ivoire", "cote d ivoire"),
        ("ŁĄKOWA Straße", "lakowa strasse"),
        ("Bağdat İstanbul", "bagdat istanbul"),
        ("Υπουργείο Δικαιοσύνης", "υπουργειο δικαιοσυνησ"),
        ("كُتّاب", "كتاب"),
        ("ـمـكتب", "مكتب"),
        ("กระทรวงยุติธรรม", "กระทรวงยุติธรรม"),
        ("न्याय मंत्रालय", "न्याय मंत्रालय"),
        ("법무부", "법무부"),
        ("ＭＩＮＩＳＴＲＹ", "ministry"),
        ("co\u00adop\u200beration", "cooperation"),
        ("a_b%c*d", "a b c d"),
        ("\x00\ud800🇫🇷", ""),
    ],
)
def test_spellings_meet(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_terms_are_cut_between_scripts() -> None:
    assert terms("APEC司法部2025年") == ("apec", "司法部", "2025", "年")
    assert forms("التعاون") == ("التعاون", "تعاون")
    assert forms("والتعاون") == ("والتعاون", "تعاون")
    assert forms("الأم") == ("الأم",)


def test_a_state_and_a_type_of_request_are_told_apart() -> None:
    for words, expected in (
        ("germany mla", ("DE", "mla")),
        ("mutual legal assistance holland", ("NL", "mla")),
        ("extradition", ("", "extradition")),
    ):
        query = state_and_type(words.split(), NAMES, TYPES)
        assert query is not None
        assert (query.state, *query.values(Facet.REQUEST_TYPE)) == expected
    for words in ("germany", "extradition office", "", "mla extradition"):
        assert state_and_type(words.split(), NAMES, TYPES) is None


def test_a_query_is_changed_value_by_value() -> None:
    query = Query(("a",)).having(Facet.REGION, ("Asia", "Europe"))
    query = query.having(Facet.REQUEST_TYPE, ("mla",))
    assert [facet for facet, _ in query.chosen] == [Facet.REQUEST_TYPE, Facet.REGION]
    assert query.without(Facet.REGION, "Asia").values(Facet.REGION) == ("Europe",)
    assert query.without(Facet.REGION).values(Facet.REGION) == ()
    assert query.without(Facet.REGION).without(Facet.REQUEST_TYPE) == Query(("a",))


def test_hours_that_leave_out_no_hour() -> None:
    for hours in ("24/7", " 24 / 7 ", "24 h", "24 hours", "00:00–24:00", "Round the clock"):
        assert is_round_the_clock(hours), hours
    for hours in ("", "09:00–16:00", "24/5", "24/7 except Fridays", "124/7", "not 24 hours"):
        assert not is_round_the_clock(hours), hours


def test_months_are_counted_back_to_a_day_that_exists() -> None:
    for day, months, before in (
        (date(2026, 6, 15), 3, date(2026, 3, 15)),
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2024, 5, 31), 3, date(2024, 2, 29)),
        (date(2026, 1, 31), 12, date(2025, 1, 31)),
        (date(2026, 12, 31), 6, date(2026, 6, 30)),
        (date(2026, 12, 1), 12, date(2025, 12, 1)),
    ):
        assert months_before(day, months) == before
