"""The scheduler: a process of its own that only wakes; the database decides what there is to do.

Jobs live in memory and are made anew at each start. Each calls one function that may be called at
any time and again, so nothing is lost while the process is down, and two schedulers do no harm.
Web processes never start one.
"""

import signal
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from traceback import format_exception

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger
from flask import Flask

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER
from cna_directory.accounts.operations import answer_password_resets
from cna_directory.accounts.operations.posts import ask_who_is_in_post
from cna_directory.accounts.operations.retention import remove_what_is_over
from cna_directory.admission.operations import mail_account_requests
from cna_directory.admission.operations.keeping import keep_requests
from cna_directory.confirmations.operations import remind_states
from cna_directory.copies.operations import forget_old_copies, make_waiting_copies
from cna_directory.copies.queries import is_work_on_copies
from cna_directory.database import db
from cna_directory.editions.operations import reconcile
from cna_directory.editions.queries import schedule_of
from cna_directory.exchange.operations import forget_old_imports, write_accepted_imports
from cna_directory.exchange.queries import is_work_on_imports
from cna_directory.following.operations import post_news
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
    has_begun_since,
    run_noted,
)
from cna_directory.laws import asking
from cna_directory.laws.operations import check_links as ask_for_links
from cna_directory.mail.outbox import deliver_waiting_mail
from cna_directory.mail.transport import of_deployment
from cna_directory.settings import Settings
from cna_directory.trail.operations import verify_and_post_head
from cna_directory.upkeep.operations import forget_drafts_of_closed_accounts

log = structlog.get_logger()

SECONDS_BETWEEN_LOOKS = 15
"""How often the main thread looks whether the clock was put back."""

SECONDS_BETWEEN_COPIES = 2
"""How often the scheduler looks whether somebody waits for a copy, or for an import."""

_is_to_end = threading.Event()


class Ending(BaseException):
    """The process was told to end; whatever takes long stops here and is taken up at next start."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something the scheduler wakes for: its name, what it does, and when."""

    name: str
    does: Callable[[Settings], object]
    wakes: Callable[[Settings], BaseTrigger]
    has_work: Callable[[datetime], bool] = lambda now: True
    """Asked at each wake; without work the job is run once a minute, so that its silence shows."""


def issue_due_editions(settings: Settings) -> None:
    """Issue the editions that are due and bring into force what takes effect."""
    for outcome in reconcile(SCHEDULER, settings, clock.now(), _unless_ending):
        log.info("edition", number=str(outcome.number), status=outcome.status, why=outcome.reason)


def _unless_ending(step: str, done: int, total: int) -> None:
    _end_if_told()


def _end_if_told() -> None:
    if _is_to_end.is_set():
        raise Ending


def make_copies(settings: Settings) -> None:
    """Mark and sign the copies that wait, and forget the files of those that were kept long enough."""
    if made := make_waiting_copies(SCHEDULER, settings):
        log.info("copies made", number=made)
    forget_old_copies(SCHEDULER, clock.now())


def write_imports(settings: Settings) -> None:
    """Write the files with records that an officer has accepted, and forget those kept long enough."""
    if written := write_accepted_imports(SCHEDULER, settings, _end_if_told):
        log.info("imports written", number=written)
    forget_old_imports(SCHEDULER, clock.now())


def deliver_mail(settings: Settings) -> None:
    """Write to those who asked for an account or a new password, and hand over all that waits."""
    # What is posted already goes out whatever stands in the way of a new mail.
    _all_of(
        partial(mail_account_requests, SCHEDULER, settings),
        partial(answer_password_resets, SCHEDULER, settings),
        partial(deliver_waiting_mail, SCHEDULER, of_deployment(settings)),
    )


def post_trail_head(settings: Settings) -> None:
    """Verify the trail and mail its head, at the first wake of each day (UTC)."""
    if verify_and_post_head(SCHEDULER, settings):
        log.info("head of the trail posted")


def keep_accounts(settings: Settings) -> None:
    """Ask who is still in post, let requests lapse, and forget what the limits say."""
    now = clock.now()
    _all_of(
        partial(ask_who_is_in_post, SCHEDULER, settings, now),
        partial(keep_requests, SCHEDULER, now),
        partial(remove_what_is_over, SCHEDULER, now),
        partial(forget_drafts_of_closed_accounts, SCHEDULER),
    )


def _all_of(*parts: Callable[[], object]) -> None:
    """Do all parts of a job in their order, also if one fails; raise its error afterwards."""
    with ExitStack() as stack:
        for part in reversed(parts):
            stack.callback(part)


def check_links(settings: Settings) -> None:
    """Ask whether a few links of records still answer; never in the demonstration."""
    if asked := ask_for_links(SCHEDULER, asking.of_deployment(settings)):
        log.info("links checked", number=asked)


def remind_to_confirm(settings: Settings) -> None:
    """Write to the States whose records are due to be confirmed, at the first wake of each day."""
    if reminded := remind_states(SCHEDULER, settings, clock.now()):
        log.info("States reminded to confirm", number=reminded)


def tell_followers(settings: Settings) -> None:
    """Tell those who follow something what changed in it."""
    if posted := post_news(SCHEDULER, settings, clock.now()):
        log.info("followers told", mails=posted)


def watch_signing_key(settings: Settings) -> None:
    """Fail while the signing key cannot be used, or soon cannot, so that the desk shows why."""
    # Imported here because the scheduler alone opens the key.
    from cna_directory.editions.signing import require_lasting_key

    require_lasting_key(settings)


def _every_few_seconds(settings: Settings) -> BaseTrigger:
    """Wake as often as somebody who waits before a page may notice."""
    return IntervalTrigger(seconds=SECONDS_BETWEEN_COPIES, timezone="UTC")


def _every_minute(settings: Settings) -> BaseTrigger:
    return IntervalTrigger(minutes=1, timezone="UTC")


def _every_minute_and_on_time(settings: Settings) -> BaseTrigger:
    """Wake at the times of issue to the second, and every minute for what was missed."""
    schedule = schedule_of(settings)
    on_time = [
        CronTrigger(
            month=issue.on.month,
            day=issue.on.day,
            hour=issue.at.hour,
            minute=issue.at.minute,
            second=issue.at.second,
            timezone="UTC",
        )
        for issue in schedule.issues
    ]
    return OrTrigger([*on_time, _every_minute(settings)])


JOBS = (
    Job(ISSUE_DUE_EDITIONS, issue_due_editions, _every_minute_and_on_time),
    Job(MAKE_COPIES, make_copies, _every_few_seconds, is_work_on_copies),
    Job(WRITE_IMPORTS, write_imports, _every_few_seconds, is_work_on_imports),
    Job(DELIVER_MAIL, deliver_mail, _every_minute),
    Job(POST_NEWS, tell_followers, _every_minute),
    Job(POST_TRAIL_HEAD, post_trail_head, _every_minute),
    Job(KEEP_ACCOUNTS, keep_accounts, _every_minute),
    Job(REMIND_TO_CONFIRM, remind_to_confirm, _every_minute),
    Job(CHECK_LINKS, check_links, _every_minute),
    Job(WATCH_SIGNING_KEY, watch_signing_key, _every_minute),
)


def run(app: Flask) -> None:
    """Wake at start and then again and again, until the process is told to end."""
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda number, frame: _is_to_end.set())
    scheduler = BackgroundScheduler(timezone="UTC")
    for job in JOBS:
        _add(scheduler, app, job)
    scheduler.start()
    log.info("scheduler begins", jobs=[job.name for job in JOBS])
    seen = clock.now()
    while not _is_to_end.wait(SECONDS_BETWEEN_LOOKS):
        seen = mind_the_clock(scheduler, seen)
    scheduler.shutdown(wait=True)
    log.info("scheduler has ended")


def _add(scheduler: BackgroundScheduler, app: Flask, job: Job) -> None:
    at_start = DateTrigger(clock.now(), timezone="UTC")
    scheduler.add_job(
        run_job,
        OrTrigger([at_start, job.wakes(app.extensions["settings"])]),
        (app, job),
        id=job.name,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )


def mind_the_clock(scheduler: BackgroundScheduler, seen: datetime) -> datetime:
    """Wake every job if the clock was put back since it was last seen; return what it says now.

    Each job's next time is a time of day: without this it would sleep until the clock has caught
    up, however long that takes.
    """
    now = clock.now()
    if now < seen:
        log.warning("the clock was put back", from_=seen.isoformat(), to=now.isoformat())
        for job in scheduler.get_jobs():
            job.modify(next_run_time=now)
    return now


def _is_to_run(job: Job, now: datetime) -> bool:
    return job.has_work(now) or not has_begun_since(job.name, now - timedelta(minutes=1))


def run_job(app: Flask, job: Job) -> None:
    """Run a job once; an error is noted for all to see and does not end the scheduler."""
    with app.app_context():
        try:
            if _is_to_run(job, clock.now()):
                with run_noted(job.name):
                    job.does(app.extensions["settings"])
        except Ending:
            log.info("job gives way", job=job.name)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is kept with the job.
            # Written out here, because a log that shows variables too would show records.
            trace = "".join(format_exception(error))
            log.error("job failed", job=job.name, trace=trace)  # noqa: TRY400
        finally:
            db.session.remove()
