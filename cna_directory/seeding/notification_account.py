"""The account of every notification: what became of it, so that none is lost without a word."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """Where the content of a notification went."""

    AUTHORITY = "authority"
    LEGAL_BASIS = "legal_basis"
    STATE_NOTE = "state_note"
    NOT_LOADED = "not_loaded"


@dataclass(frozen=True, slots=True)
class NotificationFate:
    """What became of one notification."""

    position: int
    state: str
    cited: str
    outcome: Outcome
    authority_number: int | None
    """The record that holds it, where the outcome is an authority."""
    request_types: tuple[str, ...]
    """The designations or legal bases that it feeds."""
    explanation: str


@dataclass(frozen=True, slots=True)
class NotificationAccount:
    """All notifications with their fates, in the order of the file."""

    fates: tuple[NotificationFate, ...]

    def counts(self) -> dict[str, int]:
        """Return how many notifications had each outcome; together they are all of them."""
        counted = Counter(fate.outcome for fate in self.fates)
        return {outcome.value: counted[outcome] for outcome in Outcome}
