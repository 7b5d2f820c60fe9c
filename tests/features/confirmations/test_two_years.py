"""Two years of 195 States: late, silent, with focal points that come and go, counted by hand too."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import time_machine
from flask import Flask
from sqlalchemy import select, text

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER, SEEDER
from cna_directory.access.roles import Role
from cna_directory.authorities.operations import seed_records
from cna_directory.authorities.record import ConfirmationMeans
from cna_directory.authorities.summaries import summaries
from cna_directory.confirmations import queries
from cna_directory.confirmations.operations import confirm_records, remind_states
from cna_directory.confirmations.rules import StateRecords
from cna_directory.database import db, is_sqlite
from cna_directory.reference.models import State
from tests.features.accounts.visitors import past_the_application, rows
from tests.features.confirmations.cycle import (
    OFFICER,
    confirmed,
    focal_point,
    reminders,
    seen,
    written,
)

BEGIN = date(2027, 1, 1)
DAYS = 731  # 2028 is a leap year.
STATES, ON_POSTGRESQL = 195, 40
"""All States on one engine are enough: the days cost minutes where each commit asks a server."""
STAGES = (0, 30, 60, 90)
OFF = range(400, 449)
"""Seven weeks in which the machine stands still."""

Told = dict[tuple[date, int], tuple[date, str]]
"""By round and stage: when the reminder was recorded, and who got it."""


@dataclass
class Course:
    """What one State does in two years, and what must come of it, worked out day by day."""

    number: int
    state: str
    confirmed_on: date
    answers_after: int | None
    """Days after it is due on which it confirms; a silent State never does."""
    focal_point: range
    mission: range
    accounts: dict[str, int] = field(default_factory=dict)
    told: Told = field(default_factory=dict)
    mails: int = 0

    @property
    def due(self) -> date:
        """The same day a year later, and after 29 February the first of March."""
        on = self.confirmed_on
        is_leap_day = (on.month, on.day) == (2, 29)
        return date(on.year + 1, 3, 1) if is_leap_day else on.replace(year=on.year + 1)

    def receiver(self, day: int) -> str:
        """Who is there to be told on a day."""
        if day in self.focal_point:
            return "focal_points"
        return "mission" if day in self.mission else "nobody"

    def live(self, day: int, today: date) -> None:
        """Write down what the directory must do on a day."""
        if today < self.due:
            return
        begun = self.due
        while begun.replace(year=begun.year + 1) <= today:
            begun = begun.replace(year=begun.year + 1)
        stage = max(stage for stage in STAGES if begun + timedelta(days=stage) <= today)
        before = self.told.get((begun, stage))
        receiver = self.receiver(day)
        if before is None or (before[1] == "nobody" and receiver != "nobody"):
            self.told[begun, stage] = (today, receiver)
            self.mails += receiver != "nobody"

    def is_to_confirm(self, today: date) -> bool:
        """Whether this is the day on which the State answers."""
        return self.answers_after is not None and (today - self.due).days >= self.answers_after


def test_two_years_of_every_state(app: Flask) -> None:
    settings = app.extensions["settings"]
    looked = 0
    with time_machine.travel(datetime.combine(BEGIN, time(9), tzinfo=UTC), tick=False) as clocks:
        courses = a_world(app)
        for day in range(DAYS):
            today = BEGIN + timedelta(days=day)
            clocks.move_to(datetime.combine(today, time(9), tzinfo=UTC), tick=False)
            hand_over(app, courses, day)
            if day not in OFF:
                remind_states(SCHEDULER, settings, clock.now())
                for course in courses:
                    course.live(day, today)
            for course in courses:
                if course.is_to_confirm(today):
                    confirm(course, day)
                    course.confirmed_on = today
            if day % 61 == 0 or day == DAYS - 1:
                compare_figures(courses, today)
                looked += 1
    assert looked == 13
    assert sorted(reminders(app)) == sorted(
        (c.number, str(begun), stage, str(on), to)
        for c in courses
        for (begun, stage), (on, to) in c.told.items()
    )
    posted = "SELECT recipient FROM outgoing_mail WHERE message_name = 'please_confirm'"
    assert len(rows(app, posted)) == sum(course.mails for course in courses)
    compare_what_came_of_it(courses)


def a_world(app: Flask) -> list[Course]:
    """Return the courses of the States, with a record and accounts for each in the database."""
    chance = Random(2027)
    codes = db.session.scalars(select(State.iso2).order_by(State.iso2)).all()
    codes = codes[: STATES if is_sqlite() else ON_POSTGRESQL]
    db.session.rollback()
    courses, revisions = [], []
    with past_the_application(app) as connection:
        for position, code in enumerate(codes):
            on = BEGIN - timedelta(days=chance.randrange(1, 365))
            answers = chance.choice((0, 0, 0, 0, 3, 3, 29, 30, 45, 89, 90, 120, None))
            comes, goes = sorted(chance.sample(range(-200, 1000), 2))
            arrives = chance.choice((-1, 300, 2000))
            course = Course(
                9001 + position, code, on, answers, range(comes, goes), range(arrives, DAYS)
            )
            record = confirmed(course.number, code, on)
            revisions.append((record, datetime.combine(on, time(8), tzinfo=UTC), on, "for a test"))
            for name, role in (("focal", Role.FOCAL_POINT), ("mission", Role.READER)):
                address = f"{name}@{code.lower()}.example"
                course.accounts[name] = written(connection, address, role, code, status="suspended")
            courses.append(course)
    seed_records(SEEDER, "FR", revisions)
    return courses


def hand_over(app: Flask, courses: list[Course], day: int) -> None:
    """Let accounts begin and end as the courses say; the day before is over for the database too."""
    db.session.remove()
    wanted: dict[str, list[int]] = {"active": [], "suspended": []}
    for course in courses:
        for name, there in (("focal", course.focal_point), ("mission", course.mission)):
            if day == 0 or (day in there) != (day - 1 in there):
                wanted["active" if day in there else "suspended"].append(course.accounts[name])
    with past_the_application(app) as connection:
        for status, numbers in wanted.items():
            if numbers:
                ids = ", ".join(map(str, numbers))
                connection.execute(
                    text(f"UPDATE account SET status = '{status}' WHERE id IN ({ids})")
                )


def confirm(course: Course, day: int) -> None:
    """Confirm through the focal point where there is one, else on a note verbale."""
    has_focal_point = day in course.focal_point
    confirm_records(
        focal_point(course.state, course.accounts["focal"]) if has_focal_point else OFFICER,
        StateRecords(course.state, (course.number,)),
        means=ConfirmationMeans.ACCOUNT if has_focal_point else ConfirmationMeans.NOTE_VERBALE,
        seen=seen(course.state),
        note_reference="" if has_focal_point else f"NV {course.number}",
    )


def compare_figures(courses: list[Course], today: date) -> None:
    """Compare the desk's list and the lists of readers with what one counts oneself."""
    due = {c.number: (today - c.due).days for c in courses if today >= c.due}
    found = {r.number: r for state in queries.overdue(today) for r in state.records}
    assert {number: it.days_overdue for number, it in found.items()} == due
    late = {number for number, days in due.items() if days >= 90}
    assert {number for number, it in found.items() if it.is_not_confirmed} == late
    shown = summaries([course.number for course in courses], today)
    standings = Counter(str(it.standing.state) for it in shown)
    assert standings["not_confirmed"] == len(late)
    assert standings["due"] == len(due) - len(late)


def compare_what_came_of_it(courses: list[Course]) -> None:
    """Compare the statistics with the courses: asked is everybody who heard of it."""
    figures = {
        it.stage: it for it in queries.reminders_to_confirmations(BEGIN, BEGIN + timedelta(DAYS))
    }
    heard = Counter(
        stage for c in courses for (_, stage), (_, to) in c.told.items() if to != "nobody"
    )
    assert {stage: it.reminded for stage, it in figures.items()} == {
        **dict.fromkeys(STAGES, 0),
        **heard,
        -1: 0,
    }
    assert all(it.confirmed <= it.reminded for it in figures.values())
    assert sum(it.confirmed for it in figures.values()) > len(courses) // 2
