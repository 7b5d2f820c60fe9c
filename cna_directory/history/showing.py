"""The past in words: what each revision changed, and what is different between two of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from cna_directory import clock
from cna_directory.access.roles import Role
from cna_directory.accounts.words import ROLE_NAMES
from cna_directory.authorities.field_names import field_name
from cna_directory.authorities.field_values import field_value
from cna_directory.authorities.plain import T, to_plain
from cna_directory.authorities.record import Record, StateProfile
from cna_directory.authorities.rules import Standing, compare, standing
from cna_directory.authorities.showing import DesignationPart, designation_parts
from cna_directory.editions.calendar import EditionNumber
from cna_directory.history.queries import (
    History,
    Past,
    Writer,
    editions_with,
    profile_on,
    writers_of,
)
from cna_directory.history.rules import says_the_same
from cna_directory.reference.queries import Names
from cna_directory.review.rules import Piece, word_differences

OTHER_WRITERS = {
    Role.SCHEDULER: _("The directory itself"),
    Role.SEEDER: _("Loaded with the first records"),
    Role.OPERATOR: _("Whoever runs the directory"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One revision in the list."""

    number: int
    recorded_at: datetime
    effective_from: date
    reason: str
    who: str
    account_id: int | None
    """Of the account that wrote it; shown to the secretariat alone."""
    proposed_by: str
    editions: tuple[EditionNumber, ...]
    changed: tuple[str, ...]
    """The words for the fields that are different from the revision before."""
    before: int | None
    """The number of the revision before."""
    is_now: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is different between two revisions."""

    name: str
    old: str
    new: str
    pieces: tuple[Piece, ...]
    """Both texts as one, word by word; empty where one of them is absent."""


@dataclass(frozen=True, slots=True)
class AsAt(Generic[T]):
    """What a page of the past shows of a day, and whether one can still send by it."""

    held: Past[T]
    standing: Standing
    parts: tuple[DesignationPart, ...]
    is_now: bool
    """Whether today's page says all of it too."""
    is_same: bool
    """Whether today's page says all of it but for how far it is confirmed."""


def as_at(history: History[T], held: Past[T], day: date) -> AsAt[T]:
    """Return what a page shows of the revision that held on a day.

    A request goes by more than the revision: by what the State said for all its offices, and by
    which designations were valid. All of that is compared with today.
    """
    record, record_now, today = held.record, history.now.record, clock.today()
    parts = _parts(record, day)
    confirmed = standing(record.confirmation, day)
    is_same = says_the_same(record, record_now) and parts == _parts(record_now, today)
    return AsAt(
        held=held,
        standing=confirmed,
        parts=parts,
        is_now=held is history.now
        and is_same
        and confirmed == standing(record_now.confirmation, today),
        is_same=is_same,
    )


def _parts(record: Record | StateProfile, day: date) -> tuple[DesignationPart, ...]:
    if isinstance(record, StateProfile):
        return ()
    return designation_parts(record, profile_on(record.state, day), day)


def lines(history: History[T], names: Names) -> tuple[Line, ...]:
    """Return every revision as the list shows it, the newest first."""
    writers, printed = writers_of(history), editions_with(history)
    return tuple(
        _line(history, it, names, writers.get(it.number), printed.get(it.number, ()))
        for it in reversed(history.revisions)
    )


def _line(
    history: History[T],
    it: Past[T],
    names: Names,
    writer: Writer | None,
    editions: tuple[EditionNumber, ...],
) -> Line:
    before = history.before(it)
    return Line(
        number=it.number,
        recorded_at=it.recorded_at,
        effective_from=it.effective_from,
        reason=it.reason,
        who=_role(writer.role if writer else Role.SEEDER),
        account_id=writer.account_id if writer else None,
        proposed_by=_role(writer.proposed_as) if writer and writer.proposed_as else "",
        editions=editions,
        changed=tuple(d.name for d in differences(before.record, it.record, names))
        if before
        else (),
        before=before.number if before else None,
        is_now=it is history.now,
    )


def differences(old: T, new: T, names: Names) -> tuple[Difference, ...]:
    """Return what is different between two records, field by field and word by word."""
    return tuple(
        _difference(change.path, change.old, change.new, old, names)
        for change in compare(to_plain(old), to_plain(new))
    )


def _difference(path: str, old: Any, new: Any, record: T, names: Names) -> Difference:
    kind: Any = type(record)
    before, after = (field_value(path, value, kind, names) for value in (old, new))
    return Difference(
        name=field_name(path, record, names.request_types),
        old=before,
        new=after,
        pieces=word_differences(before, after) if before and after else (),
    )


def _role(role: Role) -> str:
    return str(ROLE_NAMES.get(role) or OTHER_WRITERS.get(role) or gettext("Somebody"))
