"""Cards made without a database, of the records of the demonstration or of any record."""

from datetime import UTC, date, datetime
from functools import cache

from cna_directory.authorities.record import Record, RecordStatus, StateProfile
from cna_directory.cards.rules.card import Card, CardState, Imprint, RevisionTaken, cards_of_record
from cna_directory.seeding import all_revisions
from cna_directory.settings import PROJECT_FOLDER

MADE_AT = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)
SITE = "https://directory.example"
REVISION = RevisionTaken(3, datetime(2025, 3, 1, 9, 0, tzinfo=UTC), date(2025, 3, 1))


def an_imprint(*states: str, language: str = "en") -> Imprint:
    """Return what cards say beside their records; every code is its own name."""
    return Imprint(
        language=language,
        base_url=SITE,
        made_at=MADE_AT,
        states={code: CardState(code, f"{code}X", f"State of {code}") for code in states},
        territories={},
        request_types={},
        instruments={},
    )


def cards_made_of(
    record: Record, profile: StateProfile | None = None, language: str = "en"
) -> tuple[Card, ...]:
    """Return the cards of one record."""
    return cards_of_record(record, profile, REVISION, an_imprint(record.state, language=language))


@cache
def cards_of_demonstration() -> tuple[Card, ...]:
    """Return every card of every live record of the demonstration."""
    revisions = all_revisions(PROJECT_FOLDER / "seeds", MADE_AT.date()).revisions
    records = {r.record.number: r.record for r in revisions if isinstance(r.record, Record)}
    profiles = {r.record.state: r.record for r in revisions if isinstance(r.record, StateProfile)}
    return tuple(
        card
        for record in records.values()
        if record.status is RecordStatus.LIVE
        for card in cards_made_of(record, profiles.get(record.state))
    )
