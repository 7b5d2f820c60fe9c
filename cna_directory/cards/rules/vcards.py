"""Cards as address book entries: vCard 3.0 (RFC 2426), which every address book reads.

One entry for each authority, whatever it is designated for, and one for each post to turn to in
urgent cases, so that whoever looks at night finds it by the word "Urgent".
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import vobject

from cna_directory.authorities.record import NumberUse
from cna_directory.authorities.rules import ConfirmationState
from cna_directory.cards.rules.card import (
    Card,
    CardAddress,
    CardContactPoint,
    CardEmail,
    CardNumber,
    Wording,
)

LONGEST_LINE = 75
"""Octets of a line before it is folded; vobject counts letters, of which some have several."""

UNFOLDED = 10**9

LINE_BREAKS = {ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\t"): " "}

URGENT_CASES = "Urgent cases"
VISITING_ADDRESS = "Visiting address"

STANDINGS = {
    ConfirmationState.CONFIRMED: "Confirmed by the State.",
    ConfirmationState.DUE: "The State has been asked to confirm this record again.",
    ConfirmationState.NOT_CONFIRMED: "Not confirmed: telephone before you send originals.",
}

LONGEST_SHORT_NAME = 80
"""Letters of a name in a picture to scan; the whole name stands in the record."""

LARGEST_PICTURE = 700
"""Octets that a picture on a screen may hold for a telephone to scan it at arm's length."""


def vcards_of(cards: Iterable[Card]) -> str:
    """Return one entry for each authority of the cards, each followed by its urgent contacts."""
    by_record: dict[int, list[Card]] = {}
    for card in cards:
        by_record.setdefault(card.record_number, []).append(card)
    entries = (entry for held in by_record.values() for entry in _entries(held))
    return "".join(_written(entry) for entry in entries)


def short_vcard(card: Card) -> str:
    """Return the least an address book needs, small enough to be scanned from a screen.

    What does not fit is left out, the least needed first; the address of the record always fits.
    """
    name = card_name(card)
    cut = name if len(name) <= LONGEST_SHORT_NAME else name[: LONGEST_SHORT_NAME - 1] + "…"
    entry = _entry(cut)
    _add(entry, "url", card.url)
    wanted: list[tuple[str, Any]] = []
    if warnings := _short_warnings(card):
        wanted.append(("note", warnings))
    wanted += [("tel", number.number) for number in card.telephones[:1]]
    wanted += [("email", email.address) for email in card.emails[:1]]
    if card.address:
        wanted.append(("adr", _vobject_address(card.address)))
    for kind, value in wanted:
        line = _add(entry, kind, value)
        if len(_written(entry).encode()) > LARGEST_PICTURE:
            entry.remove(line)
    return _written(entry)


def _short_warnings(card: Card) -> str:
    """Return what must be known before use; of the confirmation only that there is none."""
    is_unconfirmed = card.confirmation.state is ConfirmationState.NOT_CONFIRMED
    said = (card.provenance.warning, STANDINGS[card.confirmation.state] if is_unconfirmed else "")
    return " ".join(filter(None, said))


def card_name(card: Card) -> str:
    """Return the name under which an address book files the authority: to be read, with its State."""
    name = card.authority
    readable = name.in_card_language or name.transliteration or name.text
    return f"{readable} ({card.state.name})"


def _entries(cards: Sequence[Card]) -> Iterator[vobject.base.Component]:
    yield _entry_of_authority(cards)
    for position, point in enumerate(cards[0].urgent_contact_points, 1):
        yield _entry_of_contact(cards, point, position)


def _entry_of_authority(cards: Sequence[Card]) -> vobject.base.Component:
    card = cards[0]
    entry = _entry(card_name(card))
    _add(entry, "uid", card.url)
    _add(entry, "org", _organisation(card))
    if card.authority.acronym:
        _add(entry, "nickname", card.authority.acronym)
    _add(entry, "x-abshowas", "COMPANY")
    _add_numbers(entry, card.telephones, "voice")
    _add_numbers(entry, card.faxes, "fax")
    _add_emails(entry, card.emails)
    if card.address:
        _add(entry, "adr", _vobject_address(card.address), ["intl", "postal", "parcel", "work"])
    if card.visiting_address:
        visited = _vobject_address(card.visiting_address)
        _label(entry, _add(entry, "adr", visited, ["intl", "work"]), VISITING_ADDRESS)
    for site in card.websites:
        _add(entry, "url", site)
    _add_source(entry, card)
    _add(entry, "note", "\n".join(_note(cards)))
    return entry


def _entry_of_contact(
    cards: Sequence[Card], point: CardContactPoint, position: int
) -> vobject.base.Component:
    card = cards[0]
    entry = _entry(f"Urgent: {card_name(card)}, {_readable(point.post)}")
    _add(entry, "uid", f"{card.url}#urgent-{position}")
    _add(entry, "org", _organisation(card))
    _add(entry, "title", _readable(point.post))
    _add_numbers(entry, point.telephones, "voice")
    _add_emails(entry, point.emails)
    _add_source(entry, card)
    hours = (f"Hours: {point.hours}",) if point.hours else ()
    _add(entry, "note", "\n".join((*hours, *_note(cards))))
    return entry


def _entry(name: str) -> vobject.base.Component:
    entry = vobject.vCard()
    # An office has no family name; the line must be there all the same.
    _add(entry, "n", vobject.vcard.Name())
    _add(entry, "fn", name)
    return entry


def _add(
    entry: vobject.base.Component, kind: str, value: Any, types: Sequence[str] = ()
) -> vobject.base.ContentLine:
    line = entry.add(kind)
    line.value = _on_lines(value)
    if types:
        line.type_param = list(types)
    return line


def _on_lines(value: Any) -> Any:
    """Return the value with one kind of line break, of which there are more than readers know."""
    if isinstance(value, str):
        return "\n".join(value.translate(LINE_BREAKS).splitlines())
    return [_on_lines(part) for part in value] if isinstance(value, list) else value


def _label(entry: vobject.base.Component, line: vobject.base.ContentLine, words: str) -> None:
    """Give a line words of its own, as address books show them beside it."""
    groups = {it.group for it in entry.lines() if it.group}
    line.group = f"item{len(groups) + 1}"
    label = _add(entry, "x-ablabel", words)
    label.group = line.group


def _add_numbers(entry: vobject.base.Component, numbers: Sequence[CardNumber], kind: str) -> None:
    for number in numbers:
        extension = f" ext. {number.extension}" if number.extension else ""
        line = _add(entry, "tel", number.number + extension, ["work", kind])
        if number.use is NumberUse.URGENT:
            _label(entry, line, URGENT_CASES)


def _add_emails(entry: vobject.base.Component, emails: Sequence[CardEmail]) -> None:
    for email in emails:
        line = _add(entry, "email", email.address, ["internet", "work"])
        if email.use is NumberUse.URGENT:
            _label(entry, line, URGENT_CASES)


def _add_source(entry: vobject.base.Component, card: Card) -> None:
    _add(entry, "url", card.url)
    if card.time_zone:
        _add(entry, "tz", card.time_zone).value_param = "text"
    _add(entry, "rev", f"{card.recorded_at:%Y-%m-%dT%H:%M:%SZ}")


def _organisation(card: Card) -> list[str]:
    service = (card.service.text,) if card.service else ()
    return [card.authority.text, *service]


def _vobject_address(address: CardAddress) -> vobject.vcard.Address:
    return vobject.vcard.Address(
        street=_on_lines("\n".join(address.lines)),
        city=_on_lines(address.city),
        region=_on_lines(address.state_or_province),
        code=_on_lines(address.postal_code),
        country=_on_lines(address.country),
    )


def _readable(wording: Wording) -> str:
    return wording.in_card_language or wording.text


def _note(cards: Sequence[Card]) -> Iterator[str]:
    card = cards[0]
    if card.provenance.warning:
        yield card.provenance.warning
    yield f"Check the record before use: {card.url}"
    yield _confirmation(card)
    if card.contact_changed_on:
        yield f"Contact details changed on {card.contact_changed_on}."
    for it in cards:
        territory = f" ({it.territory.name})" if it.territory else ""
        yield f"Receives: {it.request_type.name}{territory}"
    if card.provenance.note:
        yield card.provenance.note
    yield f"Record {card.record_number}, revision {card.revision}, taken on {card.made_at:%Y-%m-%d}."


def _confirmation(card: Card) -> str:
    confirmed = card.confirmation
    said = STANDINGS[confirmed.state]
    if confirmed.confirmed_on is None:
        return said
    by = f" ({confirmed.by})" if confirmed.by else ""
    return f"{said} Last confirmed {confirmed.confirmed_on}{by}; next due {confirmed.due_on}."


def _written(entry: vobject.base.Component) -> str:
    lines = str(entry.serialize(lineLength=UNFOLDED)).split("\r\n")
    return "\r\n".join(folded(line) for line in lines)


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, each but the first after a space (RFC 2425)."""
    pieces, piece, octets = [], "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > LONGEST_LINE:
            pieces.append(piece)
            piece, octets = " ", 1
        piece, octets = piece + letter, octets + size
    return "\r\n".join([*pieces, piece])
