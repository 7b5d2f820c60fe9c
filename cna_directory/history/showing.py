"""The past in words: what each revision changed, and what is different between two of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from cna_directory.access.roles import Role
from cna_directory.accounts.words import ROLE_NAMES
from cna_directory.authorities.field_names import field_name
from cna_directory.authorities.field_values import field_value
from cna_directory.authorities.plain import T, to_plain
from cna_directory.authorities.rules import compare
from cna_directory.editions.calendar import EditionNumber
from cna_directory.history.queries import History, Past, Writer, editions_with, writers_of
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
