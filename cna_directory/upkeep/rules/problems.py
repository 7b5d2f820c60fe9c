"""What is wrong with a form that was filled in, each thing at the box where it can be put right."""

from collections.abc import Iterable, Iterator

from cna_directory.authorities.rules import LONGEST_TEXT, UNSTORABLE
from cna_directory.errors import Problem
from cna_directory.upkeep.rules.filling import Values, rows_of

ENDS = ".valid_until"


def located(problems: Iterable[Problem], values: Values) -> tuple[Problem, ...]:
    """Return problems that the rules of the house found, at the boxes that they speak of.

    The rules name a field of the record and quote what stands in it.
    """
    found = (Problem(path, it.message) for it in problems for path in _places(it, values))
    return tuple(dict.fromkeys(found))


def _places(problem: Problem, values: Values) -> Iterator[str]:
    if problem.field == "name":
        yield "name.text"
        return
    below = {path: value for path, value in values.items() if _is_below(path, problem.field)}
    quoted = [path for path, value in below.items() if _quotes(problem.message, value)]
    if not quoted and problem.field == "designations":
        quoted = list(_dates_in_disorder(below))
    yield from quoted or (problem.field,)


def _is_below(path: str, field: str) -> bool:
    return path == field or path.startswith((f"{field}[", f"{field}."))


def _quotes(message: str, value: str) -> bool:
    """Say whether a sentence speaks of a value: it begins or ends with it, or no page can hold it."""
    if UNSTORABLE.search(value) or len(value) > LONGEST_TEXT:
        return True
    lines = [line.strip() for line in value.splitlines() if line.strip()]
    return any(message.startswith(f"{it} is ") or message.endswith(f" {it}.") for it in lines)


def _dates_in_disorder(values: Values) -> Iterator[str]:
    for number in rows_of(values).get("designations", ()):
        row = f"designations[{number}]"
        begins, ends = values.get(f"{row}.valid_from", ""), values.get(f"{row}{ENDS}", "")
        if begins and ends and begins > ends:
            yield f"{row}{ENDS}"
