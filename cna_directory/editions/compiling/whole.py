"""Records as wholes, to compare: every field in its own words, with no pointer to another place.

An edition prints once what several designations share, and in one part what both parts hold. A
comparison of two editions must not see that: it would take a new neighbour for a change.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cna_directory.authorities.queries import Revised
from cna_directory.authorities.record import Record, StateProfile
from cna_directory.authorities.rules import ConfirmationState, confirmation_state
from cna_directory.editions.compiling.chapter import whole_state_fields
from cna_directory.editions.compiling.designation import whole_designation_fields
from cna_directory.editions.compiling.entry import whole_authority_fields
from cna_directory.editions.compiling.lookup import Lookup
from cna_directory.editions.compiling.pieces import as_written
from cna_directory.editions.compiling.requirement import requirement_fields
from cna_directory.reference.models import State
from publish.content import Field, Named, Text


@dataclass(frozen=True, slots=True)
class WholeSection:
    """A designation, or a State's requirements for a request type."""

    request_type: str
    territory: str
    """The code of the territory it is for, or empty for the whole State."""
    territory_name: Named | None
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class WholeAuthority:
    """An authority with all that an edition says of it, whatever the part."""

    number: int
    name: Text
    part: str
    """The part that prints it in full."""
    is_confirmed: bool
    fields: tuple[Field, ...]
    designations: tuple[WholeSection, ...]


@dataclass(frozen=True, slots=True)
class WholeState:
    """A State with its authorities."""

    name: Named
    fields: tuple[Field, ...] = ()
    requirements: tuple[WholeSection, ...] = ()
    authorities: tuple[WholeAuthority, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparing:
    """What both sides of a comparison are compiled with, so that only records can differ.

    Names come from today's reference rows and offsets of time zones are those of one year.
    """

    states: Sequence[State]
    lookup: Lookup
    year: int

    def wholes(
        self,
        records: Iterable[Revised[Record]],
        profiles: Iterable[Revised[StateProfile]],
        closing_on: date,
    ) -> Mapping[str, WholeState]:
        """Return every State by its code, in the order of the directory, as at a closing."""
        said = {revised.record.state: revised.record for revised in profiles}
        authorities: dict[str, list[WholeAuthority]] = {}
        for revised in records:
            made = self._authority(revised.record, closing_on)
            authorities.setdefault(revised.record.state, []).append(made)
        return {
            state.iso2: WholeState(
                name=Named(state.names),
                fields=tuple(
                    whole_state_fields(state, said.get(state.iso2), self.lookup, self.year)
                ),
                requirements=tuple(_requirements(said.get(state.iso2))),
                authorities=tuple(authorities.get(state.iso2, ())),
            )
            for state in self.states
        }

    def _authority(self, record: Record, closing_on: date) -> WholeAuthority:
        standing = confirmation_state(record.confirmation, closing_on)
        return WholeAuthority(
            number=record.number,
            name=as_written(record.name),
            part=self.lookup.first_part_of(record),
            is_confirmed=standing is not ConfirmationState.NOT_CONFIRMED,
            fields=tuple(whole_authority_fields(record, self.lookup, self.year)),
            designations=tuple(
                WholeSection(
                    request_type=each.request_type,
                    territory=each.territory,
                    territory_name=self.lookup.territory(each.territory)
                    if each.territory
                    else None,
                    fields=tuple(whole_designation_fields(each, self.lookup)),
                )
                for each in record.designations
            ),
        )


def _requirements(profile: StateProfile | None) -> Iterator[WholeSection]:
    for requirement in profile.requirements if profile is not None else ():
        fields = tuple(requirement_fields(requirement))
        yield WholeSection(requirement.request_type, "", None, fields)
