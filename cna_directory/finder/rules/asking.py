"""What was asked for: States by any of their names, words to look for, and the query as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cna_directory.reference.rules import NamesOfStates, resolve_state
from cna_directory.text import fold, words

LONGEST_QUESTION = 200
MOST_WORDS = 8
SHORTEST_NAME_AMONG_WORDS = 4
"""A shorter word of a free search is a word, not the code of a State."""
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
    return next(iter(found)) if len(found := names.get(asked, frozenset())) == 1 else ""


def _request_type(text: str, request_types: Mapping[str, str]) -> str:
    """Return the code of a request type that was asked for by code or by name."""
    asked = fold(text)
    for code, name in request_types.items():
        if asked and asked in {fold(code), fold(name)}:
            return code
    return ""
