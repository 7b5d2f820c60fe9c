"""Records as plain JSON values and back, without loss; the form in which revisions are stored."""

import hashlib
from datetime import date, time
from typing import Any, TypeVar, cast

from cattrs import Converter

from cna_directory.authorities.record import Record, StateProfile
from cna_directory.text import compact_json

T = TypeVar("T", Record, StateProfile)


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, omit_if_default=True)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_unstructure_hook(time, lambda value: value.strftime("%H:%M"))
    converter.register_structure_hook(time, lambda value, _: time.fromisoformat(value))
    return converter


_convert = _converter()


def to_plain(record: Record | StateProfile) -> dict[str, Any]:
    """Return the record as values that JSON can hold; fields at their default are left out."""
    return cast("dict[str, Any]", _convert.unstructure(record))


def from_plain(plain: dict[str, Any], kind: type[T]) -> T:
    """Return the record of that kind.

    Raises:
        Exception: a field is missing, unknown or of the wrong type.
    """
    return _convert.structure(plain, kind)


def content_hash(record: Record | StateProfile) -> str:
    """Return the SHA-256 of the record's canonical JSON: equal records, equal hashes."""
    return hashlib.sha256(compact_json(to_plain(record)).encode()).hexdigest()
