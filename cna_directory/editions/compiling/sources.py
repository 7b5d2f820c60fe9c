"""What an edition is compiled from: records and profiles as at its closing, and reference rows."""

from dataclasses import dataclass
from datetime import date, datetime

from cna_directory.authorities.queries import Revised, profiles_as_at, records_as_at
from cna_directory.authorities.record import Record, StateProfile
from cna_directory.reference import queries as reference
from cna_directory.reference.models import Instrument, RequestType, State, Territory
from cna_directory.reference.queries import TreatyStatus

FIRST_RULES, RULES = 1, 2
"""The rules by which the first editions were compiled, and those of today.

An edition says by which it was compiled, and is compiled by the same again: else a mended rule
would disown what was issued before it. Since the second, `DesignationEntry.takes_requests` and
`EditionContent.follows_withdrawn` are told, and no name is printed of a record that is not live.
"""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What an edition says of itself."""

    number: str
    closing_at: datetime
    issue_on: date
    issuer: str
    is_demonstration: bool
    trail_head: str
    next_closing_on: date | None = None
    contact: str = ""
    follows_withdrawn: bool = False
    rules: int = RULES


@dataclass(frozen=True, slots=True)
class Before:
    """The records and profiles as the edition before had them."""

    number: str
    closing_at: datetime
    records: tuple[Revised[Record], ...]
    profiles: tuple[Revised[StateProfile], ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """All that the compiler reads."""

    records: tuple[Revised[Record], ...]
    profiles: tuple[Revised[StateProfile], ...]
    states: tuple[State, ...]
    territories: tuple[Territory, ...]
    instruments: tuple[Instrument, ...]
    request_types: tuple[RequestType, ...]
    treaty_status: tuple[TreatyStatus, ...]
    before: Before | None = None


def read_before(number: str, closing_at: datetime) -> Before:
    """Return the records and profiles as at the closing of an earlier edition."""
    return Before(number, closing_at, records_as_at(closing_at), profiles_as_at(closing_at))


def read_sources(closing_at: datetime, before: Before | None = None) -> Sources:
    """Return the records and profiles as at a closing, with the reference rows they name."""
    return Sources(
        records=records_as_at(closing_at),
        profiles=profiles_as_at(closing_at),
        states=reference.states("en"),
        territories=reference.territories(),
        instruments=reference.instruments(),
        request_types=reference.request_types(),
        treaty_status=reference.treaty_status(),
        before=before,
    )
