"""States under any name that somebody may type."""

import difflib
from collections.abc import Iterator, Mapping
from functools import lru_cache

from babel import Locale

from cna_directory.languages import INTERFACE_LANGUAGES
from cna_directory.reference.rules.aliases import ALIASES
from cna_directory.text import fold

MOST_SUGGESTIONS = 6
CLOSE_ENOUGH = 0.7
MOST_NAMES_COMPARED = 24
"""A State has many names, so more names than States are taken."""
SHORTEST_PREFIX = 3

NamesOfStates = Mapping[str, frozenset[str]]
"""Folded name -> the States that are called so."""


@lru_cache(maxsize=4)
def names_of_states(own_names: tuple[tuple[str, ...], ...]) -> NamesOfStates:
    """Return every name by which a State is known.

    `own_names` has for each State its two-letter code and then its names in reference data. Folding
    some thousands of names takes a while and reference data hardly change, so the answer is kept.
    """
    known: dict[str, frozenset[str]] = {}
    for names in own_names:
        state = names[0]
        for name in (*names, *ALIASES.get(state, ()), *_elsewhere(state)):
            for variant in _variants(name):
                known[variant] = known.get(variant, frozenset()) | {state}
    return known


def _elsewhere(state: str) -> tuple[str, ...]:
    """Return what CLDR calls a State: never shown, but people type it."""
    locales = (Locale.parse(language) for language in INTERFACE_LANGUAGES)
    return tuple(name for locale in locales if (name := locale.territories.get(state)))


def _variants(name: str) -> Iterator[str]:
    """Return the folded forms of a name, also without what stands in parentheses."""
    yield fold(name)
    short, _, rest = name.partition("(")
    if rest:
        yield fold(short)
        yield fold(f"{rest} {short}")


def resolve_state(text: str, names: NamesOfStates) -> tuple[str, tuple[str, ...]]:
    """Return the State of that name, or nothing and the States that it may stand for."""
    asked = fold(text)
    if not asked:
        return "", ()
    called_so = names.get(asked, frozenset())
    if only := _only(called_so):
        return only, ()
    near = [*sorted(called_so), *_that_begin(asked, names), *_that_resemble(asked, names)]
    return "", tuple(dict.fromkeys(near))[:MOST_SUGGESTIONS]


def _only(states: frozenset[str]) -> str:
    return next(iter(states)) if len(states) == 1 else ""


def _that_begin(asked: str, names: NamesOfStates) -> Iterator[str]:
    if len(asked) < SHORTEST_PREFIX:
        return
    for name in sorted(names):
        if f" {asked}" in f" {name}":
            yield from sorted(names[name])


def _that_resemble(asked: str, names: NamesOfStates) -> Iterator[str]:
    close = difflib.get_close_matches(asked, names, n=MOST_NAMES_COMPARED, cutoff=CLOSE_ENOUGH)
    for name in close:
        yield from sorted(names[name])
