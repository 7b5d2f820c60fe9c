"""Reading entries and reference rows from the tables, by columns and not by objects.

Contact points that are for the secretariat alone are left out here, so that nobody finds or counts
by them, whoever asks.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, String, or_, select, true, type_coerce

from cna_directory.authorities.models import (
    AcceptedChannel,
    Authority,
    ContactPoint,
    Designation,
    LanguageRule,
    LegalBasis,
    Provision,
    Telephone,
)
from cna_directory.authorities.record import (
    Confirmation,
    LanguageUse,
    NumberUse,
    Visibility,
)
from cna_directory.authorities.rules import is_round_the_clock
from cna_directory.authorities.summaries import is_for_receiving, is_shown
from cna_directory.database import db
from cna_directory.finder.catalogue.entry import Entry
from cna_directory.finder.catalogue.reference import KnownState, Reference
from cna_directory.finder.rules.values import (
    Channel,
    Competence,
    accepted_languages,
    interpol_answer,
    normal_routes,
)
from cna_directory.languages import LocalisedText, Origin
from cna_directory.reference.models import State
from cna_directory.reference.queries import instruments, known_states, request_types, territories
from cna_directory.text import forms, terms

Question = Select[*tuple[Any, ...]]

MOST_READ_SINGLY = 500
"""If more authorities have changed, all are read, which needs no list of numbers."""

MOST_TEXTS_KEPT = 20_000
"""Of how many texts the terms are kept, because the same ones stand in many records."""


def read_entries(known: Mapping[int, Entry]) -> dict[int, Entry]:
    """Return the entries of all authorities that are shown, reading those that have changed."""
    shown = select(Authority.number, Authority.revision_number).where(is_shown())
    revisions = {row.number: row.revision_number for row in db.session.execute(shown)}
    kept = {
        number: entry
        for number, entry in known.items()
        if revisions.get(number) == entry.revision_number
    }
    moved = revisions.keys() - kept.keys()
    if moved:
        are_few = len(moved) <= MOST_READ_SINGLY
        kept |= _read(Authority.number.in_(moved) if are_few else true(), frozenset(moved))
    return kept


def read_reference() -> Reference:
    """Return what the search needs of reference rows and of what States said of treaties."""
    states = select(State.iso2, State.region, State.names, State.sort_keys)
    bases: dict[str, dict[tuple[str, str], str]] = {}
    for state, request_type, instrument, said in db.session.execute(
        select(
            LegalBasis.state_iso2,
            LegalBasis.request_type,
            LegalBasis.instrument,
            LegalBasis.convention_as_basis,
        )
    ):
        bases.setdefault(state, {})[request_type, instrument] = said.value
    return Reference(
        names_of_states=known_states(),
        states={
            row.iso2: KnownState(row.region, row.names, row.sort_keys)
            for row in db.session.execute(states)
        },
        territories={row.code: row.names for row in territories()},
        request_types={row.code: row.names for row in request_types()},
        instruments={row.code: row.short_names for row in instruments()},
        legal_bases=bases,
    )


def _read(wanted: ColumnElement[bool], numbers: frozenset[int]) -> dict[int, Entry]:
    """Return the entries of `numbers`, which are the authorities that `wanted` selects, or some."""
    # The revision number comes first: if somebody changes a record while the rest of it is read, the
    # entry bears the old number and is read again by the next who asks.
    rows = db.session.execute(_authorities().where(wanted, is_shown())).all()
    competences = _competences(wanted)
    posts = _posts(wanted)
    urgent = _reached_day_and_night(wanted)
    return {
        row.number: _entry(row, competences.get(row.number, ()), posts.get(row.number, ()), urgent)
        for row in rows
        if row.number in numbers
    }


def _authorities() -> Question:
    column = Authority.__table__.c
    return select(
        Authority.number,
        Authority.revision_number,
        Authority.state,
        Authority.name,
        Authority.name_transliterated,
        Authority.acronym,
        Authority.service,
        Authority.languages_of_communication,
        column.provenance_kind,
        column.confirmed_on,
        column.confirmation_means,
        column.confirmed_by,
        *(
            column[f"{address}_{part}"]
            for address in ("address", "visiting")
            for part in ("lines", "city", "state_or_province", "postal_code")
        ),
    )


def _entry(
    row: Row[Any],
    competences: tuple[Competence, ...],
    posts: Iterable[tuple[LocalisedText]],
    urgent: set[int | None],
) -> Entry:
    confirmation = None
    if row.confirmed_on is not None:
        confirmation = Confirmation(row.confirmed_on, row.confirmation_means, row.confirmed_by)
    name_terms = index_terms((*_texts(row.name), row.name_transliterated, row.acronym))
    found_by = (
        *(text for words in (row.service, *(post for (post,) in posts)) for text in _texts(words)),
        *(row.address_lines or ()),
        row.address_city,
        row.address_state_or_province,
        row.address_postal_code,
        *(row.visiting_lines or ()),
        row.visiting_city,
        row.visiting_state_or_province,
        row.visiting_postal_code,
    )
    return Entry(
        number=row.number,
        revision_number=row.revision_number,
        state=row.state,
        name=row.name,
        name_transliterated=row.name_transliterated,
        acronym=row.acronym,
        provenance_kind=row.provenance_kind,
        confirmation=confirmation,
        languages=row.languages_of_communication,
        is_reached_day_and_night=row.number in urgent,
        competences=competences,
        name_terms=name_terms,
        other_terms=index_terms(found_by),
    )


def index_terms(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Return the terms under which texts are found, each once."""
    return tuple(dict.fromkeys(form for text in texts if text for form in _forms_in(text)))


@lru_cache(maxsize=MOST_TEXTS_KEPT)
def _forms_in(text: str) -> tuple[str, ...]:
    """Return the terms of a text; cities, posts and services are the same for many authorities."""
    return tuple(form for term in terms(text) for form in forms(term))


def _texts(words: LocalisedText | None) -> Iterator[str]:
    """Yield a text and its translations; what a machine drafted is shown nowhere, so not found."""
    if words is not None:
        yield words.text
        for translation in words.translations:
            if translation.origin is not Origin.MACHINE_DRAFT:
                yield translation.text


def _posts(wanted: ColumnElement[bool]) -> dict[int, list[tuple[LocalisedText]]]:
    return _gathered(
        select(ContactPoint.authority_number, ContactPoint.post)
        .join(Authority, Authority.number == ContactPoint.authority_number)
        .where(wanted, _is_public())
    )


def _reached_day_and_night(wanted: ColumnElement[bool]) -> set[int | None]:
    """Return the numbers of those with an urgent telephone or public post that is always there."""
    of_post = select(ContactPoint.authority_number, Telephone.hours).join(
        ContactPoint, ContactPoint.id == Telephone.contact_point_id
    )
    is_urgent = Telephone.use == NumberUse.URGENT
    questions: tuple[Question, ...] = (
        select(Telephone.telephone_of, Telephone.hours)
        .join(Authority, Authority.number == Telephone.telephone_of)
        .where(wanted, is_urgent),
        select(ContactPoint.authority_number, ContactPoint.hours)
        .join(Authority, Authority.number == ContactPoint.authority_number)
        .where(wanted, _is_public(), ContactPoint.is_for_urgent),
        of_post.join(Authority, Authority.number == ContactPoint.authority_number).where(
            wanted, _is_public(), or_(ContactPoint.is_for_urgent, is_urgent)
        ),
    )
    return {
        number
        for question in questions
        for number, hours in db.session.execute(question)
        if is_round_the_clock(hours)
    }


def _is_public() -> ColumnElement[bool]:
    return ContactPoint.visibility == Visibility.ALL_ACCOUNTS


def _competences(wanted: ColumnElement[bool]) -> dict[int, tuple[Competence, ...]]:
    provisions = _gathered(_of_designations(wanted, Provision.designation_id, Provision.instrument))
    channels = _gathered(
        _of_designations(
            wanted,
            AcceptedChannel.designation_id,
            _bare(AcceptedChannel.urgency),
            _bare(AcceptedChannel.route),
            _bare(AcceptedChannel.acceptance),
        )
    )
    languages = _gathered(
        _of_designations(
            wanted,
            LanguageRule.designation_id,
            LanguageRule.languages,
            LanguageRule.any_official_un_language,
        ).where(LanguageRule.use == LanguageUse.NORMAL)
    )
    found: dict[int, list[Competence]] = {}
    for row in db.session.execute(
        select(
            Designation.id,
            Designation.authority_number,
            Designation.request_type,
            Designation.territory,
            Designation.is_default,
            Designation.valid_from,
            Designation.valid_until,
        )
        .join(Authority, Authority.number == Designation.authority_number)
        .where(wanted, is_for_receiving())
        .order_by(Designation.authority_number, Designation.position)
    ):
        ways: Sequence[Channel] = channels.get(row.id, ())
        competence = Competence(
            request_type=row.request_type,
            territory=row.territory,
            is_default=row.is_default,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            instruments=tuple(dict.fromkeys(code for (code,) in provisions.get(row.id, ()))),
            languages=accepted_languages(languages.get(row.id, ())),
            channels=normal_routes(ways),
            interpol=interpol_answer(ways),
        )
        found.setdefault(row.authority_number, []).append(competence)
    return {number: tuple(competences) for number, competences in found.items()}


def _of_designations(wanted: ColumnElement[bool], owner: Any, *columns: Any) -> Question:
    return (
        select(owner, *columns)
        .join(Designation, Designation.id == owner)
        .join(Authority, Authority.number == Designation.authority_number)
        .where(wanted)
    )


def _gathered(question: Question) -> dict[int, list[Any]]:
    """Return for each owner, who stands in the first column, the rows of the columns after it."""
    found: dict[int, list[Any]] = {}
    for row in db.session.execute(question):
        found.setdefault(row[0], []).append(row[1:])
    return found


def _bare(column: Any) -> Any:
    """Return a column of codes without the enumeration, into which making each member takes longest."""
    return type_coerce(column, String)
