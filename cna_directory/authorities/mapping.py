"""Copies a record between its rows and its plain form, field by field of the same name."""

from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import RelationshipProperty

from cna_directory.authorities.models import Authority, StateProfile
from cna_directory.authorities.record import Record
from cna_directory.authorities.record import StateProfile as PlainStateProfile

Plain = Any
"""An instance of one of the frozen dataclasses of `record`."""


def read_record(authority: Authority) -> Record:
    """Return the record that the rows of an authority show."""
    record: Record = _read(authority)
    return record


def read_profile(profile: StateProfile) -> PlainStateProfile:
    """Return the State's profile that its rows show."""
    plain: PlainStateProfile = _read(profile)
    return plain


def write(row: Authority | StateProfile, plain: Plain) -> None:
    """Make the rows show `plain`; rows that stay the same are left alone, so the trail is short."""
    _apply(row, plain)


@cache
def _shape(row_class: Any) -> dict[str, RelationshipProperty[Any] | None]:
    """Return the fields of a row class's record class, each with its relationship if it has one."""
    relations = dict(inspect(row_class).relationships.items())
    return {field.name: relations.get(field.name) for field in fields(row_class.__record__)}


def _read(row: Any) -> Plain:
    values = {}
    for name, relation in _shape(row.__class__).items():
        value = getattr(row, name)
        values[name] = value if relation is None else _read_related(value)
    return row.__record__(**values)


def _read_related(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_read(child) for child in value)
    return None if value is None else _read(value)


def _apply(row: Any, plain: Plain) -> None:
    is_new = inspect(row).transient
    for name, relation in _shape(row.__class__).items():
        value = getattr(plain, name)
        if relation is None:
            if is_new or getattr(row, name) != value:
                setattr(row, name, value)
        elif relation.uselist:
            _apply_list(row, name, relation.mapper.class_, value)
        else:
            _apply_one(row, name, relation.mapper.class_, value)


def _apply_list(row: Any, name: str, row_class: type[Any], wanted: Sequence[Plain]) -> None:
    """Change rows in place as far as they go, then add or remove at the end."""
    present = getattr(row, name)
    for position, plain in enumerate(wanted):
        if position < len(present):
            _apply(present[position], plain)
        else:
            child = row_class(position=position)
            _apply(child, plain)
            present.append(child)
    del present[len(wanted) :]


def _apply_one(row: Any, name: str, row_class: type[Any], wanted: Plain | None) -> None:
    present = getattr(row, name)
    if wanted is None:
        if present is not None:
            setattr(row, name, None)
    elif present is None:
        child = row_class()
        _apply(child, wanted)
        setattr(row, name, child)
    else:
        _apply(present, wanted)
