"""Who is designated in a State for a type of request, today and in the days to come."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from cna_directory.answers.rules import Candidate, Span, Version
from cna_directory.authorities import record as r
from cna_directory.authorities.models import (
    Authority,
    CompetenceRule,
    Designation,
    Provision,
    Revision,
)
from cna_directory.authorities.rules import receives_requests
from cna_directory.authorities.summaries import is_shown
from cna_directory.database import db
from cna_directory.languages import LocalisedText

DECIDING = (
    Designation.id,
    Designation.authority_number,
    Designation.position,
    Designation.role,
    Designation.capacities,
    Designation.territory,
    Designation.is_default,
    Designation.valid_from,
    Designation.valid_until,
    Authority.name,
)
"""All of a designation that decides who is competent; a State may have a hundred of them."""


@dataclass(frozen=True, slots=True)
class Designated:
    """The designations of a State for a type of request, that hold today and that do not yet."""

    held: tuple[Candidate, ...]
    """Each with as much of it as decides."""
    not_receiving: tuple[Candidate, ...]
    """Those for which the State said what they do with requests, and not that they receive them."""
    later: tuple[Span, ...]

    @property
    def spans(self) -> Iterator[Span]:
        """Yield from and until when all of them hold; names are only known of those to come."""
        for one in self.held:
            designation = one.designation
            yield Span(
                one.authority,
                designation.valid_from or date.min,
                designation.valid_until or date.max,
                designation.territory,
            )
        yield from self.later


def designated(state: str, request_type: str, today: date) -> Designated:
    """Return the designations of a State for a type of request that are not over."""
    is_over = Designation.valid_until.is_not(None) & (Designation.valid_until < today)
    # An index on the type would be the wrong one: a State has few designations, a type has many.
    is_of_type = Designation.request_type + "" == request_type
    rows = db.session.execute(
        select(*DECIDING)
        .join(Authority, Authority.number == Designation.authority_number)
        .where(is_shown(), Authority.state == state, is_of_type, ~is_over)
        .order_by(Designation.authority_number, Designation.position)
    ).all()
    held = [row for row in rows if row.valid_from is None or row.valid_from <= today]
    numbers = [row.id for row in held]
    provisions, rules = (_provisions(numbers), _rules(numbers)) if numbers else ({}, {})
    candidates = [
        Candidate(
            row.authority_number,
            row.position,
            r.Designation(
                request_type=request_type,
                provisions=tuple(provisions.get(row.id, ())),
                role=row.role,
                capacities=row.capacities,
                territory=row.territory,
                is_default=row.is_default,
                valid_from=row.valid_from,
                valid_until=row.valid_until,
                competence_rules=tuple(rules.get(row.id, ())),
            ),
        )
        for row in held
    ]
    return Designated(
        held=tuple(c for c in candidates if _receives(c)),
        not_receiving=tuple(c for c in candidates if not _receives(c)),
        later=tuple(
            Span(
                row.authority_number,
                row.valid_from,
                row.valid_until or date.max,
                row.territory,
                row.name,
            )
            for row in rows
            if row.valid_from is not None and row.valid_from > today
            if receives_requests(row.capacities)
        ),
    )


def _receives(candidate: Candidate) -> bool:
    return receives_requests(candidate.designation.capacities)


def _provisions(designations: list[int]) -> dict[int, list[r.Provision]]:
    found: dict[int, list[r.Provision]] = {}
    cited = select(Provision.designation_id, Provision.instrument, Provision.article)
    in_order = cited.where(Provision.designation_id.in_(designations)).order_by(Provision.position)
    for designation, instrument, article in db.session.execute(in_order):
        found.setdefault(designation, []).append(r.Provision(instrument, article))
    return found


def _rules(designations: list[int]) -> dict[int, list[r.CompetenceRule]]:
    found: dict[int, list[r.CompetenceRule]] = {}
    rows = db.session.execute(
        select(
            CompetenceRule.designation_id,
            CompetenceRule.dimension,
            CompetenceRule.operator,
            CompetenceRule.values,
        )
        .where(CompetenceRule.designation_id.in_(designations))
        .order_by(CompetenceRule.position)
    )
    for designation, dimension, operator, values in rows:
        rule = r.CompetenceRule(dimension, operator, values)
        found.setdefault(designation, []).append(rule)
    return found


def versions(state: str, request_type: str, today: date) -> Iterator[Version]:
    """Yield what revisions say that are recorded and not in force yet, in the order they will be.

    The day decides, not the number: a correction of today leaves what was recorded for a later day.
    """
    rows = db.session.execute(
        select(
            Authority.number,
            Authority.revision_number,
            Authority.status,
            Revision.effective_from,
            Revision.snapshot,
        )
        .join(Revision, Revision.authority_number == Authority.number)
        .where(
            Authority.state == state,
            Revision.effective_from > today,
        )
        .order_by(Revision.effective_from, Revision.number)
    )
    for row in rows:
        has_page = row.revision_number > 0 and row.status is r.RecordStatus.LIVE
        spans = _spans_in(row.number, row.snapshot, request_type, has_page=has_page)
        yield Version(row.number, row.effective_from, tuple(spans))


def _spans_in(
    number: int, snapshot: Mapping[str, Any], request_type: str, *, has_page: bool
) -> Iterator[Span]:
    if snapshot["status"] != r.RecordStatus.LIVE:
        return
    name = LocalisedText(snapshot["name"]["language"], snapshot["name"]["text"])
    for held in snapshot.get("designations", ()):
        if held["request_type"] == request_type and receives_requests(held.get("capacities", ())):
            begins, ends = held.get("valid_from"), held.get("valid_until")
            yield Span(
                number,
                date.fromisoformat(begins) if begins else date.min,
                date.fromisoformat(ends) if ends else date.max,
                held.get("territory", ""),
                name,
                has_page,
            )
