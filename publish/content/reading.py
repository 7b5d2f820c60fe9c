"""The way back: an edition from its canonical JSON, to set it again from what was kept."""

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from publish.content.canonical import KIND, is_added_later
from publish.content.edition import EditionContent
from publish.content.pieces import Piece

Reader = Callable[[Any], Any]
"""Takes plain JSON and returns what it stands for."""

_PIECES = {kind.__name__: kind for kind in typing.get_args(Piece)}


class UnreadableContentError(ValueError):
    """Tells that bytes are not the canonical JSON of an edition of this version."""


def read_content(canonical: bytes) -> EditionContent:
    """Return the content whose canonical JSON these bytes are.

    Raises:
        UnreadableContentError: they are not, or another version of the program wrote them.
    """
    try:
        content = _reader_of(EditionContent)(json.loads(canonical))
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        message = f"This is not the content of an edition: {error!r}."
        raise UnreadableContentError(message) from error
    return typing.cast("EditionContent", content)


@cache
def _reader_of(kind: Any) -> Reader:
    """Return what reads values of a declared type; each type is looked at once."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _sequence_reader(inner[0])
    if origin in {typing.Union, types.UnionType}:
        return _choice_reader(inner)
    if is_dataclass(kind):
        return _dataclass_reader(typing.cast("type", kind))
    return _plain_reader(kind)


def _plain_reader(kind: Any) -> Reader:
    """Return what reads days, moments and enumerations; JSON has words for all else."""
    if kind in {date, datetime}:
        return typing.cast("Reader", kind.fromisoformat)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return lambda value: value


def _sequence_reader(kind: Any) -> Reader:
    read = _reader_of(kind)
    return lambda values: tuple(map(read, values))


def _choice_reader(kinds: tuple[Any, ...]) -> Reader:
    """Return what reads one of several types: pieces say which they are, all else may be missing."""
    if set(kinds) <= set(_PIECES.values()):
        return _read_piece
    (only,) = (kind for kind in kinds if kind is not types.NoneType)
    read = _reader_of(only)
    return lambda value: None if value is None else read(value)


def _read_piece(value: Mapping[str, Any]) -> Any:
    return _reader_of(_PIECES[value[KIND]])(value)


def _dataclass_reader(kind: type) -> Reader:
    hints = typing.get_type_hints(kind)
    readers = {each.name: _reader_of(hints[each.name]) for each in fields(kind)}
    names = frozenset(readers) | ({KIND} if kind in _PIECES.values() else set())
    later = frozenset(each.name for each in fields(kind) if is_added_later(each))

    def read(value: Mapping[str, Any]) -> Any:
        if value.keys() | later != names:
            message = f"{kind.__name__} has {sorted(names)} and not {sorted(value)}"
            raise ValueError(message)
        return kind(**{name: readers[name](value[name]) for name in readers if name in value})

    return read
