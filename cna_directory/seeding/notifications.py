"""Real, historic notifications read into records, State profiles and an account of all of them.

Nothing is invented here: what the source does not give stays empty, and made-up values never enter.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from cna_directory.authorities.record import (
    Email,
    NumberUse,
    PostalAddress,
    Provenance,
    ProvenanceKind,
    Record,
    RecordStatus,
    StateProfile,
    Telephone,
)
from cna_directory.languages import LocalisedText
from cna_directory.seeding.history import SeedRevision
from cna_directory.seeding.notification_account import (
    NotificationAccount,
    NotificationFate,
    Outcome,
)
from cna_directory.seeding.notified_designations import (
    NotifiedTerritory,
    designation_from,
)
from cna_directory.seeding.notified_names import (
    acronym_in,
    kind_of_authority,
    language_of_name,
    sameness_key,
)
from cna_directory.seeding.notified_profiles import is_about_legal_basis, profiles_from
from cna_directory.seeding.notified_rows import NotifiedRow, read_notified_rows
from cna_directory.seeding.reference_rows import (
    StateRow,
    TerritoryRow,
    read_states,
    read_territories,
)

FIRST_HISTORIC_NUMBER = 1001

HISTORIC_NOTE = (
    "Historic public notification; not for operational use. Ministries, addresses and numbers have "
    "changed since. The official source is the United Nations Treaty Collection."
)

_WHOLE_STATE = NotifiedTerritory(code="", ended_on=None)


@dataclass(frozen=True, slots=True)
class HistoricReading:
    """All that the notifications gave: dated records and profiles, and the account of the rows."""

    revisions: tuple[SeedRevision, ...]
    account: NotificationAccount


@dataclass(frozen=True, slots=True)
class _Office:
    """The notifications that name one and the same office of a State."""

    number: int
    rows: tuple[NotifiedRow, ...]


def read_notifications(seeds_folder: Path, as_of: date) -> HistoricReading:
    """Return the real authorities and State profiles, recorded well before `as_of`."""
    rows = read_notified_rows(seeds_folder)
    states = {state.code: state for state in read_states(seeds_folder)}
    territories = _territories_by_name(read_territories(seeds_folder))
    offices = _offices(rows)
    records = _with_successors([_record(office, states, territories) for office in offices])
    profiles = profiles_from(rows, states, HISTORIC_NOTE)
    recorded_at = datetime.combine(date(as_of.year - 3, 1, 15), time(9), tzinfo=UTC)
    held: list[Record | StateProfile] = [*profiles, *records]
    revisions = tuple(
        SeedRevision(record, recorded_at, recorded_at.date(), "Loaded from public notifications")
        for record in held
    )
    return HistoricReading(revisions, _account(rows, offices))


def _territories_by_name(
    territories: Sequence[TerritoryRow],
) -> dict[str, NotifiedTerritory]:
    return {
        name: NotifiedTerritory(
            code=territory.code,
            ended_on=date.fromisoformat(territory.ended_on) if territory.ended_on else None,
        )
        for territory in territories
        for name in territory.names_in_notifications
    }


def _offices(rows: Sequence[NotifiedRow]) -> list[_Office]:
    by_name: dict[tuple[str, str], list[NotifiedRow]] = {}
    for row in rows:
        if row.authority:
            by_name.setdefault((row.state, sameness_key(row.authority)), []).append(row)
    # Numbers follow the State's code and then the order of the file, so that they stay the same.
    in_order = sorted(by_name.items(), key=lambda item: (item[0][0], item[1][0].position))
    groups = [group for _, same_name in in_order for group in _groups_by_department(same_name)]
    return [
        _Office(number, tuple(group))
        for number, group in enumerate(groups, start=FIRST_HISTORIC_NUMBER)
    ]


def _groups_by_department(rows: Sequence[NotifiedRow]) -> list[list[NotifiedRow]]:
    """Part the rows of one authority where they name different departments.

    A request must not be sent to the address of another department: the Brazilian Ministry of
    Justice, for one, notified one office for legal assistance and another for extradition.
    """
    groups: list[list[NotifiedRow]] = []
    for row in rows:
        if row.department:
            _place(row, groups)
    for row in rows:
        if not row.department:
            _place_without_department(row, groups)
    return sorted(groups, key=lambda group: min(row.position for row in group))


def _place(row: NotifiedRow, groups: list[list[NotifiedRow]]) -> None:
    key = sameness_key(row.department)
    for group in groups:
        other = sameness_key(group[0].department)
        if key.startswith(other) or other.startswith(key):
            group.append(row)
            return
    groups.append([row])


def _place_without_department(row: NotifiedRow, groups: list[list[NotifiedRow]]) -> None:
    # Without a department the row speaks of the same office only if it is for the same requests.
    for group in groups:
        is_same_purpose = any(set(row.request_types) & set(other.request_types) for other in group)
        if is_same_purpose or not group[0].department:
            group.append(row)
            return
    groups.append([row])


def _record(
    office: _Office,
    states: Mapping[str, StateRow],
    territories: Mapping[str, NotifiedTerritory],
) -> Record:
    rows = sorted(office.rows, key=lambda row: row.position)
    richest = max(rows, key=lambda row: row.richness)
    addressed = max(rows, key=lambda row: (row.has_address, row.richness))
    return Record(
        number=office.number,
        state=rows[0].state,
        name=_localised(richest.authority, richest),
        kind=kind_of_authority(richest.authority),
        status=_status(rows, territories),
        provenance=_provenance(rows),
        acronym=acronym_in(richest.authority),
        service=_service(rows),
        address=_address(addressed),
        telephones=_telephones(rows),
        faxes=tuple(Telephone(number) for number in _all(row.faxes for row in rows)),
        emails=tuple(Email(address) for address in _all(row.emails for row in rows)),
        websites=_all(row.websites for row in rows),
        time_zone=_time_zone(rows, states[rows[0].state]),
        additional_details=_further_addresses(rows, addressed),
        designations=tuple(
            designation_from(request_type, same, territories.get(territory_name, _WHOLE_STATE))
            for (request_type, territory_name), same in _by_designation(rows).items()
        ),
    )


def _localised(text: str, row: NotifiedRow) -> LocalisedText:
    return LocalisedText(language_of_name(text, is_translated=row.is_name_translated), text)


def _service(rows: Sequence[NotifiedRow]) -> LocalisedText | None:
    named = [row for row in rows if row.department]
    if not named:
        return None
    fullest = max(named, key=lambda row: len(row.department))
    return _localised(fullest.department, fullest)


def _status(
    rows: Sequence[NotifiedRow], territories: Mapping[str, NotifiedTerritory]
) -> RecordStatus:
    # The stored list keeps old and new notifications side by side; it shows that a record has been
    # overtaken in two ways only: in words (Liechtenstein), or because the territory is no more.
    is_earlier = any("Earlier notification, followed by" in row.text for row in rows)
    is_ended = all(territories.get(row.territory_name, _WHOLE_STATE).ended_on for row in rows)
    return RecordStatus.SUPERSEDED if is_earlier or is_ended else RecordStatus.LIVE


def _with_successors(records: Sequence[Record]) -> list[Record]:
    """Point the one record that the source calls earlier to the one that followed it."""
    successors = {
        record.state: record.number for record in records if record.name.text == "Office of Justice"
    }
    return [
        replace(record, superseded_by=successors[record.state])
        if record.status is RecordStatus.SUPERSEDED and record.state in successors
        else record
        for record in records
    ]


def _provenance(rows: Sequence[NotifiedRow]) -> Provenance:
    sources = tuple(dict.fromkeys(row.source for row in rows))
    return Provenance(ProvenanceKind.HISTORIC, HISTORIC_NOTE, sources)


def _address(row: NotifiedRow) -> PostalAddress:
    return PostalAddress(lines=row.address_lines, city=row.city, postal_code=row.postal_code)


def _telephones(rows: Sequence[NotifiedRow]) -> tuple[Telephone, ...]:
    urgent_numbers = {
        row.telephones[1]
        for row in rows
        if row.urgent.startswith("Second number is the 24-hour number")
    }
    return tuple(
        Telephone(number, NumberUse.URGENT if number in urgent_numbers else NumberUse.SERVICE)
        for number in _all(row.telephones for row in rows)
    )


def _all(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for row_values in values for value in row_values))


def _time_zone(rows: Sequence[NotifiedRow], state: StateRow) -> str:
    # The sources give no time zone. Where the whole State keeps one time it follows from the map; a
    # territory may lie elsewhere, so it gets none.
    has_territory = any(row.territory_name for row in rows)
    return state.time_zones[0] if len(state.time_zones) == 1 and not has_territory else ""


def _further_addresses(rows: Sequence[NotifiedRow], addressed: NotifiedRow) -> LocalisedText | None:
    shown = _address(addressed)
    others = dict.fromkeys(
        f"Address notified under {row.cited}: {_in_one_line(row)}."
        for row in rows
        if row.has_address and _address(row) != shown
    )
    return LocalisedText("en", " ".join(others)) if others else None


def _in_one_line(row: NotifiedRow) -> str:
    return ", ".join(part for part in (*row.address_lines, row.city, row.postal_code) if part)


def _by_designation(
    rows: Sequence[NotifiedRow],
) -> dict[tuple[str, str], list[NotifiedRow]]:
    found: dict[tuple[str, str], list[NotifiedRow]] = {}
    for row in rows:
        for request_type in row.request_types:
            found.setdefault((request_type, row.territory_name), []).append(row)
    return found


def _account(rows: Sequence[NotifiedRow], offices: Sequence[_Office]) -> NotificationAccount:
    number_of = {row.position: office.number for office in offices for row in office.rows}
    return NotificationAccount(tuple(_fate(row, number_of.get(row.position)) for row in rows))


def _fate(row: NotifiedRow, number: int | None) -> NotificationFate:
    outcome, explanation = _outcome(row, number)
    return NotificationFate(
        position=row.position,
        state=row.state,
        cited=row.cited,
        outcome=outcome,
        authority_number=number,
        request_types=row.request_types,
        explanation=explanation,
    )


def _outcome(row: NotifiedRow, number: int | None) -> tuple[Outcome, str]:
    if number is not None:
        return Outcome.AUTHORITY, f"Loaded into authority {number}."
    if is_about_legal_basis(row):
        return (
            Outcome.LEGAL_BASIS,
            "Names no authority; loaded as legal basis of the State.",
        )
    if row.text:
        return (
            Outcome.STATE_NOTE,
            "Names no authority; loaded into the general note of the State.",
        )
    return Outcome.NOT_LOADED, "Names no authority and says nothing else."
