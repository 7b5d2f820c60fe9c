"""What the pages of a proposal show: each field in words, with the words that changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from cna_directory.authorities.comparing import differences
from cna_directory.authorities.field_names import field_name
from cna_directory.authorities.field_values import field_value
from cna_directory.authorities.plain import to_plain
from cna_directory.authorities.record import Record, StateProfile
from cna_directory.reference.queries import Names
from cna_directory.review.rules import (
    FieldDifference,
    Piece,
    is_of_contact,
    word_differences,
)

SAID_ELSEWHERE = frozenset({"number", "state", "status"})
"""Fields of a new record that its page says at its head."""


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field that a proposal changes."""

    place: int
    """Which of the differences it is; the form names its answer by it."""
    path: str
    words: str
    base: str
    """As it was when it was proposed; nothing where there was nothing."""
    live: str
    proposed: str
    pieces: tuple[Piece, ...]
    """What stands there now and what is proposed, as one text."""
    has_old: bool
    has_new: bool
    is_conflict: bool
    is_contact: bool
    is_taken: bool
    """Whether its tick is set when the page is shown."""


def shown_fields(
    found: Sequence[FieldDifference],
    record: Record | StateProfile,
    names: Names,
    choices: dict[str, bool] | None = None,
) -> tuple[ShownField, ...]:
    """Return the fields in the order of the record, `record` being the one they were compared with.

    `choices` are those sent already; without them all is ticked but conflicts, which nobody decides
    by leaving them alone.
    """
    shown = (_shown(place, it, record, names, choices) for place, it in enumerate(found))
    return tuple(sorted(shown, key=lambda it: _rank(it.path, type(record))))


def new_fields(record: Record, names: Names) -> tuple[ShownField, ...]:
    """Return all that a new record holds."""
    found = differences({}, {}, to_plain(record))
    kept: Iterable[FieldDifference] = [
        it for it in found if it.path.partition(".")[0] not in SAID_ELSEWHERE
    ]
    return shown_fields(list(kept), record, names)


def _shown(
    place: int,
    it: FieldDifference,
    record: Record | StateProfile,
    names: Names,
    choices: dict[str, bool] | None,
) -> ShownField:
    kind = type(record)

    def words(value: Any) -> str:
        return field_value(it.path, value, kind, names)

    live, proposed = words(it.live), words(it.proposed)
    return ShownField(
        place=place,
        path=it.path,
        words=field_name(it.path, record, names.request_types),
        base=words(it.base),
        live=live,
        proposed=proposed,
        pieces=word_differences(live, proposed),
        has_old=bool(live),
        has_new=bool(proposed),
        is_conflict=it.is_conflict,
        is_contact=is_of_contact(it.path),
        is_taken=not it.is_conflict if choices is None else choices.get(it.path, False),
    )


def _rank(path: str, kind: type[Record | StateProfile]) -> int:
    """Return where a path's field stands in the record."""
    first = path.partition(".")[0].partition("[")[0]
    return [field.name for field in fields(kind)].index(first)
