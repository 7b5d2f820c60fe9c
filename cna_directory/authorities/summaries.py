"""Authorities in a line or two, as lists of results and State pages show them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    Row,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    or_,
    select,
)

from cna_directory.authorities.models import Authority, Designation
from cna_directory.authorities.record import (
    Capacity,
    Confirmation,
    ProvenanceKind,
    RecordStatus,
)
from cna_directory.authorities.rules import Standing, standing
from cna_directory.database import db
from cna_directory.languages import LocalisedText


@dataclass(frozen=True, slots=True)
class DesignationSummary:
    """For which requests, and for which territory, an authority is designated to receive them."""

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
        """Return the codes of the types it is designated to receive, each once."""
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


def is_valid(today: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition under which a designation holds on a day."""
    return and_(
        or_(Designation.valid_from.is_(None), Designation.valid_from <= today),
        or_(Designation.valid_until.is_(None), Designation.valid_until >= today),
    )


def is_for_receiving() -> ColumnElement[bool]:
    """Return the condition under which a designation is for receiving requests.

    It says in SQL what the rule `receives_requests` says: so it is where nothing is stated.
    """
    # Lists of codes are stored as JSON, whose text is the same in both engines.
    stated = cast(Designation.capacities, Text)
    return or_(stated == "[]", stated.contains(f'"{Capacity.RECEIVES}"'))


def summaries(numbers: Sequence[int], today: date) -> tuple[AuthoritySummary, ...]:
    """Return the summaries of authorities in the order of `numbers`."""
    found = {s.number: s for s in _read(_BY_NUMBERS, today, numbers=numbers)}
    return tuple(found[number] for number in numbers if number in found)


def summaries_of_state(state: str, today: date) -> tuple[AuthoritySummary, ...]:
    """Return the summaries of a State's authorities in the order of their numbers."""
    return _read(_OF_STATE, today, state=state)


def others_of_state(
    number: int, state: str, request_types: Collection[str], most: int, today: date
) -> tuple[AuthoritySummary, ...]:
    """Return some other authorities of a State, those for one of the request types first."""
    return _read(
        _OTHERS_OF_STATE,
        today,
        state=state,
        number=number,
        request_types=[*request_types],
        most=most,
    )


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
    ).where(is_shown())


# Made once: putting a question together takes longer than the database needs to answer it.
_NUMBERS: BindParameter[Any] = bindparam("numbers", expanding=True)
_TODAY = bindparam("today", type_=Date)
_BY_NUMBERS = _columns().where(Authority.number.in_(_NUMBERS))
_OF_STATE = _columns().where(Authority.state == bindparam("state")).order_by(Authority.number)
_OTHERS_OF_STATE = (
    _columns()
    .where(Authority.state == bindparam("state"), Authority.number != bindparam("number"))
    .order_by(
        exists()
        .where(
            Designation.authority_number == Authority.number,
            Designation.request_type.in_(bindparam("request_types", expanding=True)),
            is_valid(_TODAY),
        )
        .desc(),
        Authority.number,
    )
    .limit(bindparam("most", type_=Integer))
)
_DESIGNATIONS = (
    select(
        Designation.authority_number,
        Designation.request_type,
        Designation.territory,
        Designation.is_default,
    )
    .where(Designation.authority_number.in_(_NUMBERS), is_valid(_TODAY), is_for_receiving())
    .order_by(Designation.authority_number, Designation.position)
)


def _read(question: Select[Any], today: date, **asked: Any) -> tuple[AuthoritySummary, ...]:
    rows = db.session.execute(question, {"today": today, **asked}).all()
    numbers = [row.number for row in rows]
    designations: dict[int, tuple[DesignationSummary, ...]] = {}
    if numbers:
        held = db.session.execute(_DESIGNATIONS, {"numbers": numbers, "today": today})
        for number, request_type, territory, is_default in held:
            summary = DesignationSummary(request_type, territory, is_default)
            designations[number] = (*designations.get(number, ()), summary)
    return tuple(_summary(row, designations.get(row.number, ()), today) for row in rows)


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
