"""What is known of each State, and how that adds up."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from cna_directory.cards.rules.tables import BYTE_ORDER_MARK, guarded

STEPS = 4
"""Steps between an authority for no request type, which is none of them, and for all of them."""


class Known(StrEnum):
    """What is known of a State and a request type."""

    AUTHORITY = "authority"
    SAID_NONE = "said_none"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class StateCoverage:
    """What is known of one State."""

    iso2: str
    region: str
    authorities: Mapping[str, int]
    """Request type -> how many authorities receive it; without those that none receives."""
    said_none: frozenset[str] = frozenset()
    """The request types for which the State said that it has not designated an authority."""

    def known(self, request_type: str) -> Known:
        """Say what is known for a request type; an authority in the directory tells more."""
        if self.authorities.get(request_type):
            return Known.AUTHORITY
        return Known.SAID_NONE if request_type in self.said_none else Known.NOT_KNOWN

    def cell(self, request_type: str) -> str:
        """Return how many authorities there are, or what is known instead, as a file has it."""
        return str(self.authorities.get(request_type) or self.known(request_type))


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is known of all States, or of those of a region."""

    states: tuple[StateCoverage, ...]

    def by_region(self) -> dict[str, "Coverage"]:
        """Return the same by region of the United Nations, in the order of their names."""
        return {
            region: Coverage(tuple(state for state in self.states if state.region == region))
            for region in sorted({state.region for state in self.states})
        }

    def covered(self, request_type: str) -> int:
        """Return how many States have an authority for a request type; for any, if it is empty."""
        return sum(
            state.known(request_type) is Known.AUTHORITY
            if request_type
            else bool(state.authorities)
            for state in self.states
        )

    def counts(self, request_types: Iterable[str]) -> list[int]:
        """Return for each of the request types how many States have an authority for it."""
        return [self.covered(request_type) for request_type in request_types]


def step(part: int, whole: int) -> int:
    """Return on which step from 0, nothing, to `STEPS`, everything, a part of a whole stands.

    Everything stands alone on the last step, as nothing on the first.
    """
    if not part or not whole:
        return 0
    return STEPS if part >= whole else min(STEPS - 1, ceil(part * (STEPS - 1) / whole))


def csv_of(
    states: Iterable[StateCoverage], names: Mapping[str, str], request_types: Sequence[str]
) -> str:
    """Return a row for each State with a column for each request type, as CSV (RFC 4180)."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(["state_iso2", "state", "region", *request_types])
    for state in states:
        cells = (state.iso2, names[state.iso2], state.region, *map(state.cell, request_types))
        table.writerow([guarded(cell) for cell in cells])
    return BYTE_ORDER_MARK + written.getvalue()
