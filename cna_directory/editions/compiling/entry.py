"""An authority: names and marks, how to reach it, what it is designated for, how far it holds."""

from collections.abc import Iterator
from datetime import date, timedelta

from cna_directory.authorities.queries import Revised
from cna_directory.authorities.record import (
    Confirmation,
    ContactPoint,
    Email,
    Link,
    NumberUse,
    PostalAddress,
    Provenance,
    ProvenanceKind,
    Record,
    Telephone,
)
from cna_directory.authorities.rules import (
    ConfirmationState,
    confirmation_state,
    due_on,
    is_round_the_clock,
)
from cna_directory.editions.compiling.designation import designation_entries, source_pieces
from cna_directory.editions.compiling.hours import hours_fields
from cna_directory.editions.compiling.lookup import Lookup
from cna_directory.editions.compiling.pieces import (
    COLON,
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
    stated,
    web,
    written,
)
from cna_directory.editions.compiling.words import language_name, member
from cna_directory.languages import Origin
from publish.content import AuthorityEntry, Day, Field, Line, Literal, Piece, Text, Words

DAYS_A_CHANGE_IS_MARKED = 30
PROVENANCE_MARKS = {
    ProvenanceKind.MADE_UP: "mark.made_up",
    ProvenanceKind.HISTORIC: "mark.historic",
}


def authority_entry(
    revised: Revised[Record],
    part: str,
    lookup: Lookup,
    closing_on: date,
    *,
    said_of_state: str,
) -> AuthorityEntry:
    """Return an authority as one part of the edition prints it.

    A note on its source that stands above it on the State already (`said_of_state`) is not printed
    again.

    The first part in which it stands prints it in full; another one gives what is needed to write
    or call, the designations, and the way to the full entry.
    """
    record = revised.record
    full_in = lookup.first_part_of(record)
    is_full = full_in in {part, ""}
    year = closing_on.year
    return AuthorityEntry(
        number=record.number,
        revision=revised.number,
        name=as_written(record.name),
        other_names=tuple(_other_names(record)),
        marks=tuple(_marks(record, closing_on)),
        contact=tuple(_contact(record, lookup, year) if is_full else _first_contact(record)),
        designations=designation_entries(record, part, "" if is_full else full_in, lookup),
        closing=tuple(_closing(record, lookup, said_of_state)) if is_full else (),
        standing=Line(joined(_standing(revised), SEMICOLON)),
        full_in="" if is_full else full_in,
        confirmed_on=record.confirmation.confirmed_on if record.confirmation else None,
        is_round_the_clock=_is_round_the_clock(record),
    )


def _is_round_the_clock(record: Record) -> bool:
    """Say whether a number or post for urgent requests is there at any hour of any day."""
    hours = [each.hours for each in record.telephones if each.use is NumberUse.URGENT]
    for contact in record.contact_points:
        if contact.is_for_urgent:
            hours.append(contact.hours)
        hours += [
            each.hours
            for each in contact.telephones
            if contact.is_for_urgent or each.use is NumberUse.URGENT
        ]
    return any(map(is_round_the_clock, hours))


def whole_authority_fields(record: Record, lookup: Lookup, year: int) -> Iterator[Field]:
    """Give all that an entry says of an authority itself, but not how far it was confirmed."""
    yield field("label.name", line(as_written(record.name)))
    yield from some("label.other_names", (line(name) for name in _other_names(record)))
    yield from _contact(record, lookup, year)
    yield from link_fields(record.links, lookup)
    yield from provenance_fields(record.provenance)


def _other_names(record: Record) -> Iterator[Text]:
    for translation in record.name.translations:
        if translation.origin is not Origin.MACHINE_DRAFT:
            yield Text(translation.text, translation.language)
    if record.name_transliterated:
        yield Text(record.name_transliterated)


def _marks(record: Record, closing_on: date) -> Iterator[Line]:
    if key := PROVENANCE_MARKS.get(record.provenance.kind):
        yield line(Words(key))
    state = confirmation_state(record.confirmation, closing_on)
    if state is ConfirmationState.NOT_CONFIRMED:
        yield line(Words("mark.not_confirmed"))
    changed_on = record.contact_changed_on
    if changed_on is not None:
        age = closing_on - changed_on
        if timedelta(0) <= age <= timedelta(days=DAYS_A_CHANGE_IS_MARKED):
            end = Words("punctuation.full_stop")
            yield line(Words("mark.contact_changed"), Day(changed_on), end)


def _contact(record: Record, lookup: Lookup, year: int) -> Iterator[Field]:
    yield field("label.kind", Line(joined(_kind(record, lookup), SEMICOLON)))
    yield from written("label.service", record.service)
    yield from _addresses(record)
    yield from _numbers(record)
    sites = joined((web(site),) for site in record.websites)
    yield from some("label.website", [Line(sites)] if sites else [])
    yield from hours_fields(record, year)
    yield from some("label.languages_spoken", _languages(record.languages_of_communication))
    for contact in record.contact_points:
        yield _contact_field(contact)
    yield from written("label.additional_information", record.additional_details)


def _first_contact(record: Record) -> Iterator[Field]:
    """Give what is needed to write or call, where another part prints the rest."""
    yield from written("label.service", record.service)
    yield from some("label.address", _address(record.address))
    yield from _numbers(record)
    for contact in record.contact_points:
        if contact.is_for_urgent:
            yield _contact_field(contact)


def _kind(record: Record, lookup: Lookup) -> Iterator[Pieces]:
    yield (member(record.kind),)
    if record.acronym:
        yield (Words("detail.acronym"), Text(record.acronym))
    if record.reports_to is not None:
        yield (Words("detail.reports_to"), *lookup.authority(record.reports_to))


def _addresses(record: Record) -> Iterator[Field]:
    yield from some("label.address", _address(record.address))
    if record.visiting_address is not None:
        yield from some("label.visiting_address", _address(record.visiting_address))


def _address(address: PostalAddress) -> Iterator[Line]:
    town = [text for text in (address.postal_code, address.city) if text]
    parts = [*address.lines, " ".join(town), address.state_or_province]
    pieces = joined((Text(part, address.language),) for part in parts if part)
    if pieces:
        yield Line(pieces)


def _numbers(record: Record) -> Iterator[Field]:
    yield from some("label.telephone", (line(*_telephone(t)) for t in record.telephones))
    yield from some("label.fax", (line(*_telephone(f)) for f in record.faxes))
    yield from some("label.email", (line(*_email(e)) for e in record.emails))


def _telephone(telephone: Telephone) -> Pieces:
    number = "".join(c for c in telephone.number if c.isdigit() or c == "+")
    pieces: list[Piece] = [Literal(telephone.number, f"tel:{number}")]
    if telephone.extension:
        pieces += [Words("word.extension"), Literal(telephone.extension)]
    remarks: list[Pieces] = _use(telephone.use)
    if telephone.hours:
        remarks.append((Text(telephone.hours),))
    return (*pieces, *bracketed(remarks))


def _email(email: Email) -> Pieces:
    remarks = _use(email.use)
    if not email.is_functional:
        remarks.append((Words("email_use.personal"),))
    if email.encryption_key_url:
        remarks.append((Words("detail.encryption_key"), web(email.encryption_key_url)))
    return (Literal(email.address, f"mailto:{email.address}"), *bracketed(remarks))


def _use(use: NumberUse) -> list[Pieces]:
    """Return what a number is for, unless it is simply that of the service."""
    return [] if use is NumberUse.SERVICE else [(member(use),)]


def _languages(codes: tuple[str, ...]) -> Iterator[Line]:
    if codes:
        yield Line(joined((language_name(code),) for code in codes))


def _contact_field(contact: ContactPoint) -> Field:
    label = "label.urgent_contact" if contact.is_for_urgent else "label.contact_point"
    known = Line(joined(_contact_point(contact), SEMICOLON))
    return field(label, *remarked(known, *stated(contact.additional_details)))


def _contact_point(contact: ContactPoint) -> Iterator[Pieces]:
    marks = [(Words("detail.main_contact"),)] if contact.is_primary else []
    yield (as_written(contact.post), *bracketed(marks))
    person = [(Text(t),) for t in (contact.salutation, contact.person_name) if t]
    if person:
        yield joined(person, SPACE)
    yield from (_telephone(telephone) for telephone in contact.telephones)
    yield from (_email(email) for email in contact.emails)
    if contact.hours:
        yield (Words("detail.hours"), Text(contact.hours))
    if contact.languages:
        names = joined((language_name(code),) for code in contact.languages)
        yield (Words("detail.languages"), *names)
    if contact.in_post_from is not None:
        yield (Words("detail.in_post_since"), Day(contact.in_post_from))
    if contact.in_post_until is not None:
        yield (Words("word.until"), Day(contact.in_post_until))


def _closing(record: Record, lookup: Lookup, said_of_state: str) -> Iterator[Field]:
    yield from link_fields(record.links, lookup)
    has_mark = record.provenance.kind in PROVENANCE_MARKS
    yield from provenance_fields(record.provenance, known_note=said_of_state, has_mark=has_mark)


def _standing(revised: Revised[Record]) -> Iterator[Pieces]:
    yield (Words("detail.in_effect_from"), Day(revised.effective_from))
    yield from confirmation_pieces(revised.record.confirmation)


def link_fields(links: tuple[Link, ...], lookup: Lookup) -> Iterator[Field]:
    """Give the links of a record or of a State."""
    yield from some("label.links", (each for link in links for each in _link(link, lookup)))


def _link(link: Link, lookup: Lookup) -> Iterator[Line]:
    remarks: list[Pieces] = []
    if link.language:
        remarks.append((language_name(link.language),))
    if link.citation:
        remarks.append((Text(link.citation),))
    if link.articles:
        remarks.append((Words("word.articles"), Text(link.articles)))
    remarks += [(lookup.request_type(code),) for code in link.request_types]
    yield item(
        member(link.kind),
        COLON,
        as_written(link.title),
        *bracketed(remarks),
        SPACE,
        web(link.url),
    )


def provenance_fields(
    provenance: Provenance, *, known_note: str = "", has_mark: bool = False
) -> Iterator[Field]:
    """Give where a record comes from, with each address on a line of its own.

    What stands above it already is left out: its kind as a mark, or its note on the State.
    """
    known: list[Pieces] = []
    if not has_mark:
        known.append((member(provenance.kind),))
    if provenance.note and provenance.note != known_note:
        known.append((Text(provenance.note, "en"),))
    sources = [source_pieces(source) for source in provenance.sources]
    known += [pieces for pieces in sources if isinstance(pieces[0], Text)]
    addresses = (Line(pieces) for pieces in sources if isinstance(pieces[0], Literal))
    yield from some("label.provenance", [*remarked(Line(()), *known), *addresses])


def confirmation_pieces(confirmation: Confirmation | None) -> Iterator[Pieces]:
    """Give when, how and in which role a record was last confirmed, and when it is due again."""
    if confirmation is None:
        yield (Words("detail.never_confirmed"),)
        return
    remarks: list[Pieces] = [(member(confirmation.means),)]
    if confirmation.by:
        remarks.append((Text(confirmation.by, "en"),))
    yield (Words("detail.confirmed"), Day(confirmation.confirmed_on), *bracketed(remarks))
    yield (Words("detail.next_due"), Day(due_on(confirmation.confirmed_on)))
