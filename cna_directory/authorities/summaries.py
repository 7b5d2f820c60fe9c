"""Authorities in a line or two, as lists of results and State pages show them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, or_, select

from cna_directory.authorities.models import Authority, Designation
from cna_directory.authorities.record import Confirmation, ProvenanceKind, RecordStatus
from cna_directory.authorities.rules import Standing, standing
from cna_directory.database import db
from cna_directory.languages import LocalisedText


@dataclass(frozen=True, slots=True)
class DesignationSummary:
    """For what, and for which territory, an authority is designated."""

    request_type: str
    territory: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class AuthoritySummary:
    """What a list says of an authority."""

    number: int
    state: str
    name: LocalisedText
    name_transliterated: str
    acronym: str
    provenance_kind: ProvenanceKind
    standing: Standing
    languages: tuple[str, ...]
    designations: tuple[DesignationSummary, ...]

    @property
    def request_types(self) -> tuple[str, ...]:
        """Return the codes of the types it is designated for, each once."""
        return tuple(dict.fromkeys(d.request_type for d in self.designations))

    @property
    def english_name(self) -> str:
        """Return the English name where the name itself is in another language, else nothing."""
        if self.name.language == "en":
            return ""
        english = self.name.in_language("en")
        return "" if english == self.name.text else english


def is_shown() -> ColumnElement[bool]:
    """Return the condition under which an authority is found and shown."""
    return and_(Authority.status == RecordStatus.LIVE, Authority.revision_number > 0)


def is_valid(today: date) -> ColumnElement[bool]:
    """Return the condition under which a designation holds on a day."""
    return and_(
        or_(Designation.valid_from.is_(None), Designation.valid_from <= today),
        or_(Designation.valid_until.is_(None), Designation.valid_until >= today),
    )


def summaries(numbers: Sequence[int], today: date) -> tuple[AuthoritySummary, ...]:
    """Return the summaries of authorities in the order of `numbers`."""
    found = {s.number: s for s in _summaries(Authority.number.in_(numbers), today)}
    return tuple(found[number] for number in numbers if number in found)


def summaries_of_state(state: str, today: date) -> tuple[AuthoritySummary, ...]:
    """Return the summaries of a State's authorities in the order of their numbers."""
    return _summaries(Authority.state == state, today)


def others_of_state(
    number: int, state: str, request_types: Collection[str], most: int, today: date
) -> tuple[AuthoritySummary, ...]:
    """Return some other authorities of a State, those for one of the request types first."""
    is_for_them = exists().where(
        Designation.authority_number == Authority.number,
        Designation.request_type.in_(request_types),
        is_valid(today),
    )
    found = (
        select(Authority.number)
        .where(Authority.state == state, Authority.number != number, is_shown())
        .order_by(is_for_them.desc(), Authority.number)
        .limit(most)
    )
    return summaries(db.session.scalars(found).all(), today)


def _summaries(condition: ColumnElement[bool], today: date) -> tuple[AuthoritySummary, ...]:
    designations = _designations(condition, today)
    rows = db.session.execute(_columns().where(condition, is_shown()).order_by(Authority.number))
    return tuple(_summary(row, designations.get(row.number, ()), today) for row in rows)


def _columns() -> Select[Any]:
    column = Authority.__table__.c
    return select(
        Authority.number,
        Authority.state,
        Authority.name,
        Authority.name_transliterated,
        Authority.acronym,
        Authority.languages_of_communication,
        column.provenance_kind,
        column.confirmed_on,
        column.confirmation_means,
        column.confirmed_by,
    )


def _designations(
    condition: ColumnElement[bool], today: date
) -> dict[int, tuple[DesignationSummary, ...]]:
    question = (
        select(
            Designation.authority_number,
            Designation.request_type,
            Designation.territory,
            Designation.is_default,
        )
        .join(Authority, Authority.number == Designation.authority_number)
        .where(condition, is_valid(today))
        .order_by(Designation.authority_number, Designation.position)
    )
    found: dict[int, tuple[DesignationSummary, ...]] = {}
    for number, request_type, territory, is_default in db.session.execute(question):
        summary = DesignationSummary(request_type, territory, is_default)
        found[number] = (*found.get(number, ()), summary)
    return found


def _summary(
    row: Row[Any], designations: tuple[DesignationSummary, ...], today: date
) -> AuthoritySummary:
    confirmation = None
    if row.confirmed_on is not None:
        confirmation = Confirmation(row.confirmed_on, row.confirmation_means, row.confirmed_by)
    return AuthoritySummary(
        number=row.number,
        state=row.state,
        name=row.name,
        name_transliterated=row.name_transliterated,
        acronym=row.acronym,
        provenance_kind=row.provenance_kind,
        standing=standing(confirmation, today),
        languages=row.languages_of_communication,
        designations=designations,
    )
