"""Keeps schedulers apart: one works on an edition at a time, and one that was stopped is shut out.

The lease saves work and the fence gives the guarantee. A lease may run out while its owner is
still alive, or be judged by a wrong clock; the fence then tells who came last, and only that one
can issue. All functions but `renew` and `give_back` are called inside an operation.

Who holds a claim says beside it how far the work is, and what was said ends with the claim.
"""

import os
import secrets
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from cna_directory import clock
from cna_directory.database import UTCDateTime, db, is_sqlite
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.models import EditionLease, EditionWork
from cna_directory.editions.rules import Step
from cna_directory.errors import AlreadyClaimed
from cna_directory.operation import bookkeeping

LEASE = timedelta(minutes=1)
"""How long a scheduler that says nothing keeps the first claim to an edition."""

MOST_LEASES = 10
"""Each claim lasts a lease longer than the one before, up to so many.

Where building takes longer than a lease, schedulers would otherwise take an edition from one
another for ever.
"""

LONGEST_PAUSE = timedelta(hours=1)
"""How long at most an edition that cannot be built is left alone; longer than any lease."""


class ClaimLost(AlreadyClaimed):
    """Another scheduler took over, or the edition was held: what was built must not be issued."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to take an edition one step further, as long as nobody has a newer one."""

    number: EditionNumber
    step: Step
    closing_at: datetime
    issue_at: datetime
    trail_head: str
    owner: str
    fence: int


@dataclass(frozen=True, slots=True)
class Lease:
    """What the claimant got: its own name for itself, and the number that outdates all others."""

    owner: str
    fence: int


def take(number: EditionNumber) -> Lease:
    """Take the lease of an edition.

    Raises:
        AlreadyClaimed: somebody is at work on it, or it failed a moment ago.
    """
    _add_row(number)
    now = _shared_now()
    owner = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(6)}"
    is_free = or_(
        EditionLease.lease_until.is_(None),
        EditionLease.lease_until <= now,
        # No lease or pause is that long: it was written by a clock that has been put back since.
        EditionLease.lease_until > now + LONGEST_PAUSE,
    )
    fence = _change(
        and_(_is(number), is_free),
        owner=owner,
        fence=EditionLease.fence + 1,
        lease_until=now,
    )
    if fence is None:
        raise AlreadyClaimed(f"Another scheduler is at work on edition {number}.")
    _change(_is(number), lease_until=now + lease_of(fence))
    return Lease(owner, fence)


def lease_of(fence: int) -> timedelta:
    """Return how long a claim lasts from the moment it is taken or renewed."""
    return LEASE * min(fence, MOST_LEASES)


def confirm_and_end(claim: Claim, *, pause: timedelta | None = None) -> None:
    """Make sure that the claim still holds and end it; with a pause nobody may take it up at once.

    The row stays locked until the transaction ends, so nobody can come between. No pause after an
    earlier step reaches beyond the time of issue.

    Raises:
        ClaimLost: somebody else has a newer claim.
    """
    _change_own(claim, None if pause is None else _end_of_pause(claim, pause))
    _forget_work(claim.number)


def break_off(number: EditionNumber) -> None:
    """Shut out whoever is at work on an edition, and free it."""
    _add_row(number)
    _change(_is(number), owner="", fence=EditionLease.fence + 1, lease_until=None)
    _forget_work(number)


def begin_work(number: EditionNumber, step: Step) -> None:
    """Say that a step of an edition is begun."""
    _forget_work(number)
    now = clock.now()
    db.session.execute(
        insert(EditionWork).values(
            year=number.year,
            half=number.half,
            kind=step.value,
            step="",
            done=0,
            total=0,
            began_at=now,
            told_at=now,
        )
    )


def renew(claim: Claim, *, step: str, done: int, total: int) -> None:
    """Keep the claim for another while and say how far the work is, in a short transaction.

    Raises:
        ClaimLost: somebody else has a newer claim.
    """
    with bookkeeping():
        _change_own(claim, _shared_now() + lease_of(claim.fence))
        db.session.execute(
            update(EditionWork)
            .where(_is_work_on(claim.number))
            .values(step=step, done=done, total=total, told_at=clock.now())
        )


def give_back(claim: Claim) -> None:
    """Free the edition for the next scheduler, where this one has to stop in the middle."""
    with bookkeeping():
        confirm_and_end(claim)


def _end_of_pause(claim: Claim, pause: timedelta) -> datetime:
    now = _shared_now()
    until = now + min(pause, LONGEST_PAUSE)
    # A proof is given up on the day; what cannot be frozen by then is tried less and less often.
    if claim.step is Step.PROOF or now < claim.issue_at:
        return min(until, claim.issue_at)
    return until


def _change_own(claim: Claim, lease_until: datetime | None) -> None:
    is_own = and_(
        _is(claim.number),
        EditionLease.owner == claim.owner,
        EditionLease.fence == claim.fence,
    )
    if _change(is_own, lease_until=lease_until) is None:
        raise ClaimLost(f"The claim to edition {claim.number} has passed to somebody else.")


def _change(condition: ColumnElement[bool], **values: object) -> int | None:
    """Change the lease row that meets the condition; return its fence, or `None` if none does."""
    statement = update(EditionLease).where(condition).values(**values)
    return db.session.scalar(
        statement.returning(EditionLease.fence),
        execution_options={"synchronize_session": False},
    )


def _is(number: EditionNumber) -> ColumnElement[bool]:
    return and_(EditionLease.year == number.year, EditionLease.half == number.half)


def _is_work_on(number: EditionNumber) -> ColumnElement[bool]:
    return and_(EditionWork.year == number.year, EditionWork.half == number.half)


def _forget_work(number: EditionNumber) -> None:
    db.session.execute(delete(EditionWork).where(_is_work_on(number)))


def _add_row(number: EditionNumber) -> None:
    insert_new = sqlite.insert if is_sqlite() else postgresql.insert
    row = insert_new(EditionLease).values(year=number.year, half=number.half, owner="", fence=0)
    db.session.execute(row.on_conflict_do_nothing())


def _shared_now() -> datetime:
    """Return the time by the clock that all schedulers of this database share.

    SQLite serves one machine, whose clock it is; PostgreSQL serves several, so its own is asked.
    """
    if is_sqlite():
        return clock.now()
    return db.session.scalars(select(func.clock_timestamp(type_=UTCDateTime))).one()
