"""The calendar: which editions there should be at a moment, whatever the clock does."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cna_directory.editions.calendar import (
    EditionNumber,
    Schedule,
    closed_editions,
    first_closing_after,
    latest_past,
    next_to_issue,
    parse_schedule,
)
from cna_directory.editions.rules import Standing, Step, next_step

USUAL = parse_schedule("05-24,11-23", "06-01T06:00,12-01T06:00")
OVER_NEW_YEAR = parse_schedule("06-20,12-20", "07-05T00:00,01-05T23:59:59")
SCHEDULES = st.sampled_from([USUAL, OVER_NEW_YEAR])

BEGAN = datetime(2020, 1, 1, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=7600)).map(lambda span: BEGAN + span)
numbers = st.builds(EditionNumber, st.integers(2020, 2040), st.sampled_from([1, 2]))


def number(text: str) -> EditionNumber:
    """Return the number of an edition."""
    return EditionNumber.parse(text)


@given(SCHEDULES, numbers)
def test_an_edition_closes_before_it_is_issued(schedule: Schedule, edition: EditionNumber) -> None:
    """Closing, issue, then the closing and issue of the next: numbers follow time."""
    following = edition.next()
    assert schedule.closing_at(edition) < schedule.issue_at(edition)
    assert schedule.closing_at(edition) < schedule.closing_at(following)
    assert schedule.issue_at(edition) < schedule.issue_at(following)
    assert following.previous() == edition


def due_editions(
    schedule: Schedule, first: EditionNumber | None, now: datetime
) -> tuple[EditionNumber, ...]:
    """Return the editions that would be issued if all that have closed were ready."""
    return tuple(
        edition
        for edition in closed_editions(schedule, first, now)
        if next_step(ready(schedule, edition), now) is Step.ISSUE
    )


def ready(schedule: Schedule, edition: EditionNumber) -> Standing:
    """Return an edition that only awaits its day."""
    return Standing(
        number=edition,
        closing_at=schedule.closing_at(edition),
        issue_at=schedule.issue_at(edition),
        is_frozen=True,
        has_proof=True,
    )


@given(SCHEDULES, numbers, moments)
def test_what_is_due_is_never_early_and_never_missing(
    schedule: Schedule, first: EditionNumber, now: datetime
) -> None:
    """Due is exactly each edition from the first on whose time of issue has come."""
    due = due_editions(schedule, first, now)
    assert list(due) == sorted(set(due))
    assert all(first <= edition and schedule.issue_at(edition) <= now for edition in due)
    following = due[-1].next() if due else first
    assert schedule.issue_at(following) > now


@given(SCHEDULES, numbers, st.lists(moments, min_size=1, max_size=30))
def test_clock_walks_issue_each_period_once(
    schedule: Schedule, first: EditionNumber, walk: list[datetime]
) -> None:
    """However the clock jumps, each period is issued once and none before its time."""
    issued: dict[EditionNumber, datetime] = {}
    for now in walk:
        for edition in due_editions(schedule, first, now):
            issued.setdefault(edition, now)
    assert all(schedule.issue_at(edition) <= at for edition, at in issued.items())
    assert set(issued) == set(due_editions(schedule, first, max(walk)))


@given(SCHEDULES, moments)
def test_latest_past_and_next_meet_at_now(schedule: Schedule, now: datetime) -> None:
    """Between the newest past edition and the next one lies this moment."""
    assert schedule.issue_at(latest_past(schedule, now)) <= now
    assert schedule.issue_at(next_to_issue(schedule, now)) > now
    assert latest_past(schedule, now).next() == next_to_issue(schedule, now)
    assert due_editions(schedule, latest_past(schedule, now), now) == (latest_past(schedule, now),)


def test_the_second_of_issue() -> None:
    """An edition is due at its second and not a microsecond earlier."""
    at = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)
    assert due_editions(USUAL, number("2026/1"), at) == (number("2026/1"),)
    assert due_editions(USUAL, number("2026/1"), at - timedelta(microseconds=1)) == ()


def test_closing_is_the_end_of_its_day() -> None:
    """A revision recorded in the last second of the closing day is taken, one of midnight not."""
    closing = USUAL.closing_at(number("2026/1"))
    assert closing == datetime(2026, 5, 24, 23, 59, 59, 999999, UTC)
    assert closing.date() == date(2026, 5, 24)


def test_downtime_of_three_periods_is_caught_up() -> None:
    """Every missed edition is due, the oldest first."""
    due = due_editions(USUAL, number("2026/1"), datetime(2027, 6, 2, tzinfo=UTC))
    assert [str(edition) for edition in due] == ["2026/1", "2026/2", "2027/1"]


def test_nothing_is_due_before_the_first() -> None:
    """Periods before the first edition never are; without a first one nothing is."""
    now = datetime(2030, 1, 1, tzinfo=UTC)
    assert due_editions(USUAL, None, now) == ()
    assert due_editions(USUAL, number("2031/1"), now) == ()


def test_the_first_edition_closes_after_the_first_record() -> None:
    """A directory that begins on a closing day is in time for it; one that begins later is not."""
    on_the_day = datetime(2026, 5, 24, 12, tzinfo=UTC)
    assert first_closing_after(USUAL, on_the_day) == number("2026/1")
    assert first_closing_after(USUAL, on_the_day + timedelta(days=1)) == number("2026/2")
    assert first_closing_after(USUAL, datetime(2026, 12, 31, tzinfo=UTC)) == number("2027/1")


def test_an_issue_may_lie_in_the_next_year() -> None:
    """The number names the year of the closing."""
    assert OVER_NEW_YEAR.issue_at(number("2026/2")).date() == date(2027, 1, 5)
    assert latest_past(OVER_NEW_YEAR, datetime(2027, 1, 1, tzinfo=UTC)) == number("2026/1")


def test_leap_days() -> None:
    """28 February and 1 March are days of every year; 29 February is refused."""
    leap = parse_schedule("02-28,08-31", "03-01T00:00,09-30T06:00")
    assert leap.issue_at(number("2028/1")) - leap.closing_at(number("2028/1")) > timedelta(days=1)
    with pytest.raises(ValueError, match="every year"):
        parse_schedule("02-29,08-31", "03-01T00:00,09-30T06:00")


@pytest.mark.parametrize("text", ["2026", "2026/3", "26/1", "2026/1/1", "", "a/1", "２０２６/1"])
def test_other_words_are_no_numbers(text: str) -> None:
    """What is not year/1 or year/2 is refused with what to write."""
    with pytest.raises(ValueError, match="2026/1"):
        EditionNumber.parse(text)


@pytest.mark.parametrize(
    ("closings", "issues"),
    [
        ("05-24", "06-01T06:00"),
        ("11-23,05-24", "12-01T06:00,06-01T06:00"),
        ("05-24,11-23", "05-24T06:00,12-01T06:00"),
        ("05-24,11-23", "06-01T06:00Z,12-01T06:00"),
        ("05-24,11-23", "06-01,12-01"),
        ("05-24,05-24", "06-01T06:00,06-01T06:00"),
        ("05-24,05-30", "06-10T06:00,06-05T06:00"),
        ("13-01,11-23", "06-01T06:00,12-01T06:00"),
    ],
)
def test_schedules_that_cannot_work_are_refused(closings: str, issues: str) -> None:
    """A slip in the settings is found when they are read and not on the day of issue."""
    with pytest.raises(ValueError, match=r"[a-z]"):
        parse_schedule(closings, issues)
