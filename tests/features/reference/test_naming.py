"""States are found under any name that somebody may type, and a doubtful one is not guessed."""

import csv
import json
import time
from pathlib import Path

import pytest
from babel import Locale, UnknownLocaleError
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st

from cna_directory.reference.queries import known_states
from cna_directory.reference.rules import (
    Place,
    names_of_states,
    place_meant,
    resolve_state,
    state_called,
)
from cna_directory.reference.rules.aliases import ALIASES, SHARED_NAMES
from cna_directory.reference.rules.formal_names import FORMAL_NAMES
from cna_directory.reference.rules.former_names import FORMER_NAMES
from cna_directory.reference.rules.further_names import FURTHER_NAMES
from cna_directory.reference.rules.naming import FURTHER, keys
from cna_directory.reference.rules.own_names import LATIN_NAMES, OWN_NAMES
from cna_directory.reference.rules.places import (
    CAPITAL_ZONES,
    CAPITALS,
    CONTESTED,
    TERRITORIES,
    TERRITORY_NAMES,
)
from cna_directory.settings import PROJECT_FOLDER
from cna_directory.text import fold

ROWS = json.loads((PROJECT_FOLDER / "seeds" / "states.json").read_text())["rows"]
STATES = {row["iso2"] for row in ROWS}
NAMES = names_of_states(tuple((row["iso2"], row["iso3"], *row["names"].values()) for row in ROWS))
with (Path(__file__).parent / "spellings.csv").open(encoding="utf-8", newline="") as file:
    SPELLINGS = [(row["typed"], row["state"]) for row in csv.DictReader(file)]
"""What people may type, written down by region and not made from the tables of names."""

FOUND_FIRST = 0.98
MOST_SECONDS = 0.02
"""For one name; a common machine needs a tenth of it, and the machine of the tests is shared."""


def test_the_right_state_comes_first_for_what_people_type() -> None:
    missed = []
    for typed, state in SPELLINGS:
        found, suggested = resolve_state(typed, NAMES)
        if (found or next(iter(suggested), "")) != state:
            missed.append((typed, state, found, suggested))
    assert len(SPELLINGS) >= 1400
    assert len(missed) <= (1 - FOUND_FIRST) * len(SPELLINGS), missed


def test_no_spelling_finds_a_wrong_state() -> None:
    """To find nothing costs a look at the suggestions; a wrong State costs the request."""
    wrong = [
        (typed, found)
        for typed, state in SPELLINGS
        if (found := resolve_state(typed, NAMES)[0]) not in {"", state}
    ]
    assert wrong == []


def test_most_spellings_need_no_second_question() -> None:
    undecided = [typed for typed, _ in SPELLINGS if not resolve_state(typed, NAMES)[0]]
    assert len(undecided) <= 0.04 * len(SPELLINGS), undecided


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_every_state_is_found_by_its_name_in_each_language(language: str) -> None:
    lost = [
        row["iso2"]
        for row in ROWS
        for typed in (row["names"][language], row["names"][language].upper())
        if resolve_state(typed, NAMES)[0] != row["iso2"]
    ]
    assert lost == []


@pytest.mark.parametrize("code", ["iso2", "iso3"])
def test_every_state_is_found_by_its_codes(code: str) -> None:
    for row in ROWS:
        assert resolve_state(row[code], NAMES) == (row["iso2"], ())
        assert resolve_state(f" {row[code].lower()} ", NAMES) == (row["iso2"], ())


def test_every_state_is_found_in_its_own_languages_and_in_those_of_cldr() -> None:
    lost = []
    for row in ROWS:
        for language in (*row["official_languages"], "ar", "zh", "en", "fr", "ru", "es"):
            try:
                name = Locale.parse(language, sep="-").territories.get(row["iso2"])
            except UnknownLocaleError:
                continue  # CLDR does not know every official language.
            if name and resolve_state(name, NAMES)[0] != row["iso2"]:
                lost.append((row["iso2"], language, name))
    assert lost == []


def test_each_name_in_the_tables_finds_its_state() -> None:
    for table in (ALIASES, FORMAL_NAMES, FORMER_NAMES, OWN_NAMES, LATIN_NAMES):
        assert set(table) <= STATES
        for state, names in table.items():
            lost = [name for name in names if resolve_state(name, NAMES) != (state, ())]
            assert lost == [], state


def test_two_states_share_a_name_only_where_that_is_said() -> None:
    said = {key for name in SHARED_NAMES for key in keys(fold(name))}
    assert {key for key, states in NAMES.states.items() if len(states) > 1} == said
    assert {state for states in SHARED_NAMES.values() for state in states} <= STATES


def test_every_name_survives_a_letter_that_is_missing_doubled_or_swapped() -> None:
    """No slip in an English name leads to another State, but where that bears the name."""
    wrong = []
    for row in ROWS:
        name = row["names"]["en"].partition(" (")[0]
        for slip in _slips(name):
            found = resolve_state(slip, NAMES)[0]
            if found not in {"", row["iso2"]} and state_called(slip, NAMES) != found:
                wrong.append((name, slip, found))
    assert wrong == []


def _slips(name: str) -> list[str]:
    missing = [name[:i] + name[i + 1 :] for i in range(len(name))]
    doubled = [name[:i] + name[i] + name[i:] for i in range(len(name))]
    swapped = [name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1)]
    return [*missing, *doubled, *swapped]


@pytest.mark.parametrize(
    ("typed", "found", "others"),
    [
        ("Congo", "CG", ("CD",)),
        ("Korea", "", ("KR", "KP")),
        ("Czechoslovakia", "", ("CZ", "SK")),
        ("Guinea", "GN", ()),
        ("Niger", "NE", ()),
        ("Nigeria", "NG", ()),
        ("Iran", "IR", ()),
        ("Iraq", "IQ", ()),
        ("Austria", "AT", ()),
        ("Australia", "AU", ()),
        ("People's Republic of Korea", "", ("KR", "KP")),
        ("Democratic Republic of the Congo", "CD", ()),
        ("Republic of the Congo", "CG", ()),
        ("Democratic People's Republic of Korea", "KP", ()),
    ],
)
def test_names_that_are_near_each_other(typed: str, found: str, others: tuple[str, ...]) -> None:
    assert resolve_state(typed, NAMES) == (found, others)


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        ("Nigera", ("NE", "NG")),
        ("Guin", ("GN", "GW", "GQ")),
        ("Slovania", ("SI", "SK")),
        ("Holand", ("NL", "PL")),
        ("Soviet Union", ("RU", "UA")),
        ("united", ("GB", "US", "AE")),
    ],
)
def test_what_is_as_near_to_several_states_is_suggested_and_not_guessed(
    typed: str, among: tuple[str, ...]
) -> None:
    found, suggested = resolve_state(typed, NAMES)
    assert found == ""
    assert set(among) <= set(suggested)
    assert len(suggested) <= 6
    assert suggested[0] in among


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "%%%", "\x00", "🇫🇷", "qqqqqq", "<script>", "x" * 9999, "the", "republic of"],
)
def test_nonsense_finds_nothing_and_breaks_nothing(typed: str) -> None:
    assert resolve_state(typed, NAMES)[0] == ""
    assert state_called(typed, NAMES) == ""


@pytest.mark.parametrize(
    "typed",
    [
        *("Taiwan", "Kosovo", "Western Sahara", "Falkland Islands", "Malvinas", "Atlantis"),
        *("police", "interpol", "ministry", "justice", "prosecutor", "customs", "court"),
    ],
)
def test_what_is_no_state_is_not_taken_for_one(typed: str) -> None:
    assert resolve_state(typed, NAMES)[0] == ""


@pytest.mark.parametrize(
    ("typed", "state", "territory"),
    [
        ("Hong Kong", "CN", "HK"),
        ("香港", "CN", "HK"),
        ("Hong Kong (China)", "CN", "HK"),
        ("Macau", "CN", "MO"),
        ("jersey", "GB", "JE"),
        ("Jersey (UK)", "GB", "JE"),
        ("Gibraltar", "GB", "GI"),
        ("Færøerne", "DK", "FO"),
        ("Groenland", "DK", "GL"),
        ("Puerto Rico", "US", "PR"),
        ("Aruba", "NL", "AW"),
        ("Curaçao", "NL", "CW"),
        ("Nouvelle-Calédonie", "FR", "NC"),
        ("Netherlands Antilles", "NL", "AN"),
        ("England", "GB", "GB-ENG"),
        ("Écosse", "GB", "GB-SCT"),
        ("Gaza", "PS", "PS-GZA"),
        ("Channel Islands", "GB", ""),
        ("Paris", "FR", ""),
        ("Mailand", "", ""),
        ("Germany", "DE", None),
    ],
)
def test_a_place_leads_to_the_state_under_which_it_is_shown(
    typed: str, state: str, territory: str | None
) -> None:
    expected = Place(state, territory) if state and territory is not None else None
    assert resolve_state(typed, NAMES)[0] == state
    assert place_meant(typed, NAMES) == expected
    assert state_called(typed, NAMES) == (state if territory is None else "")


def test_every_place_is_shown_under_a_state_and_takes_no_states_name() -> None:
    assert {*TERRITORIES.values(), *CAPITALS, *CAPITAL_ZONES} <= STATES
    assert set(TERRITORY_NAMES) <= {*TERRITORIES, *CONTESTED}
    assert set(TERRITORIES).isdisjoint(CONTESTED)
    assert not {*NAMES.states, *NAMES.further} & set(NAMES.places)
    for code, names in TERRITORY_NAMES.items():
        for name in names:
            found, suggested = resolve_state(name, NAMES)
            assert TERRITORIES.get(code, "") in {found, *suggested}, name
            assert state_called(name, NAMES) == "", name
    rows = json.loads((PROJECT_FOLDER / "seeds" / "territories.json").read_text())["rows"]
    assert [row["code"] for row in rows if TERRITORIES.get(row["code"]) != row["state"]] == []


def test_a_slip_in_a_territory_finds_its_state_or_none_but_no_other() -> None:
    """A State found in its stead would get the request; several to choose from are no harm."""
    wrong = []
    for code, state in (TERRITORIES | dict.fromkeys(CONTESTED, "")).items():
        name = Locale("en").territories.get(code) or TERRITORY_NAMES[code][0]
        for slip in _slips(name):
            found = resolve_state(slip, NAMES)[0]
            if found not in {"", state} and state_called(slip, NAMES) != found:
                wrong.append((name, slip, found))
    assert wrong == []


def test_names_in_further_languages_find_their_state_where_no_state_bears_them() -> None:
    lost = []
    for row in ROWS:
        for language in FURTHER:
            name = Locale.parse(language).territories[row["iso2"]]
            found, suggested = resolve_state(name, NAMES)
            if row["iso2"] not in {found, *suggested}:
                lost.append((row["iso2"], language, name, found))
    assert lost == []
    assert set(FURTHER_NAMES) <= STATES
    assert not set(NAMES.states) & set(NAMES.further)


def test_a_further_name_a_slip_away_from_another_state_is_told_and_not_certain() -> None:
    assert resolve_state("Islanda", NAMES) == ("IS", ())
    assert state_called("Islanda", NAMES) == ""
    assert state_called("Frankreich", NAMES) == "FR"


@given(st.text(max_size=300) | st.sampled_from(SPELLINGS).map(lambda row: row[0] * 2))
@example("ﷺ" * 300)
@example("\ud800")
@example("a" * 10_240)
@example("republic of " * 1000)
@example("(" * 10_240)
@example("中" * 10_240)
def test_any_text_is_answered_at_once_and_with_states(typed: str) -> None:
    began = time.perf_counter()
    found, suggested = resolve_state(typed, NAMES)
    assert time.perf_counter() - began < 25 * MOST_SECONDS
    assert {found, *suggested} - {""} <= STATES
    assert found not in suggested
    assert len(suggested) <= 6


def test_names_are_resolved_quickly() -> None:
    misses = [f"{typed} zq" for typed, _ in SPELLINGS[:100]]
    began = time.process_time()
    for typed in misses:
        resolve_state(typed, NAMES)
    assert (time.process_time() - began) / len(misses) < MOST_SECONDS


def test_the_database_gives_the_same_names(app: Flask) -> None:
    assert app
    assert known_states().states == NAMES.states
