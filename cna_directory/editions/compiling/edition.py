"""The whole edition: two parts with every State in each, names of codes, and the counts."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from cna_directory.authorities.queries import Revised
from cna_directory.authorities.record import ProvenanceKind, Record, RecordStatus
from cna_directory.authorities.rules import ConfirmationState, confirmation_state, visible
from cna_directory.editions.compiling.changes import changes_between
from cna_directory.editions.compiling.chapter import state_chapter, treaty_action
from cna_directory.editions.compiling.lookup import Lookup
from cna_directory.editions.compiling.sources import Imprint, Sources
from cna_directory.editions.compiling.whole import Comparing
from cna_directory.reference.models import State
from cna_directory.reference.queries import TreatyStatus
from publish.content import (
    Changes,
    Counts,
    EditionContent,
    EditionPart,
    InstrumentName,
    Named,
    Party,
    RequestTypeName,
)
from publish.wording import PART_TITLES

PARTS = ("I", "II")
RUNNING_ON = frozenset({"II"})
"""Parts whose States share pages: most of their entries are short."""

Row = TypeVar("Row")


def content_of(imprint: Imprint, sources: Sources, whole: Sources | None = None) -> EditionContent:
    """Return what an edition says; equal sources give equal content.

    An extract is made from a part of the sources, and takes its names from the `whole` of them.
    """
    live = _shown_of(sources.records)
    lookup = Lookup.over(whole or sources, imprint)
    return EditionContent(
        number=imprint.number,
        closing_at=imprint.closing_at,
        issue_on=imprint.issue_on,
        issuer=imprint.issuer,
        is_demonstration=imprint.is_demonstration,
        parts=tuple(_part(part, imprint, sources, live, lookup) for part in PARTS),
        request_types=tuple(
            RequestTypeName(row.code, Named(row.names), tuple(p.strip() for p in row.provisions))
            for row in sources.request_types
        ),
        instruments=tuple(
            InstrumentName(row.code, Named(row.titles), row.citation) for row in sources.instruments
        ),
        counts=_counts(imprint, sources, live),
        trail_head=imprint.trail_head,
        previous_number=sources.before.number if sources.before else "",
        changes=_changes(imprint, sources, live, lookup),
        parties=tuple(_parties(sources)),
        next_closing_on=imprint.next_closing_on,
        contact=imprint.contact,
        follows_withdrawn=imprint.follows_withdrawn,
        rules=imprint.rules,
    )


def _changes(
    imprint: Imprint, sources: Sources, live: Sequence[Revised[Record]], lookup: Lookup
) -> Changes:
    """Return what is different since the edition before; nothing where there is none."""
    before = sources.before
    if before is None:
        return Changes()
    closing_on = imprint.closing_at.date()
    comparing = Comparing(_in_order(sources.states), lookup, closing_on.year)
    earlier = _shown_of(before.records)
    return changes_between(
        comparing.wholes(earlier, before.profiles, before.closing_at.date()),
        comparing.wholes(live, sources.profiles, closing_on),
    )


def _parties(sources: Sources) -> Iterator[Party]:
    """Give who is bound by each instrument; a party that is no State comes by its own name."""
    states = {state.iso2: state for state in sources.states}
    for instrument in sources.instruments:
        bound = [
            status
            for status in sources.treaty_status
            if status.is_party and status.instrument == instrument.code
        ]
        made = [_party(status, states.get(status.state)) for status in bound]
        yield from sorted(made, key=lambda party: party.name.names["en"])


def _party(status: TreatyStatus, state: State | None) -> Party:
    return Party(
        instrument=status.instrument,
        code=status.state,
        name=Named({"en": status.name or status.state} if state is None else state.names),
        action=treaty_action(status),
        acted_on=status.acted_on,
    )


def _in_order(states: Iterable[State]) -> list[State]:
    return sorted(states, key=lambda state: state.sort_keys["en"])


def _shown_of(records: Iterable[Revised[Record]]) -> tuple[Revised[Record], ...]:
    """Return the live records with only what every account may see."""
    return tuple(_shown(r) for r in records if r.record.status is RecordStatus.LIVE)


def _shown(revised: Revised[Record]) -> Revised[Record]:
    """Return a revision with only what every account may see."""
    return Revised(
        record=visible(revised.record, to_secretariat=False),
        number=revised.number,
        recorded_at=revised.recorded_at,
        effective_from=revised.effective_from,
        reason=revised.reason,
        content_hash=revised.content_hash,
    )


def _part(
    part: str,
    imprint: Imprint,
    sources: Sources,
    live: Sequence[Revised[Record]],
    lookup: Lookup,
) -> EditionPart:
    profiles = {revised.record.state: revised.record for revised in sources.profiles}
    records = _by_state(
        (r.record.state, r) for r in live if part in lookup.parts_of_record(r.record)
    )
    statuses = _by_state((status.state, status) for status in sources.treaty_status)
    return EditionPart(
        number=part,
        titles=PART_TITLES[part],
        runs_on=part in RUNNING_ON,
        chapters=tuple(
            state_chapter(
                state,
                part,
                profile=profiles.get(state.iso2),
                records=records.get(state.iso2, ()),
                statuses=statuses.get(state.iso2, ()),
                lookup=lookup,
                closing_on=imprint.closing_at.date(),
            )
            for state in _in_order(sources.states)
        ),
    )


def _by_state(pairs: Iterable[tuple[str, Row]]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for state, row in pairs:
        groups.setdefault(state, []).append(row)
    return groups


def _counts(imprint: Imprint, sources: Sources, live: Sequence[Revised[Record]]) -> Counts:
    records = [revised.record for revised in live]
    closing_on = imprint.closing_at.date()
    made_up = sum(r.provenance.kind is ProvenanceKind.MADE_UP for r in records)
    return Counts(
        states=len(sources.states),
        authorities=len(records),
        authorities_real=len(records) - made_up,
        authorities_made_up=made_up,
        designations=sum(len(r.designations) for r in records),
        not_confirmed=sum(
            confirmation_state(r.confirmation, closing_on) is ConfirmationState.NOT_CONFIRMED
            for r in records
        ),
    )
