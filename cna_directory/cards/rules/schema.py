"""Cards as JSON, and the JSON Schema of them, read off the classes that cards are made of."""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from cna_directory.cards.rules.card import Card, as_json

DIALECT = "https://json-schema.org/draft/2020-12/schema"

SIMPLE: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    NoneType: {"type": "null"},
    time: {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
}


def json_of(cards: Iterable[Card], schema_address: str) -> str:
    """Return cards as the text of a JSON file that says where its schema is published."""
    content = {"$schema": schema_address, "cards": [as_json(card) for card in cards]}
    return json.dumps(content, ensure_ascii=False) + "\n"


def schema_of_file(address: str) -> dict[str, Any]:
    """Return the schema of such a file, to be published at `address`."""
    return {
        "$schema": DIALECT,
        "$id": address,
        "title": "Cards of competent national authorities",
        "type": "object",
        "properties": {
            "$schema": {"const": address},
            "cards": {"type": "array", "items": {"$ref": "#/$defs/Card"}},
        },
        "required": ["$schema", "cards"],
        "additionalProperties": False,
        "$defs": definitions(Card),
    }


def definitions(root: type, place: str = "#/$defs/") -> dict[str, dict[str, Any]]:
    """Return the schemas of a class and of all classes its fields hold, by name.

    `place` is where they will stand, such as `#/components/schemas/` in a description of an API.
    """
    found: dict[str, dict[str, Any]] = {}
    _define(root, place, found)
    return found


def _define(kind: type, place: str, found: dict[str, dict[str, Any]]) -> None:
    hints = get_type_hints(kind, include_extras=True)
    names = [field.name for field in fields(kind)]
    found[kind.__name__] = {
        "type": "object",
        "description": (kind.__doc__ or "").strip(),
        "properties": {name: _schema(hints[name], place, found) for name in names},
        "required": names,
        "additionalProperties": False,
    }


def _schema(hint: Any, place: str, found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    origin, of = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return {**_schema(of[0], place, found), "description": of[1]}
    if origin is tuple:
        return {"type": "array", "items": _schema(of[0], place, found)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(of[1], place, found)}
    if origin is UnionType:
        return {"anyOf": [_schema(part, place, found) for part in of]}
    return _schema_of_class(hint, place, found)


def _schema_of_class(kind: type, place: str, found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if is_dataclass(kind):
        if kind.__name__ not in found:
            _define(kind, place, found)
        return {"$ref": f"{place}{kind.__name__}"}
    if issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    return SIMPLE[kind]
