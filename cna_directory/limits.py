"""Limits on what costs others something: mails, uploads, tries of a second factor.

They live in the database, so that they hold across workers and restarts. Tries of passwords have
rules of their own in `accounts`.
"""

import hashlib
import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Index, String, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory import clock
from cna_directory.database import Base, UTCDateTime, db, is_sqlite
from cna_directory.errors import TooManyAttempts
from cna_directory.operation import bookkeeping

COUNTING_LOCK = 0x434E43  # Any number that nothing else in the database uses as an advisory lock.
LONGEST_COUNTED = timedelta(days=1)
"""No limit looks back further; what is older is forgotten."""

IPV6_NETWORK = 64
"""Bits of an IPv6 address that a subscriber cannot choose."""


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
    number: Mapped[int] = mapped_column(default=1)
    """How much it counts: more than one where records are counted by the file, or refusals."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries of one kind are allowed within a time to one account, address or all together."""

    kind: str
    most: int
    within: timedelta
    advice: str


def count_try(counted: Sequence[tuple[Limit, str]], many: Mapping[str, int] | None = None) -> None:
    """Count one try against each limit for its subject, unless one of them stands against it.

    `counted` pairs each limit with what it counts by; an empty text counts everybody together. The
    try is counted before it is made, so that no number of tries at once slips through. `many` says
    for a kind of limit how much the try counts where it is not one, such as records in a file.

    Raises:
        TooManyAttempts: a limit stands against it; the try counts for none of them.
    """
    now = clock.now()
    with bookkeeping():
        if not is_sqlite():
            # Counting and writing down belong together; SQLite has one writer anyway.
            db.session.execute(select(func.pg_advisory_xact_lock(COUNTING_LOCK)))
        db.session.execute(delete(CountedTry).where(CountedTry.at < now - LONGEST_COUNTED))
        weights = many or {}
        standing = next((pair for pair in counted if _is_too_much(*pair, weights, now)), None)
        if standing is None:
            # Two limits on the same subject, such as a short and a long one, count the same row.
            for kind, digest in {(limit.kind, _digest(whose)) for limit, whose in counted}:
                number = weights.get(kind, 1)
                db.session.add(CountedTry(kind=kind, whose=digest, at=now, number=number))
        else:
            limit, whose = standing
            is_first = count_refusal(limit.kind, whose, limit.within)
    if standing is not None:
        raise TooManyAttempts(limit.advice, is_first=is_first, wait=limit.within)


def count_refusal(kind: str, whose: str, within: timedelta) -> bool:
    """Count a try that a limit refused; say whether it is the first within the limit's time.

    Called inside `bookkeeping`, where nobody else counts. All refusals of one limit within its time
    are one row, so that whoever does not stop fills no disk.
    """
    now, kind = clock.now(), f"{kind}_refused_{int(within.total_seconds())}"
    again = db.session.execute(
        update(CountedTry)
        .where(
            CountedTry.kind == kind,
            CountedTry.whose == _digest(whose),
            CountedTry.at > now - within,
        )
        .values(number=CountedTry.number + 1)
        .returning(CountedTry.id)
    ).all()
    if not again:
        db.session.add(CountedTry(kind=kind, whose=_digest(whose), at=now))
    return not again


def counted_address(remote_address: str) -> str:
    """Return what limits count a remote address as: one subscriber has a whole /64 of IPv6."""
    try:
        address = ipaddress.ip_address(remote_address)
    except ValueError:
        return remote_address
    if isinstance(address, ipaddress.IPv4Address) or address.ipv4_mapped:
        return remote_address
    return str(ipaddress.IPv6Network((int(address), IPV6_NETWORK), strict=False))


def _is_too_much(limit: Limit, whose: str, weights: Mapping[str, int], now: datetime) -> bool:
    statement = select(func.coalesce(func.sum(CountedTry.number), 0)).where(
        CountedTry.kind == limit.kind,
        CountedTry.whose == _digest(whose),
        CountedTry.at > now - limit.within,
    )
    return db.session.scalars(statement).one() + weights.get(limit.kind, 1) > limit.most


def _digest(whose: str) -> str:
    return hashlib.sha256(whose.encode()).hexdigest()
