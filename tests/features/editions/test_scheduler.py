"""The scheduler's process: wakes at once and in time, notes how it went, ends cleanly."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from flask import Flask

from cna_directory import scheduler
from cna_directory.database import db
from cna_directory.jobs import (
    CHECK_LINKS,
    DELIVER_MAIL,
    ISSUE_DUE_EDITIONS,
    KEEP_ACCOUNTS,
    MAKE_COPIES,
    POST_NEWS,
    POST_TRAIL_HEAD,
    REMIND_TO_CONFIRM,
    WATCH_SIGNING_KEY,
    WRITE_IMPORTS,
    LastRun,
    last_runs,
    run_noted,
)
from cna_directory.scheduler import Job, run_job
from cna_directory.settings import PROJECT_FOLDER, Settings


def runs() -> tuple[LastRun, ...]:
    """Return the jobs' last runs as they are in the database now."""
    db.session.rollback()
    return last_runs()


def never(settings: Settings) -> BaseTrigger:
    """Return no trigger: these jobs are run by hand."""
    raise AssertionError


def test_a_job_notes_how_it_went(app: Flask) -> None:
    """Success leaves its time; a failure leaves what went wrong and does not end the scheduler."""
    run_job(app, Job("good", lambda settings: None, never))
    (good,) = runs()
    assert good.finished_at is not None
    assert good.finished_at >= good.started_at
    assert good.error == ""

    def fail(settings: Settings) -> None:
        raise OSError("the disk is full")

    run_job(app, Job("good", fail, never))
    (failed,) = runs()
    assert failed.error == "OSError: the disk is full"
    assert failed.finished_at == good.finished_at
    assert failed.started_at >= good.started_at


def test_an_error_is_passed_on(app: Flask) -> None:
    """Who runs a job by hand sees why it failed."""
    with pytest.raises(ZeroDivisionError), run_noted("bad"):
        raise ZeroDivisionError
    assert runs()[0].error.startswith("ZeroDivisionError")


def test_it_wakes_every_minute_and_on_the_second_of_issue(settings: Settings) -> None:
    """The calendar's times are met to the second, whatever the phase of the minutes."""
    now = datetime(2026, 6, 1, 5, 59, 30, tzinfo=UTC)
    for job in scheduler.JOBS:
        with time_machine.travel(now, tick=False):
            after = job.wakes(settings).get_next_fire_time(None, now)
        assert (after - now).total_seconds() <= 60
        if job.name == ISSUE_DUE_EDITIONS:
            assert after == datetime(2026, 6, 1, 6, 0, tzinfo=UTC)
    assert {job.name for job in scheduler.JOBS} == {
        ISSUE_DUE_EDITIONS,
        MAKE_COPIES,
        DELIVER_MAIL,
        POST_TRAIL_HEAD,
        KEEP_ACCOUNTS,
        REMIND_TO_CONFIRM,
        CHECK_LINKS,
        POST_NEWS,
        WRITE_IMPORTS,
        WATCH_SIGNING_KEY,
    }


def test_an_idle_job_is_run_once_a_minute_so_that_its_silence_shows(app: Flask) -> None:
    """Copies are looked for every two seconds; without any, that leaves no row behind."""
    runs: list[Settings] = []
    has_work = [False]
    job = Job(MAKE_COPIES, runs.append, scheduler._every_few_seconds, lambda now: has_work[0])
    with time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC), tick=False) as clock:
        for seconds, expected in ((0, 1), (2, 1), (56, 1), (3, 2)):
            clock.shift(seconds)
            run_job(app, job)
            assert len(runs) == expected
        has_work[0] = True
        run_job(app, job)
        assert len(runs) == 3


def test_the_process_wakes_at_start_and_ends_when_told(app: Flask, settings: Settings) -> None:
    """Soon after the start every job has run; SIGTERM ends the process without an error."""
    environment = {
        **os.environ,
        "CNA_MODE": "demonstration",
        "CNA_DATABASE_URL": settings.database_url,
        "CNA_DATA_DIR": str(settings.data_folder),
        "CNA_SECRET_KEY": settings.secret_key,
        "CNA_BASE_URL": settings.base_url,
    }
    program = (
        "from cna_directory.application import create_app;"
        "from cna_directory.settings import Settings;"
        "from cna_directory.scheduler import run;"
        "run(create_app(Settings.from_environment()))"
    )
    process = subprocess.Popen([sys.executable, "-c", program], env=environment, cwd=PROJECT_FOLDER)
    try:
        ends = time.monotonic() + 60
        while (
            len([r for r in runs() if r.finished_at]) < len(scheduler.JOBS)
            and time.monotonic() < ends
        ):
            time.sleep(0.2)
        assert {run.name for run in runs()} == {job.name for job in scheduler.JOBS}
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()


def test_a_clock_that_is_put_back_stops_nothing() -> None:
    """Jobs that would sleep until the clock has caught up are woken at once."""
    waking = BackgroundScheduler(timezone="UTC")
    now = datetime(2026, 6, 2, tzinfo=UTC)
    waking.add_job(print, "interval", minutes=1, id="job")
    waking.start(paused=True)
    try:
        with time_machine.travel(now, tick=False):
            waking.get_job("job").modify(next_run_time=now + timedelta(minutes=1))
            assert scheduler.mind_the_clock(waking, now) == now
            assert waking.get_job("job").next_run_time == now + timedelta(minutes=1)
        yesterday = now - timedelta(days=1)
        with time_machine.travel(yesterday, tick=False):
            assert scheduler.mind_the_clock(waking, now) == yesterday
            assert waking.get_job("job").next_run_time == yesterday
    finally:
        waking.shutdown(wait=False)


def test_silence_can_be_noticed(app: Flask) -> None:
    """A job that never ran is not in the list, so its absence shows."""
    assert runs() == ()
