"""Cards as a table: one row for each designation, as CSV that spreadsheets open and run nothing of.

Several values in a cell are apart by `; `. `COLUMNS` says what each column holds.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cna_directory.authorities.record import NumberUse
from cna_directory.cards.rules.card import (
    Card,
    CardAddress,
    CardChannel,
    CardEmail,
    CardLanguages,
    CardNumber,
    Wording,
)
from cna_directory.text import BYTE_ORDER_MARK, guarded, unguarded

__all__ = [
    "BETWEEN_VALUES",
    "BYTE_ORDER_MARK",
    "COLUMNS",
    "Column",
    "csv_of",
    "guarded",
    "unguarded",
]

BETWEEN_VALUES = "; "


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its head, what it holds, and how it is read off a card."""

    name: str
    holds: str
    cell: Callable[[Card], str]


def csv_of(cards: Iterable[Card]) -> str:
    """Return the cards as CSV (RFC 4180) with a head, guarded against formulas."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow([column.name for column in COLUMNS])
    for card in cards:
        table.writerow([guarded(column.cell(card)) for column in COLUMNS])
    return BYTE_ORDER_MARK + written.getvalue()


def _several(values: Iterable[str]) -> str:
    return BETWEEN_VALUES.join(value for value in values if value)


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _words(wording: Wording | None) -> str:
    if wording is None:
        return ""
    if wording.in_card_language in {None, wording.text}:
        return wording.text
    return f"{wording.text} ({wording.in_card_language})"


def _number(number: CardNumber) -> str:
    extension = f" ext. {number.extension}" if number.extension else ""
    hours = f" ({number.hours})" if number.hours else ""
    return f"{number.number}{extension}{hours}"


def _numbers(numbers: Sequence[CardNumber], *, is_urgent: bool) -> str:
    return _several(_number(n) for n in numbers if (n.use is NumberUse.URGENT) is is_urgent)


def _emails(emails: Sequence[CardEmail], *, is_urgent: bool) -> str:
    return _several(e.address for e in emails if (e.use is NumberUse.URGENT) is is_urgent)


def _contacts(card: Card) -> Iterator[str]:
    for point in card.urgent_contact_points:
        ways = _several((*map(_number, point.telephones), *(e.address for e in point.emails)))
        hours = f" ({point.hours})" if point.hours else ""
        yield f"{_words(point.post)}{hours}: {ways}"


def _office_hours(card: Card) -> Iterator[str]:
    for span in card.office_hours:
        yield f"{span.weekday} {span.opens:%H:%M}-{span.closes:%H:%M}"


def _languages(rules: Sequence[CardLanguages]) -> Iterator[str]:
    for rule in rules:
        any_official = ("any official UN language",) if rule.any_official_un_language else ()
        yield f"{', '.join((*rule.languages, *any_official))} ({rule.basis})"


def _channels(channels: Sequence[CardChannel]) -> Iterator[str]:
    for channel in channels:
        forms = f" ({', '.join(channel.forms)})" if channel.forms else ""
        yield f"{channel.route}: {channel.acceptance}{forms}"


def _conditions(channels: Sequence[CardChannel]) -> Iterator[str]:
    for channel in channels:
        said = " ".join(filter(None, (_words(channel.conditions), _words(channel.procedure))))
        if said:
            yield f"{channel.route}: {said}"


def _competence(card: Card) -> Iterator[str]:
    for rule in card.competence:
        case = f"{rule.dimension} {rule.operator} {', '.join(rule.values)}"
        yield f"{case}: {_words(rule.explanation)}" if rule.explanation else case


def _of_address(card: Card, part: Callable[[CardAddress], str]) -> str:
    return part(card.address) if card.address else ""


COLUMNS = (
    Column("warning", "What must be known before use.", lambda c: c.provenance.warning),
    Column("state", "Name of the State.", lambda c: c.state.name),
    Column("state_iso2", "ISO 3166-1 code of two letters.", lambda c: c.state.iso2),
    Column("state_iso3", "ISO 3166-1 code of three letters.", lambda c: c.state.iso3),
    Column(
        "territory",
        "Territory the designation is for; empty for the whole State.",
        lambda c: c.territory.name if c.territory else "",
    ),
    Column(
        "territory_code",
        "Code of the territory.",
        lambda c: c.territory.code if c.territory else "",
    ),
    Column("request_type", "Type of request.", lambda c: c.request_type.name),
    Column("request_type_code", "Code of the type of request.", lambda c: c.request_type.code),
    Column(
        "provisions",
        "Instruments and articles it is designated under.",
        lambda c: _several(f"{p.instrument.code} {p.article}".strip() for p in c.provisions),
    ),
    Column("role", "The treaty's word for its part, as a code.", lambda c: c.role),
    Column(
        "is_default",
        "`yes`: send here if in doubt between authorities of the State.",
        lambda c: "yes" if c.is_default else "no",
    ),
    Column(
        "competence",
        "When it is competent and not another authority of the State.",
        lambda c: _several(_competence(c)),
    ),
    Column("authority", "Name in the State's own words.", lambda c: c.authority.text),
    Column("authority_language", "Language of that name (BCP 47).", lambda c: c.authority.language),
    Column(
        "authority_translated",
        "Name in the language of the table, where a person gave it.",
        lambda c: c.authority.in_card_language or "",
    ),
    Column(
        "authority_transliterated",
        "Name in Latin letters.",
        lambda c: c.authority.transliteration,
    ),
    Column("service", "Service to be contacted.", lambda c: _words(c.service)),
    Column(
        "address",
        "Lines of the postal address.",
        lambda c: _of_address(c, lambda address: _several(address.lines)),
    ),
    Column("postal_code", "Postal code.", lambda c: _of_address(c, lambda a: a.postal_code)),
    Column("city", "City.", lambda c: _of_address(c, lambda a: a.city)),
    Column(
        "state_or_province",
        "State or province.",
        lambda c: _of_address(c, lambda a: a.state_or_province),
    ),
    Column(
        "telephones",
        "Telephone numbers with extension and hours.",
        lambda c: _numbers(c.telephones, is_urgent=False),
    ),
    Column("faxes", "Fax numbers.", lambda c: _several(map(_number, c.faxes))),
    Column("emails", "E-mail addresses.", lambda c: _emails(c.emails, is_urgent=False)),
    Column(
        "urgent_telephones",
        "Telephone numbers for urgent cases.",
        lambda c: _numbers(c.telephones, is_urgent=True),
    ),
    Column(
        "urgent_emails",
        "E-mail addresses for urgent cases.",
        lambda c: _emails(c.emails, is_urgent=True),
    ),
    Column(
        "urgent_contacts",
        "Posts to turn to in urgent cases, and how.",
        lambda c: _several(_contacts(c)),
    ),
    Column("websites", "Sites of the authority.", lambda c: _several(c.websites)),
    Column("time_zone", "Name of the time zone (IANA).", lambda c: c.time_zone),
    Column(
        "office_hours",
        "Weekday (1 Monday to 7 Sunday) and hours, in that time zone.",
        lambda c: _several(_office_hours(c)),
    ),
    Column(
        "languages_normal",
        "Languages accepted in normal cases, and on what footing.",
        lambda c: _several(_languages(c.languages.normal)),
    ),
    Column(
        "languages_urgent",
        "Languages accepted in urgent cases, and on what footing.",
        lambda c: _several(_languages(c.languages.urgent)),
    ),
    Column(
        "channels_normal",
        "Channels in normal cases, whether accepted, and in which forms.",
        lambda c: _several(_channels(c.channels.normal)),
    ),
    Column(
        "channels_urgent",
        "Channels in urgent cases, whether accepted, and in which forms.",
        lambda c: _several(_channels(c.channels.urgent)),
    ),
    Column(
        "conditions_normal",
        "Conditions of the channels in normal cases.",
        lambda c: _several(_conditions(c.channels.normal)),
    ),
    Column(
        "conditions_urgent",
        "Conditions of the channels in urgent cases.",
        lambda c: _several(_conditions(c.channels.urgent)),
    ),
    Column("interpol_normal", "Through INTERPOL in normal cases?", lambda c: c.interpol.normal),
    Column("interpol_urgent", "Through INTERPOL in urgent cases?", lambda c: c.interpol.urgent),
    Column(
        "legal_basis",
        "Whether each instrument is taken as the legal basis.",
        lambda c: _several(f"{b.instrument.code}: {b.convention_as_basis}" for b in c.legal_basis),
    ),
    Column("valid_from", "First day of the designation.", lambda c: _day(c.valid_from)),
    Column("valid_until", "Last day of the designation.", lambda c: _day(c.valid_until)),
    Column(
        "notification",
        "Reference of the notification.",
        lambda c: c.notification.reference if c.notification else "",
    ),
    Column(
        "confirmation",
        "Whether the State confirmed the record in time, as a code.",
        lambda c: c.confirmation.state,
    ),
    Column("confirmed_on", "Day of that.", lambda c: _day(c.confirmation.confirmed_on)),
    Column("confirmed_by", "In which role.", lambda c: c.confirmation.by),
    Column(
        "confirmation_due_on",
        "When the next confirmation is due.",
        lambda c: _day(c.confirmation.due_on),
    ),
    Column(
        "contact_changed_on",
        "When an address or number changed last.",
        lambda c: _day(c.contact_changed_on),
    ),
    Column("provenance", "Where the record comes from, as a code.", lambda c: c.provenance.kind),
    Column("provenance_note", "The same in words.", lambda c: c.provenance.note),
    Column("record_number", "Number of the record.", lambda c: str(c.record_number)),
    Column("revision", "Its revision.", lambda c: str(c.revision)),
    Column("url", "Its address, for those with an account.", lambda c: c.url),
    Column("made_at", "When the row was made.", lambda c: c.made_at.isoformat()),
)
