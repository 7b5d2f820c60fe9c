"""The JSON Schema of exported records, read off the classes that records are made of."""

from dataclasses import MISSING, fields
from typing import Any

from cna_directory import languages
from cna_directory.authorities import record as r
from cna_directory.cards.rules.schema import DIALECT, definitions

TITLE = "Records of the Directory of Competent National Authorities"


def schema_of_export() -> dict[str, Any]:
    """Return the schema of a file of exported records; a field at its default is left out of it."""
    known = definitions(r.Record) | definitions(r.StateProfile)
    for name, definition in known.items():
        cls = getattr(r, name, None) or getattr(languages, name)
        definition["required"] = [each.name for each in fields(cls) if each.default is MISSING]
    return {
        "$schema": DIALECT,
        "title": TITLE,
        "type": "object",
        "properties": {
            "exported_at": {"type": "string", "format": "date-time"},
            "records": {"type": "array", "items": _dated("Record")},
            "profiles": {"type": "array", "items": _dated("StateProfile")},
        },
        "required": ["exported_at", "records", "profiles"],
        "additionalProperties": False,
        "$defs": known,
    }


def _dated(name: str) -> dict[str, Any]:
    properties = {
        "revision": {"type": "integer", "minimum": 1},
        "recorded_at": {"type": "string", "format": "date-time"},
        "effective_from": {"type": "string", "format": "date"},
        "content": {"$ref": f"#/$defs/{name}"},
    }
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }
