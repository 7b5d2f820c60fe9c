"""When an authority can be reached: its week, its lunch break and its time zone, on one line."""

from collections.abc import Iterator
from itertools import groupby

from cna_directory.authorities.record import OpeningSpan, Record
from cna_directory.editions.compiling.pieces import (
    COMMA,
    RANGE,
    SEMICOLON,
    SPACE,
    Pieces,
    clock_time,
    field,
    joined,
    spans,
)
from cna_directory.editions.compiling.time_zones import offset_pieces
from publish.content import Field, Line, Words

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def hours_fields(record: Record, year: int) -> Iterator[Field]:
    """Give the hours of an authority; one that states none still says in which zone it lies."""
    known = list(_week(record.office_hours))
    if lunch := _lunch(record):
        known.append((Words("detail.lunch"), *lunch))
    label = "label.office_hours" if known else "label.time_zone"
    if record.time_zone:
        known.append(offset_pieces(record.time_zone, year))
    if known:
        yield field(label, Line(joined(known, SEMICOLON)))


def _week(hours: tuple[OpeningSpan, ...]) -> Iterator[Pieces]:
    """Give the hours of each weekday, days in a row with the same hours together."""
    by_day: dict[int, Pieces] = {}
    for span in sorted(hours, key=lambda s: (s.weekday, s.opens)):
        earlier = by_day.get(span.weekday)
        own = spans(span.opens, span.closes)
        by_day[span.weekday] = own if earlier is None else (*earlier, COMMA, *own)
    days = sorted(by_day)
    runs = groupby(days, key=lambda day: (day - days.index(day), by_day[day]))
    for (_, pieces), run in runs:
        in_row = list(run)
        names: Pieces = (_weekday(in_row[0]),)
        if len(in_row) > 1:
            names = (*names, RANGE, _weekday(in_row[-1]))
        yield (*names, SPACE, *pieces)


def _weekday(day: int) -> Words:
    return Words(f"short_weekday.{WEEKDAYS[day - 1]}")


def _lunch(record: Record) -> Pieces:
    if record.lunch_from is not None and record.lunch_until is not None:
        return spans(record.lunch_from, record.lunch_until)
    if record.lunch_from is not None:
        return (Words("word.from"), clock_time(record.lunch_from))
    if record.lunch_until is not None:
        return (Words("word.until"), clock_time(record.lunch_until))
    return ()
