"""A deliverer that is killed loses no mail, and repeats at most the one it had in its hands."""

import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from cna_directory import clock
from cna_directory.access.actors import OPERATOR
from cna_directory.database import db
from cna_directory.mail.models import MailStatus, OutgoingMail
from cna_directory.settings import Settings
from tests.mail.deliverer import deliver_at
from tests.mail.sink import listening
from tests.mail.test_delivery import post_some
from tests.processes import FORKED
from tests.thorough import times

MAILS = times(60, 200)
KILLS = times(4, 100)

Start = Callable[[str, datetime], BaseProcess]


@pytest.fixture
def start(app: Flask, settings: Settings, database_url: str, tmp_path: Path) -> Iterator[Start]:
    """Return what starts a deliverer on the posted mails; all have ended after the test."""
    post_some(OPERATOR, MAILS, settings)
    db.session.rollback()
    started: list[BaseProcess] = []

    def begin(sink: str, now: datetime) -> BaseProcess:
        process = FORKED.Process(target=deliver_at, args=(database_url, tmp_path, sink, now))
        process.start()
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.join()
        process.close()


def still_waiting() -> int:
    db.session.rollback()
    waiting = select(func.count()).where(OutgoingMail.status != MailStatus.SENT)
    return db.session.scalar(waiting) or 0


def test_killed_while_it_hands_mails_over(start: Start) -> None:
    """Every mail arrives, and whatever arrives twice has one Message-ID."""
    chance = random.Random(20260601)
    kills, now = 0, clock.now()
    with listening() as sink:
        while still_waiting():
            # What was in the hands of a killed deliverer is due again after a pause.
            now += timedelta(hours=12)
            process = start(sink.url, now)
            wait_until_it_works(process, sink.taken)
            if kills < KILLS:
                process.join(chance.uniform(0, 0.12))
                process.kill()
            process.join(60)
            kills += process.exitcode == -signal.SIGKILL
            assert process.exitcode in {0, -signal.SIGKILL}
        taken = list(sink.taken)
    assert kills >= times(2, 30)
    of_recipient = Counter(mail["To"] for mail in taken)
    assert len(of_recipient) == MAILS
    assert len({mail["Message-ID"] for mail in taken}) == MAILS
    assert len({(mail["To"], mail["Message-ID"]) for mail in taken}) == MAILS
    assert len(taken) - MAILS <= kills
    assert set(db.session.scalars(select(OutgoingMail.message_id))) == {
        mail["Message-ID"] for mail in taken
    }


def wait_until_it_works(process: BaseProcess, taken: list[object]) -> None:
    """Wait until a deliverer hands over its first mail, or has ended."""
    before = len(taken)
    while process.is_alive() and len(taken) == before:
        process.join(0.002)
