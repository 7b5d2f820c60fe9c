"""Limits on what costs others something: mails, uploads, tries of a second factor.

They live in the database, so that they hold across workers and restarts. Tries of passwords have
rules of their own in `accounts`.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Index, String, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory import clock
from cna_directory.database import Base, UTCDateTime, db, is_sqlite
from cna_directory.errors import TooManyAttempts
from cna_directory.operation import bookkeeping

COUNTING_LOCK = 0x434E43  # Any number that nothing else in the database uses as an advisory lock.
LONGEST_COUNTED = timedelta(days=1)
"""No limit looks back further; what is older is forgotten."""


class CountedTry(Base):
    """One try of something that is limited."""

    __tablename__ = "counted_try"
    __not_recorded__ = (
        "counts for the limits; what was tried is recorded where it changes something"
    )
    __table_args__ = (Index("ix_counted_try_kind_whose_at", "kind", "whose", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    whose: Mapped[str] = mapped_column(String(64))
    """SHA-256 of what the limit counts by, such as an account or a remote address."""
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries of one kind are allowed within a time to one account, address or all together."""

    kind: str
    most: int
    within: timedelta
    advice: str


def count_try(counted: Sequence[tuple[Limit, str]]) -> None:
    """Count one try against each limit for its subject, unless one of them stands against it.

    `counted` pairs each limit with what it counts by; an empty text counts everybody together. The
    try is counted before it is made, so that no number of tries at once slips through.

    Raises:
        TooManyAttempts: a limit stands against it; nothing was counted.
    """
    now = clock.now()
    with bookkeeping():
        if not is_sqlite():
            # Counting and writing down belong together; SQLite has one writer anyway.
            db.session.execute(select(func.pg_advisory_xact_lock(COUNTING_LOCK)))
        for limit, whose in counted:
            if _count(limit, whose, now) >= limit.most:
                raise TooManyAttempts(limit.advice)
        db.session.execute(delete(CountedTry).where(CountedTry.at < now - LONGEST_COUNTED))
        # Two limits on the same subject, such as a short and a long one, count the same row.
        for kind, digest in {(limit.kind, _digest(whose)) for limit, whose in counted}:
            db.session.add(CountedTry(kind=kind, whose=digest, at=now))


def _count(limit: Limit, whose: str, now: datetime) -> int:
    statement = select(func.count()).where(
        CountedTry.kind == limit.kind,
        CountedTry.whose == _digest(whose),
        CountedTry.at > now - limit.within,
    )
    return db.session.scalar(statement) or 0


def _digest(whose: str) -> str:
    return hashlib.sha256(whose.encode()).hexdigest()
