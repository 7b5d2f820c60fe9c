"""The whole edition: two parts with every State in each, names of codes, and the counts."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from cna_directory.authorities.queries import Revised
from cna_directory.authorities.record import ProvenanceKind, Record, RecordStatus
from cna_directory.authorities.rules import ConfirmationState, confirmation_state, visible
from cna_directory.editions.compiling.chapter import state_chapter
from cna_directory.editions.compiling.lookup import Lookup
from cna_directory.editions.compiling.sources import Imprint, Sources
from publish.content import (
    Counts,
    EditionContent,
    EditionPart,
    InstrumentName,
    Named,
    RequestTypeName,
)
from publish.wording import PART_TITLES

PARTS = ("I", "II")
RUNNING_ON = frozenset({"II"})
"""Parts whose States share pages: most of their entries are short."""

Row = TypeVar("Row")


def content_of(imprint: Imprint, sources: Sources) -> EditionContent:
    """Return what an edition says; equal sources give equal content."""
    live = tuple(_shown(r) for r in sources.records if r.record.status is RecordStatus.LIVE)
    lookup = Lookup.over(sources)
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
    )


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
            for state in sorted(sources.states, key=lambda state: state.sort_keys["en"])
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
