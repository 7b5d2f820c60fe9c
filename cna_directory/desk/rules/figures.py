"""Numbers for pictures: how they are counted and divided; words are added where they are shown."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from cna_directory.cards.rules.tables import BYTE_ORDER_MARK, guarded

MONTHS_SHOWN = 12
COUNTED_FOR = timedelta(days=365)
"""How far back decisions, reminders and downloads are counted."""

DAY = timedelta(days=1)


class FigureName(StrEnum):
    """The pictures of the desk, in the order in which they are shown."""

    AGE = "age"
    COVERAGE = "coverage"
    DECISIONS = "decisions"
    REMINDERS = "reminders"
    DOWNLOADS = "downloads"
    READING = "reading"
    MAILS = "mails"


class Age(StrEnum):
    """How long ago a State confirmed a record."""

    UP_TO_SIX = "0-5"
    UP_TO_TWELVE = "6-11"
    UP_TO_EIGHTEEN = "12-17"
    OLDER = "18-"
    NEVER = "never"


def full_months(since: date, today: date) -> int:
    """Return how many whole months have passed since a day; none before it."""
    months = (today.year - since.year) * 12 + today.month - since.month
    return max(0, months - (today.day < since.day))


def age_of(confirmed_on: date | None, today: date) -> Age:
    """Return the age of a record by its last confirmation."""
    if confirmed_on is None:
        return Age.NEVER
    months = full_months(confirmed_on, today)
    bounds = ((6, Age.UP_TO_SIX), (12, Age.UP_TO_TWELVE), (18, Age.UP_TO_EIGHTEEN))
    return next((age for bound, age in bounds if months < bound), Age.OLDER)


def ages(confirmed_on: Iterable[date | None], today: date) -> dict[Age, int]:
    """Return how many records there are of each age."""
    counted = Counter(age_of(day, today) for day in confirmed_on)
    return {age: counted[age] for age in Age}


def share(values: Sequence[float], percent: int) -> float | None:
    """Return the value that so many of a hundred do not exceed (nearest rank); none of no values."""
    if not values:
        return None
    rank = max(1, -(-percent * len(values) // 100))
    return sorted(values)[rank - 1]


@dataclass(frozen=True, slots=True)
class TimesToDecide:
    """How long decisions of one sort took, in days."""

    decided: int
    median: float | None
    ninetieth: float | None


def times_to_decide(spans: Iterable[tuple[datetime, datetime]]) -> TimesToDecide:
    """Return what half and nine tenths of the decisions took, in days with one decimal."""
    days = [round((decided - asked) / DAY, 1) for asked, decided in spans]
    return TimesToDecide(len(days), share(days, 50), share(days, 90))


def last_months(today: date, number: int = MONTHS_SHOWN) -> tuple[date, ...]:
    """Return the first days of the last months, the oldest first, this month included."""
    months = [today.year * 12 + today.month - 1 - back for back in range(number)]
    return tuple(date(month // 12, month % 12 + 1, 1) for month in reversed(months))


def by_month(days: Iterable[tuple[date, int]], months: Sequence[date]) -> dict[date, int]:
    """Return how much there was in each of the months, of numbers with their days."""
    counted: Counter[date] = Counter()
    for day, number in days:
        counted[day.replace(day=1)] += number
    return {month: counted[month] for month in months}


Number = int | float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a figure: what it is, and a number for each column."""

    words: str
    values: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its table: bars for the first `drawn` columns of each row."""

    name: FigureName
    title: str
    explained: str
    heading: str
    """Over the words of the rows."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    drawn: int = 1

    @property
    def longest(self) -> float:
        """Return the largest number that is drawn, to which the others stand in proportion."""
        return max(
            (value or 0 for row in self.rows for value in row.values[: self.drawn]), default=0
        )

    def percent(self, value: Number) -> float:
        """Return how long the bar of a number is, of a hundred."""
        return round(100 * (value or 0) / self.longest, 1) if self.longest else 0


def csv_of(figure: Figure) -> str:
    """Return the numbers of a figure as CSV (RFC 4180), guarded against formulas."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow([guarded(words) for words in (figure.heading, *figure.columns)])
    for row in figure.rows:
        cells = (row.words, *("" if value is None else f"{value:g}" for value in row.values))
        table.writerow([guarded(cell) for cell in cells])
    return BYTE_ORDER_MARK + written.getvalue()
