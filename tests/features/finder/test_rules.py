"""States are found by any of their names, and what is not understood is told."""

import json

import pytest

from cna_directory.finder.rules import Query, understand
from cna_directory.reference.rules import NamesOfStates, names_of_states, resolve_state
from cna_directory.settings import PROJECT_FOLDER

ROWS = json.loads((PROJECT_FOLDER / "seeds" / "states.json").read_text())["rows"]
NAMES: NamesOfStates = names_of_states(
    tuple((row["iso2"], row["iso3"], *row["names"].values()) for row in ROWS)
)
TYPES = {"mla": "Mutual legal assistance", "extradition": "Extradition"}


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_every_state_is_found_by_its_name_in_each_language(language: str) -> None:
    lost = [
        row["iso2"]
        for row in ROWS
        if resolve_state(row["names"][language], NAMES)[0] != row["iso2"]
    ]
    assert lost == []


@pytest.mark.parametrize("code", ["iso2", "iso3"])
def test_every_state_is_found_by_its_codes(code: str) -> None:
    for row in ROWS:
        assert resolve_state(row[code].lower(), NAMES)[0] == row["iso2"]


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("Holland", "NL"),
        ("the netherlands", "NL"),
        ("Netherlands", "NL"),
        ("UAE", "AE"),
        ("Brasil", "BR"),
        ("UK", "GB"),
        ("u.k.", "GB"),
        ("England", "GB"),
        ("USA", "US"),
        ("United States", "US"),
        ("Ivory Coast", "CI"),
        ("cote d'ivoire", "CI"),
        ("COTE D’IVOIRE", "CI"),
        ("Turkey", "TR"),
        ("turkiye", "TR"),
        ("Burma", "MM"),
        ("Swaziland", "SZ"),
        ("Macedonia", "MK"),
        ("Czech Republic", "CZ"),
        ("Cape Verde", "CV"),
        ("East Timor", "TL"),
        ("North Korea", "KP"),
        ("South Korea", "KR"),
        ("Bolivia", "BO"),
        ("Iran", "IR"),
        ("Tanzania", "TZ"),
        ("Viet Nam", "VN"),
        ("Vietnam", "VN"),
        ("Misr", "EG"),
        ("مصر", "EG"),
        ("Deutschland", "DE"),
        ("sao tome and principe", "ST"),
        ("Niger", "NE"),
        ("Guinea", "GN"),
        ("Kingdom of the Netherlands", "NL"),
        ("Vatican", "VA"),
        ("  france  ", "FR"),
    ],
)
def test_common_names_are_known(typed: str, state: str) -> None:
    assert resolve_state(typed, NAMES) == (state, ())


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        ("Nigr", {"NE", "NG"}),
        ("Congo", {"CD", "CG"}),
        ("Korea", {"KP", "KR"}),
        ("Slovnia", {"SI"}),
        ("Guin", {"GN", "GW", "GQ"}),
        ("Germny", {"DE"}),
        ("Unted Kingdom", {"GB"}),
    ],
)
def test_what_is_near_is_suggested(typed: str, among: set[str]) -> None:
    found, suggested = resolve_state(typed, NAMES)
    if found:
        assert {found} <= among
    else:
        assert among <= set(suggested)
        assert len(suggested) <= 6


@pytest.mark.parametrize(
    "typed", ["", "   ", "%%%", "\x00", "🇫🇷", "qqqqqq", "<script>", "x" * 9999]
)
def test_nonsense_finds_nothing_and_breaks_nothing(typed: str) -> None:
    assert resolve_state(typed, NAMES) == ("", ())


def asked(state: str = "", request_type: str = "", text: str = ""):
    return understand(
        state=state, request_type=request_type, text=text, names=NAMES, request_types=TYPES
    )


def test_a_question_is_understood_whole() -> None:
    understood = asked("Holland", "extradition", "Procureur Général")
    assert understood.query == Query("NL", "extradition", ("procureur", "general"))
    assert not understood.unknown_state
    assert not understood.query.is_exact
    assert asked("Holland", "Extradition").query.is_exact


def test_a_free_text_that_names_a_state_asks_for_it() -> None:
    assert asked(text="Holland").query == Query("NL")
    assert asked(text="justice in Holland").query.words == ("justice", "in", "holland")
    assert asked(text="it").query == Query(words=("it",))
    assert asked("France", text="Holland").query == Query("FR", words=("holland",))


def test_what_is_not_understood_is_told() -> None:
    understood = asked("Atlantis", "hugging")
    assert understood.unknown_state == "Atlantis"
    assert understood.unknown_request_type == "hugging"
    assert understood.query.is_empty


def test_a_long_question_is_cut() -> None:
    assert len(asked(text="word " * 5000).query.words) == 8
