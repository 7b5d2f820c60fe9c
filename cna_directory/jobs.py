"""What the scheduler's jobs leave behind, so that their silence can be noticed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory import clock
from cna_directory.database import Base, UTCDateTime, db
from cna_directory.operation import bookkeeping

ISSUE_DUE_EDITIONS = "issue due editions"
DELIVER_MAIL = "deliver mail"
MAKE_COPIES = "make copies"
WRITE_IMPORTS = "write accepted imports"
KEEP_ACCOUNTS = "keep accounts"
REMIND_TO_CONFIRM = "remind States to confirm"
POST_NEWS = "tell followers what changed"
CHECK_LINKS = "check links"
POST_TRAIL_HEAD = "verify the trail and post its head"
WATCH_SIGNING_KEY = "look at the signing key"


class JobRun(Base):
    """How one job of the scheduler went last; one row for each job."""

    __tablename__ = "job_run"
    __not_recorded__ = "says when a job last ran; what the job changed is in the trail"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """The end of the last run that succeeded."""
    error: Mapped[str] = mapped_column(Text, default="")
    """What went wrong in the last run; empty if it succeeded or is under way."""


@dataclass(frozen=True, slots=True)
class LastRun:
    """How one job went last, as pages show it."""

    name: str
    started_at: datetime
    finished_at: datetime | None
    error: str


def last_runs() -> tuple[LastRun, ...]:
    """Return how every job that ever ran went last, by name."""
    rows = db.session.scalars(select(JobRun).order_by(JobRun.name))
    return tuple(LastRun(r.name, r.started_at, r.finished_at, r.error) for r in rows)


def has_begun_since(name: str, moment: datetime) -> bool:
    """Say whether a job has begun since a moment."""
    row = db.session.get(JobRun, name, populate_existing=True)
    return row is not None and row.started_at >= moment


@contextmanager
def run_noted(name: str) -> Iterator[None]:
    """Note when the job begins, and then that it succeeded or what went wrong.

    An error is noted and passed on.
    """
    _note(name, started_at=clock.now(), error="")
    try:
        yield
    except Exception as error:
        _note(name, error=f"{type(error).__name__}: {error}")
        raise
    _note(name, finished_at=clock.now())


def _note(name: str, **values: datetime | str) -> None:
    with bookkeeping():
        row = db.session.get(JobRun, name)
        if row is None:
            row = JobRun(name=name, started_at=clock.now(), error="")
            db.session.add(row)
        for field, value in values.items():
            setattr(row, field, value)
