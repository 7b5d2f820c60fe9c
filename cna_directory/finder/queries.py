"""Looking for authorities: who is found, in which order, and how many each facet leads to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from operator import or_

from babel import Locale
from sqlalchemy import select

from cna_directory.authorities.summaries import AuthoritySummary
from cna_directory.database import db
from cna_directory.finder.catalogue import Catalogue
from cna_directory.finder.models import StarredState
from cna_directory.finder.rules.asking import (
    Understood,
    state_and_type,
    states_called,
    understand,
)
from cna_directory.finder.rules.query import Facet, Query
from cna_directory.reference.rules import Place, place_meant, resolve_state
from cna_directory.text import fold, terms
from cna_directory.web.paging import Page

RESULTS_PER_PAGE = 10
"""As many as keep the whole page, facets included, within 15 kB on a bad line, also where names are
in a script of which each letter takes three bytes."""


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The values of a facet in the order to show them, each with how many it leads to."""

    facet: Facet
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another query that does find something, and how many."""

    query: Query
    number: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of the authorities that answer a query."""

    query: Query
    """What was answered: what was asked, or what its words were taken for (`germany mla`)."""
    page: Page
    authorities: tuple[AuthoritySummary, ...]
    facets: tuple[FacetCounts, ...]
    states: tuple[str, ...] = ()
    """The States whose name the words are."""
    place: Place | None = None
    """The territory or capital that the words name, where its State is shown for it."""
    instead: tuple[str, ...] = ()
    """The words that were used in place of words that nobody has."""
    suggestions: tuple[Suggestion, ...] = ()
    """Where nobody was found: what would find somebody."""


def understood(
    catalogue: Catalogue,
    *,
    text: str = "",
    state: str = "",
    chosen: Mapping[Facet, Sequence[str]] | None = None,
) -> Understood:
    """Return what an address asks for, whatever it holds."""
    return understand(
        text=text,
        state=state,
        chosen=chosen or {},
        names=catalogue.reference.names_of_states,
        values=catalogue.values,
    )


def search(catalogue: Catalogue, query: Query, number: int, *, language: str) -> Results:
    """Return a page of the authorities that answer a query, with the counts of all facets."""
    found = _found(catalogue, query)
    ordered = catalogue.in_order(*found.groups, language=language)
    page = Page(number, ordered.total, RESULTS_PER_PAGE)
    shown = ordered.part(page.offset, page.per_page)
    return Results(
        query=found.query,
        page=page,
        authorities=tuple(catalogue.summary(entry) for entry in shown),
        facets=_facets(catalogue, found, language),
        states=found.states,
        place=found.place,
        instead=found.instead,
        suggestions=() if ordered.total else _suggestions(catalogue, found),
    )


def numbers_found(catalogue: Catalogue, query: Query, *, language: str) -> tuple[int, ...]:
    """Return the record numbers of all authorities that answer a query, in the order of pages."""
    ordered = catalogue.in_order(*_found(catalogue, query).groups, language=language)
    return tuple(entry.number for entry in ordered.part(0, ordered.total))


def count_by_request_type(catalogue: Catalogue) -> dict[str, int]:
    """Return how many authorities are designated for each request type today."""
    counts = dict(catalogue.counts(Query(), catalogue.fields.tops))
    return counts[Facet.REQUEST_TYPE]


def states_by_region(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Return the codes of the States of each region of the United Nations."""
    regions: dict[str, tuple[str, ...]] = {}
    for code, state in sorted(catalogue.reference.states.items()):
        regions[state.region] = (*regions.get(state.region, ()), code)
    return dict(sorted(regions.items()))


def starred_states(account_id: int) -> tuple[str, ...]:
    """Return the codes of the States that the holder of an account has marked."""
    return tuple(
        db.session.scalars(
            select(StarredState.state_iso2)
            .where(StarredState.account_id == account_id)
            .order_by(StarredState.state_iso2)
        )
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What the words of a query found, and what all of the query did."""

    query: Query
    with_words: int
    groups: tuple[int, ...]
    """Those of a State that was named, those with the words in their names, and all."""
    states: tuple[str, ...] = ()
    place: Place | None = None
    instead: tuple[str, ...] = ()


def _found(catalogue: Catalogue, query: Query) -> _Found:
    """Return who is found by the words as they are, or else by what they may have meant."""
    found = _as_asked(catalogue, query)
    if found.with_words or not query.words:
        return found
    names = catalogue.reference.names_of_states
    if meant := state_and_type(query.words, names, catalogue.reference.request_types_by_name):
        return _as_asked(catalogue, _together(query, meant))
    called = " ".join(query.words)
    state, _ = resolve_state(called, names)
    if state:
        of_state = _as_asked(catalogue, query, (state,))
        return replace(of_state, place=place_meant(called, names))
    return _corrected(catalogue, query) or found


def _as_asked(catalogue: Catalogue, query: Query, states: tuple[str, ...] = ()) -> _Found:
    """Return who is found by the words as they are, or belongs to a State that they name."""
    states = states or states_called(query.words, catalogue.reference.names_of_states)
    of_states = reduce(or_, (catalogue.of_place(state) for state in states), 0)
    everywhere, in_names = catalogue.with_words(query.words)
    with_words = everywhere | of_states
    groups = (catalogue.having(query, group) for group in (of_states, in_names, with_words))
    return _Found(query, with_words, tuple(groups), states)


def _together(asked: Query, meant: Query) -> Query:
    """Return what words were taken for, within what was chosen beside them."""
    query = replace(asked, words=(), state=meant.state or asked.state)
    for facet, values in meant.chosen:
        query = query.having(facet, values)
    return query


def _corrected(catalogue: Catalogue, query: Query) -> _Found | None:
    """Return who is found with the nearest known words in place of those that nobody has."""
    corrected = {term: catalogue.corrected(term) for word in query.words for term in terms(word)}
    if not all(corrected.values()):
        return None
    instead = tuple(used for term, used in corrected.items() if used != term)
    words = tuple(dict.fromkeys(corrected.values()))
    found = _as_asked(catalogue, replace(query, words=words))
    if found.with_words:
        return replace(found, query=query, instead=instead)
    reference = catalogue.reference
    meant = state_and_type(words, reference.names_of_states, reference.request_types_by_name)
    if not (instead and meant):
        return None
    return replace(_as_asked(catalogue, _together(query, meant)), instead=instead)


def _suggestions(catalogue: Catalogue, found: _Found) -> tuple[Suggestion, ...]:
    """Return the query without one of the things it asks for, where that finds somebody."""
    query = found.query
    nearby = [query.without(facet) for facet, _ in query.chosen]
    if query.state:
        nearby.append(replace(query, state=""))
    if query.words and (query.state or query.chosen):
        nearby.append(replace(query, words=()))
    numbers = ((near, _found(catalogue, near).groups[-1].bit_count()) for near in nearby)
    return tuple(Suggestion(near, number) for near, number in numbers if number)


def _facets(catalogue: Catalogue, found: _Found, language: str) -> tuple[FacetCounts, ...]:
    return tuple(
        FacetCounts(facet, _in_order(facet, counts, language))
        for facet, counts in catalogue.counts(found.query, found.with_words)
    )


def _in_order(facet: Facet, counts: dict[str, int], language: str) -> tuple[tuple[str, int], ...]:
    """Return counts in the order to show them: languages, of which there are many, by number."""
    if facet is not Facet.LANGUAGE:
        return tuple(counts.items())
    by_number = sorted(counts, key=lambda code: (-counts[code], _name_to_sort(code, language)))
    return tuple((code, counts[code]) for code in by_number)


@lru_cache(maxsize=4000)
def _name_to_sort(code: str, language: str) -> str:
    """Return the folded name of a language in the language of the page."""
    called = Locale.parse(language).languages
    return fold(called.get(code.replace("-", "_")) or called.get(code.split("-", 1)[0]) or code)
