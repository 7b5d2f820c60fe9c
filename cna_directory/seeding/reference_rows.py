"""The reference rows that the seeding itself needs, read from the files in `seeds/`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class StateRow:
    """A State as far as made-up and historic records depend on it."""

    code: str
    names: Mapping[str, str]
    sub_region: str
    time_zones: tuple[str, ...]
    official_languages: tuple[str, ...]
    is_interpol_member: bool


@dataclass(frozen=True, slots=True)
class TerritoryRow:
    """A special region or territory under the code of its State."""

    code: str
    state: str
    names: Mapping[str, str]
    names_in_notifications: tuple[str, ...]
    ended_on: str


def rows_of(seeds_folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of one file in `seeds/`, without the words about where they come from."""
    content: dict[str, Any] = json.loads((seeds_folder / name).read_text(encoding="utf-8"))
    rows: list[dict[str, Any]] = content["rows"]
    return rows


def read_states(seeds_folder: Path) -> tuple[StateRow, ...]:
    """Return all States in the order of their codes."""
    states = (
        StateRow(
            code=row["iso2"],
            names=row["names"],
            sub_region=row["sub_region"],
            time_zones=tuple(row["time_zones"]),
            official_languages=tuple(row["official_languages"]),
            is_interpol_member=row["interpol_member"],
        )
        for row in rows_of(seeds_folder, "states.json")
    )
    return tuple(sorted(states, key=lambda state: state.code))


def read_territories(seeds_folder: Path) -> tuple[TerritoryRow, ...]:
    """Return all territories in the order of their codes."""
    territories = (
        TerritoryRow(
            code=row["code"],
            state=row["state"],
            names=row["names"],
            names_in_notifications=tuple(row["names_in_notifications"]),
            ended_on=row["ended_on"],
        )
        for row in rows_of(seeds_folder, "territories.json")
    )
    return tuple(sorted(territories, key=lambda territory: territory.code))


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference rows that made-up records are built upon."""

    states: tuple[StateRow, ...]
    territories: tuple[TerritoryRow, ...]
    parties: frozenset[tuple[str, str]]
    """Instrument and State, for every State that is a party."""


def read_reference(seeds_folder: Path) -> Reference:
    """Return the States, the territories and who is a party to what."""
    parties = frozenset(
        (row["treaty"], row["state_iso2"])
        for row in rows_of(seeds_folder, "parties.json")
        if row["is_party"]
    )
    return Reference(read_states(seeds_folder), read_territories(seeds_folder), parties)
