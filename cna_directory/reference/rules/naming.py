"""Every name by which a State is known, brought into a form in which spellings meet."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

from cna_directory.languages import INTERFACE_LANGUAGES
from cna_directory.reference.rules.aliases import ALIASES, SHARED_NAMES
from cna_directory.reference.rules.formal_names import FORMAL_NAMES
from cna_directory.reference.rules.former_names import FORMER_NAMES
from cna_directory.reference.rules.own_names import LATIN_NAMES, OWN_NAMES
from cna_directory.text import fold, words

ELSEWHERE = (*INTERFACE_LANGUAGES, "zh_Hant", "zh_Hant_HK")
"""The languages whose names are taken from CLDR."""

SHORTEST_COMPARED = 4
"""A shorter name is a code or an abbreviation: with another letter it is another one."""

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


@lru_cache(maxsize=4)
def names_of_states(own_names: tuple[tuple[str, ...], ...]) -> NamesOfStates:
    """Return every name by which a State is known.

    `own_names` has for each State its two-letter code and then its names in reference data. Folding
    some thousands of names takes a while and reference data hardly change, so the answer is kept.
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
    return NamesOfStates(
        states={key: tuple(called_so) for key, called_so in keyed.items()},
        own=_own(own_names),
        phrases={phrase: tuple(called_so) for phrase, called_so in phrases.items()},
        compared=tuple(key for key in keyed if len(key) >= SHORTEST_COMPARED),
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
    for language in ELSEWHERE:
        if name := Locale.parse(language).territories.get(state):
            yield name


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
