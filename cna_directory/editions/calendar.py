"""Which editions there should be at a moment, and when each closes and is issued.

The calendar decides and the scheduler only wakes: a machine that slept for a year finds every
edition that it missed. All times are UTC, which has no hour twice and none that is missing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import total_ordering
from itertools import takewhile

LONGEST_PREPARATION = timedelta(days=183)
"""A longer time from closing to issue can only be a slip in the settings."""

HALVES = (1, 2)
NUMBER = re.compile(r"([0-9]{4})/([12])")
LAST_YEAR = 9999


@total_ordering
@dataclass(frozen=True, slots=True)
class EditionNumber:
    """The number of an edition: the year and its first or second half."""

    year: int
    half: int

    @classmethod
    def parse(cls, text: str) -> "EditionNumber":
        """Read a number such as `2026/1`.

        Raises:
            ValueError: the text is not the number of an edition.
        """
        found = NUMBER.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"{text!r} is no number of an edition; write it as 2026/1 or 2026/2.")
        return cls(int(found[1]), int(found[2]))

    def next(self) -> "EditionNumber":
        """Return the number of the edition after this one."""
        return EditionNumber(self.year, 2) if self.half == 1 else EditionNumber(self.year + 1, 1)

    def previous(self) -> "EditionNumber":
        """Return the number of the edition before this one."""
        return EditionNumber(self.year - 1, 2) if self.half == 1 else EditionNumber(self.year, 1)

    def __str__(self) -> str:
        """Write the number as covers and addresses do."""
        return f"{self.year}/{self.half}"

    def __lt__(self, other: "EditionNumber") -> bool:
        """Order editions by time."""
        return (self.year, self.half) < (other.year, other.half)


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day that every year has."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class IssueTime:
    """The day of the year and the time (UTC) from which an edition is issued."""

    on: DayOfYear
    at: time


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the two editions of a year close and when they are issued."""

    closings: tuple[DayOfYear, DayOfYear]
    issues: tuple[IssueTime, IssueTime]

    def closing_at(self, number: EditionNumber) -> datetime:
        """Return the last moment (UTC) whose revisions the edition takes: the end of its day."""
        closing = self.closings[number.half - 1]
        return datetime.combine(date(number.year, closing.month, closing.day), time.max, UTC)

    def issue_at(self, number: EditionNumber) -> datetime:
        """Return the moment (UTC) from which the edition is issued; always after its closing."""
        issue = self.issues[number.half - 1]
        closing = self.closing_at(number)
        for year in (number.year, number.year + 1):
            moment = datetime.combine(date(year, issue.on.month, issue.on.day), issue.at, UTC)
            if moment > closing:
                return moment
        raise AssertionError("an issue lies within a year of its closing")


def parse_schedule(closings: str, issues: str) -> Schedule:
    """Read a schedule from settings such as `05-24,11-23` and `06-01T06:00,12-01T06:00`.

    Raises:
        ValueError: the text is no schedule, or its days are not in an order that can work.
    """
    closing_days = [_day(part.strip()) for part in closings.split(",")]
    issue_times = [_issue_time(part.strip()) for part in issues.split(",")]
    try:
        (first_closing, second_closing), (first_issue, second_issue) = closing_days, issue_times
    except ValueError:
        raise ValueError("An edition schedule has two closing days and two issue times.") from None
    schedule = Schedule((first_closing, second_closing), (first_issue, second_issue))
    _refuse_disorder(schedule)
    return schedule


def closed_editions(
    schedule: Schedule, first: EditionNumber | None, now: datetime
) -> tuple[EditionNumber, ...]:
    """Return every edition from `first` on that has closed, oldest first."""
    if first is None:
        return ()
    return tuple(takewhile(lambda number: schedule.closing_at(number) < now, _from(first)))


def first_closing_after(schedule: Schedule, moment: datetime) -> EditionNumber:
    """Return the first edition that closes after a moment."""
    for number in _from(EditionNumber(moment.year - 1, 1)):
        if schedule.closing_at(number) > moment:
            return number
    raise AssertionError("every moment is followed by a closing")


def latest_past(schedule: Schedule, now: datetime) -> EditionNumber:
    """Return the newest edition whose time of issue has come."""
    return next_to_issue(schedule, now).previous()


def next_to_issue(schedule: Schedule, now: datetime) -> EditionNumber:
    """Return the first edition whose time of issue has not come yet."""
    for number in _from(EditionNumber(now.year - 1, 1)):
        if schedule.issue_at(number) > now:
            return number
    raise AssertionError("every moment is followed by an issue")


def _from(first: EditionNumber) -> Iterator[EditionNumber]:
    number = first
    while True:
        yield number
        number = number.next()


def _day(text: str) -> DayOfYear:
    """Read `05-24`; a day that only leap years have is refused."""
    try:
        common_year = date.fromisoformat(f"2001-{text}")
    except ValueError:
        raise ValueError(f"{text!r} is not a day that every year has, such as 05-24.") from None
    return DayOfYear(common_year.month, common_year.day)


def _issue_time(text: str) -> IssueTime:
    day, _, clock_time = text.partition("T")
    try:
        at = time.fromisoformat(clock_time)
    except ValueError:
        raise ValueError(f"{text!r} is not a time of issue such as 06-01T06:00.") from None
    if at.tzinfo is not None:
        raise ValueError(f"{text!r} names a time zone; times of issue are UTC and name none.")
    return IssueTime(_day(day), at)


def _refuse_disorder(schedule: Schedule) -> None:
    first, second = EditionNumber(2001, 1), EditionNumber(2001, 2)
    for number in (first, second):
        if schedule.issue_at(number) - schedule.closing_at(number) > LONGEST_PREPARATION:
            raise ValueError("An edition must be issued within half a year after its closing.")
    moments = [schedule.closing_at(n) for n in (first, second, first.next().next())]
    issues = [schedule.issue_at(n) for n in (first, second, first.next().next())]
    if moments != sorted(set(moments)) or issues != sorted(set(issues)):
        raise ValueError("The first closing and issue of a year must come before the second.")
