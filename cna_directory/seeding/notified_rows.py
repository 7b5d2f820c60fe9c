"""The rows of `seeds/notifications.json` as plain data: one per State, article and authority."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cna_directory.seeding.reference_rows import rows_of


@dataclass(frozen=True, slots=True)
class NotifiedRow:
    """One public notification as the source gives it; empty means that the source is silent."""

    position: int
    """The place in the file, counted from 1: the name of the row in the account."""
    state: str
    instrument: str
    article: str
    request_types: tuple[str, ...]
    authority: str
    department: str
    address_lines: tuple[str, ...]
    city: str
    postal_code: str
    telephones: tuple[str, ...]
    faxes: tuple[str, ...]
    emails: tuple[str, ...]
    websites: tuple[str, ...]
    languages: tuple[str, ...]
    is_legal_basis: bool | None
    is_via_interpol: bool | None
    urgent: str
    text: str
    source: str
    notified_on: date | None
    territory_name: str
    is_name_translated: bool

    @property
    def cited(self) -> str:
        """Return the provision as cited, for example `UNTOC 18(13)`."""
        return f"{self.instrument} {self.article}".strip()

    @property
    def has_address(self) -> bool:
        """Return whether the source gives any part of a postal address."""
        return bool(self.address_lines or self.city or self.postal_code)

    @property
    def richness(self) -> int:
        """Return how much the source says here, to pick the row that speaks for several."""
        given = (
            *self.address_lines,
            self.city,
            self.postal_code,
            *self.telephones,
            *self.faxes,
            *self.emails,
            *self.languages,
            self.urgent,
            self.department,
        )
        return sum(1 for value in given if value) * 1000 + len(self.text)


def read_notified_rows(seeds_folder: Path) -> tuple[NotifiedRow, ...]:
    """Return all notifications in the order of the file."""
    rows = rows_of(seeds_folder, "notifications.json")
    return tuple(_row(position, row) for position, row in enumerate(rows, start=1))


def _row(position: int, row: dict[str, Any]) -> NotifiedRow:
    return NotifiedRow(
        position=position,
        state=row["state_iso2"],
        instrument=row["treaty"],
        article=row["article"],
        request_types=_request_types(row),
        authority=row["authority"],
        department=row["department"],
        address_lines=tuple(row["address_lines"]),
        city=row["city"],
        postal_code=row["postal_code"],
        telephones=tuple(row["telephone"]),
        faxes=tuple(row["fax"]),
        emails=tuple(row["email"]),
        websites=tuple(row["website"]),
        languages=tuple(row["languages"]),
        is_legal_basis=row["legal_basis_extradition"],
        is_via_interpol=row["via_interpol"],
        urgent=row["urgent"],
        text=row["text"],
        source=row["source"],
        notified_on=date.fromisoformat(row["notified_on"]) if row["notified_on"] else None,
        territory_name=row["territory"],
        is_name_translated=row["name_translated"],
    )


def _request_types(row: dict[str, Any]) -> tuple[str, ...]:
    # The source says "prevention" for article 31(6) UNTOC and for article 6(3) UNCAC alike; the
    # directory keeps the prevention of corruption apart.
    if row["treaty"] == "UNCAC":
        return tuple(
            "corruption_prevention" if code == "prevention" else code
            for code in row["request_types"]
        )
    return tuple(row["request_types"])
