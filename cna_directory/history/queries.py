"""Reading the past of records and of States' profiles, always from revisions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Generic, cast

from sqlalchemy import or_, select

from cna_directory import clock
from cna_directory.access.roles import Role
from cna_directory.audit.models import AuditEntry, AuditOperation
from cna_directory.authorities.models import Revision
from cna_directory.authorities.plain import T, from_plain
from cna_directory.authorities.queries import NO_SUCH_RECORD
from cna_directory.authorities.record import Record, RecordStatus, StateProfile
from cna_directory.authorities.rules import visible
from cna_directory.database import db
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.models import Edition
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.history.rules import end_of, in_force, told_apart
from cna_directory.reference.queries import state_by_code
from cna_directory.review.models import ChangeProposal

LONGEST_OPERATION = timedelta(hours=1)
"""How long after a revision was dated its operation may have come to its end."""


@dataclass(frozen=True, slots=True)
class Past(Generic[T]):
    """One revision of a record or of a State's profile."""

    id: int
    number: int
    recorded_at: datetime
    effective_from: date
    reason: str
    record: T


@dataclass(frozen=True, slots=True)
class History(Generic[T]):
    """All revisions of one record that a reader can tell apart, the oldest first."""

    revisions: tuple[Past[T], ...]

    def numbered(self, number: int) -> Past[T]:
        """Return a revision.

        Raises:
            NotFound: there is none of that number, or none that the reader may see.
        """
        for revision in self.revisions:
            if revision.number == number:
                return revision
        raise NotFound(NO_SUCH_PAGE)

    def on(self, day: date) -> Past[T] | None:
        """Return the revision that was live at the end of a day; none before the first."""
        return in_force(self.revisions, end_of(day))

    @property
    def now(self) -> Past[T]:
        """Return the revision that holds now."""
        return self.on(clock.today()) or self.revisions[0]

    def before(self, revision: Past[T]) -> Past[T] | None:
        """Return the revision before one, as they are numbered; none before the first."""
        place = self.revisions.index(revision)
        return self.revisions[place - 1] if place else None


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote a revision: the role, and for the secretariat's eyes the account."""

    role: Role
    account_id: int | None
    proposed_as: Role | None = None
    """The role of whoever proposed it, where it came of a proposal."""


def history_of_record(number: int) -> History[Record]:
    """Return every revision of an authority, the ended ones too, once one of them is in force.

    Raises:
        NotFound: no revision of such a record has taken effect.
    """
    return _history(Revision.authority_number == number, Record, NO_SUCH_RECORD)


def history_of_state(iso2: str) -> History[StateProfile]:
    """Return every revision of what holds for a State as a whole.

    Raises:
        NotFound: no State has the code, or the directory holds nothing of this kind about it.
    """
    code = state_by_code(iso2).iso2
    return _history(Revision.state_iso2 == code, StateProfile, NO_SUCH_PAGE)


def seen_by(history: History[Record], *, is_secretariat: bool) -> History[Record]:
    """Return a history without what its reader may not see, and without a trace of it."""
    if is_secretariat:
        return history
    shown = tuple(
        replace(it, record=visible(it.record, to_secretariat=False)) for it in history.revisions
    )
    return History(tuple(told_apart(shown, {it.number: it.record for it in shown})))


def writers_of(history: History[Any]) -> dict[int, Writer]:
    """Return who wrote each revision, by its number; what was loaded at the start has no writer."""
    by_id = {str(it.id): it for it in history.revisions}
    windows = (
        AuditOperation.happened_at.between(
            it.recorded_at - timedelta(seconds=1), it.recorded_at + LONGEST_OPERATION
        )
        for it in history.revisions
    )
    found = db.session.execute(
        select(AuditEntry.row_key, AuditOperation.actor_role, AuditOperation.actor_account_id)
        .join(AuditOperation, AuditOperation.number == AuditEntry.operation_number)
        .where(
            or_(*windows),
            AuditEntry.table_name == Revision.__tablename__,
            AuditEntry.row_key.in_(by_id),
        )
    )
    proposers = _proposers(history)
    return {
        by_id[key].number: Writer(Role(role), account_id, proposers.get(by_id[key].number))
        for key, role, account_id in found
    }


def editions_with(history: History[Any]) -> dict[int, tuple[EditionNumber, ...]]:
    """Return in which issued editions each revision stands, by its number, the newest first."""
    printed: dict[int, tuple[EditionNumber, ...]] = {}
    issued = (
        select(Edition.year, Edition.half, Edition.closing_at)
        .where(Edition.issued_at.is_not(None))
        .order_by(Edition.year.desc(), Edition.half.desc())
    )
    for year, half, closing_at in db.session.execute(issued):
        held = in_force(history.revisions, closing_at)
        if held is not None and is_live(held.record):
            number = EditionNumber(year, half)
            printed[held.number] = (*printed.get(held.number, ()), number)
    return printed


def is_live(record: Record | StateProfile) -> bool:
    """Say whether a record is found, shown and printed; a State's profile always is."""
    return isinstance(record, StateProfile) or record.status is RecordStatus.LIVE


def profile_on(state: str, day: date) -> StateProfile | None:
    """Return what held for a State as a whole at the end of a day, if anything was known."""
    found = _revisions(Revision.state_iso2 == state, StateProfile)
    held = in_force(found, end_of(day))
    return held.record if held else None


def _history(condition: Any, kind: type[T], otherwise: str) -> History[T]:
    history = History(_revisions(condition, kind))
    if history.on(clock.today()) is None:
        raise NotFound(otherwise)
    return history


def _revisions(condition: Any, kind: type[T]) -> tuple[Past[T], ...]:
    rows = db.session.scalars(select(Revision).where(condition).order_by(Revision.number))
    return tuple(
        Past(
            id=row.id,
            number=row.number,
            recorded_at=row.recorded_at,
            effective_from=row.effective_from,
            reason=row.reason,
            record=from_plain(row.snapshot, kind),
        )
        for row in rows
    )


def _proposers(history: History[Any]) -> dict[int, Role]:
    """Return the role of whoever proposed what became a revision, by the revision's number."""
    record: Record | StateProfile = history.now.record
    is_of_it = (
        ChangeProposal.authority_number == record.number
        if isinstance(record, Record)
        else (ChangeProposal.state_iso2 == record.state) & ChangeProposal.authority_number.is_(None)
    )
    found = db.session.execute(
        select(ChangeProposal.resulting_revision, ChangeProposal.proposed_as).where(
            is_of_it, ChangeProposal.resulting_revision.is_not(None)
        )
    )
    return cast("dict[int, Role]", dict(cast("Sequence[tuple[int, Role]]", found.all())))
