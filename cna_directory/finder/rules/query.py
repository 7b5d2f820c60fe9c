"""What a search asks for: words, a State, and values of facets."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Facet(StrEnum):
    """A side from which authorities are narrowed down; the name is that of the address's value."""

    REQUEST_TYPE = "request_type"
    REGION = "region"
    INSTRUMENT = "instrument"
    LANGUAGE = "language"
    CHANNEL = "channel"
    INTERPOL = "interpol"
    LEGAL_BASIS = "legal_basis"
    URGENT = "urgent"
    CONFIRMED = "confirmed"
    PROVENANCE = "provenance"


Chosen = tuple[tuple[Facet, tuple[str, ...]], ...]
"""Facets in the order of `Facet`, each with the values that were chosen of it."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a page of results answers: within a facet either value will do, all facets must hold."""

    words: tuple[str, ...] = ()
    state: str = ""
    chosen: Chosen = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was asked."""
        return not (self.words or self.state or self.chosen)

    def values(self, facet: Facet) -> tuple[str, ...]:
        """Return the values chosen of a facet."""
        return next((values for chosen, values in self.chosen if chosen is facet), ())

    def without(self, facet: Facet, value: str = "") -> "Query":
        """Return the query without one value of a facet, or without the whole facet."""
        left = tuple(v for v in self.values(facet) if value and v != value)
        return self.having(facet, left)

    def having(self, facet: Facet, values: tuple[str, ...]) -> "Query":
        """Return the query with these values of a facet and no others."""
        by_facet = dict(self.chosen) | {facet: values}
        ordered = tuple((f, by_facet[f]) for f in Facet if by_facet.get(f))
        return replace(self, chosen=ordered)
