"""What the page for people says of each address, read off the description that programs read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from cna_directory.api.declaring import ENDPOINTS, ROOT, Endpoint
from cna_directory.api.document import PLACE, document, path_of


@dataclass(frozen=True, slots=True)
class Part:
    """A parameter, or a field of an answer."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One address."""

    name: str
    path: str
    summary: str
    description: str
    parameters: tuple[Part, ...]
    example: str
    """A command that asks it."""
    answer: str
    """The name of the schema of the answer."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A schema that answers are made of."""

    name: str
    words: str
    fields: tuple[Part, ...]


def chapters(base_url: str) -> tuple[Chapter, ...]:
    """Return a chapter for each address, in the order of the description."""
    paths = document()["paths"]
    return tuple(
        _chapter(declared, paths[path_of(declared)]["get"], base_url) for declared in ENDPOINTS
    )


def shapes() -> tuple[Shape, ...]:
    """Return the schemas that answers are made of, by their names."""
    schemas = document()["components"]["schemas"]
    return tuple(
        Shape(
            name,
            schema["description"],
            tuple(
                Part(field, kind_in_words(of_field), of_field.get("description", ""))
                for field, of_field in schema["properties"].items()
            ),
        )
        for name, schema in sorted(schemas.items())
    )


def in_plain_words(text: str) -> str:
    """Return a text of the description without the marks of Markdown, which pages do not read."""
    return text.replace("`", "")


def kind_in_words(schema: Mapping[str, Any]) -> str:
    """Return what a value is: `string`, `list of Card`, `date or null`."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(PLACE)
    if "anyOf" in schema:
        return " or ".join(kind_in_words(part) for part in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(schema["enum"])
    if schema["type"] == "array":
        return f"list of {kind_in_words(schema['items'])}"
    return str(schema.get("format", schema["type"]))


def _chapter(declared: Endpoint, operation: Mapping[str, Any], base_url: str) -> Chapter:
    return Chapter(
        name=declared.name,
        path=f"{ROOT}{path_of(declared)}",
        summary=operation["summary"],
        description=in_plain_words(operation["description"]),
        parameters=tuple(
            Part(
                parameter["name"],
                kind_in_words(parameter["schema"]),
                in_plain_words(parameter["description"]),
            )
            for parameter in operation["parameters"]
        ),
        example=_example(declared, base_url),
        answer=declared.answer.__name__,
    )


def _example(declared: Endpoint, base_url: str) -> str:
    in_path = {p.name: p.example for p in declared.parameters if p.is_in_path}
    asked = [(p.name, p.example) for p in declared.parameters if not p.is_in_path and p.example]
    path = path_of(declared).format(**in_path)
    question = f"?{urlencode(asked[:1])}" if asked else ""
    return f'curl -H "Authorization: Bearer $TOKEN" "{base_url}{ROOT}{path}{question}"'
