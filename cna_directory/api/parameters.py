"""Parameters of the addresses for programs: declared once, checked and described alike."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cna_directory.errors import NO_SUCH_PAGE, NotFound, Problem, RuleBroken

MOST_VALUES = 20
"""How often a parameter that may be repeated is."""

Values = Mapping[str, Any]
"""The values of a request by their parameters, each in its own type."""


class ParametersRefused(RuleBroken):
    """A request has parameters that it cannot have."""

    status = 400


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: what it is, what it may hold, and the sentence that says so."""

    name: str
    description: str
    schema: Mapping[str, Any]
    """JSON Schema of one value: `pattern`, `enum`, `minimum`, `maximum`, `maxLength`, `default`."""
    advice: str
    """What to write; told to whoever wrote something else."""
    example: str
    is_list: bool = False
    """Whether it may be repeated; then either value will do."""
    is_in_path: bool = False

    @property
    def default(self) -> Any:
        """Return what counts where the parameter is missing."""
        return () if self.is_list else self.schema.get("default", "")

    def fits(self, text: str) -> bool:
        """Say whether a text is a value of this parameter."""
        schema = self.schema
        if schema["type"] == "integer":
            is_number = re.fullmatch("[0-9]{1,9}", text) is not None
            return is_number and schema["minimum"] <= int(text) <= schema["maximum"]
        if len(text) > schema.get("maxLength", len(text)):
            return False
        if "enum" in schema:
            return text in schema["enum"]
        return "pattern" not in schema or re.fullmatch(schema["pattern"], text) is not None

    def value(self, text: str) -> Any:
        """Return a text that fits as a value."""
        return int(text) if self.schema["type"] == "integer" else text


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request says in its address."""

    in_path: Values = field(default_factory=dict)
    in_question: Mapping[str, Sequence[str]] = field(default_factory=dict)


def values_of(parameters: Sequence[Parameter], asked: Asked) -> dict[str, Any]:
    """Return the values of a request.

    Raises:
        ParametersRefused: it has a parameter that is unknown, given twice or of no use.
        NotFound: a value in the path names nothing.
    """
    known = {p.name: p for p in parameters if not p.is_in_path}
    problems = [
        Problem(name[:60], f"There is no such parameter here. {_choice_of(known)}")
        for name in asked.in_question
        if name not in known
    ]
    values: dict[str, Any] = {}
    for parameter in known.values():
        texts = asked.in_question.get(parameter.name, ())
        problems += problems_with(parameter, texts)
        if not problems:
            found = tuple(parameter.value(text) for text in texts)
            single = found[0] if found else parameter.default
            values[parameter.name] = found if parameter.is_list else single
    if problems:
        raise ParametersRefused(problems)
    return values | _in_path(parameters, asked)


def problems_with(parameter: Parameter, texts: Sequence[str]) -> list[Problem]:
    """Return what is wrong with the texts of one parameter."""
    most = MOST_VALUES if parameter.is_list else 1
    if len(texts) > most:
        return [Problem(parameter.name, f"Give this parameter {most} times at most.")]
    if not all(parameter.fits(text) for text in texts):
        return [Problem(parameter.name, parameter.advice)]
    return []


def _in_path(parameters: Sequence[Parameter], asked: Asked) -> dict[str, Any]:
    found = {p.name: (p, asked.in_path[p.name]) for p in parameters if p.is_in_path}
    for parameter, value in found.values():
        if not parameter.fits(str(value)):
            raise NotFound(f"{NO_SUCH_PAGE} {parameter.advice}")
    return {name: value for name, (_, value) in found.items()}


def _choice_of(known: Mapping[str, Parameter]) -> str:
    return f"Use: {', '.join(known)}." if known else "This address takes none."
