"""Which treaties two States have between them, and since when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Party(Protocol):
    """What a State is to an instrument."""

    @property
    def is_party(self) -> bool:
        """Whether it is a party."""

    @property
    def in_force_on(self) -> date | None:
        """Since when the instrument is in force for it, where that is known here."""


class Bond(StrEnum):
    """What an instrument is between two States."""

    IN_FORCE = "in_force"
    IN_FORCE_DATE_NOT_KNOWN = "in_force_date_not_known"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    NOT_IN_FORCE = "not_in_force"


@dataclass(frozen=True, slots=True)
class Between:
    """An instrument between States: the requested one, and the requesting one where it is known."""

    instrument: str
    bond: Bond
    since: date | None
    not_parties: tuple[str, ...]
    """Which of the States is not a party."""
    is_for_type: bool
    """Whether the instrument speaks of the type of request."""


def between(
    instrument: str,
    parties: dict[str, Party | None],
    today: date,
    *,
    is_for_type: bool,
) -> Between:
    """Return what an instrument is between the States, by what each of them is to it."""
    missing = tuple(s for s, party in parties.items() if party is None or not party.is_party)
    days = [party.in_force_on for party in parties.values() if party is not None]
    since = None if missing or None in days else max(day for day in days if day is not None)
    return Between(instrument, _bond(missing, since, today), since, missing, is_for_type)


def _bond(missing: tuple[str, ...], since: date | None, today: date) -> Bond:
    if missing:
        return Bond.NOT_IN_FORCE
    if since is None:
        return Bond.IN_FORCE_DATE_NOT_KNOWN
    return Bond.IN_FORCE if since <= today else Bond.NOT_YET_IN_FORCE
