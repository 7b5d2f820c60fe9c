"""What was asked for: States by any of their names, words to look for, and the query as a whole."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from babel import Locale

from cna_directory.finder.aliases import ALIASES
from cna_directory.languages import INTERFACE_LANGUAGES
from cna_directory.text import fold, words

LONGEST_QUESTION = 200
MOST_WORDS = 8
MOST_SUGGESTIONS = 6
SHORTEST_NAME_AMONG_WORDS = 4
"""A shorter word of a free search is a word, not the code of a State."""
CLOSE_ENOUGH = 0.7
MOST_NAMES_COMPARED = 24
"""A State has many names, so more names than States are taken."""
SHORTEST_PREFIX = 3

NamesOfStates = Mapping[str, frozenset[str]]
"""Folded name -> the States that are called so."""


ANY_LEAP_YEAR = 2000


def days_of_issue(edition_issues: str) -> tuple[date, ...]:
    """Return the days of a year on which editions are issued; nothing where none are named.

    The setting reads as `06-01T06:00,12-01T06:00`.
    """
    try:
        return tuple(
            datetime.strptime(f"{ANY_LEAP_YEAR}-{part.strip()}", "%Y-%m-%dT%H:%M").date()  # noqa: DTZ007 - a day without a time.
            for part in edition_issues.split(",")
        )
    except ValueError:
        return ()


@dataclass(frozen=True, slots=True)
class Query:
    """What a page of results answers."""

    state: str = ""
    request_type: str = ""
    words: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was asked."""
        return not (self.state or self.request_type or self.words)

    @property
    def is_exact(self) -> bool:
        """Say whether the query is the question "who receives this type of request there?"."""
        return bool(self.state and self.request_type and not self.words)


@dataclass(frozen=True, slots=True)
class Understood:
    """A query, with what could not be understood of it."""

    query: Query
    unknown_state: str = ""
    suggested_states: tuple[str, ...] = ()
    unknown_request_type: str = ""


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


def understand(
    *,
    state: str,
    request_type: str,
    text: str,
    names: NamesOfStates,
    request_types: Mapping[str, str],
) -> Understood:
    """Return what was asked for; a free text that is a State's name asks for that State."""
    state, text = state[:LONGEST_QUESTION], text[:LONGEST_QUESTION]
    found, suggested = resolve_state(state, names)
    asked_words = words(text)[:MOST_WORDS]
    if not fold(state) and (in_text := _state_in(text, names)):
        found, asked_words = in_text, ()
    code = _request_type(request_type, request_types)
    return Understood(
        query=Query(found, code, asked_words),
        unknown_state="" if found else state.strip(),
        suggested_states=suggested,
        unknown_request_type="" if code else request_type.strip()[:LONGEST_QUESTION],
    )


def _state_in(text: str, names: NamesOfStates) -> str:
    """Return the State that a free text names and nothing else."""
    asked = fold(text)
    if len(asked) < SHORTEST_NAME_AMONG_WORDS:
        return ""
    return _only(names.get(asked, frozenset()))


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


def _request_type(text: str, request_types: Mapping[str, str]) -> str:
    """Return the code of a request type that was asked for by code or by name."""
    asked = fold(text)
    for code, name in request_types.items():
        if asked and asked in {fold(code), fold(name)}:
            return code
    return ""
