"""The difference from Greenwich in which a time zone lies, as the entries print it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cna_directory.editions.compiling.pieces import Pieces
from publish.content import Literal

MIDWINTER, MIDSUMMER = 1, 7
"""Months in which no place changes its clocks: the two offsets of a year show in them."""


def offset_pieces(zone: str, year: int) -> Pieces:
    """Return the offsets of a zone in a year with its name, for example `GMT+1/+2 (Europe/Vienna)`.

    A zone that is not known is printed by its name alone.
    """
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return (Literal(zone),)
    months = (MIDWINTER, MIDSUMMER)
    offsets = [datetime(year, m, 15, 12, tzinfo=UTC).astimezone(place).utcoffset() for m in months]
    signed = sorted({offset or timedelta(0) for offset in offsets})
    return (Literal(f"GMT{'/'.join(_written(offset) for offset in signed)} ({zone})"),)


def _written(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"{sign}{hours}:{rest:02}" if rest else f"{sign}{hours}"
