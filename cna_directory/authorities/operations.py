"""Writing records: rows, revision and trail in one transaction."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.authorities import mapping
from cna_directory.authorities.models import Authority, Revision
from cna_directory.authorities.models import StateProfile as ProfileRow
from cna_directory.authorities.plain import content_hash, from_plain, to_plain
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
    return True


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
