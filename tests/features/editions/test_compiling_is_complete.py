"""No field of a record can be forgotten: each one, changed alone, changes what an edition says."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from itertools import count
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from cna_directory.authorities import record as r
from cna_directory.editions.compiling.words import PREFIXES, member
from cna_directory.languages import LocalisedText
from publish.content import Words
from publish.wording import KEYS
from tests.features.editions.compiling import CLOSING, compiled

Path = tuple[str | int, ...]

NOT_PRINTED = {
    "superseded_by": "only live records are printed, and they are superseded by nothing",
    "designations.0.requirement.request_type": "it is that of the designation",
}
"""Fields that change nothing in an edition, each with the reason."""

GIVEN: dict[str, Any] = {
    "state": "FR",
    "status": r.RecordStatus.LIVE,
    "instrument": "UNTOC",
    "weekday": 3,
    "is_functional": False,
    "contact_changed_on": CLOSING.date() - timedelta(days=3),
}
"""Values that have to be real ones for a record to be printed at all."""

_numbers = count(7001)


def filled(kind: type) -> Any:
    """Return an instance of a class of the record with something in every field."""
    hints = get_type_hints(kind)
    return kind(**{f.name: _value(hints[f.name], f.name) for f in fields(kind)})


def _value(hint: Any, name: str) -> Any:
    if get_origin(hint) in {UnionType, Union}:
        (hint,) = (a for a in get_args(hint) if a is not NoneType)
    if get_origin(hint) is tuple:
        return (_value(get_args(hint)[0], name),)
    if name in GIVEN:
        return GIVEN[name]
    if hint is LocalisedText:
        return LocalisedText("en", f"sentinel {next(_numbers)}")
    if is_dataclass(hint) and isinstance(hint, type):
        return filled(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    simple = {bool: True, int: next(_numbers), date: date(2020, 1, 2), time: time(9, 10)}
    return simple.get(hint, f"sentinel {next(_numbers)}")


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    """Give the path of every single value in a record."""
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from leaves(item, (*path, position))
    else:
        yield path


def at(value: Any, path: Path) -> Any:
    """Return what lies at a path."""
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def with_other(value: Any, path: Path) -> Any:
    """Return the record with another value at one path."""
    if not path:
        return _other(value)
    step, *rest = path
    if isinstance(step, int):
        changed = with_other(value[step], tuple(rest))
        return (*value[:step], changed, *value[step + 1 :])
    return replace(value, **{step: with_other(getattr(value, step), tuple(rest))})


def _other(value: Any) -> Any:  # noqa: PLR0911 - one for each type.
    match value:
        case bool():
            return not value
        case StrEnum():
            members = list(type(value))
            return members[(members.index(value) + 1) % len(members)]
        case int():
            return value + 1
        case date():
            return value + timedelta(days=1)
        case time():
            return value.replace(minute=value.minute + 1)
        case str():
            return {"FR": "BE", "UNTOC": "DRUG1988"}.get(value, f"{value}x")
        case None:
            return "something"
        case _:
            raise TypeError(f"no other value for {value!r}")


RECORD = filled(r.Record)
PROFILE = filled(r.StateProfile)
CASES = [(whole, path) for whole in (RECORD, PROFILE) for path in leaves(whole)]


def named(path: Path) -> str:
    """Return a path as one word."""
    return ".".join(str(step) for step in path)


@pytest.mark.parametrize(
    ("whole", "path"), CASES, ids=[f"{type(w).__name__}.{named(p)}" for w, p in CASES]
)
def test_every_field_is_printed(whole: Any, path: Path) -> None:
    """A field that is changed alone changes the content; a text stands in it letter for letter."""
    before = compiled(whole)
    changed = compiled(with_other(whole, path)) != before
    assert changed != (named(path) in NOT_PRINTED)
    value = at(whole, path)
    if isinstance(value, str) and value.startswith("sentinel") and changed:
        assert value in repr(before)


def test_the_list_of_fields_is_long() -> None:
    """The reflection found the whole record, down to its smallest parts."""
    assert len(CASES) > 200


@pytest.mark.parametrize("code", [m for kind in PREFIXES for m in kind], ids=repr)
def test_every_code_has_words(code: StrEnum) -> None:
    """No code of the record is printed as a bare code."""
    piece = member(code)
    assert isinstance(piece, Words)
    assert piece.key in KEYS


def test_every_label_has_words() -> None:
    """No field of the content names a label that the edition cannot print."""
    content = compiled(RECORD, PROFILE)
    labels = {
        field.label
        for part in content.parts
        for chapter in part.chapters
        for owner in (
            chapter.fields,
            *(e.contact for e in chapter.entries),
            *(e.closing for e in chapter.entries),
            *(d.fields for e in chapter.entries for d in e.designations),
        )
        for field in owner
    }
    assert labels <= KEYS
    assert len(labels) > 40
