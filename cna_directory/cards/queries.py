"""Reading what is taken along: records as they stand today, as cards in the order asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from cna_directory import clock
from cna_directory.authorities.queries import (
    Revised,
    authority_record,
    authority_records,
    profile_of_state,
    profiles_of_states,
)
from cna_directory.authorities.record import Record, StateProfile
from cna_directory.cards.rules.card import Card, CardState, Imprint, RevisionTaken, cards_of_record
from cna_directory.database import db
from cna_directory.reference.models import State
from cna_directory.reference.queries import names_in


@dataclass(frozen=True, slots=True)
class RecordToTake:
    """A live record with what its State says for all its authorities."""

    revised: Revised[Record]
    profile: StateProfile | None

    @property
    def number(self) -> int:
        """Return the number of the record."""
        return self.revised.record.number


def record_to_take(number: int) -> RecordToTake:
    """Return the live record with that number.

    Raises:
        NotFound: no live record has the number.
    """
    revised = authority_record(number)
    profile = profile_of_state(revised.record.state)
    return RecordToTake(revised, profile.record if profile else None)


def cards_of(numbers: Sequence[int], *, language: str, base_url: str) -> tuple[Card, ...]:
    """Return the cards of live records in the order of `numbers`; what is not live is left out.

    However many records, the number of statements is the same.
    """
    found = {revised.record.number: revised for revised in authority_records(numbers)}
    profiles = profiles_of_states({revised.record.state for revised in found.values()})
    by_state = {revised.record.state: revised.record for revised in profiles}
    taken = (
        RecordToTake(found[number], by_state.get(found[number].record.state))
        for number in numbers
        if number in found
    )
    return cards_from(taken, language=language, base_url=base_url)


def cards_from(
    records: Iterable[RecordToTake], *, language: str, base_url: str
) -> tuple[Card, ...]:
    """Return the cards of records that were read before, with the names of codes in `language`."""
    imprint = imprint_in(language, base_url)
    return tuple(
        card
        for it in records
        for card in cards_of_record(it.revised.record, it.profile, _taken(it.revised), imprint)
    )


def imprint_in(language: str, base_url: str) -> Imprint:
    """Return what cards made now say beside their records."""
    names = names_in(language)
    codes = dict(db.session.execute(select(State.iso2, State.iso3)).all())
    return Imprint(
        language=language,
        base_url=base_url,
        made_at=clock.now().replace(microsecond=0),
        states={iso2: CardState(iso2, codes[iso2], name) for iso2, name in names.states.items()},
        territories=names.territories,
        request_types=names.request_types,
        instruments=names.instruments,
    )


def _taken(revised: Revised[Record]) -> RevisionTaken:
    return RevisionTaken(revised.number, revised.recorded_at, revised.effective_from)
