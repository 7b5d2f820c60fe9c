"""Writes the seeds into an empty directory, through operations, as the seeder."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from cna_directory.access.actors import SEEDER
from cna_directory.authorities.operations import seed_records
from cna_directory.authorities.queries import states_with_records
from cna_directory.database import Base
from cna_directory.reference.models import (
    Instrument,
    InstrumentProvision,
    Party,
    RequestType,
    State,
    Territory,
)
from cna_directory.reference.operations import load_reference_rows
from cna_directory.reference.queries import instruments
from cna_directory.seeding.history import SeedRevision, order_of
from cna_directory.seeding.reference_rows import rows_of

Progress = Callable[[int, int], None]


def is_empty() -> bool:
    """Say whether not even the reference rows are loaded."""
    return not instruments()


def load_reference(seeds_folder: Path) -> None:
    """Load States, territories, instruments, request types and parties."""
    for subject, rows in (
        ("states", _states(seeds_folder)),
        ("territories", _territories(seeds_folder)),
        ("instruments", _instruments(seeds_folder)),
        ("request types", _request_types(seeds_folder)),
        ("parties", _parties(seeds_folder)),
    ):
        load_reference_rows(SEEDER, subject, rows)


def load_records(revisions: Iterable[SeedRevision], progress: Progress) -> int:
    """Load the dated history of all records, one operation for each State.

    A State that has records already is passed over, so that a load that was broken off goes on
    where it stopped. Returns the number of revisions written; `progress` gets States done and
    States in all.
    """
    by_state = sorted(revisions, key=lambda revision: revision.record.state)
    loaded = states_with_records()
    groups = [
        (state, list(group))
        for state, group in groupby(by_state, key=lambda revision: revision.record.state)
        if state not in loaded
    ]
    written = 0
    for done, (state, history) in enumerate(groups, start=1):
        written += seed_records(
            SEEDER,
            state,
            [
                (step.record, step.recorded_at, step.effective_from, step.reason)
                for step in sorted(history, key=order_of)
            ],
        )
        progress(done, len(groups))
    return written


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _states(folder: Path) -> Iterator[Base]:
    for row in rows_of(folder, "states.json"):
        yield State(
            **_same(row, "iso2 iso3 m49 un_status un_member_since names sort_keys region"),
            **_same(row, "sub_region interpol_member"),
            time_zones=tuple(row["time_zones"]),
            official_languages=tuple(row["official_languages"]),
        )


def _territories(folder: Path) -> Iterator[Base]:
    for row in rows_of(folder, "territories.json"):
        yield Territory(
            **_same(row, "code names sort_keys kind has_separate_system"),
            state_iso2=row["state"],
            ended_on=_day(row["ended_on"]),
        )


def _instruments(folder: Path) -> Iterator[Base]:
    for position, row in enumerate(rows_of(folder, "instruments.json"), start=1):
        provisions = [
            InstrumentProvision(
                **_same(provision, "article subject asks_for_notification"),
                instrument_code=row["code"],
                position=place,
                request_types=tuple(provision["request_types"]),
            )
            for place, provision in enumerate(row["provisions"], start=1)
        ]
        yield Instrument(
            **_same(
                row,
                "code edition_part citation titles short_names title_marks days_to_force",
            ),
            position=position,
            adopted_on=date.fromisoformat(row["adopted_on"]),
            in_force_on=date.fromisoformat(row["in_force_on"]),
            provisions=provisions,
        )


def _request_types(folder: Path) -> Iterator[Base]:
    for row in rows_of(folder, "request_types.json"):
        yield RequestType(
            **_same(row, "code position is_mission_type names name_marks"),
            sub_measures=tuple(row["sub_measures"]),
            provisions=tuple(
                f"{p['instrument']} {p['article']}".strip() for p in row["provisions"]
            ),
        )


def _parties(folder: Path) -> Iterator[Base]:
    for row in rows_of(folder, "parties.json"):
        yield Party(
            **_same(row, "name_in_source action is_party source"),
            instrument_code=row["treaty"],
            party_code=row["state_iso2"],
            signed_on=_day(row["signature"]),
            acted_on=_day(row["action_date"]),
            entered_into_force_on=_day(row["entry_into_force"]),
        )


def _same(row: dict[str, Any], names: str) -> dict[str, Any]:
    return {name: row[name] for name in names.split()}
