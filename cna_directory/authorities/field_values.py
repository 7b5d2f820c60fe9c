"""The words for the plain values that a comparison of records gives, in the language of the page."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from flask_babel import format_date, gettext

from cna_directory.authorities.field_names import FIELD_WORDS, Step, field_classes, steps
from cna_directory.authorities.record import Record, StateProfile
from cna_directory.languages import LocalisedText
from cna_directory.reference.queries import Names
from cna_directory.web.labels import confirmed_by, label, measure, weekday
from cna_directory.web.languages import language_name

LANGUAGES = frozenset({"language", "languages", "languages_of_communication", "official_languages"})
UNKNOWN_LANGUAGE = "und"
OF_LINES = frozenset({"lines", "websites", "sources"})
REQUEST_TYPES = frozenset({"request_type", "request_types", "not_designated"})


def field_value(path: str, value: Any, kind: type[Record | StateProfile], names: Names) -> str:
    """Return what a page shows for the value at a path, with a line for each part; nothing for none.

    `value` is plain, as `authorities.rules.compare` gives it; what plain form leaves out because it
    is usual is said all the same.
    """
    step = [*steps(path, kind)][-1]
    if step.place == "order":
        return "\n".join(str(it) for it in value or ())
    if step.place:
        return "" if value is None else _said(step, value, names)
    return _said(step, _usual(step) if value is None else value, names)


def _said(step: Step, value: Any, names: Names) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return _of_list(step, value, names)
    if isinstance(value, dict):
        return _of_parts(step.inner, value, names)
    return _of_leaf(step, value, names)


def _of_list(step: Step, value: list[Any], names: Names) -> str:
    """Return the values of a list: words in a line, lines and whole items under one another."""
    if any(isinstance(it, dict) for it in value):
        return "\n".join(_in_line(step, it, names) for it in value)
    apart = "\n" if step.field in OF_LINES else ", "
    return apart.join(_said(step, it, names) for it in value)


def _in_line(step: Step, value: Mapping[str, Any], names: Names) -> str:
    """Return an item within an item in one line; only what says yes or no needs to be named."""
    if step.inner is LocalisedText:
        return _of_text(value)
    parts = []
    for name, inner in field_classes(step.inner).items():
        if value.get(name) not in (None, "", []):
            said = _said(Step(step.inner, name, "", inner), value[name], names).replace("\n", "; ")
            is_named = inner in (bool, int) or name in {"hours", "extension"}
            parts.append(_named(step.inner, name, said) if is_named else said)
    return "; ".join(parts)


def _named(owner: Any, field: str, said: str) -> str:
    own = FIELD_WORDS.get(f"{owner.__name__}.{field}") or FIELD_WORDS[field]
    return str(gettext("%(field)s: %(value)s", field=own, value=said))


def _of_parts(owner: Any, value: Mapping[str, Any], names: Names) -> str:
    """Return the parts of a whole value, each with what it is called."""
    if owner is LocalisedText:
        return _of_text(value)
    lines = []
    for name, inner in field_classes(owner).items():
        if name in value and (said := _said(Step(owner, name, "", inner), value[name], names)):
            lines.append(_named(owner, name, said))
    return "\n".join(lines)


def _of_text(value: Mapping[str, Any]) -> str:
    others = [
        f"{language_name(it['language'])}: {it['text']}" for it in value.get("translations", ())
    ]
    return "\n".join([str(value.get("text", "")), *others])


def _of_leaf(step: Step, value: Any, names: Names) -> str:
    if isinstance(value, bool):
        return str(gettext("Yes") if value else gettext("No"))
    if isinstance(step.inner, type) and issubclass(step.inner, StrEnum):
        return label(step.inner(value))
    if step.inner is date:
        return str(format_date(date.fromisoformat(value), "long"))
    if step.field == "weekday":
        return weekday(value)
    return _of_code(step.field, value, names) if isinstance(value, str) else str(value)


def _of_code(field: str, code: str, names: Names) -> str:
    """Return the name of what a code stands for, where the field holds codes."""
    if field == "by":
        return confirmed_by(code)
    if field == "sub_measures":
        return measure(code)
    if field in LANGUAGES:
        return "" if code == UNKNOWN_LANGUAGE else language_name(code)
    by_code = {
        "instrument": names.instruments,
        "state": names.states,
        "territory": names.territories,
        **dict.fromkeys(REQUEST_TYPES, names.request_types),
    }
    return by_code.get(field, {}).get(code, code)


def _usual(step: Step) -> Any:
    """Return the plain form of what a field holds where a record does not say otherwise."""
    found = _fields(step.owner)[step.field].default
    if found is MISSING or found is None or isinstance(found, tuple) or is_dataclass(found):
        return None
    return found.value if isinstance(found, StrEnum) else found


@cache
def _fields(owner: Any) -> Mapping[str, Field[Any]]:
    return {field.name: field for field in fields(owner)}
