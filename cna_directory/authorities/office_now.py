"""Whether anybody is at an office at a moment, why not, and when that changes.

Hours are wall-clock times of the place. They become moments of UTC, day by day, before anything is
compared or subtracted, so that a day on which clocks change is as long as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from cna_directory.authorities.public_holidays import HolidayOn, PublicHoliday
from cna_directory.authorities.record import Closure, NumberUse, Record, Telephone

DAYS_AHEAD = 60
"""How far to look for the next opening."""

MIDNIGHT = 24 * 60
"""The end of a day in minutes; hours cannot name it, so the last minute stands for it."""

DAYS_OF_WEEK = range(1, 8)

Minutes = tuple[int, int]
"""From and until, in minutes of a day."""

Interval = tuple[datetime, datetime]
"""From and until, in UTC."""


class Presence(StrEnum):
    """Whether anybody is there."""

    OPEN = "open"
    CLOSED = "closed"
    PROBABLY_CLOSED = "probably_closed"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why nobody is there, or why that is not known."""

    CLOSURE = "closure"
    HOLIDAY = "holiday"
    NO_HOURS_THAT_DAY = "no_hours_that_day"
    LUNCH = "lunch"
    OUTSIDE_HOURS = "outside_hours"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Wait:
    """A length of time as a page says it, begun minutes counted whole."""

    days: int
    hours: int
    minutes: int


@dataclass(frozen=True, slots=True)
class OfficeNow:
    """An office at a moment."""

    presence: Presence
    reason: Reason | None
    """`None` while it is open."""
    time_zone: str
    local_now: datetime | None
    """`None` where the time zone is not known."""
    closure: Closure | None = None
    """The State's own word that its offices are closed on this day."""
    holiday: PublicHoliday | None = None
    """What the day probably is there, also while the office would be closed in any case."""
    changes_at: datetime | None = None
    """By the clocks there, when it closes or opens next, as far as known."""
    wait: Wait | None = None
    """How long it is until then."""

    @property
    def is_open(self) -> bool:
        """Say whether somebody should be there."""
        return self.presence is Presence.OPEN


def office_now(
    record: Record,
    closures: tuple[Closure, ...],
    holiday_on: HolidayOn,
    now: datetime,
    time_zone: str = "",
) -> OfficeNow:
    """Return how it stands at an authority's office.

    A day that the State itself entered as closed is certain; a public holiday is not. An office
    that keeps hours round the clock every day has said itself that holidays do not close it.

    Args:
        record: the authority.
        closures: the days on which the State said that its offices are closed.
        holiday_on: says which public holiday a day is there.
        now: the moment, in UTC.
        time_zone: where the record names none, that of the State if it has only one.
    """
    zone = record.time_zone or time_zone
    if not zone:
        return OfficeNow(Presence.UNKNOWN, Reason.NOT_STATED, "", None)
    week = hours_of_week(record)
    office = _Office(
        ZoneInfo(zone), week, closures, (lambda _: None) if _never_ends(week) else holiday_on
    )
    local = now.astimezone(office.zone)
    presence, reason = _state_of(record, office, local, now)
    changes_at = _next_change(office, local, now)
    return OfficeNow(
        presence,
        reason,
        zone,
        local,
        closure=office.closure_on(local.date()),
        holiday=office.holiday_on(local.date()),
        changes_at=changes_at.astimezone(office.zone) if changes_at else None,
        wait=_wait(changes_at - now) if changes_at else None,
    )


def urgent_telephones(record: Record) -> tuple[Telephone, ...]:
    """Return the numbers for urgent cases, those of the posts for urgent cases first."""
    posts = (p for p in record.contact_points if p.is_for_urgent)
    of_posts = [t for post in posts for t in post.telephones]
    of_office = [t for t in record.telephones if t.use is NumberUse.URGENT]
    return tuple({t.number: t for t in [*of_posts, *of_office]}.values())


def hours_of_week(record: Record) -> dict[int, tuple[Minutes, ...]]:
    """Return when an office is open on each weekday, lunch taken out, nothing overlapping."""
    begins, ends = record.lunch_from, record.lunch_until
    lunch = (_minute(begins), _minute(ends)) if begins and ends else (0, 0)
    return {
        day: tuple(
            part
            for span in _joined(
                (_minute(s.opens), _closing_minute(s.closes))
                for s in record.office_hours
                if s.weekday == day
            )
            for part in _without(span, lunch)
        )
        for day in DAYS_OF_WEEK
    }


@dataclass(frozen=True, slots=True)
class _Office:
    """What decides about an office on any day."""

    zone: ZoneInfo
    week: dict[int, tuple[Minutes, ...]]
    closures: tuple[Closure, ...]
    holiday_on: HolidayOn

    @property
    def has_hours(self) -> bool:
        """Say whether the office stated any hours."""
        return any(self.week.values())

    def closure_on(self, day: date) -> Closure | None:
        """Return why the State's offices are closed on a day, where the State said so."""
        return next((c for c in self.closures if c.closed_on == day), None)

    def works_on(self, day: date) -> bool:
        """Say whether the office works on a day, as far as known."""
        return not (self.closure_on(day) or self.holiday_on(day))

    def moment(self, day: date, minute: int) -> datetime:
        """Return the moment of a minute of a day there."""
        on_the_wall = datetime.combine(day, time()) + timedelta(minutes=minute)
        return on_the_wall.replace(tzinfo=self.zone).astimezone(UTC)


def _state_of(
    record: Record, office: _Office, local: datetime, now: datetime
) -> tuple[Presence, Reason | None]:
    today = local.date()
    if office.closure_on(today):
        return Presence.CLOSED, Reason.CLOSURE
    is_within = any(begin <= now < end for begin, end in _intervals_on(office, today))
    is_lunch = _is_lunch(record, local)
    if office.holiday_on(today) and (is_within or is_lunch or not office.has_hours):
        return Presence.PROBABLY_CLOSED, Reason.HOLIDAY
    if not office.has_hours:
        return Presence.UNKNOWN, Reason.NOT_STATED
    if is_within:
        return Presence.OPEN, None
    if not office.week[local.isoweekday()]:
        return Presence.CLOSED, Reason.NO_HOURS_THAT_DAY
    return Presence.CLOSED, Reason.LUNCH if is_lunch else Reason.OUTSIDE_HOURS


def _is_lunch(record: Record, local: datetime) -> bool:
    """Say whether the office would be open but for its lunch break."""
    at = local.time()
    if not (record.lunch_from and record.lunch_until):
        return False
    return record.lunch_from <= at < record.lunch_until and any(
        span.weekday == local.isoweekday() and span.opens <= at < span.closes
        for span in record.office_hours
    )


def _next_change(office: _Office, local: datetime, now: datetime) -> datetime | None:
    """Return the next moment at which the office closes, or opens and is then open."""
    for begin, end in _opening_times(office, local.date()):
        if begin > now:
            return begin
        if end > now:
            is_end_known = end < office.moment(local.date() + timedelta(days=DAYS_AHEAD), 0)
            return end if is_end_known else None
    return None


def _opening_times(office: _Office, first: date) -> Iterator[Interval]:
    """Yield when the office is open from a day on; what goes on over midnight is one interval."""
    kept: Interval | None = None
    for ahead in range(DAYS_AHEAD):
        day = first + timedelta(days=ahead)
        for interval in _intervals_on(office, day) if office.works_on(day) else ():
            if kept and interval[0] <= kept[1]:
                kept = (kept[0], max(kept[1], interval[1]))
                continue
            if kept:
                yield kept
            kept = interval
    if kept:
        yield kept


def _intervals_on(office: _Office, day: date) -> Iterator[Interval]:
    """Yield the hours of a day, holiday or not, without what falls into an hour left out there."""
    for begin, end in office.week[day.isoweekday()]:
        interval = office.moment(day, begin), office.moment(day, end)
        if interval[0] < interval[1]:
            yield interval


def _never_ends(week: dict[int, tuple[Minutes, ...]]) -> bool:
    return all(hours == ((0, MIDNIGHT),) for hours in week.values())


def _joined(spans: Iterator[Minutes]) -> tuple[Minutes, ...]:
    """Return spans in order, those that touch or overlap as one."""
    joined: list[Minutes] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif begin < end:
            joined.append((begin, end))
    return tuple(joined)


def _without(span: Minutes, lunch: Minutes) -> Iterator[Minutes]:
    if lunch[0] >= lunch[1]:
        yield span
        return
    edges = (span[0], *(min(max(edge, span[0]), span[1]) for edge in lunch), span[1])
    morning, _, afternoon = pairwise(edges)
    yield from (part for part in (morning, afternoon) if part[0] < part[1])


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _closing_minute(at: time) -> int:
    minute = _minute(at)
    return MIDNIGHT if minute == MIDNIGHT - 1 else minute


def _wait(length: timedelta) -> Wait:
    minutes = -(-length // timedelta(minutes=1))
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    return Wait(days, hours, minutes)
