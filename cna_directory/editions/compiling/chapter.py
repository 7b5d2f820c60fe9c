"""A State: what holds for all its authorities, and then the authorities themselves."""

from collections.abc import Iterator, Sequence
from datetime import date

from cna_directory.authorities.queries import Revised
from cna_directory.authorities.record import LegalBasis, Record, StateProfile
from cna_directory.editions.compiling.designation import notification_lines
from cna_directory.editions.compiling.entry import (
    authority_entry,
    confirmation_fields,
    link_fields,
    provenance_lines,
)
from cna_directory.editions.compiling.lookup import Lookup, OrderKey
from cna_directory.editions.compiling.pieces import (
    COLON,
    COMMA,
    Pieces,
    as_written,
    bracketed,
    field,
    item,
    joined,
    labelled,
    line,
    some,
    written,
)
from cna_directory.editions.compiling.requirement import requirement_fields
from cna_directory.editions.compiling.time_zones import offset_pieces
from cna_directory.editions.compiling.words import language_name, member, word
from cna_directory.reference.models import State, Territory
from cna_directory.reference.queries import TreatyStatus
from publish.content import Day, Field, Line, Literal, Named, StateChapter, Text, Words


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
    return StateChapter(
        code=state.iso2,
        name=Named(state.names),
        sort_key=state.sort_keys["en"],
        fields=tuple(_fields(state, part, profile, statuses, lookup, closing_on)),
        entries=tuple(
            authority_entry(revised, part, lookup, closing_on)
            for revised in sorted(records, key=lambda r: _order(r.record, part, lookup))
        ),
    )


def _order(record: Record, part: str, lookup: Lookup) -> tuple[list[OrderKey], int]:
    """Return the key that puts authorities in the order of their designations."""
    keys = [lookup.order_of(d, part) for d in record.designations if part in lookup.parts_of(d)]
    return (sorted(keys), record.number)


def _fields(
    state: State,
    part: str,
    profile: StateProfile | None,
    statuses: Sequence[TreatyStatus],
    lookup: Lookup,
    closing_on: date,
) -> Iterator[Field]:
    yield field("label.state_code", line(Literal(f"{state.iso2}, {state.iso3}")))
    in_part = (s for s in statuses if _is_in(part, s.instrument, lookup))
    yield from some("label.treaty_status", (_treaty_line(s, lookup) for s in in_part))
    territories = (t for t in lookup.territories.values() if t.state_iso2 == state.iso2)
    yield from some("label.territory", (_territory(t) for t in territories))
    if profile is not None:
        yield from _profile_fields(profile, part, lookup, closing_on)


def _is_in(part: str, instrument: str, lookup: Lookup) -> bool:
    row = lookup.instruments.get(instrument)
    return row is not None and row.edition_part == part


def _treaty_line(status: TreatyStatus, lookup: Lookup) -> Line:
    return item(lookup.instrument(status.instrument), COLON, *joined(_treaty_facts(status)))


def _treaty_facts(status: TreatyStatus) -> Iterator[Pieces]:
    if status.signed_on is not None:
        yield (Words("treaty_action.signature"), COLON, Day(status.signed_on))
    if not status.is_party:
        yield (Words("treaty_action.not_party"),)
        return
    if status.acted_on is None:
        yield (Words("treaty_action.date_not_known"),)
    else:
        action = word("treaty_action", (status.action or "party").replace(" ", "_"))
        yield (action, COLON, Day(status.acted_on))
    if status.in_force_on is not None:
        in_force = Words("treaty_action.in_force")
        yield (in_force, Words("punctuation.space"), Day(status.in_force_on))


def _territory(territory: Territory) -> Line:
    remarks: list[Pieces] = [(word("territory_kind", territory.kind),)]
    if territory.has_separate_system:
        remarks.append((Words("label.separate_mla_system"),))
    if territory.ended_on is not None:
        remarks.append((Words("word.until"), Day(territory.ended_on)))
    return item(Named(territory.names), *bracketed(remarks))


def _profile_fields(
    profile: StateProfile, part: str, lookup: Lookup, closing_on: date
) -> Iterator[Field]:
    yield from written("label.legal_system", profile.legal_system)
    languages = joined((language_name(code),) for code in profile.official_languages)
    yield from some("label.official_languages", [Line(languages)] if languages else [])
    zones = (line(*offset_pieces(zone, closing_on.year)) for zone in profile.time_zones)
    yield from some("label.time_zone", zones)
    yield from written("label.general_information", profile.general_note)
    yield from some("label.asset_recovery_networks", _texts(profile.recovery_networks))
    yield from some("label.cooperation_networks", _texts(profile.cooperation_networks))
    yield from _not_designated(profile, part, lookup)
    bases = [b for b in profile.legal_bases if _is_in(part, b.instrument, lookup)]
    for basis in bases:
        yield field("label.legal_basis", *_legal_basis(basis, lookup))
    for requirement in profile.requirements:
        if part in lookup.parts_of_type(requirement.request_type):
            name = lookup.request_type(requirement.request_type)
            yield field("label.legal_requirements", line(name))
            yield from requirement_fields(requirement)
    closures = (
        item(Day(closure.closed_on), COLON, as_written(closure.reason))
        for closure in profile.closures
    )
    yield from some("label.public_holidays", closures)
    yield from written("label.if_no_authority_answers", profile.fallback_note)
    yield from link_fields(profile.links, lookup)
    yield field("label.provenance", *provenance_lines(profile.provenance))
    yield from confirmation_fields(profile.confirmation)


def _texts(values: tuple[str, ...]) -> Iterator[Line]:
    if values:
        yield Line(joined(((Text(value),) for value in values), COMMA))


def _not_designated(profile: StateProfile, part: str, lookup: Lookup) -> Iterator[Field]:
    here = [code for code in profile.not_designated if part in lookup.parts_of_type(code)]
    lines = (item(lookup.request_type(code)) for code in here)
    yield from some("label.no_authority_designated", lines)


def _legal_basis(basis: LegalBasis, lookup: Lookup) -> Iterator[Line]:
    yield line(
        lookup.instrument(basis.instrument), COMMA, lookup.request_type(basis.request_type)
    )
    yield line(member(basis.convention_as_basis))
    if basis.other_bases is not None:
        yield labelled("label.other_bases", as_written(basis.other_bases))
    if basis.reservation is not None:
        yield labelled("label.reservation", as_written(basis.reservation))
    if basis.notification is not None:
        yield from notification_lines(basis.notification)
