"""An authority: names and marks, how to reach it, what it is designated for, how far it holds."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from cna_directory.authorities.queries import Revised
from cna_directory.authorities.record import (
    Confirmation,
    ContactPoint,
    Email,
    Link,
    OpeningSpan,
    PostalAddress,
    Provenance,
    ProvenanceKind,
    Record,
    Telephone,
)
from cna_directory.authorities.rules import ConfirmationState, confirmation_state, due_on
from cna_directory.editions.compiling.designation import designation_entry
from cna_directory.editions.compiling.lookup import Lookup
from cna_directory.editions.compiling.pieces import (
    COLON,
    COMMA,
    RANGE,
    SPACE,
    Pieces,
    as_written,
    bracketed,
    clock_time,
    field,
    item,
    joined,
    labelled,
    line,
    some,
    spans,
    web,
    written,
)
from cna_directory.editions.compiling.time_zones import offset_pieces
from cna_directory.editions.compiling.words import language_name, member
from cna_directory.languages import Origin
from publish.content import AuthorityEntry, Day, Field, Line, Literal, Piece, Text, Words

DAYS_A_CHANGE_IS_MARKED = 30
WEEKDAYS = (
    "weekday.monday",
    "weekday.tuesday",
    "weekday.wednesday",
    "weekday.thursday",
    "weekday.friday",
    "weekday.saturday",
    "weekday.sunday",
)
PROVENANCE_MARKS = {
    ProvenanceKind.MADE_UP: "mark.made_up",
    ProvenanceKind.HISTORIC: "mark.historic",
}


def authority_entry(
    revised: Revised[Record], part: str, lookup: Lookup, closing_on: date
) -> AuthorityEntry:
    """Return an authority as one part of the edition prints it."""
    record = revised.record
    designations = [d for d in record.designations if part in lookup.parts_of(d)]
    designations.sort(key=lambda d: lookup.order_of(d, part))
    return AuthorityEntry(
        number=record.number,
        revision=revised.number,
        name=as_written(record.name),
        other_names=tuple(
            Text(t.text, t.language)
            for t in record.name.translations
            if t.origin is not Origin.MACHINE_DRAFT
        ),
        marks=tuple(_marks(record, closing_on)),
        contact=tuple(_contact(record, lookup, closing_on.year)),
        designations=tuple(designation_entry(d, part, lookup) for d in designations),
        closing=tuple(_closing(revised, lookup)),
    )


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
    if record.name_transliterated:
        yield field("label.name_transliterated", line(Text(record.name_transliterated)))
    if record.acronym:
        yield field("label.acronym", line(Text(record.acronym)))
    yield field("label.kind", line(member(record.kind)))
    if record.reports_to is not None:
        yield field("label.parent", line(*lookup.authority(record.reports_to)))
    yield from written("label.service", record.service)
    yield from some("label.address", _address(record.address))
    if record.visiting_address is not None:
        yield from some("label.visiting_address", _address(record.visiting_address))
    yield from some("label.telephone", (line(*_telephone(t)) for t in record.telephones))
    yield from some("label.fax", (line(*_telephone(f)) for f in record.faxes))
    yield from some("label.email", (line(*_email(e)) for e in record.emails))
    yield from some("label.website", (line(web(site)) for site in record.websites))
    if record.time_zone:
        yield field("label.time_zone", line(*offset_pieces(record.time_zone, year)))
    yield from some("label.office_hours", _office_hours(record.office_hours))
    yield from some("label.lunch_break", _lunch(record))
    yield from some("label.languages_spoken", _languages(record.languages_of_communication))
    for contact in record.contact_points:
        label = "label.urgent_contact" if contact.is_for_urgent else "label.contact_point"
        yield field(label, *_contact_point(contact))
    yield from written("label.additional_information", record.additional_details)


def _address(address: PostalAddress) -> Iterator[Line]:
    for text in address.lines:
        yield line(Text(text, address.language))
    town = [(Text(t, address.language),) for t in (address.postal_code, address.city) if t]
    if town:
        yield Line(joined(town, SPACE))
    if address.state_or_province:
        yield line(Text(address.state_or_province, address.language))


def _telephone(telephone: Telephone) -> Pieces:
    number = "".join(c for c in telephone.number if c.isdigit() or c == "+")
    pieces: list[Piece] = [Literal(telephone.number, f"tel:{number}")]
    if telephone.extension:
        pieces += [Words("word.extension"), Literal(telephone.extension)]
    remarks: list[Pieces] = [(member(telephone.use),)]
    if telephone.hours:
        remarks.append((Text(telephone.hours),))
    return (*pieces, *bracketed(remarks))


def _email(email: Email) -> Pieces:
    box = "email_use.functional" if email.is_functional else "email_use.personal"
    remarks: list[Pieces] = [(member(email.use),), (Words(box),)]
    if email.encryption_key_url:
        remarks.append((Words("label.encryption"), COLON, web(email.encryption_key_url)))
    return (Literal(email.address, f"mailto:{email.address}"), *bracketed(remarks))


def _office_hours(hours: tuple[OpeningSpan, ...]) -> Iterator[Line]:
    """Give the hours of each weekday, days in a row with the same hours as one line."""
    by_day: dict[int, Pieces] = {}
    for span in sorted(hours, key=lambda s: (s.weekday, s.opens)):
        earlier = by_day.get(span.weekday)
        own = spans(span.opens, span.closes)
        by_day[span.weekday] = own if earlier is None else (*earlier, COMMA, *own)
    days = sorted(by_day)
    runs = groupby(days, key=lambda day: (day - days.index(day), by_day[day]))
    for (_, pieces), run in runs:
        in_row = list(run)
        names: Pieces = (Words(WEEKDAYS[in_row[0] - 1]),)
        if len(in_row) > 1:
            names = (*names, RANGE, Words(WEEKDAYS[in_row[-1] - 1]))
        yield line(*names, COLON, *pieces)


def _lunch(record: Record) -> Iterator[Line]:
    if record.lunch_from is not None and record.lunch_until is not None:
        yield line(*spans(record.lunch_from, record.lunch_until))
    elif record.lunch_from is not None:
        yield line(Words("word.from"), clock_time(record.lunch_from))
    elif record.lunch_until is not None:
        yield line(Words("word.until"), clock_time(record.lunch_until))


def _languages(codes: tuple[str, ...]) -> Iterator[Line]:
    if codes:
        yield Line(joined((language_name(code),) for code in codes))


def _contact_point(contact: ContactPoint) -> Iterator[Line]:
    marks = [(Words("label.main_contact"),)] if contact.is_primary else []
    yield line(as_written(contact.post), *bracketed(marks))
    person = [(Text(t),) for t in (contact.salutation, contact.person_name) if t]
    if person:
        yield Line(joined(person, SPACE))
    for telephone in contact.telephones:
        yield line(*_telephone(telephone))
    for email in contact.emails:
        yield line(*_email(email))
    if contact.hours:
        yield labelled("label.office_hours", Text(contact.hours))
    if contact.languages:
        names = joined((language_name(code),) for code in contact.languages)
        yield labelled("label.languages_of_contact", *names)
    if contact.in_post_from is not None:
        yield labelled("label.in_post_since", Day(contact.in_post_from))
    if contact.in_post_until is not None:
        yield labelled("label.valid_until", Day(contact.in_post_until))
    if contact.additional_details is not None:
        yield line(as_written(contact.additional_details))


def _closing(revised: Revised[Record], lookup: Lookup) -> Iterator[Field]:
    record = revised.record
    yield from link_fields(record.links, lookup)
    yield field("label.provenance", *provenance_lines(record.provenance))
    yield from confirmation_fields(record.confirmation)
    yield field("label.effective_from", line(Day(revised.effective_from)))


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
    yield item(member(link.kind), COLON, as_written(link.title), *bracketed(remarks))
    yield line(web(link.url))


def provenance_lines(provenance: Provenance) -> Iterator[Line]:
    """Give where a record comes from."""
    yield line(member(provenance.kind))
    if provenance.note:
        yield line(Text(provenance.note, "en"))
    for source in provenance.sources:
        yield line(web(source) if source.startswith("http") else Text(source, "en"))


def confirmation_fields(confirmation: Confirmation | None) -> Iterator[Field]:
    """Give when, how and in which role a record was last confirmed, and when it is due again."""
    if confirmation is None:
        yield field("label.last_confirmed", line(Words("confirmation.never")))
        return
    remarks: list[Pieces] = [(member(confirmation.means),)]
    if confirmation.by:
        remarks.append((Text(confirmation.by, "en"),))
    day = Day(confirmation.confirmed_on)
    yield field("label.last_confirmed", line(day, *bracketed(remarks)))
    yield field("label.next_confirmation", line(Day(due_on(confirmation.confirmed_on))))
