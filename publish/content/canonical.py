"""The canonical JSON of an edition: what its hash is taken over and what is kept of it."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from publish.content.pieces import Piece

KIND = "kind"
"""The key under which a piece of a line carries the name of its class."""

ADDED_LATER: Mapping[str, bool] = MappingProxyType({"added_later": True})
"""Metadata of a field that the first editions did not have.

It is left out where it holds its default, so that content from before reads as it was written and
keeps its hash. The default must therefore be what was true of those editions.
"""


def canonical_json(content: object) -> bytes:
    """Return the content as JSON with sorted keys and no spaces: equal content, equal bytes.

    Every piece carries its class name under `kind`, so that the form can be read back without
    knowing where it stood.
    """
    return json.dumps(
        content,
        default=_plain,
        ensure_ascii=False,
        check_circular=False,
        sort_keys=True,
        separators=(",", ":"),
    ).encode()


def is_added_later(field: dataclasses.Field[Any]) -> bool:
    """Say whether content may be without a field, because editions are older than it."""
    return field.metadata == ADDED_LATER


def _plain(value: object) -> object:
    """Return what JSON has no word for as what it has; what lies inside is asked for in turn."""
    fields = _fields_of(type(value))
    if fields.names:
        plain = {name: getattr(value, name) for name in fields.names}
        for name, default in fields.left_out:
            if plain[name] == default:
                del plain[name]
        return {KIND: type(value).__name__, **plain} if isinstance(value, Piece) else plain
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    message = f"An edition cannot hold {value!r}."
    raise TypeError(message)


@dataclasses.dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of a dataclass; of what is none, there are none."""

    names: tuple[str, ...]
    left_out: tuple[tuple[str, object], ...]
    """Those that are left out where they hold their default, each with it."""


_FIELDS_OF: dict[type, _Fields] = {}
"""The fields of each class, looked up once, as an edition has many pieces."""


def _fields_of(kind: type) -> _Fields:
    if kind not in _FIELDS_OF:
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
        _FIELDS_OF[kind] = _Fields(
            names=tuple(field.name for field in fields),
            left_out=tuple((f.name, f.default) for f in fields if is_added_later(f)),
        )
    return _FIELDS_OF[kind]
