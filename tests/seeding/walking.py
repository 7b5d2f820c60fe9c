"""Walks through records by reflection, so that no field can be forgotten by a test."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass


def values_in(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield every field of a record and of all that hangs on it, as `Class.field` and value."""
    if isinstance(value, tuple):
        for item in value:
            yield from values_in(item, path)
    elif is_dataclass(value):
        for field in fields(value):
            here = f"{type(value).__name__}.{field.name}"
            inside = getattr(value, field.name)
            yield here, inside
            yield from values_in(inside, here)


def texts_in(value: object) -> Iterator[str]:
    """Yield every text anywhere in a record."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))
