"""Pure decisions about the past: which revision held when, and which of them a reader may see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Protocol, TypeVar

from cna_directory.authorities.record import Record, StateProfile


class Dated(Protocol):
    """A revision by its dates."""

    @property
    def number(self) -> int:
        """Return its number; revisions of one record are numbered as they were recorded."""

    @property
    def recorded_at(self) -> datetime:
        """Return when the directory learned it."""

    @property
    def effective_from(self) -> date:
        """Return the day from which it holds."""


Revision = TypeVar("Revision", bound=Dated)
Content = TypeVar("Content", Record, StateProfile)


def end_of(day: date) -> datetime:
    """Return the last moment of a day, as editions close: in UTC."""
    return datetime.combine(day, time.max, UTC)


def in_force(revisions: Iterable[Revision], moment: datetime) -> Revision | None:
    """Return the revision that was live at a moment: known by then, and the last to take effect."""
    known = (
        revision
        for revision in revisions
        if revision.recorded_at <= moment and revision.effective_from <= moment.date()
    )
    return max(known, key=lambda it: (it.effective_from, it.number), default=None)


def told_apart(revisions: Sequence[Revision], contents: Mapping[int, object]) -> list[Revision]:
    """Return the revisions without those that make no difference on any day to what is seen.

    `contents` is what the reader sees of each, by its number. What differs only in what is hidden
    from the reader is left out, so that nobody learns that something is hidden.
    """
    kept = list(revisions)
    moments = {it.recorded_at for it in revisions} | {end_of(it.effective_from) for it in revisions}
    for revision in revisions[1:]:
        others = [it for it in kept if it is not revision]
        if contents[revision.number] in [contents[it.number] for it in others] and all(
            _seen(kept, contents, moment) == _seen(others, contents, moment) for moment in moments
        ):
            kept = others
    return kept


def says_the_same(then: Content, now: Content) -> bool:
    """Say whether a reader who follows one does what the other says, whoever confirmed it when."""
    return _as_followed(then) == _as_followed(now)


def _as_followed(content: Content) -> Content:
    if isinstance(content, Record):
        return replace(content, confirmation=None, contact_changed_on=None)
    return replace(content, confirmation=None)


def _seen(revisions: list[Revision], contents: Mapping[int, object], moment: datetime) -> object:
    held = in_force(revisions, moment)
    return None if held is None else contents[held.number]
