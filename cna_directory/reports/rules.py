"""Pure decisions about reported problems: what can be reported, and how a report is settled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from cna_directory.errors import Problem
from cna_directory.reports.standing import ProblemKind, ReportStatus

LONGEST_WORDS = 2_000
WHOLE_RECORD = ""
"""The path that stands for the record as a whole."""

WAYS_TO_REACH = {
    "telephones": ".number",
    "faxes": ".number",
    "emails": ".address",
    "websites": "",
}
"""The lists in which somebody can point at one item, with the field that says how it is reached."""

WITHIN_CONTACT_POINT = {"telephones": ".number", "emails": ".address"}

AS_ONE = (
    "address",
    "visiting_address",
    "office_hours",
    "languages_of_communication",
    "service",
    "name",
)
"""The fields that are reported as one piece."""

AT_LAST = {"designations": ".request_type", "links": ".url"}

SETTLEMENTS = (ReportStatus.CORRECTED, ReportStatus.NOT_A_PROBLEM)


@dataclass(frozen=True, slots=True)
class ReportableField:
    """A field of a record that somebody can point at: its path and its plain value."""

    path: str
    value: Any


@dataclass(frozen=True, slots=True)
class Said:
    """What a reader says is wrong."""

    field: str
    kind: ProblemKind | None
    words: str
    happened_on: date | None
    is_day_unclear: bool = False
    """Whether something was entered as the day that is none."""


def reportable_fields(plain: dict[str, Any]) -> tuple[ReportableField, ...]:
    """Return what somebody can point at in a plain record, the ways to reach the office first."""
    return tuple(_fields(plain))


def _fields(plain: dict[str, Any]) -> Iterator[ReportableField]:
    yield from _items(WAYS_TO_REACH, plain)
    for name in AS_ONE:
        if plain.get(name):
            yield ReportableField(name, plain[name])
    for position, point in enumerate(plain.get("contact_points", ())):
        path = f"contact_points[{position}]"
        yield ReportableField(f"{path}.post", point["post"])
        yield from _items(WITHIN_CONTACT_POINT, point, f"{path}.")
    yield from _items(AT_LAST, plain)


def _items(
    within: dict[str, str], plain: dict[str, Any], before: str = ""
) -> Iterator[ReportableField]:
    for name, field in within.items():
        for position, item in enumerate(plain.get(name, ())):
            value = item[field.removeprefix(".")] if field else item
            yield ReportableField(f"{before}{name}[{position}]{field}", value)


def problems_with_report(said: Said, reachable: frozenset[str], today: date) -> list[Problem]:
    """Say what is missing or wrong in a report, in words for the reader who wrote it."""
    problems = []
    if said.field != WHOLE_RECORD and said.field not in reachable:
        problems.append(Problem("field", "Choose the field from the list."))
    if said.kind is None:
        problems.append(Problem("kind", "Choose what happened."))
    if not said.words.strip() and said.kind in {None, ProblemKind.OTHER}:
        problems.append(Problem("words", "Say in a sentence what is wrong."))
    if len(said.words) > LONGEST_WORDS:
        problems.append(Problem("words", f"Shorten this to at most {LONGEST_WORDS} characters."))
    if said.is_day_unclear:
        problems.append(Problem("happened_on", "Enter the day as year, month, day: 2026-11-22."))
    elif said.happened_on is not None and said.happened_on > today:
        problems.append(Problem("happened_on", "This day is still to come. Enter an earlier one."))
    return problems


def problems_with_settlement(status: ReportStatus | None, outcome: str) -> list[Problem]:
    """Say what is missing before a report can be settled; the reporter is told the outcome."""
    problems = []
    if status not in SETTLEMENTS:
        problems.append(Problem("ending", "Choose how it ends."))
    if not outcome.strip():
        problems.append(Problem("outcome", "Tell the reporter in a sentence what you found."))
    if len(outcome) > LONGEST_WORDS:
        problems.append(Problem("outcome", f"Shorten this to at most {LONGEST_WORDS} characters."))
    return problems
