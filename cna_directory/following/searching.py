"""Whether a record answers a search, asked of records as they were and not as they are now.

It asks a catalogue of the finder that holds these records alone, so that a search finds here exactly
what it finds on its page.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import reduce
from operator import or_

from cna_directory.authorities.record import (
    ContactPoint,
    Designation,
    LanguageUse,
    NumberUse,
    PostalAddress,
    Record,
)
from cna_directory.authorities.rules import (
    is_round_the_clock,
    receives_requests,
    visible,
)
from cna_directory.finder.catalogue import Catalogue
from cna_directory.finder.catalogue.entry import Entry
from cna_directory.finder.catalogue.reading import index_terms, read_reference
from cna_directory.finder.catalogue.reference import Reference
from cna_directory.finder.rules import Query
from cna_directory.finder.rules.asking import states_called
from cna_directory.finder.rules.values import (
    Competence,
    accepted_languages,
    interpol_answer,
    normal_routes,
)
from cna_directory.languages import LocalisedText, Origin


def known_reference() -> Reference:
    """Return the names and treaties that searches go by."""
    return read_reference()


def numbers_answering(
    query: Query, records: Iterable[Record], reference: Reference, today: date
) -> frozenset[int]:
    """Return which of the records a search finds, by what it says and nothing it may have meant."""
    entries: Mapping[int, Entry] = {it.number: entry_of(it) for it in records}
    catalogue = Catalogue(0, today, entries, reference)
    named = states_called(query.words, reference.names_of_states)
    of_states = reduce(or_, (catalogue.of_place(state) for state in named), 0)
    everywhere, _ = catalogue.with_words(query.words)
    found = catalogue.in_order(catalogue.having(query, everywhere | of_states), language="en")
    return frozenset(entry.number for entry in found.part(0, len(entries)))


def entry_of(record: Record, revision_number: int = 0) -> Entry:
    """Return a record as the search knows it, without what is hidden from accounts."""
    shown = visible(record, to_secretariat=False)
    return Entry(
        number=shown.number,
        revision_number=revision_number,
        state=shown.state,
        name=shown.name,
        name_transliterated=shown.name_transliterated,
        acronym=shown.acronym,
        provenance_kind=shown.provenance.kind,
        confirmation=shown.confirmation,
        languages=shown.languages_of_communication,
        is_reached_day_and_night=_is_reached_day_and_night(shown),
        competences=tuple(
            _competence(it) for it in shown.designations if receives_requests(it.capacities)
        ),
        name_terms=index_terms((*_texts(shown.name), shown.name_transliterated, shown.acronym)),
        other_terms=index_terms(_found_by(shown)),
    )


def _found_by(record: Record) -> Iterator[str]:
    for words in (record.service, *(point.post for point in record.contact_points)):
        yield from _texts(words)
    for address in (record.address, record.visiting_address or PostalAddress()):
        yield from address.lines
        yield from (address.city, address.state_or_province, address.postal_code)


def _texts(words: LocalisedText | None) -> Iterator[str]:
    if words is not None:
        yield words.text
        for it in words.translations:
            if it.origin is not Origin.MACHINE_DRAFT:
                yield it.text


def _is_reached_day_and_night(record: Record) -> bool:
    hours = [it.hours for it in record.telephones if it.use is NumberUse.URGENT]
    for point in record.contact_points:
        hours += _urgent_hours(point)
    return any(is_round_the_clock(it) for it in hours)


def _urgent_hours(point: ContactPoint) -> Iterator[str]:
    if point.is_for_urgent:
        yield point.hours
    for telephone in point.telephones:
        if point.is_for_urgent or telephone.use is NumberUse.URGENT:
            yield telephone.hours


def _competence(held: Designation) -> Competence:
    ways = [(it.urgency.value, it.route.value, it.acceptance.value) for it in held.channels]
    accepted = [
        (it.languages, it.any_official_un_language)
        for it in held.language_rules
        if it.use is LanguageUse.NORMAL
    ]
    return Competence(
        request_type=held.request_type,
        territory=held.territory,
        is_default=held.is_default,
        valid_from=held.valid_from,
        valid_until=held.valid_until,
        instruments=tuple(dict.fromkeys(it.instrument for it in held.provisions)),
        languages=accepted_languages(accepted),
        channels=normal_routes(ways),
        interpol=interpol_answer(ways),
    )
