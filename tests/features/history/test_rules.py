"""As it was on a day: whatever was recorded in which order, what was live then is what is shown."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cna_directory.history.rules import end_of, in_force, told_apart

FIRST_DAY = date(2026, 1, 1)
DAYS = 25


@dataclass(frozen=True)
class Revision:
    number: int
    recorded_at: datetime
    effective_from: date
    content: str = ""
    """What everybody sees of it; the rest is hidden."""


@st.composite
def histories(draw: st.DrawFn) -> list[Revision]:
    """Return revisions in the order in which they were recorded, each effective then or later."""
    days = sorted(draw(st.lists(st.integers(0, DAYS), min_size=1, max_size=8)))
    made = []
    for number, day in enumerate(days, start=1):
        recorded = datetime.combine(FIRST_DAY, datetime.min.time(), UTC) + timedelta(days=day)
        recorded += timedelta(minutes=draw(st.integers(0, 1439)))
        later = draw(st.sampled_from([0, 0, 0, 1, 3, 9]))
        effective = recorded.date() + timedelta(days=later)
        made.append(Revision(number, recorded, effective, draw(st.sampled_from("ab"))))
    return sorted(made, key=lambda it: (it.recorded_at, it.number))


def live_day_by_day(revisions: list[Revision]) -> dict[date, Revision | None]:
    """Live through the days one by one, as somebody who looks at the page every evening."""
    shown: Revision | None = None
    seen = {}
    for offset in range(DAYS + 12):
        day = FIRST_DAY + timedelta(days=offset)
        known = [it for it in revisions if it.recorded_at.date() <= day]
        for it in known:
            comes_into_force = it.effective_from <= day
            is_later = shown is None or (shown.effective_from, shown.number) < (
                it.effective_from,
                it.number,
            )
            if comes_into_force and is_later:
                shown = it
        seen[day] = shown
    return seen


@given(histories())
@settings(max_examples=200, deadline=None)
def test_as_at_a_day_is_what_was_live_then(revisions: list[Revision]) -> None:
    for day, shown in live_day_by_day(revisions).items():
        assert in_force(revisions, end_of(day)) == shown


@given(histories())
@settings(max_examples=200, deadline=None)
def test_leaving_out_what_makes_no_difference_changes_no_day(revisions: list[Revision]) -> None:
    kept = told_apart(revisions, {it.number: it.content for it in revisions})
    for day, shown in live_day_by_day(revisions).items():
        left = in_force(kept, end_of(day))
        assert (left and left.content) == (shown and shown.content)


def test_a_change_of_what_is_hidden_leaves_no_trace() -> None:
    evening = datetime(2026, 1, 1, 18, tzinfo=UTC)
    made = [
        Revision(1, evening, FIRST_DAY, "a"),
        Revision(2, evening + timedelta(days=1), FIRST_DAY + timedelta(days=1), "a"),
        Revision(3, evening + timedelta(days=2), FIRST_DAY + timedelta(days=2), "b"),
    ]
    kept = told_apart(made, {it.number: it.content for it in made})
    assert [it.number for it in kept] == [1, 3]
