"""The canonical JSON of an edition: what its hash is taken over and what is kept of it."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date

from publish.content.pieces import Piece

KIND = "kind"
"""The key under which a piece of a line carries the name of its class."""


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


def _plain(value: object) -> object:
    """Return what JSON has no word for as what it has; what lies inside is asked for in turn."""
    if names := _field_names(type(value)):
        plain = {name: getattr(value, name) for name in names}
        return {KIND: type(value).__name__, **plain} if isinstance(value, Piece) else plain
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    message = f"An edition cannot hold {value!r}."
    raise TypeError(message)


_NAMES_OF: dict[type, tuple[str, ...]] = {}
"""Names of the fields of each dataclass, looked up once, as an edition has many pieces."""


def _field_names(kind: type) -> tuple[str, ...]:
    if kind not in _NAMES_OF:
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
        _NAMES_OF[kind] = tuple(field.name for field in fields)
    return _NAMES_OF[kind]
