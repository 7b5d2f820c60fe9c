"""What the machine does to an edition: a full disk, and a clock that is put forward and back."""

import random
from collections.abc import Iterator
from contextlib import suppress
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
from cna_directory.editions.operations import reconcile
from cna_directory.settings import Settings
from tests.features.editions.directory import FIRST, ON_THE_DAY
from tests.features.editions.test_kills import CLOSED, assert_issued_once, statuses

PROOF_NEEDS = (0, 1, 4, 40, 120)
ISSUE_NEEDS = (0, 1, 4, 40, 100)
"""Pages of 4 KiB that are free when the disk is full: from none to nearly enough."""


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
