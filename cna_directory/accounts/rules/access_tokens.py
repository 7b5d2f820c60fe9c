"""Pure decisions about access tokens: what one may hold, what its scopes allow, where it stands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cna_directory.access.capabilities import Capability
from cna_directory.accounts.rules.factors import LONGEST_NAME
from cna_directory.accounts.standing import Scope
from cna_directory.errors import Problem

PREFIX = "cna_"
"""How every token begins, so that scanners of source code and logs recognise one that leaked."""

MOST_OPEN = 10
SHORTEST_LIFE, USUAL_LIFE, LONGEST_LIFE = 1, 90, 365

MOST_A_MINUTE = 120
"""Requests with one token; each process of the server counts its own."""

MOST_A_DAY = 10_000
"""What an account reads in a day before its programs are refused, a list counting as many as it
holds: enough to look a thousand authorities up ten times, too little to go unnoticed."""

_ANYBODY = frozenset({Capability.VISIT})
_REFERENCE = _ANYBODY | {Capability.READ_REFERENCE}
CAPABILITIES = {
    Scope.REFERENCE: _REFERENCE,
    Scope.DIRECTORY: _REFERENCE | {Capability.READ_DIRECTORY, Capability.TAKE_RECORDS_ALONG},
}
"""What each scope allows; the role of the account stays the outer bound."""


class TokenState(StrEnum):
    """Where a token stands."""

    OPEN = "open"
    ENDED = "ended"
    EXPIRED = "expired"


def capabilities_of(scopes: Collection[Scope]) -> frozenset[Capability]:
    """Return what a token with these scopes may be used for."""
    return _ANYBODY.union(*(CAPABILITIES[scope] for scope in scopes))


def token_state(ended_at: datetime | None, expires_at: datetime, now: datetime) -> TokenState:
    """Return where a token stands."""
    if ended_at is not None:
        return TokenState.ENDED
    return TokenState.EXPIRED if now >= expires_at else TokenState.OPEN


@dataclass(frozen=True, slots=True)
class WantedToken:
    """A token as its holder wants it, before it is made."""

    account_id: int
    name: str
    scopes: tuple[str, ...]
    days: int | None
    """How long it lives; empty where no number was typed."""


def problems_with_token(wanted: WantedToken, open_tokens: int) -> list[Problem]:
    """Return why a token cannot be made this way."""
    problems = []
    if not wanted.name:
        problems.append(Problem("name", "Give the token a name, such as “Case system”."))
    if len(wanted.name) > LONGEST_NAME:
        problems.append(Problem("name", f"Use no more than {LONGEST_NAME} characters."))
    if not wanted.scopes or set(wanted.scopes) - set(Scope):
        problems.append(Problem("scopes", "Choose what the program may read."))
    if wanted.days is None or not SHORTEST_LIFE <= wanted.days <= LONGEST_LIFE:
        sentence = f"Enter a number of days from {SHORTEST_LIFE} to {LONGEST_LIFE}."
        problems.append(Problem("days", sentence))
    if open_tokens >= MOST_OPEN:
        sentence = f"You have {MOST_OPEN} tokens. End one of them first."
        problems.append(Problem("", sentence))
    return problems


def ends_at(made_at: datetime, days: int) -> datetime:
    """Return when a token runs out."""
    return made_at + timedelta(days=days)
