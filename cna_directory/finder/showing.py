"""From what a search found to what its page shows: words and addresses, each made once.

A page of results is asked for with every pause of typing, so its templates only put these in their
places: whatever costs something is done here, and done once for all lines of the list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from cna_directory.authorities.rules import ConfirmationState
from cna_directory.finder.queries import Results
from cna_directory.finder.rules import Facet, Query, Understood
from cna_directory.finder.rules.asking import LONGEST_QUESTION
from cna_directory.finder.words import facet_name, short_type, value_name
from cna_directory.languages import direction
from cna_directory.reference.queries import Names
from cna_directory.web.addresses import with_letters
from cna_directory.web.helpers import day
from cna_directory.web.labels import label
from cna_directory.web.languages import language_name, page_direction, words_language
from cna_directory.web.paging import Page

FILES = {
    "csv": lazy_gettext("table (CSV)"),
    "json": lazy_gettext("JSON"),
    "vcf": lazy_gettext("address book (vCard)"),
}
"""Ending of the address of a file -> its words."""

ALL_SHOWN = "language"
"""What the address says under `all` where the whole list of languages is shown."""

MOST_LANGUAGES = 6
"""Of some hundred languages the commonest are shown until all are asked for."""

SAYING_LITTLE = frozenset({Facet.INTERPOL, Facet.LEGAL_BASIS, Facet.URGENT, Facet.CONFIRMED})
"""Facets whose values are no words by themselves: a chip that only says "yes" says nothing."""


@dataclass(frozen=True, slots=True)
class Question:
    """A search as its address writes it; the text counts where the query has words."""

    text: str
    query: Query
    page: int = 1
    is_all: bool = False
    """Whether the values of long facets are all shown."""

    def address(self, ending: str = "") -> str:
        """Return the address that asks this, of the page or of a file of its results."""
        asked = with_letters(urlencode(list(self._values())))
        # From the page itself only the question differs; in a long page this is some bytes less.
        place = url_for("finder.search") + ending if ending or not asked else ""
        return f"{place}?{asked}" if asked else place

    def _values(self) -> Iterator[tuple[str, str]]:
        if self.query.words:
            yield "q", self.text
        if self.query.state:
            yield "state", self.query.state
        for facet, values in self.query.chosen:
            yield from ((facet.value, value) for value in values)
        if self.is_all:
            yield "all", ALL_SHOWN
        if self.page > 1:
            yield "page", str(self.page)


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, and how many authorities it would leave."""

    value: str
    words: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """A side from which the list is narrowed down."""

    name: str
    words: str
    choices: tuple[Choice, ...]
    rest: Link | None
    """The way to the whole list where it is long and only its beginning is shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """An authority in the list."""

    number: int
    name: str
    english: str
    language: str
    """The language of the name where it is not that of the page, else nothing."""
    direction: str
    """The direction of the name where it is not that of the page, else nothing."""
    state: str
    """The code of its State where the line above is of another one, else nothing."""
    state_name: str
    kind: str
    types: str
    standing: str
    standing_words: str
    confirmed: str
    languages: str


@dataclass(frozen=True, slots=True)
class FoundState:
    """A State that the words name: its page, and the question who receives what there."""

    page: Link
    send: str


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """Everything that a page of results shows."""

    text: str
    """What stands in the box: the text as it was typed, but no longer than it counts."""
    is_text_too_long: bool
    is_page_unknown: bool
    is_all: bool
    """Whether the values of long facets are all shown."""
    understood: Understood
    results: Results
    names: Names

    @property
    def question(self) -> Question:
        """Return what was answered, as addresses write it."""
        return self._question(self.results.query)

    @property
    def page(self) -> Page:
        """Return which part of the list is shown."""
        return self.results.page

    @property
    def state_box(self) -> str:
        """Return what stands in the box for the State."""
        state = self.understood.query.state
        return self.names.states[state] if state else self.understood.unknown_state

    @property
    def problem(self) -> str:
        """Return what is wrong with the text, in a sentence for its box."""
        if not self.is_text_too_long:
            return ""
        words = _(
            "This is too long. Only its first %(most)s characters count.", most=LONGEST_QUESTION
        )
        return str(words)

    @property
    def state_problem(self) -> str:
        """Return what is wrong with the State, in a sentence for its box."""
        unknown = self.understood.unknown_state
        if not unknown:
            return ""
        if self.understood.suggested_states:
            return str(_("“%(name)s” may mean several States. Choose one below.", name=unknown))
        return str(_("No State is called “%(name)s” here. All States are searched.", name=unknown))

    def told(self) -> Iterator[str]:
        """Yield what was not understood and left out, or understood in another way."""
        for unknown in self.understood.unknown:
            yield _(
                "“%(value)s” was left out: there is no such choice under “%(facet)s”.",
                value=unknown.value,
                facet=facet_name(unknown.facet),
            )
        if self.is_page_unknown:
            yield _("The number of the page was not understood. This is the first one.")
        for place, typed in (
            (self.understood.place, self.understood.typed_place),
            (self.results.place, self.text),
        ):
            if place:
                yield _(
                    "%(place)s: shown under %(state)s.",
                    place=self.names.territories.get(place.territory) or typed,
                    state=self.names.states[place.state],
                )
        if self.results.instead:
            yield _(
                "Nothing is called “%(asked)s”. This is what was found for: %(instead)s.",
                asked=self.text,
                instead=", ".join(self.results.instead),
            )

    def suggested(self) -> Iterator[Link]:
        """Yield the States that may have been meant by a name that is unknown."""
        for state in self.understood.suggested_states:
            yield Link(self.names.states[state], self._asking(state=state))

    def states(self) -> Iterator[FoundState]:
        """Yield the States that the words name."""
        for state in self.results.states:
            there = url_for("authorities.state", iso2=state)
            yield FoundState(
                Link(self.names.states[state], there), url_for("answers.question", state=state)
            )

    @property
    def answer(self) -> Link | None:
        """Return the way to the answer where one State and one request type were asked for."""
        query = self.results.query
        states = (query.state,) if query.state else self.results.states
        types = query.values(Facet.REQUEST_TYPE)
        if len(states) != 1 or len(types) != 1:
            return None
        address = url_for("answers.answer", iso2=states[0], request_type=types[0])
        words = _(
            "Which authority? %(type)s: %(state)s",
            type=self.names.request_types[types[0]],
            state=self.names.states[states[0]],
        )
        return Link(words, address)

    def facets(self) -> Iterator[ShownFacet]:
        """Yield the facets with the counts of this question."""
        for counted in self.results.facets:
            facet = counted.facet
            chosen = self.results.query.values(facet)
            is_cut = facet is Facet.LANGUAGE and not self.is_all
            shown = _commonest(counted.counts) if is_cut else counted.counts
            rest = counted.counts[len(shown) :]
            chosen_beyond = (pair for pair in rest if pair[0] in chosen)
            yield ShownFacet(
                facet.value,
                facet_name(facet),
                choices=tuple(
                    Choice(value, value_name(facet, value, self.names), count, value in chosen)
                    for value, count in (*shown, *chosen_beyond)
                ),
                rest=self._whole_list(len(counted.counts)) if rest else None,
            )

    def chips(self) -> Iterator[Link]:
        """Yield what was asked for, each with the address that no longer asks for it."""
        query = self.results.query
        if query.words:
            yield Link(f"“{self.text}”", self._asking(words=()))
        if query.state:
            yield Link(self.names.states[query.state], self._asking(state=""))
        for facet, values in query.chosen:
            for value in values:
                address = self._question(query.without(facet, value)).address()
                yield Link(self._named(facet, value), address)

    def ways_out(self) -> Iterator[Link]:
        """Yield what would find somebody where nobody was found."""
        for near in self.results.suggestions:
            yield Link(
                _(
                    "without %(left_out)s (%(number)s)",
                    left_out=self._left_out(near.query),
                    number=near.number,
                ),
                self._question(near.query).address(),
            )

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the list."""
        above = ""
        days: dict[date, str] = {}
        languages: dict[str, str] = {}
        types = {code: short_type(code, self.names) for code in self.names.request_types}
        standings = {state: label(state) for state in ConfirmationState}
        here, this_way = words_language(), page_direction()
        for it in self.results.authorities:
            confirmed = it.standing.confirmed_on
            if confirmed is not None and confirmed not in days:
                days[confirmed] = day(confirmed)
            for code in it.languages:
                if code not in languages:
                    languages[code] = language_name(code)
            way = direction(it.name.language)
            yield Line(
                number=it.number,
                name=it.name.text,
                english=it.english_name or it.name_transliterated,
                language="" if it.name.language == here else it.name.language,
                direction="" if way == this_way else way,
                state="" if it.state == above else it.state,
                state_name=self.names.states[it.state],
                kind=it.provenance_kind,
                types=", ".join(types[code] for code in it.request_types),
                standing=it.standing.state,
                standing_words=standings[it.standing.state],
                confirmed=days[confirmed] if confirmed else "",
                languages=", ".join(languages[code] for code in it.languages),
            )
            above = it.state

    def pages(self) -> Iterator[tuple[int | None, str]]:
        """Yield the numbers of the pages to offer with their addresses; `None` stands for a gap."""
        for number in self.page.near():
            yield number, self.page_at(number) if number else ""

    def page_at(self, number: int) -> str:
        """Return the address of a page of the list."""
        return replace(self.question, page=number).address()

    def files(self) -> Iterator[Link]:
        """Yield the files in which the whole list can be taken along."""
        asked = replace(self.question, is_all=False)
        for ending, words in FILES.items():
            yield Link(str(words), asked.address(f".{ending}"))

    def _whole_list(self, length: int) -> Link:
        words = _("Show all %(number)s", number=length)
        return Link(words, replace(self.question, is_all=True).address())

    def _asking(self, **changes: Any) -> str:
        """Return the address of the same question with another State or without its words."""
        return self._question(replace(self.results.query, **changes)).address()

    def _question(self, query: Query) -> Question:
        return Question(self.text, query, is_all=self.is_all)

    def _named(self, facet: Facet, value: str) -> str:
        words = value_name(facet, value, self.names)
        return f"{facet_name(facet)}: {words}" if facet in SAYING_LITTLE else words

    def _left_out(self, near: Query) -> str:
        """Return the words of what the question asks for and a near one does not."""
        query = self.results.query
        if query.words != near.words:
            return f"“{self.text}”"
        if query.state != near.state:
            return self.names.states[query.state]
        return ", ".join(
            self._named(facet, value)
            for facet, values in query.chosen
            if not near.values(facet)
            for value in values
        )


def _commonest(counts: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Return the first of counts that are in order, without those that lead to nobody."""
    return tuple(pair for pair in counts[:MOST_LANGUAGES] if pair[1])
