"""When a record is due, and which reminder is owed."""

from datetime import date, timedelta

import pytest

from cna_directory.access.roles import Role
from cna_directory.authorities.record import Confirmation, ConfirmationMeans
from cna_directory.authorities.rules import due_on
from cna_directory.confirmations.rules import (
    STAGES,
    Sent,
    SentTo,
    StageFigure,
    StateRecords,
    by_which_role,
    confirmed_before,
    figures_of,
    first_due_on,
    may_remind,
    next_reminder_on,
    problems_with_confirmation,
    round_begun_on,
    stage_by_hand,
    stage_owed,
)
from cna_directory.web.labels import CONFIRMED_BY, confirmed_by

DUE = date(2026, 3, 1)
HEARD = SentTo.FOCAL_POINTS


def after(days: int) -> date:
    return DUE + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "sent", "owed"),
    [
        (-1, (), None),
        (0, (), 0),
        (0, (0,), None),
        (29, (0,), None),
        (30, (0,), 30),
        (59, (0, 30), None),
        (60, (0, 30), 60),
        (90, (0, 30, 60), 90),
        (91, (0, 30, 60, 90), None),
        (364, (0, 30, 60, 90), None),
    ],
)
def test_reminders_are_owed_on_their_days(
    days: int, sent: tuple[int, ...], owed: int | None
) -> None:
    assert stage_owed(DUE, after(days), dict.fromkeys(sent, HEARD), HEARD) == owed


@pytest.mark.parametrize(("days", "owed"), [(49, 30), (75, 60), (200, 90)])
def test_after_weeks_of_silence_one_reminder_is_owed_and_no_more(days: int, owed: int) -> None:
    assert stage_owed(DUE, after(days), {0: HEARD}, HEARD) == owed
    assert stage_owed(DUE, after(days), {0: HEARD, owed: HEARD}, HEARD) is None


def test_what_reached_nobody_is_owed_again_as_soon_as_somebody_can_be_told() -> None:
    unheard = {0: SentTo.NOBODY}
    assert stage_owed(DUE, after(5), unheard, SentTo.NOBODY) is None
    assert stage_owed(DUE, after(5), unheard, SentTo.MISSION) == 0
    assert stage_owed(DUE, after(5), {0: HEARD, 30: SentTo.NOBODY}, HEARD) is None


def test_a_reminder_by_hand_takes_no_place_of_the_calendar() -> None:
    by_hand = stage_by_hand(DUE, after(30))
    assert by_hand == -30
    assert stage_owed(DUE, after(30), {0: HEARD, by_hand: HEARD}, HEARD) == 30


def test_a_silent_state_is_asked_again_each_year() -> None:
    assert round_begun_on(DUE, after(-10)) == DUE
    assert round_begun_on(DUE, date(2027, 2, 28)) == DUE
    assert round_begun_on(DUE, date(2027, 3, 1)) == date(2027, 3, 1)
    assert round_begun_on(DUE, date(2031, 1, 1)) == date(2030, 3, 1)


def test_the_next_reminder_is_the_next_stage_or_the_next_year() -> None:
    days = [next_reminder_on(DUE, after(n)) for n in (0, 29, 30, 89, 90)]
    assert days == [after(30), after(30), after(60), after(90), date(2027, 3, 1)]


def test_leap_days_lose_nobody() -> None:
    leap = date(2024, 2, 29)
    assert first_due_on(Confirmation(leap, ConfirmationMeans.ACCOUNT, ""), DUE) == date(2025, 3, 1)
    assert round_begun_on(leap, date(2025, 2, 28)) == leap
    assert round_begun_on(leap, date(2025, 3, 1)) == date(2025, 3, 1)


def test_the_database_is_asked_for_exactly_what_is_due() -> None:
    day = date(2023, 1, 1)
    while day < date(2029, 1, 1):
        limit = confirmed_before(day)
        assert due_on(limit) <= day < due_on(limit + timedelta(days=1))
        day += timedelta(days=1)


def test_what_was_never_confirmed_is_due_since_it_was_recorded() -> None:
    assert first_due_on(None, DUE) == DUE


def test_states_are_left_in_peace_between_reminders_by_hand() -> None:
    assert may_remind(None, DUE)
    assert not may_remind(DUE, DUE)
    assert may_remind(DUE, after(1))
    assert not may_remind(DUE, after(6), 7)
    assert may_remind(DUE, after(7), 7)


ACCOUNT, NOTE = ConfirmationMeans.ACCOUNT, ConfirmationMeans.NOTE_VERBALE


@pytest.mark.parametrize(
    ("role", "numbers", "means", "reference", "fields"),
    [
        (Role.FOCAL_POINT, (1,), ACCOUNT, "", []),
        (Role.SECRETARIAT, (1,), NOTE, "NV 12/2026", []),
        (Role.FOCAL_POINT, (), ACCOUNT, "", ["numbers"]),
        (Role.FOCAL_POINT, (1,), NOTE, "NV 12/2026", ["means"]),
        (Role.SECRETARIAT, (1,), ACCOUNT, "NV 12/2026", ["means"]),
        (Role.SECRETARIAT, (1,), NOTE, " ", ["note_reference"]),
        (Role.SECRETARIAT, (1,), NOTE, "N" * 121, ["note_reference"]),
    ],
)
def test_who_confirms_by_what(
    role: Role,
    numbers: tuple[int, ...],
    means: ConfirmationMeans,
    reference: str,
    fields: list[str],
) -> None:
    problems = problems_with_confirmation(role, StateRecords("FR", numbers), means, reference)
    assert [problem.field for problem in problems] == fields


def test_a_confirmation_counts_for_the_last_reminder_before_it() -> None:
    rounds = {
        (1, DUE): (Sent(0, DUE, HEARD), Sent(30, after(30), HEARD)),
        (2, DUE): (Sent(0, DUE, HEARD), Sent(-10, after(10), HEARD)),
        (3, DUE): (Sent(0, DUE, SentTo.NOBODY),),
        (4, DUE): (Sent(0, DUE, SentTo.MISSION),),
    }
    confirmed = {1: (after(29), after(400)), 2: (after(10),), 3: (after(2),), 4: (after(-1),)}
    figures = {it.stage: it for it in figures_of(rounds, confirmed)}
    assert set(figures) == {*STAGES, -1}
    assert figures[0] == StageFigure(0, 3, 1)
    assert figures[30] == StageFigure(30, 1, 0)
    assert figures[-1] == StageFigure(-1, 1, 1)
    assert figures[0].percent == 33


def test_every_role_in_which_a_state_confirms_has_words() -> None:
    """What pages show is translated; the record itself keeps the plain English."""
    assert {by_which_role(means) for means in ConfirmationMeans} <= CONFIRMED_BY.keys()
    assert confirmed_by("in a role of former years") == "in a role of former years"
