"""The work list: designations that are not usable yet, with what is missing."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cna_directory.authorities.usable import Needed
from cna_directory.cards.rules.tables import BYTE_ORDER_MARK, guarded


@dataclass(frozen=True, slots=True)
class Completeness:
    """A designation with what it lacks to be usable."""

    authority: int
    authority_name: str
    state: str
    request_type: str
    territory: str
    valid_from: date | None
    valid_until: date | None
    lacks: tuple[Needed, ...]

    @property
    def is_usable(self) -> bool:
        """Say whether nothing is missing."""
        return not self.lacks

    def holds_on(self, day: date) -> bool:
        """Say whether the designation is valid on a day."""
        begins, ends = self.valid_from or date.min, self.valid_until or date.max
        return begins <= day <= ends


@dataclass(frozen=True, slots=True)
class Narrowed:
    """By what the work list is narrowed; empty means all."""

    state: str = ""
    request_type: str = ""
    lacks: str = ""

    def takes(self, it: Completeness) -> bool:
        """Say whether a designation is looked at; what it lacks is asked of the list alone."""
        return (not self.state or it.state == self.state) and (
            not self.request_type or it.request_type == self.request_type
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How many designations are usable, of how many."""

    usable: int
    all: int

    @property
    def percent(self) -> int:
        """Return the share of the usable ones, of a hundred; all of none is all."""
        return 100 * self.usable // self.all if self.all else 100


@dataclass(frozen=True, slots=True)
class WorkList:
    """What is to be done, and how far it is done."""

    progress: Progress
    lacking: Mapping[Needed, int]
    """How many designations lack each thing."""
    todo: tuple[Completeness, ...]


def work_list(found: Iterable[Completeness], narrowed: Narrowed, today: date) -> WorkList:
    """Return the designations that hold today and are not usable, in the order given."""
    valid = [it for it in found if it.holds_on(today) and narrowed.takes(it)]
    todo = [it for it in valid if it.lacks]
    lacking = {needed: sum(needed in it.lacks for it in todo) for needed in Needed}
    listed = [it for it in todo if not narrowed.lacks or narrowed.lacks in it.lacks]
    return WorkList(Progress(len(valid) - len(todo), len(valid)), lacking, tuple(listed))


def csv_of(todo: Iterable[Completeness], states: Mapping[str, str]) -> str:
    """Return the work list as CSV (RFC 4180), guarded against formulas; a column for each need."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(
        ["state_iso2", "state", "record", "authority", "request_type", "territory", *Needed]
    )
    for it in todo:
        cells = (
            it.state,
            states.get(it.state, it.state),
            str(it.authority),
            it.authority_name,
            it.request_type,
            it.territory,
            *("missing" if needed in it.lacks else "" for needed in Needed),
        )
        table.writerow([guarded(cell) for cell in cells])
    return BYTE_ORDER_MARK + written.getvalue()
