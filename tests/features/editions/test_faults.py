"""What the machine does to an edition: a full disk, no memory, a clock that is put to and fro."""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from cna_directory.access.actors import SCHEDULER
from cna_directory.audit import chain
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditOperation
from cna_directory.database import db
from cna_directory.editions import queries
from cna_directory.editions.models import EditionStatus
from cna_directory.editions.operations import building, reconcile
from cna_directory.settings import Settings
from tests.features.editions.directory import FIRST, ON_THE_DAY
from tests.features.editions.test_kills import CLOSED, assert_issued_once, statuses

PROOF_NEEDS = (0, 1, 4, 40, 120)
ISSUE_NEEDS = (0, 1, 4, 40, 100)
"""Pages of 4 KiB that are free when the disk is full: from none to nearly enough."""

PATIENCE = 90.0
"""Seconds that making two languages of ten States never takes."""


@pytest.fixture
def disk(ten_states: Settings) -> Iterator["Disk"]:
    """Return the disk of this test's database, which may be filled."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's disk is not ours to fill")
    yield Disk()
    db.session.rollback()


class Disk:
    """A disk with so many pages left for the database."""

    def leave(self, pages: int) -> None:
        """Leave so many pages beyond what the database has."""
        self._set(self._driver("PRAGMA page_count") + pages)

    def grow(self) -> None:
        """Take the limit away."""
        self._set(2**30)

    def _set(self, pages: int) -> None:
        assert self._driver(f"PRAGMA max_page_count={pages}") == pages

    def _driver(self, pragma: str) -> int:
        """Ask the driver itself, past what watches the program's own statements."""
        connection = db.session.connection().connection.driver_connection
        (answer,) = connection.execute(pragma).fetchone()
        db.session.rollback()
        return int(answer)


def wake(settings: Settings, now: datetime) -> None:
    """Let the scheduler wake; where it cannot even write that it failed, that is its error."""
    with suppress(OperationalError), time_machine.travel(now, tick=True):
        reconcile(SCHEDULER, settings, now)
    db.session.rollback()


@pytest.mark.parametrize("phase", ["proof", "issue"])
def test_a_disk_that_is_full(ten_states: Settings, disk: Disk, phase: str) -> None:
    """Whatever is left of it, nothing is half there; as soon as there is room it goes on by itself."""
    start, needs, done = CLOSED, PROOF_NEEDS, EditionStatus.FROZEN
    if phase == "issue":
        wake(ten_states, CLOSED)
        start, needs, done = ON_THE_DAY, ISSUE_NEEDS, EditionStatus.ISSUED
    for hour, pages in enumerate(needs):
        disk.leave(pages)
        wake(ten_states, start + timedelta(hours=2 * hour))
        assert statuses().get(FIRST) is not EditionStatus.ISSUED
        assert queries.issued_editions() == ()
        assert chain.verify() is None
    disk.grow()
    wake(ten_states, start + timedelta(hours=24))
    assert statuses() == {FIRST: done}
    if phase == "issue":
        assert_issued_once(FIRST)


def test_a_clock_that_wanders_over_the_day(ten_states: Settings) -> None:
    """Forward and back over closing and issue: frozen once, proved once, issued once, none early."""
    chance = random.Random(20260601)
    first, last = CLOSED - timedelta(days=2), ON_THE_DAY + timedelta(days=2)
    seen = first
    for _ in range(30):
        now = first + chance.random() * (last - first)
        seen = max(seen, now)
        wake(ten_states, now)
        found = statuses().get(FIRST)
        assert (found is EditionStatus.ISSUED) == (seen >= ON_THE_DAY)
        assert (found is None) == (seen < CLOSED)
    assert_issued_once(FIRST)
    proved = select(AuditOperation.number).where(AuditOperation.action == Action.PROOF_BUILT.value)
    assert len(db.session.scalars(proved).all()) == 1


class Struck:
    """A progress display that sends a signal to one of the processes at work, once."""

    def __init__(self, by: signal.Signals) -> None:
        """Begin to wait for a process."""
        self.by, self.is_done = by, False
        self.ends = time.monotonic() + PATIENCE

    def __call__(self, step: str, done: int, total: int) -> None:
        """Strike as soon as a language is begun; lose patience if nothing comes of it."""
        at_work = multiprocessing.active_children()
        if done > 0 and at_work and not self.is_done:
            self.is_done = True
            os.kill(at_work[-1].pid or 0, self.by)
        if time.monotonic() > self.ends:
            raise OutOfPatience


class OutOfPatience(BaseException):
    """The edition hangs: nothing in the program may take this for an error of the edition."""


@pytest.fixture
def two_languages(ten_states: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return settings whose editions are set by two processes at once, wherever this runs."""
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    return replace(ten_states, edition_languages=("en", "fr"))


def test_a_language_whose_process_is_killed(two_languages: Settings) -> None:
    """The edition fails with a reason that says so, and is whole at the next try."""
    with time_machine.travel(ON_THE_DAY, tick=True) as machine:
        (outcome,) = reconcile(SCHEDULER, two_languages, ON_THE_DAY, Struck(signal.SIGKILL))
        assert outcome.status is EditionStatus.FAILED
        assert "killed (SIGKILL)" in outcome.reason
        assert "memory" in outcome.reason
        assert multiprocessing.active_children() == []
        assert queries.issued_editions() == ()
        if db.engine.dialect.name != "sqlite":
            return  # Its clock does not travel past the pause.
        machine.shift(timedelta(minutes=2))
        (outcome,) = reconcile(SCHEDULER, two_languages, ON_THE_DAY)
    assert outcome.status is EditionStatus.ISSUED
    assert queries.issued_edition(2026, 1).languages == ("en", "fr")


def test_a_language_that_comes_no_further(
    two_languages: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No claim is renewed for ever by work at which nothing moves."""
    monkeypatch.setattr(building, "LONGEST_STANDSTILL", 3.0)
    (outcome,) = reconcile(SCHEDULER, two_languages, ON_THE_DAY, Struck(signal.SIGSTOP))
    assert outcome.status is EditionStatus.FAILED
    assert "came no further" in outcome.reason
    assert multiprocessing.active_children() == []
