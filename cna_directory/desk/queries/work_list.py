"""Reading which designations are usable."""

from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select

from cna_directory.authorities.models import Authority, StateProfile
from cna_directory.authorities.queries import authority_records, profiles_of_states
from cna_directory.authorities.record import Record
from cna_directory.authorities.record import StateProfile as Profile
from cna_directory.authorities.summaries import is_shown
from cna_directory.authorities.usable import missing
from cna_directory.database import db
from cna_directory.desk.rules.work_list import Completeness
from cna_directory.reference.queries import catalogue_stamp

Versions = tuple[int, int]
"""The revision of a record and of the profile of its State: what completeness rests on."""
Known = dict[int, tuple[Versions, tuple[Completeness, ...]]]

MOST_READ_AT_ONCE = 500

_kept: WeakKeyDictionary[Engine, tuple[int, Known]] = WeakKeyDictionary()
"""What is known of each record at a stamp, for each database of the process."""


def completeness() -> tuple[Completeness, ...]:
    """Return how complete every designation of a live record is, by State and record.

    Whole records are read for it, so only those are read again whose revision moved.
    """
    stamp = catalogue_stamp()
    kept_at, known = _kept.get(db.engine, (-1, {}))
    if kept_at != stamp:
        known = _renewed(known)
        _kept[db.engine] = (stamp, known)
    return tuple(it for _, found in known.values() for it in found)


def _renewed(known: Known) -> Known:
    now = _versions()
    moved = [
        number for number, versions in now.items() if known.get(number, (None,))[0] != versions
    ]
    read: dict[int, tuple[Completeness, ...]] = {}
    for first in range(0, len(moved), MOST_READ_AT_ONCE):
        read |= _read(moved[first : first + MOST_READ_AT_ONCE])
    return {
        number: (versions, read[number]) if number in read else known[number]
        for number, versions in now.items()
        if number in read or number in known
    }


def _versions() -> dict[int, Versions]:
    rows = db.session.execute(
        select(Authority.number, Authority.revision_number, StateProfile.revision_number)
        .outerjoin(StateProfile, StateProfile.state == Authority.state)
        .where(is_shown())
        .order_by(Authority.state, Authority.number)
    )
    return {number: (revision, of_state or 0) for number, revision, of_state in rows}


def _read(numbers: list[int]) -> dict[int, tuple[Completeness, ...]]:
    records = [revised.record for revised in authority_records(numbers)]
    found = profiles_of_states({record.state for record in records})
    profiles = {revised.record.state: revised.record for revised in found}
    return {record.number: _of(record, profiles.get(record.state)) for record in records}


def _of(record: Record, profile: Profile | None) -> tuple[Completeness, ...]:
    return tuple(
        Completeness(
            authority=record.number,
            authority_name=record.name.text,
            state=record.state,
            request_type=designation.request_type,
            territory=designation.territory,
            valid_from=designation.valid_from,
            valid_until=designation.valid_until,
            lacks=missing(designation, record, profile),
        )
        for designation in record.designations
    )
