"""What a change of a record comes to, before anything of it is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic

from cna_directory.authorities.comparing import differences, merge
from cna_directory.authorities.plain import T, from_plain, to_plain
from cna_directory.authorities.record import Record


@dataclass(frozen=True, slots=True)
class Holding(Generic[T]):
    """What a record is from a day on, until the next one takes effect."""

    record: T
    number: int
    effective_from: date


@dataclass(frozen=True, slots=True)
class Past(Generic[T]):
    """What a record is from which day on, and the number of the last revision of all."""

    timeline: tuple[Holding[T], ...]
    """In the order of the days; of one day, the revision recorded last."""
    last: int


@dataclass(frozen=True, slots=True)
class PlannedChange(Generic[T]):
    """The revisions that a change comes to, which nobody has written yet."""

    rests_on: int
    """The number of the last revision that was there; 0 for a record to be added."""
    revisions: tuple[Holding[T], ...]
    shown: Holding[T] | None
    """What the rows of the record show then; nothing if no revision has taken effect."""


def planned_change(
    past: Past[T], change: Callable[[T], T], *, effective_from: date, today: date
) -> PlannedChange[T] | None:
    """Return what a change comes to, or `None` if it changes nothing.

    The change is made to the revision that holds on that day, and carried onto every revision that
    takes effect later; where a later one changes the same field, it keeps its own value.
    """
    holding = holding_on(past.timeline, effective_from)
    begins = max(effective_from, holding.effective_from)
    changed = change(holding.record)
    if changed == holding.record:
        return None
    added = [Holding(changed, past.last + 1, begins)]
    for later in past.timeline:
        if later.effective_from > begins:
            carried = _carried(holding.record, later.record, changed)
            if carried != later.record:
                number = past.last + len(added) + 1
                added.append(Holding(carried, number, later.effective_from))
    return PlannedChange(past.last, tuple(added), _in_force(today, past.timeline, added))


def planned_addition(record: Record, *, effective_from: date) -> PlannedChange[Record]:
    """Return what the addition of an authority comes to, which is in force at once."""
    first = Holding(record, 1, effective_from)
    return PlannedChange(0, (first,), first)


def holding_on(timeline: Sequence[Holding[T]], day: date) -> Holding[T]:
    """Return what holds on a day; before the first day, what will hold first."""
    return next((it for it in reversed(timeline) if it.effective_from <= day), timeline[0])


def _in_force(day: date, *several: Sequence[Holding[T]]) -> Holding[T] | None:
    """Return what holds on a day; of one day, the revision with the highest number."""
    return max(
        (it for holdings in several for it in holdings if it.effective_from <= day),
        key=lambda it: (it.effective_from, it.number),
        default=None,
    )


def _carried(before: T, later: T, after: T) -> T:
    """Return a later record with what changed, save where it has a change of its own."""
    plain = to_plain(before), to_plain(later), to_plain(after)
    taken = [found.path for found in differences(*plain) if not found.is_conflict]
    return from_plain(merge(*plain, taken), type(later))
