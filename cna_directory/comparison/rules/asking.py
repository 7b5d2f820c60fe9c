"""Which States are to be compared: whatever was typed, with what is wrong with it; nothing is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cna_directory.reference.rules import NamesOfStates, resolve_state
from cna_directory.text import fold, visible

FEWEST_STATES = 2
MOST_STATES = 3
MOST_BOXES = 6
"""More States than this are not looked at; an address may name thousands."""
LONGEST_NAME = 200
ONLY_DIFFERENCES = "differences"


class Wrong(StrEnum):
    """What is wrong with one box."""

    UNKNOWN = "unknown"
    TWICE = "twice"
    ONE_TOO_MANY = "one_too_many"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Box:
    """A box for the name of a State, as it was filled in."""

    typed: str = ""
    state: str = ""
    """Empty where no State has the name."""
    suggested: tuple[str, ...] = ()
    wrong: Wrong | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks to compare."""

    boxes: tuple[Box, ...]
    """As many as were filled in, and at least three."""
    request_type: str
    unknown_request_type: str
    only_differences: bool
    was_sent: bool
    """Whether the form was sent, so that what is missing is a slip; else it is only opened."""

    @property
    def is_answerable(self) -> bool:
        """Say whether the States and the type of request are clear."""
        return bool(self.request_type) and not any(box.wrong for box in self.boxes)

    @property
    def states(self) -> tuple[str, ...]:
        """Return the States that were understood, in the order of the boxes."""
        return tuple(box.state for box in self.boxes if box.state and not box.wrong)


def asked(
    *,
    states: Sequence[str],
    request_type: str | None,
    only: str,
    names: NamesOfStates,
    request_types: Mapping[str, str],
) -> Asked:
    """Return what is to be compared, each box with what is wrong with it.

    The form always sends a type of request, if an empty one; a link to the form need not.
    """
    was_sent, request_type = request_type is not None, request_type or ""
    boxes: list[Box] = []
    for typed in [text for text in states if fold(text[:LONGEST_NAME])][:MOST_BOXES]:
        boxes.append(_box(typed[:LONGEST_NAME], boxes, names))
    code = next(
        (
            c
            for c, name in request_types.items()
            if fold(request_type[:LONGEST_NAME]) in _called(c, name)
        ),
        "",
    )
    while len(boxes) < MOST_STATES:
        is_missing = was_sent and len(boxes) < FEWEST_STATES
        boxes.append(Box(wrong=Wrong.MISSING if is_missing else None))
    return Asked(
        boxes=tuple(boxes),
        request_type=code,
        unknown_request_type="" if code else visible(request_type.strip()[:LONGEST_NAME]),
        only_differences=only == ONLY_DIFFERENCES,
        was_sent=was_sent,
    )


def _box(typed: str, before: Sequence[Box], names: NamesOfStates) -> Box:
    state, suggested = resolve_state(typed, names)
    # What was typed is repeated inside sentences, where hidden characters must not act.
    typed = visible(typed)
    if not state:
        return Box(typed, suggested=suggested, wrong=Wrong.UNKNOWN)
    if state in {box.state for box in before}:
        return Box(typed, state, wrong=Wrong.TWICE)
    if sum(1 for box in before if box.state and not box.wrong) >= MOST_STATES:
        return Box(typed, state, wrong=Wrong.ONE_TOO_MANY)
    return Box(typed, state)


def _called(code: str, name: str) -> set[str]:
    return {fold(code), fold(name)} - {""}
