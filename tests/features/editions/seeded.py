"""The seeds as an edition is compiled from them, without a database: the whole of it in a second."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from cna_directory.authorities.queries import Revised
from cna_directory.authorities.record import Record, RecordStatus
from cna_directory.editions.compiling.sources import Imprint, Sources
from cna_directory.reference.models import State
from cna_directory.reference.queries import TreatyStatus
from cna_directory.reference.rules import in_force_on
from cna_directory.seeding import all_revisions, loading

SEEDS = Path(__file__).parents[3] / "seeds"
CLOSING = datetime(2026, 5, 24, 23, 59, 59, 999999, UTC)
IMPRINT = Imprint(
    "2026/1", CLOSING, date(2026, 6, 1), "", is_demonstration=True, trail_head="0" * 64
)


def seeded_states() -> tuple[State, ...]:
    """Return the States in the order of their English names."""
    return tuple(sorted(loading._states(SEEDS), key=lambda state: state.sort_keys["en"]))


@cache
def seeded_sources() -> Sources:
    """Return what the directory holds at the closing when nothing but the seeds is in it."""
    instruments = {row.code: row for row in loading._instruments(SEEDS)}
    latest = _latest()
    return Sources(
        records=tuple(latest[key] for key in sorted(k for k in latest if isinstance(k, int))),
        profiles=tuple(latest[key] for key in sorted(k for k in latest if isinstance(k, str))),
        states=seeded_states(),
        territories=tuple(loading._territories(SEEDS)),
        instruments=tuple(instruments.values()),
        request_types=tuple(loading._request_types(SEEDS)),
        treaty_status=tuple(
            TreatyStatus(
                state=party.party_code,
                instrument=party.instrument_code,
                is_party=party.is_party,
                action=party.action,
                acted_on=party.acted_on,
                signed_on=party.signed_on,
                in_force_on=in_force_on(
                    instruments[party.instrument_code].in_force_on,
                    instruments[party.instrument_code].days_to_force,
                    party.acted_on,
                ),
                source=party.source,
                name=party.name_in_source,
            )
            for party in loading._parties(SEEDS)
        ),
    )


def live_records(sources: Sources) -> list[Record]:
    """Return the records that an edition prints."""
    return [r.record for r in sources.records if r.record.status is RecordStatus.LIVE]


def _latest() -> dict[int | str, Revised]:
    """Return of each record and profile the revision in force at the closing."""
    found: dict[int | str, Revised] = {}
    for revision in all_revisions(SEEDS, CLOSING.date()).revisions:
        if revision.recorded_at > CLOSING or revision.effective_from > CLOSING.date():
            continue
        record = revision.record
        key = record.number if isinstance(record, Record) else record.state
        number = found[key].number + 1 if key in found else 1
        found[key] = Revised(
            record, number, revision.recorded_at, revision.effective_from, revision.reason, ""
        )
    return found
