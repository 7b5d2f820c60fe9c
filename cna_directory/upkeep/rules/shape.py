"""What a form of a record consists of, read from the record's own classes.

A record is a tree of frozen classes; so is its form. Because the form is derived from the classes,
a field that is added to a record is on its form, and nothing can be lost on the way there and back.
"""

from collections.abc import Hashable, Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from cna_directory.authorities.record import Record, StateProfile

KEPT: dict[type, frozenset[str]] = {
    Record: frozenset(
        {
            "number",
            "state",
            "status",
            "provenance",
            "superseded_by",
            "contact_changed_on",
            "confirmation",
        }
    ),
    StateProfile: frozenset({"state", "provenance", "confirmation"}),
}
"""Fields that no form asks for: they follow from what is done with a record."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value: a text, a day, a choice."""

    kind: type
    is_many: bool
    """Whether it is a list of plain values, such as the lines of an address."""
    is_optional: bool
    default: Any
    """Its value where nothing was typed; `MISSING` where something must be."""


@dataclass(frozen=True, slots=True)
class Part:
    """Values that belong together, such as an address."""

    made: type
    nodes: tuple[tuple[str, "Node"], ...]
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """Any number of parts, one below the other."""

    row: Part


Node = Leaf | Part | Rows


def shape_of(made: type, *, is_optional: bool = False) -> Part:
    """Return the shape of the form for a class of records."""
    return _shape(made, is_optional)


@cache
def _shape(made: Hashable, is_optional: bool) -> Part:  # noqa: FBT001 - called in one place.
    made = cast("type", made)
    hints = get_type_hints(made)
    asked = [field for field in fields(made) if field.name not in KEPT.get(made, ())]
    nodes = tuple((field.name, _node(hints[field.name], field)) for field in asked)
    return Part(made, nodes, is_optional)


def _node(hint: Any, field: "Field[Any]") -> Node:
    is_optional = isinstance(hint, UnionType) and NoneType in get_args(hint)
    if is_optional:
        hint = next(kind for kind in get_args(hint) if kind is not NoneType)
    if get_origin(hint) is tuple:
        held = get_args(hint)[0]
        if is_dataclass(held):
            return Rows(shape_of(cast("type", held)))
        return Leaf(held, is_many=True, is_optional=False, default=())
    if is_dataclass(hint):
        return shape_of(cast("type", hint), is_optional=is_optional)
    return Leaf(hint, is_many=False, is_optional=is_optional, default=_default(hint, field))


def _default(kind: type, field: "Field[Any]") -> Any:
    return "" if kind is str and field.default is MISSING else field.default


def classes_in(shape: Part) -> Iterator[type]:
    """Return every class whose fields a form asks for."""
    yield shape.made
    for _, node in shape.nodes:
        if isinstance(node, Part | Rows):
            yield from classes_in(node.row if isinstance(node, Rows) else node)
