"""One edition for each period, whole or not at all, however often and wherever schedulers die."""

import hashlib
import os
import random
import signal
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

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
    EditionProof,
    EditionStatus,
    FileChunk,
    ProofFile,
)
from cna_directory.seeding import all_revisions, loading
from cna_directory.settings import Settings
from tests.features.editions.directory import FIRST, ON_THE_DAY
from tests.features.editions.seeded import SEEDS
from tests.features.editions.worker import KILL_POINTS, PATIENCE, SHORT, reconcile_at
from tests.processes import FORKED
from tests.thorough import IS_THOROUGH, times

RANDOM_KILLS = times(12, 100)
CLOSED = datetime(2026, 5, 25, tzinfo=UTC)
FILES_OF_EDITION = 7
"""PDF, and RTF, CSV and JSON each with its signature."""

FORMATS_OF_PROOF = {"pdf", "rtf", "csv", "json", "png"}

Start = Callable[..., BaseProcess]


@pytest.fixture
def start(ten_states: Settings, database_url: str, tmp_path: Path) -> Iterator[Start]:
    """Return what starts a scheduler on ten States; all have ended after the test."""
    with starting(database_url, tmp_path) as begin:
        yield begin


@contextmanager
def starting(database_url: str, folder: Path, patience: float = PATIENCE) -> Iterator[Start]:
    """Give what starts a scheduler on a directory; all have ended afterwards."""
    started: list[BaseProcess] = []

    def begin(
        first: str = FIRST,
        moments: Sequence[datetime] = (CLOSED, ON_THE_DAY),
        die_at: str = "",
        by: signal.Signals = signal.SIGKILL,
        lease: float = SHORT,
    ) -> BaseProcess:
        process = FORKED.Process(
            target=reconcile_at,
            args=(database_url, folder),
            kwargs={
                "first": first,
                "moments": moments,
                "die_at": die_at,
                "by": by,
                "lease": lease,
                "patience": patience,
            },
        )
        process.start()
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.join()
        process.close()


def finished(process: BaseProcess, patience: float = PATIENCE) -> int:
    """Wait for a process; return how it ended."""
    process.join(patience)
    assert process.exitcode is not None
    return process.exitcode


def statuses() -> dict[str, EditionStatus]:
    """Return every edition there is, after looking that each is whole or not there at all."""
    db.session.rollback()
    found, hashes = {}, set()
    for edition in db.session.scalars(select(Edition)):
        number = f"{edition.year}/{edition.half}"
        assert number not in found
        found[number] = edition.status
        hashes |= _hashes_if_whole(edition)
    # No byte is there that belongs to nothing.
    assert set(db.session.scalars(select(FileChunk.sha256).distinct())) == hashes
    db.session.rollback()
    return found


def _hashes_if_whole(edition: Edition) -> set[str]:
    """Look that content, proof and files are there whole or not at all; return the files' hashes."""
    kept = db.session.get(EditionContent, edition.id, populate_existing=True)
    assert (kept is not None) == (edition.frozen_at is not None)
    if kept is not None:
        content = zlib.decompress(kept.compressed)
        assert hashlib.sha256(content).hexdigest() == edition.content_hash
    files = db.session.scalars(
        select(EditionFile).where(EditionFile.edition_id == edition.id)
    ).all()
    is_issued = edition.status is EditionStatus.ISSUED
    assert len(files) == (FILES_OF_EDITION if is_issued else 0)
    of_proof = db.session.scalars(
        select(ProofFile)
        .join(EditionProof, EditionProof.id == ProofFile.proof_id)
        .where(EditionProof.edition_id == edition.id)
    ).all()
    assert {file.format for file in of_proof} in (set(), FORMATS_OF_PROOF)
    of_edition = {file.sha256 for file in files}
    hashes = set()
    for sha256 in of_edition.union(file.sha256 for file in of_proof):
        content = b"".join(
            db.session.scalars(
                select(FileChunk.content)
                .where(FileChunk.sha256 == sha256)
                .order_by(FileChunk.position)
            )
        )
        # The files of a proof go together some time after the issue, but for those it shares.
        if content or not is_issued or sha256 in of_edition:
            assert hashlib.sha256(content).hexdigest() == sha256
            hashes.add(sha256)
    assert hashes in (of_edition, of_edition.union(file.sha256 for file in of_proof))
    return hashes


def assert_issued_once(*numbers: str) -> None:
    """Look that the trail is whole and tells of one freezing and one issue for each edition."""
    assert statuses() == dict.fromkeys(numbers, EditionStatus.ISSUED)
    for action in (Action.EDITION_FROZEN, Action.EDITION_ISSUED):
        subjects = db.session.scalars(
            select(AuditOperation.subject).where(AuditOperation.action == action)
        )
        assert Counter(subjects) == {f"edition/{number}": 1 for number in numbers}
    assert chain.verify() is None


def test_a_kill_at_a_random_moment(start: Start, settings: Settings) -> None:
    """After each kill nothing is half done, and the next start goes on."""
    chance = random.Random(20260601)
    number, kills, whole_run = EditionNumber.parse(FIRST), 0, 2.0
    while kills < RANDOM_KILLS:
        process_began = time.monotonic()
        process = start(str(number), moments_of(settings, number))
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
    assert finished(start(str(number), moments_of(settings, number))) == 0
    issued = [EditionNumber.parse(FIRST)]
    while issued[-1] < number:
        issued.append(issued[-1].next())
    assert_issued_once(*(str(edition) for edition in issued))


def moments_of(settings: Settings, number: EditionNumber) -> tuple[datetime, datetime]:
    """Return the first moment after an edition's closing, and that of its issue."""
    schedule = queries.schedule_of(settings)
    return schedule.closing_at(number) + timedelta(microseconds=1), schedule.issue_at(number)


@pytest.mark.parametrize("point", KILL_POINTS)
def test_a_kill_at_a_named_point(start: Start, point: str) -> None:
    """Wherever a scheduler dies, an edition is whole or not there, and the next start finishes."""
    assert finished(start(die_at=point)) == -signal.SIGKILL
    left = KILL_POINTS[point]
    assert statuses() == ({} if left is None else {FIRST: left})
    assert finished(start()) == 0
    assert_issued_once(FIRST)


@pytest.mark.skipif(not IS_THOROUGH, reason="it takes minutes: CNA_TEST_THOROUGH=1")
def test_a_kill_at_full_size(app: Flask, database_url: str, tmp_path: Path) -> None:
    """An edition of all States that dies while it is set, and again while it is stored."""
    loading.load_reference(SEEDS)
    plan = all_revisions(SEEDS, CLOSED.date())
    loading.load_records(plan.revisions, lambda *step: None)
    db.session.rollback()
    minutes = 15 * 60.0
    with starting(database_url, tmp_path, minutes) as start:
        for point in ("pdf", "between the files"):
            died = start(moments=(ON_THE_DAY,), die_at=point)
            assert finished(died, minutes) == -signal.SIGKILL
            assert statuses() == {FIRST: EditionStatus.BUILDING}
        assert finished(start(moments=(ON_THE_DAY,)), minutes) == 0
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


@pytest.mark.parametrize("point", ["frozen", "signed"])
def test_a_scheduler_that_was_stopped_is_shut_out(start: Start, point: str) -> None:
    """One that sleeps past its lease and wakes again cannot issue a second time."""
    sleeper = start(die_at=point, by=signal.SIGSTOP)
    assert sleeper.pid is not None
    while not _is_asleep(sleeper.pid):
        time.sleep(0.01)
    assert statuses() == {FIRST: KILL_POINTS[point]}
    assert finished(start()) == 0
    assert_issued_once(FIRST)
    os.kill(sleeper.pid, signal.SIGCONT)
    assert finished(sleeper) == 0
    assert_issued_once(FIRST)


def _is_asleep(process_id: int) -> bool:
    """Tell whether a process was stopped by a signal (the state "T" of proc_pid_stat(5))."""
    stat = Path(f"/proc/{process_id}/stat").read_text(encoding="ascii")
    return stat.rpartition(")")[2].split()[0] == "T"
