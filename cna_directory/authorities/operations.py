"""Writing records: rows, revision and trail in one transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.authorities import mapping
from cna_directory.authorities.comparing import differences, merge
from cna_directory.authorities.models import Authority, Revision
from cna_directory.authorities.models import StateProfile as ProfileRow
from cna_directory.authorities.plain import T, content_hash, from_plain, to_plain
from cna_directory.authorities.record import Record, StateProfile
from cna_directory.authorities.rules import problems_with
from cna_directory.database import db
from cna_directory.operation import note, operation, require
from cna_directory.reference.operations import raise_catalogue_stamp

NOT_SHOWN_YET = 0
"""The revision number of rows whose first revision is not effective yet."""

Dated = tuple[Record | StateProfile, datetime, date, str]
"""A record with `recorded_at`, `effective_from` and the reason of its revision."""


@operation(Action.RECORD_SEEDED, needs=Capability.LOAD_SEEDS)
def seed_records(actor: Actor, subject: str, revisions: Iterable[Dated]) -> int:
    """Write the dated history of the records of one State; return how many revisions it made."""
    written = 0
    for record, recorded_at, effective_from, reason in revisions:
        written += write_revision(
            record, recorded_at=recorded_at, effective_from=effective_from, reason=reason
        )
    note(subject=f"state/{subject}", revisions=written)
    return written


@operation(Action.REVISION_TOOK_EFFECT, needs=Capability.BRING_INTO_FORCE)
def bring_into_force(actor: Actor, revision: Revision) -> None:
    """Let the rows of a record show a revision whose effective date has come."""
    record = record_in(revision)
    _show(record, revision.number)
    note(subject=_place(record), revision=revision.number)


def write_revision(
    record: Record | StateProfile, *, recorded_at: datetime, effective_from: date, reason: str
) -> bool:
    """Add a revision, and show it in the rows if it is effective; say whether anything changed.

    Called inside an operation.

    Raises:
        RuleBroken: the record breaks a rule of the house.
    """
    require(problems_with(record))
    number, latest_hash = _latest(record)
    if content_hash(record) == latest_hash:
        return False
    number += 1
    is_effective = effective_from <= clock.today()
    if number == 1:
        _add(record, number if is_effective else NOT_SHOWN_YET)
    elif is_effective:
        _show(record, number)
    _add_revision(record, number, recorded_at, effective_from, reason)
    return True


def apply_change(
    subject: T,
    change: Callable[[T], T],
    *,
    effective_from: date,
    reason: str,
    recorded_at: datetime | None = None,
) -> int | None:
    """Change a record from a day on, and return the number of the first revision written.

    The change is made to the revision that holds on that day, and carried onto every revision that
    takes effect later, so that it outlives them; where a later revision changes the same field, the
    later one keeps its own value. A subject without any revision is added. Returns `None` if the
    change changes nothing. Called inside an operation.

    Raises:
        RuleBroken: what comes of it breaks a rule of the house.
    """
    _lock(subject)
    timeline = _timeline(subject)
    moment = recorded_at or clock.now()
    if not timeline:
        added = change(subject)
        write_revision(added, recorded_at=moment, effective_from=effective_from, reason=reason)
        return 1
    holding = _holding_on(timeline, effective_from)
    begins = max(effective_from, holding.effective_from)
    changed = change(holding.record)
    if changed == holding.record:
        return None
    first = _add_next(changed, moment, begins, reason)
    for later in timeline:
        if later.effective_from > begins:
            carried = _carried(holding.record, later.record, changed)
            if carried != later.record:
                _add_next(carried, moment, later.effective_from, reason)
    _show_what_holds(subject)
    return first


@dataclass(frozen=True, slots=True)
class _Holding(Generic[T]):
    """What a record is from a day on, until the next one takes effect."""

    record: T
    number: int
    effective_from: date


def _lock(record: Record | StateProfile) -> None:
    """Let nobody else write a revision of the record until the operation ends."""
    row = (
        select(Authority.__table__.c.number).where(Authority.number == record.number)
        if isinstance(record, Record)
        else select(ProfileRow.__table__.c.state_iso2).where(ProfileRow.state == record.state)
    )
    db.session.execute(row.with_for_update())


def _timeline(record: T) -> list[_Holding[T]]:
    """Return what the record is from which day on; of one day, the revision recorded last."""
    found = db.session.scalars(
        select(Revision)
        .filter_by(**_subject(record))
        .order_by(Revision.effective_from, Revision.number)
    )
    by_day = {revision.effective_from: revision for revision in found}
    kind = type(record)
    return [_Holding(from_plain(it.snapshot, kind), it.number, day) for day, it in by_day.items()]


def _holding_on(timeline: list[_Holding[T]], day: date) -> _Holding[T]:
    """Return what holds on a day; before the first day, what will hold first."""
    return next((it for it in reversed(timeline) if it.effective_from <= day), timeline[0])


def _carried(before: T, later: T, after: T) -> T:
    """Return a later record with what changed, save where it has a change of its own."""
    plain = to_plain(before), to_plain(later), to_plain(after)
    taken = [found.path for found in differences(*plain) if not found.is_conflict]
    return from_plain(merge(*plain, taken), type(later))


def _add_next(
    record: Record | StateProfile, recorded_at: datetime, effective_from: date, reason: str
) -> int:
    """Write the next revision of a record that has rows already; return its number."""
    require(problems_with(record))
    number = _latest(record)[0] + 1
    _add_revision(record, number, recorded_at, effective_from, reason)
    return number


def _add_revision(
    record: Record | StateProfile,
    number: int,
    recorded_at: datetime,
    effective_from: date,
    reason: str,
) -> None:
    db.session.add(
        Revision(
            **_subject(record),
            number=number,
            recorded_at=recorded_at,
            effective_from=effective_from,
            reason=reason,
            content_hash=content_hash(record),
            snapshot=to_plain(record),
        )
    )
    db.session.flush()


def _show_what_holds(record: T) -> None:
    today = clock.today()
    effective = [it for it in _timeline(record) if it.effective_from <= today]
    if effective:
        _show(effective[-1].record, effective[-1].number)


def record_in(revision: Revision) -> Record | StateProfile:
    """Return the record of which a revision is the snapshot."""
    if revision.authority_number is not None:
        return from_plain(revision.snapshot, Record)
    return from_plain(revision.snapshot, StateProfile)


def _subject(record: Record | StateProfile) -> dict[str, int | str]:
    """Return the column of a revision that names what it is a revision of."""
    if isinstance(record, Record):
        return {"authority_number": record.number}
    return {"state_iso2": record.state}


def _add(record: Record | StateProfile, number: int) -> None:
    row = Authority() if isinstance(record, Record) else ProfileRow()
    _fill(row, record, number)
    db.session.add(row)
    db.session.flush()


def _show(record: Record | StateProfile, number: int) -> None:
    row: Authority | ProfileRow = (
        db.session.get_one(Authority, record.number)
        if isinstance(record, Record)
        else db.session.get_one(ProfileRow, record.state)
    )
    _fill(row, record, number)


def _fill(row: Authority | ProfileRow, record: Record | StateProfile, number: int) -> None:
    mapping.write(row, record)
    row.revision_number = number
    raise_catalogue_stamp()


def _place(record: Record | StateProfile) -> str:
    if isinstance(record, Record):
        return f"authority/{record.number}"
    return f"state/{record.state}"


def _latest(record: Record | StateProfile) -> tuple[int, str]:
    """Return number and content hash of the last revision; zero and nothing before the first."""
    found = db.session.execute(
        select(Revision.number, Revision.content_hash)
        .filter_by(**_subject(record))
        .order_by(Revision.number.desc())
        .limit(1)
    ).first()
    return (found.number, found.content_hash) if found else (0, "")
