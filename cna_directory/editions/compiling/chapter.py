"""A State: what holds for all its authorities, and then the authorities themselves."""

from collections.abc import Iterator, Sequence
from datetime import date

from cna_directory.authorities.queries import Revised
from cna_directory.authorities.record import LegalBasis, Record, StateProfile
from cna_directory.editions.compiling.designation import notification_pieces, wording_of
from cna_directory.editions.compiling.entry import (
    authority_entry,
    confirmation_pieces,
    link_fields,
    provenance_fields,
)
from cna_directory.editions.compiling.lookup import Lookup, OrderKey
from cna_directory.editions.compiling.pieces import (
    COLON,
    COMMA,
    SEMICOLON,
    SPACE,
    Pieces,
    as_written,
    bracketed,
    field,
    item,
    joined,
    line,
    remarked,
    some,
    written,
)
from cna_directory.editions.compiling.requirement import requirement_fields
from cna_directory.editions.compiling.time_zones import offset_pieces
from cna_directory.editions.compiling.words import language_name, member, word
from cna_directory.reference.models import State, Territory
from cna_directory.reference.queries import TreatyStatus
from publish.content import Day, Field, Line, Literal, Named, Pointer, StateChapter, Text, Words
from publish.outline.anchors import state_anchor

FIRST_PART = "I"
"""The part that prints what holds for a State whatever the instrument."""


def state_chapter(
    state: State,
    part: str,
    *,
    profile: StateProfile | None,
    records: Sequence[Revised[Record]],
    statuses: Sequence[TreatyStatus],
    lookup: Lookup,
    closing_on: date,
) -> StateChapter:
    """Return one State in one part; a State without an entry has its chapter too."""
    is_said = profile is not None and part == FIRST_PART
    said = profile.provenance.note if profile is not None and is_said else ""
    return StateChapter(
        code=state.iso2,
        name=Named(state.names),
        sort_keys=state.sort_keys,
        fields=tuple(
            _fields(
                state,
                part,
                profile=profile,
                statuses=statuses,
                lookup=lookup,
                closing_on=closing_on,
            )
        ),
        region=f"region.{state.region.lower()}" if state.region else "",
        entries=tuple(
            authority_entry(revised, part, lookup, closing_on, said_of_state=said)
            for revised in sorted(records, key=lambda r: _order(r.record, part, lookup))
        ),
    )


def whole_state_fields(
    state: State, profile: StateProfile | None, lookup: Lookup, year: int
) -> Iterator[Field]:
    """Give all that a State says for all its authorities, but not what it requires by type.

    What it is to the instruments is left out too: the depositary says that, and not the State.
    """
    yield field("label.state", Line(joined(_general(state, profile), SEMICOLON)))
    yield from _places(state, profile, lookup, year)
    if profile is None:
        return
    yield from _whole_state(profile)
    for part in sorted({row.edition_part for row in lookup.instruments.values()}):
        yield from _statements(profile, part, lookup)
    yield from link_fields(profile.links, lookup)
    yield from provenance_fields(profile.provenance)


def _order(record: Record, part: str, lookup: Lookup) -> tuple[list[OrderKey], int]:
    """Return the key that puts authorities in the order of their designations."""
    keys = [lookup.order_of(d, part) for d in record.designations if part in lookup.parts_of(d)]
    return (sorted(keys), record.number)


def _fields(
    state: State,
    part: str,
    *,
    profile: StateProfile | None,
    statuses: Sequence[TreatyStatus],
    lookup: Lookup,
    closing_on: date,
) -> Iterator[Field]:
    """Give the facts on a State that belong to a part; the first part has the general ones too."""
    is_first = part == FIRST_PART
    if is_first:
        yield field("label.state", Line(joined(_general(state, profile), SEMICOLON)))
        yield from _places(state, profile, lookup, closing_on.year)
    in_part = (s for s in statuses if _is_in(part, s.instrument, lookup))
    yield from some("label.treaty_status", (_treaty_line(s) for s in in_part))
    if profile is None:
        return
    if is_first:
        yield from _whole_state(profile)
    yield from _statements(profile, part, lookup)
    yield from _requirements(profile, part, lookup)
    if is_first:
        yield from link_fields(profile.links, lookup)
        yield from provenance_fields(profile.provenance)
        standing = joined(confirmation_pieces(profile.confirmation), SEMICOLON)
        yield field("label.confirmation", Line(standing))


def _general(state: State, profile: StateProfile | None) -> Iterator[Pieces]:
    yield (Literal(f"{state.iso2}, {state.iso3}"),)
    if profile is not None and profile.legal_system is not None:
        yield (as_written(profile.legal_system),)


def _places(
    state: State, profile: StateProfile | None, lookup: Lookup, year: int
) -> Iterator[Field]:
    """Give languages, time zones and territories."""
    if profile is not None:
        languages = joined((language_name(code),) for code in profile.official_languages)
        yield from some("label.official_languages", [Line(languages)] if languages else [])
        zones = joined((offset_pieces(zone, year) for zone in profile.time_zones), SEMICOLON)
        yield from some("label.time_zone", [Line(zones)] if zones else [])
    territories = (t for t in lookup.territories.values() if t.state_iso2 == state.iso2)
    names = joined((_territory(territory) for territory in territories), SEMICOLON)
    yield from some("label.territory", [Line(names)] if names else [])


def _is_in(part: str, instrument: str, lookup: Lookup) -> bool:
    row = lookup.instruments.get(instrument)
    return row is not None and row.edition_part == part


def _treaty_line(status: TreatyStatus) -> Line:
    """Return what a State is to an instrument, under the code by which provisions are cited."""
    return line(Literal(status.instrument), COLON, *joined(_treaty_facts(status), SEMICOLON))


def treaty_action(status: TreatyStatus) -> Words | Literal:
    """Return by what a State or another body became bound by an instrument."""
    return word("treaty_action", (status.action or "party").replace(" ", "_"))


def _treaty_facts(status: TreatyStatus) -> Iterator[Pieces]:
    if not status.is_party:
        yield (Words("treaty_action.not_party"),)
    elif status.acted_on is None:
        yield (Words("treaty_action.date_not_known"),)
    else:
        yield (treaty_action(status), SPACE, Day(status.acted_on))
    if status.is_party and status.in_force_on is not None:
        in_force = Words("treaty_action.in_force")
        yield (in_force, SPACE, Day(status.in_force_on))
    if status.signed_on is not None:
        yield (Words("detail.signed"), Day(status.signed_on))


def _territory(territory: Territory) -> Pieces:
    remarks: list[Pieces] = [(word("territory_kind", territory.kind),)]
    if territory.has_separate_system:
        remarks.append((Words("label.separate_mla_system"),))
    if territory.ended_on is not None:
        remarks.append((Words("word.until"), Day(territory.ended_on)))
    return (Named(territory.names), *bracketed(remarks))


def _whole_state(profile: StateProfile) -> Iterator[Field]:
    yield from written("label.general_information", profile.general_note)
    yield from some("label.asset_recovery_networks", _texts(profile.recovery_networks))
    yield from some("label.cooperation_networks", _texts(profile.cooperation_networks))
    closures = (
        (Day(closure.closed_on), SPACE, as_written(closure.reason)) for closure in profile.closures
    )
    days = joined(closures, SEMICOLON)
    yield from some("label.public_holidays", [Line(days)] if days else [])
    yield from written("label.if_no_authority_answers", profile.fallback_note)


def _statements(profile: StateProfile, part: str, lookup: Lookup) -> Iterator[Field]:
    """Give what a State says of the instruments and request types of one part."""
    here = [code for code in profile.not_designated if part in lookup.parts_of_type(code)]
    names = joined(((lookup.request_type(code),) for code in here), SEMICOLON)
    yield from some("label.no_authority_designated", [Line(names)] if names else [])
    bases = [b for b in profile.legal_bases if _is_in(part, b.instrument, lookup)]
    yield from some(
        "label.legal_basis", (each for basis in bases for each in _legal_basis(basis, lookup))
    )


def _requirements(profile: StateProfile, part: str, lookup: Lookup) -> Iterator[Field]:
    """Give what a State asks of requests whose type belongs to a part; in full in the first."""
    for requirement in profile.requirements:
        parts = lookup.parts_of_type(requirement.request_type)
        name = lookup.request_type_name(requirement.request_type)
        if part in parts and part != min(parts):
            there = Pointer(name, state_anchor(min(parts), profile.state))
            yield field("label.legal_requirements", line(Words("detail.as_in_first_part"), there))
        elif part in parts:
            yield field("label.legal_requirements", line(name))
            yield from requirement_fields(requirement)


def _texts(values: tuple[str, ...]) -> Iterator[Line]:
    if values:
        yield Line(joined(((Text(value),) for value in values), COMMA))


def _legal_basis(basis: LegalBasis, lookup: Lookup) -> Iterator[Line]:
    """Give an answer in one line: instrument, request type, the answer, the paper behind it."""
    what = (Literal(basis.instrument), COMMA, lookup.request_type(basis.request_type), COLON)
    known: list[Pieces] = [(*what, member(basis.convention_as_basis))]
    remarks: list[Pieces] = []
    if basis.notification is not None:
        known += notification_pieces(basis.notification)
        remarks += wording_of(basis.notification)
    if basis.other_bases is not None:
        remarks.append((Words("detail.other_bases"), as_written(basis.other_bases)))
    if basis.reservation is not None:
        remarks.append((Words("detail.reservation"), as_written(basis.reservation)))
    yield from remarked(item(*joined(known, SEMICOLON)), *remarks)
