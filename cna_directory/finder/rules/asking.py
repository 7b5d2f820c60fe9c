"""What was asked for: whatever an address holds, made into a query, with what was not understood."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from cna_directory.finder.rules.query import Facet, Query
from cna_directory.reference.rules import (
    NamesOfStates,
    Place,
    place_meant,
    resolve_state,
    state_called,
)
from cna_directory.text import fold, words

LONGEST_QUESTION = 200
LONGEST_UNKNOWN = 60
MOST_WORDS = 8
MOST_VALUES = 100
"""More values of one facet than this are not looked at; no facet has as many."""
MOST_UNKNOWN = 5


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A value of an address that no facet has."""

    facet: Facet
    value: str


@dataclass(frozen=True, slots=True)
class Understood:
    """A query, with what could not be understood of it."""

    query: Query
    unknown: tuple[UnknownValue, ...] = ()
    unknown_state: str = ""
    suggested_states: tuple[str, ...] = ()
    place: Place | None = None
    """The territory or capital by whose name the State was found, if it was by one."""
    typed_place: str = ""


def understand(
    *,
    text: str = "",
    state: str = "",
    chosen: Mapping[Facet, Sequence[str]],
    names: NamesOfStates,
    values: Mapping[Facet, Iterable[str]],
) -> Understood:
    """Return what was asked for; what has no meaning is left out and told.

    Args:
        text: the words of the search box.
        state: a State under any of its names.
        chosen: the values of facets that the address names.
        names: the names of States.
        values: the values that there are of each facet.
    """
    state = state[:LONGEST_QUESTION]
    found, suggested = resolve_state(state, names)
    place = place_meant(state, names) if found else None
    kept: list[tuple[Facet, tuple[str, ...]]] = []
    unknown: list[UnknownValue] = []
    for facet in Facet:
        known, strange = _sorted_out(chosen.get(facet, ()), frozenset(values.get(facet, ())))
        if known:
            kept.append((facet, known))
        unknown += [UnknownValue(facet, value[:LONGEST_UNKNOWN]) for value in strange]
    return Understood(
        query=Query(_words(text), found, tuple(kept)),
        unknown=tuple(unknown[:MOST_UNKNOWN]),
        unknown_state="" if found else state.strip()[:LONGEST_UNKNOWN],
        suggested_states=suggested,
        place=place,
        typed_place=state.strip()[:LONGEST_UNKNOWN] if place else "",
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(islice(dict.fromkeys(words(text[:LONGEST_QUESTION])), MOST_WORDS))


def _sorted_out(
    asked: Sequence[str], known: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the values that exist and those that do not, each once; an empty one means nothing."""
    each = tuple(dict.fromkeys(value for value in asked[:MOST_VALUES] if value.strip()))
    return tuple(v for v in each if v in known), tuple(v for v in each if v not in known)


def state_and_type(
    asked: Sequence[str], names: NamesOfStates, types: Mapping[str, str]
) -> Query | None:
    """Return the query that words stand for which name a request type, and with it maybe a State.

    `germany mla` is one, `extradition à Brasil` is none: the rest must be a State's name as it is.

    Args:
        asked: the folded words.
        names: the names of States.
        types: the folded names of request types, each with its code.
    """
    for length in range(len(asked), 0, -1):
        for begin in range(len(asked) - length + 1):
            code = types.get(" ".join(asked[begin : begin + length]), "")
            if not code:
                continue
            rest = " ".join((*asked[:begin], *asked[begin + length :]))
            state = state_called(rest, names)
            if state or not rest:
                return Query(state=state, chosen=((Facet.REQUEST_TYPE, (code,)),))
    return None


def states_called(asked: Sequence[str], names: NamesOfStates) -> tuple[str, ...]:
    """Return the States that share the name which the folded words are, the likeliest first."""
    if not asked:
        return ()
    state = state_called(" ".join(asked), names)
    sharing = names.states.get("".join(asked), ())
    return tuple(dict.fromkeys((*filter(None, (state,)), *sharing)))


def folded_names(names: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, str]:
    """Return the folded form of each code and of each of its names, with the code."""
    return {fold(name): code for code, called in names for name in (code, *called)}
