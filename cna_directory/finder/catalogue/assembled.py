"""The catalogue: who is found by which words and values, in which order, and how many there are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, reduce
from operator import and_, attrgetter, or_

from cna_directory.authorities.summaries import AuthoritySummary
from cna_directory.finder.catalogue.bits import BITS_OF_BYTE, Fields, bits_at, positions_in
from cna_directory.finder.catalogue.entry import Entry
from cna_directory.finder.catalogue.reference import Reference
from cna_directory.finder.catalogue.vocabulary import Vocabulary
from cna_directory.finder.rules.query import Facet, Query
from cna_directory.finder.rules.values import (
    FIXED_VALUES,
    Circumstances,
    values_of_circumstances,
    values_of_competence,
)
from cna_directory.text import terms

MOST_TERMS_KEPT = 1000
"""Of how many terms that were asked for the answers are kept; then all are forgotten."""

Positions = dict[str, list[int]]


class Catalogue:
    """All authorities of a day, assembled from their entries; it never changes."""

    def __init__(
        self, stamp: int, day: date, entries: Mapping[int, Entry], reference: Reference
    ) -> None:
        """Lay the fields of all authorities side by side, those of one State together."""
        self.stamp = stamp
        self.day = day
        self.entries = entries
        self.reference = reference
        self._entry_at: dict[int, Entry] = {}
        self._span_of_state: dict[str, tuple[int, int]] = {}
        self._order: dict[str, list[tuple[int, int]]] = {}
        self._bits_of_term: dict[str, tuple[int, int]] = {}
        self._summaries: dict[int, AuthoritySummary] = {}
        layout = _Layout()
        for state, of_state in _by_state(entries.values()):
            self._span_of_state[state] = layout.add_state(of_state, reference, day, self._entry_at)
        self._length = layout.length
        self.fields = Fields(self._bits(self._entry_at), self._bits(layout.all_positions))
        self._bits_of_value = {
            value: self._bits(positions) for value, positions in layout.values.items()
        }
        self._bits_of_place = {
            place: self._bits(positions) for place, positions in layout.places.items()
        }
        self._in_names = layout.names
        self._elsewhere = layout.elsewhere
        self._places_of_term = reference.terms_of_places()
        self.vocabulary = Vocabulary(
            {
                *layout.names,
                *layout.elsewhere,
                *self._places_of_term,
                *reference.terms_of_request_types,
            }
        )

    @cached_property
    def values(self) -> Mapping[Facet, tuple[str, ...]]:
        """Return the values that there are of each facet."""
        known = {
            Facet.REQUEST_TYPE: tuple(self.reference.request_types),
            Facet.REGION: tuple(sorted({state.region for state in self.reference.states.values()})),
            Facet.INSTRUMENT: tuple(self.reference.instruments),
            Facet.LANGUAGE: tuple(
                sorted(value for facet, value in self._bits_of_value if facet is Facet.LANGUAGE)
            ),
            **FIXED_VALUES,
        }
        return {facet: known[facet] for facet in Facet}

    def with_words(self, words: Iterable[str]) -> tuple[int, int]:
        """Return the authorities that have all words, and those of them that have them in names.

        A State's name counts in both, so that among the authorities of a State that was asked for
        those come first whose names have the other words.
        """
        everywhere = in_names = self.fields.tops
        for word in words:
            for term in terms(word):
                with_term, with_name = self._with_term(term)
                everywhere &= with_term
                in_names &= with_name
        return everywhere, in_names

    def of_place(self, code: str) -> int:
        """Return the authorities of a State, or those designated for a territory."""
        return self._bits_of_place.get(code, 0)

    def having(self, query: Query, among: int) -> int:
        """Return those of the authorities `among` with a designation that has all that was chosen."""
        among &= self.of_place(query.state) if query.state else among
        return self.fields.authorities(self._chosen(query), among) if query.chosen else among

    def counts(self, query: Query, among: int) -> Iterator[tuple[Facet, dict[str, int]]]:
        """Yield for each facet how many authorities each of its values would lead to.

        What is chosen of a facet itself does not count, because another value of it would add to
        what is found.
        """
        among &= self.of_place(query.state) if query.state else among
        for facet, values in self.values.items():
            others = self._chosen(query.without(facet))
            yield facet, {value: self._count(facet, value, others, among) for value in values}

    def in_order(self, *groups: int, language: str) -> "Ordered":
        """Return authorities group after group, each by State in the order of a language."""
        if language not in self._order:
            states = self.reference.states_in_order(language)
            spans = (self._span_of_state.get(state) for state in states)
            self._order[language] = [span for span in spans if span is not None]
        return Ordered(self._entry_at, self._order[language], groups)

    def summary(self, entry: Entry) -> AuthoritySummary:
        """Return what a list says of an authority on the day of the catalogue."""
        if entry.number not in self._summaries:
            self._summaries[entry.number] = entry.summary(self.day)
        return self._summaries[entry.number]

    def corrected(self, asked: str) -> str:
        """Return a term as it is if it means anything, else the nearest one, or nothing.

        Of terms that are as near the one is taken that most authorities have.
        """
        if asked in self.reference.terms_of_request_types or self._with_term(asked)[0]:
            return asked
        near = self.vocabulary.nearest(asked)
        return max(near, key=lambda term: self._with_term(term)[0].bit_count(), default="")

    def _chosen(self, query: Query) -> int:
        sets = (
            reduce(or_, (self._bits_of_value.get((facet, value), 0) for value in values))
            for facet, values in query.chosen
        )
        return reduce(and_, sets, self.fields.all_bits)

    def _count(self, facet: Facet, value: str, others: int, among: int) -> int:
        bits = self._bits_of_value.get((facet, value), 0)
        return self.fields.authorities(bits & others, among).bit_count() if bits else 0

    def _with_term(self, asked: str) -> tuple[int, int]:
        """Return the authorities that have a term, and those that have it in a name."""
        kept = self._bits_of_term.get(asked)
        if kept is not None:
            return kept
        meant = self.vocabulary.meant_by(asked)
        places = {place for term in meant for place in self._places_of_term.get(term, ())}
        of_places = reduce(or_, (self.of_place(place) for place in places), 0)
        in_names = of_places | self._union(meant, self._in_names)
        found = in_names | self._union(meant, self._elsewhere), in_names
        if len(self._bits_of_term) >= MOST_TERMS_KEPT:
            self._bits_of_term.clear()
        self._bits_of_term[asked] = found
        return found

    def _union(self, meant: Iterable[str], positions: Positions) -> int:
        return self._bits(at for term in meant for at in positions.get(term, ()))

    def _bits(self, positions: Iterable[int]) -> int:
        return bits_at(positions, self._length)


class Ordered:
    """Found authorities in the order to show them; only those that are asked for are looked up."""

    def __init__(
        self, entry_at: Mapping[int, Entry], spans: list[tuple[int, int]], groups: tuple[int, ...]
    ) -> None:
        """Take the groups in their order; who stands in two counts in the first."""
        self._entry_at = entry_at
        self._spans = spans
        self._groups: list[int] = []
        before = 0
        for group in groups:
            self._groups.append(group & ~before)
            before |= group
        self.total = before.bit_count()

    def part(self, offset: int, length: int) -> list[Entry]:
        """Return up to `length` authorities after the first `offset`."""
        found: list[Entry] = []
        for group in self._groups:
            size = group.bit_count()
            if offset >= size:
                offset -= size
                continue
            found += self._of_group(group, offset, length - len(found))
            offset = 0
            if len(found) >= length:
                break
        return found

    def _of_group(self, group: int, offset: int, length: int) -> list[Entry]:
        in_bytes = group.to_bytes(-(-group.bit_length() // BITS_OF_BYTE), "little")
        found: list[Entry] = []
        for begin, end in self._spans:
            of_state = int.from_bytes(in_bytes[begin:end], "little")
            size = of_state.bit_count()
            if offset >= size:
                offset -= size
                continue
            positions = list(positions_in(of_state, begin * BITS_OF_BYTE))
            found += [self._entry_at[at] for at in positions[offset : offset + length - len(found)]]
            offset = 0
            if len(found) >= length:
                break
        return found


class _Layout:
    """The positions of everything, while the fields of authorities are laid side by side."""

    def __init__(self) -> None:
        self.length = 0
        self.all_positions: list[int] = []
        self.values: dict[tuple[Facet, str], list[int]] = defaultdict(list)
        self.places: Positions = defaultdict(list)
        self.names: Positions = defaultdict(list)
        self.elsewhere: Positions = defaultdict(list)

    def add_state(
        self, entries: list[Entry], reference: Reference, day: date, entry_at: dict[int, Entry]
    ) -> tuple[int, int]:
        """Add a State's authorities; return the bytes they fill, which are nobody else's."""
        first = self.length // BITS_OF_BYTE
        for entry in entries:
            entry_at[self._add(entry, reference, day)] = entry
        last = -(-self.length // BITS_OF_BYTE)
        self.length = last * BITS_OF_BYTE
        return first, last

    def _add(self, entry: Entry, reference: Reference, day: date) -> int:
        """Add the field of an authority; return the position that stands for it."""
        valid = [c for c in entry.competences if c.holds_on(day)]
        field = range(self.length, self.length + max(len(valid), 1))
        self.length = field.stop
        self.all_positions += field
        bases = reference.legal_bases.get(entry.state, {})
        circumstances = Circumstances(
            reference.states[entry.state].region,
            entry.provenance_kind,
            entry.confirmation,
            entry.is_reached_day_and_night,
        )
        for value in values_of_circumstances(circumstances, day):
            self.values[value] += field
        for at, competence in zip(field, valid, strict=False):
            for value in values_of_competence(competence, bases):
                self.values[value].append(at)
        top = field[-1]
        for place in {entry.state, *(c.territory for c in valid if c.territory)}:
            self.places[place].append(top)
        for found_by, positions in (
            (entry.name_terms, self.names),
            (entry.other_terms, self.elsewhere),
        ):
            for term in found_by:
                positions[term].append(top)
        return top


def _by_state(entries: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    by_state: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=attrgetter("number")):
        by_state.setdefault(entry.state, []).append(entry)
    yield from by_state.items()
