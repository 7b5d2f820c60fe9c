"""Office hours as a page shows them: the week of an office in its own time zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from itertools import groupby

from cna_directory.authorities.record import OpeningSpan, Record

DAYS_OF_WEEK = range(1, 8)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Weekdays in a row (1 Monday to 7 Sunday) on which an office keeps the same hours."""

    first: int
    last: int
    spans: tuple[OpeningSpan, ...]


@dataclass(frozen=True, slots=True)
class OfficeWeek:
    """The hours of an office."""

    time_zone: str
    stretches: tuple[Stretch, ...]
    lunch: tuple[time, time] | None


def office_week(record: Record) -> OfficeWeek | None:
    """Return the week of an authority's office, or `None` where it has not stated its hours."""
    if not record.office_hours or not record.time_zone:
        return None
    lunch = (record.lunch_from, record.lunch_until)
    return OfficeWeek(
        time_zone=record.time_zone,
        stretches=tuple(_stretches(record.office_hours)),
        lunch=(lunch[0], lunch[1]) if lunch[0] and lunch[1] else None,
    )


def _stretches(hours: tuple[OpeningSpan, ...]) -> Iterator[Stretch]:
    by_day = {
        day: tuple(sorted((s for s in hours if s.weekday == day), key=lambda s: s.opens))
        for day in DAYS_OF_WEEK
    }
    for key, days in groupby(DAYS_OF_WEEK, lambda day: [(s.opens, s.closes) for s in by_day[day]]):
        row = list(days)
        if key:
            yield Stretch(row[0], row[-1], by_day[row[0]])
