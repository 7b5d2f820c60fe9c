"""Every name by which a State is known, brought into a form in which spellings meet."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

from cna_directory.languages import INTERFACE_LANGUAGES
from cna_directory.reference.rules.aliases import ALIASES, SHARED_NAMES
from cna_directory.reference.rules.formal_names import FORMAL_NAMES
from cna_directory.reference.rules.former_names import FORMER_NAMES
from cna_directory.reference.rules.further_names import FURTHER_NAMES
from cna_directory.reference.rules.own_names import LATIN_NAMES, OWN_NAMES
from cna_directory.reference.rules.places import (
    CAPITAL_ZONES,
    CAPITALS,
    CONTESTED,
    TERRITORIES,
    TERRITORY_NAMES,
)
from cna_directory.text import fold, words

ELSEWHERE = (*INTERFACE_LANGUAGES, "zh_Hant", "zh_Hant_HK")
"""The languages whose names are taken from CLDR."""

FURTHER = (
    *("de", "it", "pt", "pt_PT", "nl", "pl", "tr", "ja", "ko"),
    *("sv", "cs", "el", "uk", "ro", "hu", "fa", "id"),
)
"""Languages in which many type, though no list of the United Nations is kept in them.

Their names count only where no State bears the name in one of the others.
"""

EVERYWHERE = (*ELSEWHERE, *FURTHER)

SHORTEST_COMPARED = 4
"""A shorter name is a code or an abbreviation: with another letter it is another one."""

SHORTEST_FURTHER = 6
"""A shorter name in a further language is too near to names in other languages."""

SHORTEST_PLACE = 5
"""A shorter name of a place is too near to names of States."""

ROW = 2
"""What stands before the names of a territory in its row: its code, and its State."""

SMALL_WORDS = frozenset(
    words(
        "the of and le la les l el los las al as ash ar an de des du del d y et e i и в der die das"
        " a da do dos o"
    )
)
"""Articles and the like, which people add and leave out."""

SHORT_WORDS = {"st": "saint", "ste": "sainte", "sta": "santa", "rep": "republic"}
ARABIC_ARTICLE = re.compile(r"\bال(?=\w{3})")


@dataclass(frozen=True, slots=True)
class Place:
    """A territory or a capital, with the State under which it is shown."""

    state: str
    """Nothing where the United Nations' listings name no State that nobody contests."""
    territory: str = ""
    """The code of a territory; nothing for a capital."""


@dataclass(frozen=True, slots=True)
class NamesOfStates:
    """The names of all States.

    The key of a name holds neither spaces nor small words: `Côte d'Ivoire` has the keys
    `cotedivoire` and `coteivoire`.
    """

    states: Mapping[str, tuple[str, ...]]
    """Key -> the States that are called so, the likeliest first."""
    own: Mapping[str, str]
    """Key of a name in reference data, or of a code -> the one State that bears it."""
    phrases: Mapping[str, tuple[str, ...]]
    """Folded name, its words apart -> the States that are called so."""
    compared: tuple[str, ...]
    """The keys that a misspelt name is compared with."""
    further: Mapping[str, str]
    """Key of a name in a further language -> the State, where `states` has no such key."""
    further_compared: tuple[str, ...]
    places: Mapping[str, tuple[Place, ...]]
    """Key of a name that no State bears -> the territories, or else the capitals, called so."""
    places_compared: tuple[str, ...]


@lru_cache(maxsize=4)
def names_of_states(
    own_names: tuple[tuple[str, ...], ...], territories: tuple[tuple[str, ...], ...] = ()
) -> NamesOfStates:
    """Return every name by which a State is known.

    Folding some thousands of names takes a while and reference data hardly change, so the answer is
    kept.

    Args:
        own_names: for each State its two-letter code and then its names in reference data.
        territories: for each territory in reference data its code, its State, and its names.
    """
    phrases: dict[str, dict[str, None]] = {}
    for name, states in SHARED_NAMES.items():
        phrases.setdefault(fold(name), {}).update(dict.fromkeys(states))
    for state, *names in own_names:
        for name in (state, *names, *_names_elsewhere(state)):
            for variant in _variants(name):
                phrases.setdefault(variant, {})[state] = None
    keyed: dict[str, dict[str, None]] = {}
    for phrase, called_so in phrases.items():
        for key in keys(phrase):
            keyed.setdefault(key, {}).update(called_so)
    further = _further([state for state, *_ in own_names], keyed)
    places = _places(territories, {*keyed, *further})
    return NamesOfStates(
        states={key: tuple(called_so) for key, called_so in keyed.items()},
        own=_own(own_names),
        phrases={phrase: tuple(called_so) for phrase, called_so in phrases.items()},
        compared=tuple(key for key in keyed if len(key) >= SHORTEST_COMPARED),
        further=further,
        further_compared=tuple(key for key in further if len(key) >= SHORTEST_FURTHER),
        places=places,
        places_compared=tuple(
            key
            for key, called_so in places.items()
            if called_so[0].territory and len(key) >= SHORTEST_PLACE
        ),
    )


def _own(own_names: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    """Return the keys of names in reference data that one State alone bears."""
    own: dict[str, set[str]] = {}
    for state, *names in own_names:
        for name in (state, *names):
            for variant in _variants(name):
                own.setdefault(joined(variant), set()).add(state)
    return {key: states.pop() for key, states in own.items() if len(states) == 1}


def _names_elsewhere(state: str) -> Iterator[str]:
    """Return what reference data do not call a State: never shown, but people type it."""
    for names in (ALIASES, FORMAL_NAMES, FORMER_NAMES, OWN_NAMES, LATIN_NAMES):
        yield from names.get(state, ())
    yield from _in_cldr(state, ELSEWHERE)


def _further(states: Iterable[str], taken: Container[str]) -> dict[str, str]:
    """Return the keys of names in further languages that are free and that one State alone bears."""
    found: dict[str, set[str]] = {}
    for state in states:
        for key in _keys_of((*FURTHER_NAMES.get(state, ()), *_in_cldr(state, FURTHER))):
            found.setdefault(key, set()).add(state)
    return {
        key: one for key, (one, *others) in found.items() if not others and _is_free(key, taken)
    }


def _places(
    rows: tuple[tuple[str, ...], ...], taken: Container[str]
) -> dict[str, tuple[Place, ...]]:
    """Return the keys of territories and capitals that are free; a territory comes first."""
    responsible = dict.fromkeys(CONTESTED, "") | TERRITORIES
    responsible |= {code: state for code, state, *_ in rows}
    in_rows = {row[0]: row[ROW:] for row in rows}
    territories: dict[str, dict[Place, None]] = {}
    for code, state in responsible.items():
        names = (code, *in_rows.get(code, ()), *TERRITORY_NAMES.get(code, ()))
        for key in _keys_of((*names, *_in_cldr(code, EVERYWHERE))):
            territories.setdefault(key, {})[Place(state, code)] = None
    capitals: dict[str, dict[Place, None]] = {}
    for state in (*CAPITAL_ZONES, *CAPITALS):
        for key in _keys_of((*CAPITALS.get(state, ()), *_city(CAPITAL_ZONES.get(state, "")))):
            capitals.setdefault(key, {})[Place(state)] = None
    found = capitals | territories
    return {key: tuple(called_so) for key, called_so in found.items() if _is_free(key, taken)}


def _is_free(key: str, taken: Container[str]) -> bool:
    return len(key) > 1 and key not in taken


def _in_cldr(code: str, languages: Iterable[str]) -> Iterator[str]:
    """Return what a State or a territory is called in each of the languages."""
    for language in languages:
        if name := Locale.parse(language).territories.get(code):
            yield name


def _city(zone: str) -> Iterator[str]:
    """Return what the city is called after which a time zone is named, in every language."""
    # CLDR has no name where a language writes the city as the zone does.
    yield zone.rpartition("/")[2]
    for language in EVERYWHERE:
        if name := Locale.parse(language).time_zones.get(zone, {}).get("city"):
            yield name


def _keys_of(names: Iterable[str]) -> Iterable[str]:
    every = (key for name in names for variant in _variants(name) for key in keys(variant))
    return dict.fromkeys(every)


def _variants(name: str) -> Iterator[str]:
    """Return the folded forms of a name, also without what stands in parentheses."""
    yield fold(name)
    short, _, rest = name.partition("(")
    if rest:
        yield fold(short)
        yield fold(f"{rest} {short}")


def keys(phrase: str) -> tuple[str, ...]:
    """Return the keys of a folded name: all of it, and without small words."""
    return tuple(dict.fromkeys((joined(phrase), joined(without_small_words(phrase)))))


def joined(phrase: str) -> str:
    """Return a folded name without the spaces between its words."""
    return phrase.replace(" ", "")


def without_small_words(phrase: str) -> str:
    """Return a folded name without articles and the like, and with its short words written out.

    A name that has nothing else keeps them.
    """
    written_out = [SHORT_WORDS.get(w, w) for w in ARABIC_ARTICLE.sub("", phrase).split()]
    return " ".join([w for w in written_out if w not in SMALL_WORDS] or written_out)
