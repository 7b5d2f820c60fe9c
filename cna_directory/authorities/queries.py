"""Reading records: always from revisions, so that a page and an edition say the same."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Select, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute

from cna_directory.authorities.models import Authority, Designation, Revision
from cna_directory.authorities.models import StateProfile as ProfileRow
from cna_directory.authorities.plain import from_plain
from cna_directory.authorities.record import (
    ProvenanceKind,
    Record,
    RecordStatus,
    StateProfile,
)
from cna_directory.database import db
from cna_directory.errors import NotFound
from cna_directory.reference.queries import STAMP, catalogue_stamp

Kind = TypeVar("Kind", Record, StateProfile)

NO_SUCH_RECORD = "No authority in the directory has this record number."


@dataclass(frozen=True, slots=True)
class Revised(Generic[Kind]):
    """A record as one of its revisions has it."""

    record: Kind
    number: int
    recorded_at: datetime
    effective_from: date
    reason: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class LiveNumber:
    """That a live record has a number, and how far its page may be kept."""

    number: int
    stamp: int
    """The stamp of the catalogue, read with it at once."""


# Made once: putting a question together takes longer than the database needs to answer it.
_LIVE_RECORD = (
    select(Revision)
    .join(Authority, Authority.number == Revision.authority_number)
    .where(
        Revision.number == Authority.revision_number,
        Authority.number == bindparam("number"),
        Authority.status == RecordStatus.LIVE,
    )
)
_PROFILE = (
    select(Revision)
    .join(ProfileRow, ProfileRow.state == Revision.state_iso2)
    .where(ProfileRow.state == bindparam("state"), Revision.number == ProfileRow.revision_number)
)
_AUTHORITY = Authority.__table__.c
_LIVE_NUMBER = select(_AUTHORITY.number, STAMP.scalar_subquery().label("stamp")).where(
    _AUTHORITY.number == bindparam("number"),
    _AUTHORITY.status == RecordStatus.LIVE,
    _AUTHORITY.revision_number > 0,
)


def live_number(number: int) -> LiveNumber:
    """Return that a live record has the number; its page may be kept, so nothing more is read.

    Raises:
        NotFound: no live record has the number.
    """
    found = db.session.execute(_LIVE_NUMBER, {"number": number}).first()
    if found is None:
        raise NotFound(NO_SUCH_RECORD)
    return LiveNumber(found.number, found.stamp)


def authority_record(number: int) -> Revised[Record]:
    """Return the live record with that number, as it stands today.

    Raises:
        NotFound: no live record has the number.
    """
    found = db.session.scalar(_LIVE_RECORD, {"number": number})
    if found is None:
        raise NotFound(NO_SUCH_RECORD)
    return _revised(found, Record)


def authority_records(numbers: Collection[int]) -> tuple[Revised[Record], ...]:
    """Return the live records with these numbers, in the order of their numbers."""
    found = db.session.scalars(
        _shown_revisions()
        .where(Authority.number.in_(numbers), Authority.status == RecordStatus.LIVE)
        .order_by(Authority.number)
    )
    return tuple(_revised(revision, Record) for revision in found)


def records_of_state(state: str) -> tuple[Revised[Record], ...]:
    """Return the live records of a State, in the order of their numbers."""
    found = db.session.scalars(
        _shown_revisions()
        .where(Authority.state == state, Authority.status == RecordStatus.LIVE)
        .order_by(Authority.number)
    )
    return tuple(_revised(revision, Record) for revision in found)


def profile_of_state(state: str) -> Revised[StateProfile] | None:
    """Return the State's profile as it stands today, if there is one."""
    found = db.session.scalar(_PROFILE, {"state": state})
    return None if found is None else _revised(found, StateProfile)


def profiles_of_states(states: Collection[str]) -> tuple[Revised[StateProfile], ...]:
    """Return the profiles of these States as they stand today, of those that have one."""
    found = db.session.scalars(
        select(Revision)
        .join(ProfileRow, ProfileRow.state == Revision.state_iso2)
        .where(ProfileRow.state.in_(states), Revision.number == ProfileRow.revision_number)
    )
    return tuple(_revised(revision, StateProfile) for revision in found)


def revision_of_record(number: int, revision_number: int) -> Revised[Record]:
    """Return an authority as one of its revisions has it, live or not.

    Raises:
        NotFound: there is no such revision.
    """
    found = db.session.scalar(
        select(Revision).where(
            Revision.authority_number == number, Revision.number == revision_number
        )
    )
    if found is None:
        raise NotFound(NO_SUCH_RECORD)
    return _revised(found, Record)


def records_as_at(moment: datetime) -> tuple[Revised[Record], ...]:
    """Return every record, live or not, as it was recorded and effective at a moment."""
    found = db.session.scalars(_as_at(Revision.authority_number, moment))
    return tuple(_revised(revision, Record) for revision in found)


def profiles_as_at(moment: datetime) -> tuple[Revised[StateProfile], ...]:
    """Return every State's profile as it was recorded and effective at a moment."""
    found = db.session.scalars(_as_at(Revision.state_iso2, moment))
    return tuple(_revised(revision, StateProfile) for revision in found)


def revisions_taking_effect(moment: datetime) -> tuple[Revision, ...]:
    """Return the revisions that are effective by `moment` and that the rows do not show yet."""
    records = _as_at(Revision.authority_number, moment).join(
        Authority, Authority.number == Revision.authority_number
    )
    profiles = _as_at(Revision.state_iso2, moment).join(
        ProfileRow, ProfileRow.state == Revision.state_iso2
    )
    return (
        *db.session.scalars(records.where(Authority.revision_number != Revision.number)),
        *db.session.scalars(profiles.where(ProfileRow.revision_number != Revision.number)),
    )


def first_recorded_at() -> datetime | None:
    """Return when the directory learned its first record, or `None` while it is empty."""
    return db.session.scalar(select(func.min(Revision.recorded_at)))


def states_with_records() -> frozenset[str]:
    """Return the codes of the States of which the directory holds anything."""
    return frozenset(
        (
            *db.session.scalars(select(Authority.state)),
            *db.session.scalars(select(ProfileRow.state)),
        )
    )


@dataclass(frozen=True, slots=True)
class LiveRecord:
    """The little of a live record that counts and lists need."""

    number: int
    state: str
    name: str
    provenance: ProvenanceKind
    request_types: tuple[str, ...]


def live_records() -> tuple[LiveRecord, ...]:
    """Return every live record in the order of numbers."""
    types: dict[int, list[str]] = {}
    for number, code in db.session.execute(
        select(Designation.authority_number, Designation.request_type)
    ):
        types.setdefault(number, []).append(code)
    found = db.session.execute(
        select(Authority.number, Authority.state, Authority.name, Authority.provenance)
        .where(Authority.status == RecordStatus.LIVE, Authority.revision_number > 0)
        .order_by(Authority.number)
    )
    return tuple(
        LiveRecord(number, state, name.text, provenance.kind, tuple(types.get(number, ())))
        for number, state, name, provenance in found
    )


@dataclass(frozen=True, slots=True)
class RecordCounts:
    """How many live records there are, by provenance."""

    by_provenance: dict[str, int]

    @property
    def all(self) -> int:
        """Return the number of live records."""
        return sum(self.by_provenance.values())


_kept_counts: WeakKeyDictionary[Engine, tuple[int, RecordCounts]] = WeakKeyDictionary()
"""The counts as they were at a stamp, for each database of the process."""


def counts_on_pages() -> RecordCounts:
    """Return the counts that every page shows; they are read once for a stamp of the catalogue."""
    stamp = catalogue_stamp()
    kept_at, kept = _kept_counts.get(db.engine, (-1, None))
    if kept is None or kept_at != stamp:
        kept = count_records()
        _kept_counts[db.engine] = (stamp, kept)
    return kept


def count_records() -> RecordCounts:
    """Return how many live records there are now."""
    rows = db.session.execute(
        select(Authority.__table__.c.provenance_kind, func.count())
        .where(Authority.status == RecordStatus.LIVE, Authority.revision_number > 0)
        .group_by(Authority.__table__.c.provenance_kind)
    )
    return RecordCounts({kind.value: count for kind, count in rows})


def _shown_revisions() -> Select[Revision]:
    return (
        select(Revision)
        .join(Authority, Authority.number == Revision.authority_number)
        .where(Revision.number == Authority.revision_number)
    )


def _as_at(subject: InstrumentedAttribute[Any], moment: datetime) -> Select[Revision]:
    """Select for each subject the revision that had taken effect last by `moment`."""
    latest = func.row_number().over(
        partition_by=subject,
        order_by=(Revision.effective_from.desc(), Revision.number.desc()),
    )
    ranked = (
        select(Revision.id, latest.label("place"))
        .where(
            subject.is_not(None),
            Revision.recorded_at <= moment,
            Revision.effective_from <= moment.date(),
        )
        .subquery()
    )
    return (
        select(Revision)
        .join(ranked, ranked.c.id == Revision.id)
        .where(ranked.c.place == 1)
        .order_by(subject)
    )


def _revised(revision: Revision, kind: type[Kind]) -> Revised[Kind]:
    return Revised(
        record=from_plain(revision.snapshot, kind),
        number=revision.number,
        recorded_at=revision.recorded_at,
        effective_from=revision.effective_from,
        reason=revision.reason,
        content_hash=revision.content_hash,
    )
