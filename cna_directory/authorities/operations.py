"""Writing records: rows, revision and trail in one transaction."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import func, select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.authorities import mapping
from cna_directory.authorities.models import Authority, Revision
from cna_directory.authorities.models import StateProfile as ProfileRow
from cna_directory.authorities.plain import T, content_hash, from_plain, to_plain
from cna_directory.authorities.planning import Holding, Past, PlannedChange, planned_change
from cna_directory.authorities.record import Record, StateProfile
from cna_directory.authorities.rules import problems_with
from cna_directory.database import db
from cna_directory.errors import EditConflict
from cna_directory.operation import AT_THE_SAME_MOMENT, note, operation, require
from cna_directory.reference.operations import raise_catalogue_stamp

NOT_SHOWN_YET = 0
"""The revision number of rows whose first revision is not effective yet."""

WRITTEN_AT_A_TIME = 200
MOST_NAMED = 20

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
    """Let the rows of a record show a revision whose effective date has come.

    Raises:
        EditConflict: somebody else wrote a revision meanwhile that holds instead, or shows this one.
    """
    record = record_in(revision)
    _lock(record)
    day = max(clock.today(), revision.effective_from)
    row = _row_of(record)
    if row.revision_number == revision.number or _number_held_on(day, record) != revision.number:
        raise EditConflict(AT_THE_SAME_MOMENT)
    _fill(row, record, revision.number)
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
    db.session.flush()
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
    past = _past_of(subject)
    moment = recorded_at or clock.now()
    if past is None:
        added = change(subject)
        write_revision(added, recorded_at=moment, effective_from=effective_from, reason=reason)
        return 1
    planned = planned_change(past, change, effective_from=effective_from, today=clock.today())
    if planned is None:
        return None
    require_sound(planned)
    _add_revisions(planned, moment, reason)
    db.session.flush()
    if planned.shown is not None:
        _show(planned.shown.record, planned.shown.number)
    return planned.revisions[0].number


def require_sound(planned: PlannedChange[Any]) -> None:
    """Raise if anything of a change breaks a rule of the house.

    Raises:
        RuleBroken: it does; the sentences say what.
    """
    for it in planned.revisions:
        require(problems_with(it.record))


def pasts_of(numbers: Collection[int]) -> dict[int, Past[Record]]:
    """Return what each of these authorities was and will be, in one question."""
    found = db.session.scalars(
        select(Revision)
        .where(Revision.authority_number.in_(numbers))
        .order_by(Revision.authority_number, Revision.effective_from, Revision.number)
    )
    return {
        number: _past(list(revisions), Record)
        for number, revisions in groupby(found, key=lambda it: it.authority_number or 0)
    }


def write_together(
    changes: Sequence[PlannedChange[Record]], *, recorded_at: datetime, reason: str
) -> None:
    """Write many planned changes of different authorities, with few statements for all of them.

    Called inside an operation.

    Raises:
        EditConflict: an authority has another last revision than a change of it rests on.
    """
    for start in range(0, len(changes), WRITTEN_AT_A_TIME):
        some = {it.revisions[0].record.number: it for it in changes[start:][:WRITTEN_AT_A_TIME]}
        rows = _locked_rows([number for number, it in some.items() if it.rests_on])
        _refuse_what_moved_on(some)
        for number, planned in some.items():
            if planned.shown is not None:
                row = rows.get(number) or Authority()
                mapping.write(row, planned.shown.record)
                row.revision_number = planned.shown.number
                db.session.add(row)
        db.session.flush()
        for planned in some.values():
            _add_revisions(planned, recorded_at, reason)
        db.session.flush()
    raise_catalogue_stamp()


def _locked_rows(numbers: Collection[int]) -> dict[int, Authority]:
    """Let nobody else write revisions of these authorities until the operation ends."""
    found = db.session.scalars(
        select(Authority)
        .where(Authority.number.in_(numbers))
        .order_by(Authority.number)
        .with_for_update()
    )
    return {row.number: row for row in found}


def _refuse_what_moved_on(changes: dict[int, PlannedChange[Record]]) -> None:
    found = db.session.execute(
        select(Revision.authority_number, func.max(Revision.number))
        .where(Revision.authority_number.in_(changes))
        .group_by(Revision.authority_number)
    )
    last = {it[0]: it[1] for it in found}
    moved = [number for number, it in changes.items() if last.get(number, 0) != it.rests_on]
    if moved:
        named = ", ".join(str(number) for number in moved[:MOST_NAMED])
        raise EditConflict(f"These records have changed meanwhile: {named}.")


def _lock(record: Record | StateProfile) -> None:
    """Let nobody else write a revision of the record until the operation ends."""
    row = (
        select(Authority.__table__.c.number).where(Authority.number == record.number)
        if isinstance(record, Record)
        else select(ProfileRow.__table__.c.state_iso2).where(ProfileRow.state == record.state)
    )
    db.session.execute(row.with_for_update())


def _number_held_on(day: date, record: Record | StateProfile) -> int | None:
    """Return the number of the revision that holds on a day."""
    found: int | None = db.session.scalar(
        select(Revision.number)
        .filter_by(**_subject(record))
        .where(Revision.effective_from <= day)
        .order_by(Revision.effective_from.desc(), Revision.number.desc())
        .limit(1)
    )
    return found


def _row_of(record: Record | StateProfile) -> Authority | ProfileRow:
    if isinstance(record, Record):
        return db.session.get_one(Authority, record.number)
    return db.session.get_one(ProfileRow, record.state)


def _past_of(record: T) -> Past[T] | None:
    found = db.session.scalars(
        select(Revision)
        .filter_by(**_subject(record))
        .order_by(Revision.effective_from, Revision.number)
    ).all()
    return _past(found, type(record)) if found else None


def _past(revisions: Sequence[Revision], kind: type[T]) -> Past[T]:
    by_day = {revision.effective_from: revision for revision in revisions}
    return Past(
        tuple(Holding(from_plain(it.snapshot, kind), it.number, day) for day, it in by_day.items()),
        max(it.number for it in revisions),
    )


def _add_revisions(planned: PlannedChange[Any], recorded_at: datetime, reason: str) -> None:
    for it in planned.revisions:
        _add_revision(it.record, it.number, recorded_at, it.effective_from, reason)


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
    _fill(_row_of(record), record, number)


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
