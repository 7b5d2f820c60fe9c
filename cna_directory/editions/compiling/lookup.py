"""The reference rows by their codes, as the compiler asks for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cna_directory.authorities.record import Designation, Provision, Record, RecordStatus
from cna_directory.authorities.rules import receives_requests
from cna_directory.cards.rules.card import holds_on
from cna_directory.editions.compiling.pieces import article_order
from cna_directory.editions.compiling.sources import FIRST_RULES, Imprint, Sources
from cna_directory.reference.models import Instrument, RequestType, State, Territory
from publish.content import Literal, Named, Piece, Text

OrderKey = tuple[int, tuple[tuple[int, str], ...], int]


@dataclass(frozen=True, slots=True)
class Lookup:
    """Names, places and parts of what records name by code."""

    states: Mapping[str, State]
    territories: Mapping[str, Territory]
    instruments: Mapping[str, Instrument]
    request_types: Mapping[str, RequestType]
    authority_names: Mapping[int, Text]
    """Names of the authorities that are shown; of the others nothing but the number is printed."""
    closing_on: date
    is_of_first_rules: bool

    @classmethod
    def over(cls, sources: Sources, imprint: Imprint) -> "Lookup":
        """Return the lookup over what an edition is compiled from."""
        is_of_first_rules = imprint.rules == FIRST_RULES
        return cls(
            states={row.iso2: row for row in sources.states},
            territories={row.code: row for row in sources.territories},
            instruments={row.code: row for row in sources.instruments},
            request_types={row.code: row for row in sources.request_types},
            authority_names={
                revised.record.number: Text(revised.record.name.text, revised.record.name.language)
                for revised in sources.records
                if revised.record.status is RecordStatus.LIVE or is_of_first_rules
            },
            closing_on=imprint.closing_at.date(),
            is_of_first_rules=is_of_first_rules,
        )

    def state(self, code: str) -> Piece:
        """Return the name of a State, or its code where no State has it."""
        row = self.states.get(code)
        return Literal(code) if row is None else Named(row.names)

    def territory(self, code: str) -> Named:
        """Return the name of a territory, or its code where none has it."""
        row = self.territories.get(code)
        return Named({"en": code} if row is None else row.names)

    def instrument(self, code: str) -> Piece:
        """Return the short name of an instrument, or its code where none has it."""
        row = self.instruments.get(code)
        return Literal(code) if row is None else Named(row.short_names)

    def request_type(self, code: str) -> Piece:
        """Return the name of a request type, or its code where none has it."""
        row = self.request_types.get(code)
        return Literal(code) if row is None else Named(row.names)

    def request_type_name(self, code: str) -> Named:
        """Return the name of a request type for a link, or its code where none has it."""
        row = self.request_types.get(code)
        return Named({"en": code} if row is None else row.names)

    def parts_of_record(self, record: Record) -> frozenset[str]:
        """Return the parts in which an authority stands; the first if designated for nothing."""
        parts = frozenset(p for d in record.designations for p in self.parts_of(d))
        return parts or frozenset({"I"})

    def first_part_of(self, record: Record) -> str:
        """Return the part that prints an authority in full."""
        return min(self.parts_of_record(record))

    def in_order(self, designations: Iterable[Designation], part: str) -> list[Designation]:
        """Return the designations that stand in a part, in the order in which it prints them."""
        there = [d for d in designations if part in self.parts_of(d)]
        return sorted(there, key=lambda d: self.order_of(d, part))

    def authority(self, number: int) -> tuple[Piece, ...]:
        """Return the number of a record, and the name that goes with it if it is on record."""
        name = self.authority_names.get(number)
        return (Literal(str(number)),) if name is None else (name, Text(f" ({number})"))

    def takes_requests(self, designation: Designation) -> bool:
        """Say whether a designation is found by who looks for a receiver on the closing day."""
        if self.is_of_first_rules:
            return True
        is_in_force = holds_on(designation, self.closing_on)
        return is_in_force and receives_requests(designation.capacities)

    def parts_of(self, designation: Designation) -> frozenset[str]:
        """Return the parts in which a designation stands: those of its provisions."""
        cited = {p.instrument for p in designation.provisions}
        parts = {self.instruments[c].edition_part for c in cited if c in self.instruments}
        return frozenset(parts) or self.parts_of_type(designation.request_type)

    def parts_of_type(self, request_type: str) -> frozenset[str]:
        """Return the parts to which a request type belongs; the first where it rests on nothing."""
        row = self.request_types.get(request_type)
        cited = {provision.split(" ")[0] for provision in row.provisions} if row else set()
        parts = {self.instruments[c].edition_part for c in cited if c in self.instruments}
        return frozenset(parts) or frozenset({"I"})

    def provisions_in(self, designation: Designation, part: str) -> tuple[Provision, ...]:
        """Return the provisions of a designation that belong to one part, in their order."""
        there = [p for p in designation.provisions if self._part_of(p) in {part, ""}]
        return tuple(sorted(there, key=self._provision_order))

    def order_of(self, designation: Designation, part: str) -> OrderKey:
        """Return the key that puts designations in order: instrument, article, request type."""
        row = self.request_types.get(designation.request_type)
        place = row.position if row else 10**6
        provisions = self.provisions_in(designation, part)
        if not provisions:
            return (10**6, (), place)
        return (*self._provision_order(provisions[0]), place)

    def _part_of(self, provision: Provision) -> str:
        row = self.instruments.get(provision.instrument)
        return "" if row is None else row.edition_part

    def _provision_order(self, provision: Provision) -> tuple[int, tuple[tuple[int, str], ...]]:
        row = self.instruments.get(provision.instrument)
        return (row.position if row else 10**6, article_order(provision.article))
