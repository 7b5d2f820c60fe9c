"""One edition for each period, whole or not at all, however often and wherever schedulers die."""

import hashlib
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from cna_directory.audit import chain
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditOperation
from cna_directory.database import db
from cna_directory.editions import queries
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.models import (
    Edition,
    EditionContent,
    EditionFile,
    EditionStatus,
    FileChunk,
)
from cna_directory.settings import Settings
from tests.features.editions.directory import FIRST, ON_THE_DAY, fill
from tests.features.editions.worker import KILL_POINTS, SHORT, reconcile_until_issued

RANDOM_KILLS = 100

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.features.editions.worker"])

Start = Callable[..., BaseProcess]


@pytest.fixture
def start(app: Flask, database_url: str, tmp_path: Path) -> Iterator[Start]:
    """Return what starts a scheduler on ten States; all have ended after the test."""
    fill()
    db.session.rollback()
    started: list[BaseProcess] = []

    def begin(
        first: str = FIRST, now: datetime = ON_THE_DAY, die_at: str = "", lease: float = SHORT
    ) -> BaseProcess:
        process = _processes.Process(
            target=reconcile_until_issued,
            args=(database_url, tmp_path),
            kwargs={"first": first, "now": now, "die_at": die_at, "lease": lease},
        )
        process.start()
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.join()
        process.close()


def finished(process: BaseProcess) -> int:
    """Wait for a process; return how it ended."""
    process.join(60)
    assert process.exitcode is not None
    return process.exitcode


def statuses() -> dict[str, EditionStatus]:
    """Return every edition there is, after looking that each is whole or not there at all."""
    db.session.rollback()
    found = {}
    for edition in db.session.scalars(select(Edition)):
        number = f"{edition.year}/{edition.half}"
        assert number not in found
        found[number] = edition.status
        _assert_whole_or_nothing(edition)
    issued = sum(status is EditionStatus.ISSUED for status in found.values())
    assert db.session.scalar(select(func.count()).select_from(EditionContent)) == issued
    assert db.session.scalar(select(func.count(FileChunk.sha256.distinct()))) == 2 * issued
    db.session.rollback()
    return found


def _assert_whole_or_nothing(edition: Edition) -> None:
    files = db.session.scalars(
        select(EditionFile).where(EditionFile.edition_id == edition.id)
    ).all()
    if edition.status is not EditionStatus.ISSUED:
        assert not files
        return
    assert sorted(file.format for file in files) == ["pdf", "rtf"]
    for file in files:
        chunks = db.session.scalars(
            select(FileChunk.content)
            .where(FileChunk.sha256 == file.sha256)
            .order_by(FileChunk.position)
        ).all()
        assert hashlib.sha256(b"".join(chunks)).hexdigest() == file.sha256


def assert_issued_once(*numbers: str) -> None:
    """Look that the trail is whole and tells of one issue for each edition."""
    assert set(statuses()) == set(numbers)
    assert set(statuses().values()) == {EditionStatus.ISSUED}
    subjects = db.session.scalars(
        select(AuditOperation.subject).where(AuditOperation.action == Action.EDITION_ISSUED)
    )
    assert Counter(subjects) == {f"edition/{number}": 1 for number in numbers}
    assert chain.verify() is None


def test_a_kill_at_a_random_moment(start: Start, settings: Settings) -> None:
    """After each of a hundred kills nothing is half done, and the next start goes on."""
    chance = random.Random(20260601)
    schedule = queries.schedule_of(settings)
    number, kills, whole_run = EditionNumber.parse(FIRST), 0, 2.0
    while kills < RANDOM_KILLS:
        process_began = time.monotonic()
        process = start(str(number), schedule.issue_at(number))
        process.join(chance.uniform(0, whole_run))
        if process.exitcode is None:
            process.kill()
            process.join()
        if process.exitcode == -signal.SIGKILL:
            kills += 1
            statuses()
        else:
            assert process.exitcode == 0
            whole_run = 1.1 * (time.monotonic() - process_began)
            assert statuses()[str(number)] is EditionStatus.ISSUED
            number = number.next()
    assert finished(start(str(number), schedule.issue_at(number))) == 0
    issued = [EditionNumber.parse(FIRST)]
    while issued[-1] < number:
        issued.append(issued[-1].next())
    assert_issued_once(*(str(edition) for edition in issued))


@pytest.mark.parametrize("point", KILL_POINTS)
def test_a_kill_at_a_named_point(start: Start, point: str) -> None:
    """Wherever a scheduler dies, an edition is whole or not there, and the next start finishes."""
    assert finished(start(die_at=point)) == -signal.SIGKILL
    expected = {} if point == "before the claim" else {FIRST: EditionStatus.BUILDING}
    assert statuses() == ({FIRST: EditionStatus.ISSUED} if point == "issued" else expected)
    assert finished(start()) == 0
    assert_issued_once(FIRST)


def test_four_schedulers_at_once(start: Start) -> None:
    """Four schedulers that wake together issue one edition."""
    processes = [start(lease=60) for _ in range(4)]
    assert [finished(process) for process in processes] == [0, 0, 0, 0]
    assert_issued_once(FIRST)


def test_four_schedulers_whose_leases_are_too_short(start: Start) -> None:
    """Building takes longer than a lease: they take it from one another, yet one gets done."""
    processes = [start(lease=0.2) for _ in range(4)]
    assert [finished(process) for process in processes] == [0, 0, 0, 0]
    assert_issued_once(FIRST)


def test_a_scheduler_that_was_stopped_is_shut_out(start: Start) -> None:
    """One that sleeps past its lease and wakes again cannot issue a second time."""
    sleeper = start(lease=0.5)
    while statuses() != {FIRST: EditionStatus.BUILDING}:
        time.sleep(0.01)
    assert sleeper.pid is not None
    os.kill(sleeper.pid, signal.SIGSTOP)
    assert finished(start()) == 0
    assert_issued_once(FIRST)
    os.kill(sleeper.pid, signal.SIGCONT)
    assert finished(sleeper) == 0
    assert_issued_once(FIRST)
