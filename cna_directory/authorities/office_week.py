"""Office hours as a page shows them: the week of an office in its own time zone, and now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from itertools import groupby
from zoneinfo import ZoneInfo

from cna_directory.authorities.record import Closure, OpeningSpan, Record

DAYS_OF_WEEK = range(1, 8)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Weekdays in a row (1 Monday to 7 Sunday) on which an office keeps the same hours."""

    first: int
    last: int
    spans: tuple[OpeningSpan, ...]


@dataclass(frozen=True, slots=True)
class OfficeWeek:
    """The hours of an office, and whether it keeps them now."""

    time_zone: str
    stretches: tuple[Stretch, ...]
    lunch: tuple[time, time] | None
    local_now: datetime
    is_open: bool
    closure: Closure | None
    """Why the State's offices are closed today, where the State said so."""


def office_week(record: Record, closures: tuple[Closure, ...], now: datetime) -> OfficeWeek | None:
    """Return the week of an authority's office, or `None` where it has not stated its hours."""
    if not record.office_hours or not record.time_zone:
        return None
    local = now.astimezone(ZoneInfo(record.time_zone))
    closure = next((c for c in closures if c.closed_on == local.date()), None)
    lunch = (record.lunch_from, record.lunch_until)
    return OfficeWeek(
        time_zone=record.time_zone,
        stretches=tuple(_stretches(record.office_hours)),
        lunch=(lunch[0], lunch[1]) if lunch[0] and lunch[1] else None,
        local_now=local,
        is_open=closure is None and _is_open(record, local),
        closure=closure,
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


def _is_open(record: Record, local: datetime) -> bool:
    at = local.time()
    if record.lunch_from and record.lunch_until and record.lunch_from <= at < record.lunch_until:
        return False
    return any(
        span.weekday == local.isoweekday() and span.opens <= at < span.closes
        for span in record.office_hours
    )
