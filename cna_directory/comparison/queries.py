"""Reading what is compared, and what stands on a State's sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cna_directory import clock
from cna_directory.authorities.queries import profile_of_state, records_of_state
from cna_directory.authorities.record import Record, StateProfile
from cna_directory.authorities.rules import receives_requests, standing, visible
from cna_directory.authorities.showing import (
    DesignationPart,
    StatePage,
    designation_parts,
    office_now_of,
    state_page,
)
from cna_directory.comparison.rules.rows import Compared, Respondent
from cna_directory.comparison.rules.sheet import SheetEntry, entry, fitting, in_order
from cna_directory.reference.queries import request_types


@dataclass(frozen=True, slots=True)
class Sheet:
    """A State on one page."""

    state: StatePage
    entries: tuple[SheetEntry, ...]
    """All its authorities, in the order in which the sheet needs them."""
    printed_at: datetime

    def shown(self, type_names: Mapping[str, str]) -> tuple[SheetEntry, ...]:
        """Return the entries that there is room for."""
        return fitting(self.entries, type_names)


def sheet(iso2: str) -> Sheet:
    """Return what stands on a State's sheet today.

    Raises:
        NotFound: no State has the code.
    """
    state, today = state_page(iso2), clock.today()
    profile = state.profile.record if state.profile else None
    entries = []
    for revised in records_of_state(state.iso2):
        record = visible(revised.record, to_secretariat=False)
        held = [part.designation for part in _receiving(record, profile, today)]
        entries.append(entry(record, held, standing(record.confirmation, today)))
    return Sheet(
        state=state,
        entries=in_order(
            sorted(entries, key=lambda it: not it.is_default), (t.code for t in request_types())
        ),
        printed_at=clock.now(),
    )


def compared(state: str, request_type: str) -> Compared:
    """Return what a State says about one type of request today."""
    found = profile_of_state(state)
    profile = found.record if found else None
    today = clock.today()
    respondents = [
        respondent
        for revised in records_of_state(state)
        for respondent in _respondents(
            visible(revised.record, to_secretariat=False), profile, request_type, today
        )
    ]
    return Compared(
        state=state,
        respondents=tuple(sorted(respondents, key=lambda it: not it.designation.is_default)),
        requirement=next(
            (
                requirement
                for requirement in (profile.requirements if profile else ())
                if requirement.request_type == request_type
            ),
            None,
        ),
        legal_bases=tuple(
            basis
            for basis in (profile.legal_bases if profile else ())
            if basis.request_type == request_type
        ),
    )


def _respondents(
    record: Record, profile: StateProfile | None, request_type: str, today: date
) -> list[Respondent]:
    parts = [
        part
        for part in _receiving(record, profile, today)
        if part.designation.request_type == request_type
    ]
    if not parts:
        return []
    now = office_now_of(record, profile)
    return [
        Respondent(
            number=record.number,
            name=record.name,
            standing=standing(record.confirmation, today),
            now=now,
            designation=part.designation,
            requirement=part.requirement,
        )
        for part in parts
    ]


def _receiving(
    record: Record, profile: StateProfile | None, today: date
) -> Iterator[DesignationPart]:
    """Yield the designations of today by which an authority receives requests, not only sends."""
    for part in designation_parts(record, profile, today):
        is_held = not (part.has_ended or part.has_not_begun)
        if is_held and receives_requests(part.designation.capacities):
            yield part
