"""Address book entries: read back by the writing library and by a small reader of our own."""

from typing import Any

import pytest
import vobject
from hypothesis import HealthCheck, given, settings

from cna_directory.authorities import record as r
from cna_directory.authorities.rules import ConfirmationState
from cna_directory.cards.rules.vcards import (
    LARGEST_PICTURE,
    STANDINGS,
    folded,
    short_vcard,
    vcards_of,
)
from cna_directory.languages import LocalisedText
from tests.builders import a_designation, a_record, words
from tests.features.authorities.hostile import SHOWN, a_hostile_record
from tests.features.authorities.strategies import records
from tests.features.cards.making import SITE, cards_made_of, cards_of_demonstration
from tests.features.cards.reader import Line, first, read

AWKWARD = "A, B; C: D\\E\\n «وزارة العدل» 法務省\nnext line"


def by_vobject(text: str) -> list[Any]:
    return list(vobject.readComponents(text))


def texts(entry: list[Line], name: str) -> list[str]:
    return [line.text for line in entry if line.name == name]


def test_an_entry_holds_what_an_address_book_needs() -> None:
    record = a_record(
        acronym="SA",
        service=words("Cooperation unit"),
        telephones=(
            r.Telephone("+999 1 555 0100", extension="12"),
            r.Telephone("+999 1 555 0199", r.NumberUse.URGENT),
        ),
        faxes=(r.Telephone("+999 1 555 0102"),),
        websites=("https://justice.example/",),
        designations=(a_designation(), a_designation("extradition")),
    )
    (entry,) = read(vcards_of(cards_made_of(record)))
    assert first(entry, "VERSION").text == "3.0"
    assert first(entry, "FN").text == "Sample Authority 9001 (State of FR)"
    assert first(entry, "ORG").parts == ("Sample Authority 9001", "Cooperation unit")
    assert first(entry, "ADR").parts == (
        *("", "", "1 Sample Street", "Sample City", "", "00000", "State of FR"),
    )
    numbers = [(line.text, line.types) for line in entry if line.name == "TEL"]
    assert numbers == [
        ("+999 1 555 0100 ext. 12", ("work", "voice")),
        ("+999 1 555 0199", ("work", "voice")),
        ("+999 1 555 0102", ("work", "fax")),
    ]
    assert texts(entry, "X-ABLABEL") == ["Urgent cases"]
    assert texts(entry, "EMAIL") == ["office9001@justice.example"]
    assert texts(entry, "URL") == ["https://justice.example/", f"{SITE}/authorities/9001"]
    assert texts(entry, "TZ") == ["Europe/Paris"]
    assert texts(entry, "REV") == ["2025-03-01T09:00:00Z"]
    note = first(entry, "NOTE").text
    assert "this authority does not exist" in note
    assert f"Check the record before use: {SITE}/authorities/9001" in note
    assert "Last confirmed 2025-03-01 (focal point); next due 2026-03-01." in note
    assert "Receives: mla\nReceives: extradition" in note
    assert "taken on 2026-11-22" in note


def test_an_urgent_contact_is_an_entry_of_its_own() -> None:
    point = r.ContactPoint(
        words("Duty officer"),
        telephones=(r.Telephone("+999 1 555 0111", r.NumberUse.URGENT),),
        is_for_urgent=True,
        hours="24/7",
    )
    office, urgent = read(vcards_of(cards_made_of(a_record(contact_points=(point,)))))
    assert first(office, "FN").text == "Sample Authority 9001 (State of FR)"
    assert first(urgent, "FN").text == "Urgent: Sample Authority 9001 (State of FR), Duty officer"
    assert texts(urgent, "TEL") == ["+999 1 555 0111"]
    assert "Hours: 24/7" in first(urgent, "NOTE").text
    assert texts(office, "UID") != texts(urgent, "UID")


def test_arabic_commas_and_line_breaks_stay_as_they_are() -> None:
    address = r.PostalAddress((AWKWARD, "شارع ١٢"), AWKWARD, AWKWARD, AWKWARD, "ar")
    record = a_record(name=LocalisedText("ar", AWKWARD), service=words(AWKWARD), address=address)
    text = vcards_of(cards_made_of(record))
    (ours,), (theirs,) = read(text), by_vobject(text)
    street = f"{AWKWARD}\nشارع ١٢"
    adr = ("", "", street, AWKWARD, AWKWARD, AWKWARD, "State of FR")
    assert first(ours, "ADR").parts == adr
    assert first(ours, "ORG").parts == (AWKWARD, AWKWARD)
    assert theirs.fn.value == first(ours, "FN").text == f"{AWKWARD} (State of FR)"
    assert theirs.adr.value.street == street
    assert theirs.adr.value.code == AWKWARD


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_every_line_break_becomes_the_one_that_readers_know(line_break: str) -> None:
    cards = cards_made_of(a_record(name=words(f"above{line_break}below")))
    (entry,) = read(vcards_of(cards))
    assert first(entry, "ORG").text == "above\nbelow"


@pytest.mark.parametrize("letter", ["a", "é", "ع", "法", "💩"])
@pytest.mark.parametrize("count", [24, 25, 36, 37, 38, 74, 75, 76, 149, 150, 400])
def test_lines_are_folded_by_octets(letter: str, count: int) -> None:
    pieces = folded(letter * count).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == letter * count


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records)
def test_whatever_a_record_holds_both_readers_find_the_same(record: r.Record) -> None:
    cards = cards_made_of(record)
    text = vcards_of(cards)
    ours, theirs = (read(text), by_vobject(text)) if cards else ([], [])
    assert len(ours) == len(theirs) == (1 + len(cards[0].urgent_contact_points) if cards else 0)
    for mine, its in zip(ours, theirs, strict=True):
        for name in ("fn", "note", "uid", "rev"):
            assert first(mine, name.upper()).text == its.contents[name][0].value
        numbers = [line.value for line in its.contents.get("tel", [])]
        assert texts(mine, "TEL") == numbers


def test_a_hostile_record_is_words_in_its_own_lines() -> None:
    record = a_hostile_record()
    entries = read(vcards_of(cards_made_of(record)))
    office = entries[0]
    assert first(office, "ORG").parts[0] == SHOWN
    assert len(texts(office, "FN")) == 1
    assert {line.name for entry in entries for line in entry} <= {
        *("VERSION", "UID", "N", "FN", "ORG", "TITLE", "NICKNAME", "ADR", "TEL", "EMAIL", "URL"),
        *("TZ", "REV", "NOTE", "X-ABSHOWAS", "X-ABLABEL"),
    }


def test_a_whole_directory_is_one_file() -> None:
    cards = list(cards_of_demonstration())
    entries = read(vcards_of(cards))
    offices = [entry for entry in entries if not first(entry, "FN").text.startswith("Urgent: ")]
    assert len(offices) == len({card.record_number for card in cards})


def test_what_is_drawn_to_scan_always_fits() -> None:
    for card in (*cards_made_of(a_hostile_record()), *cards_of_demonstration()):
        text = short_vcard(card)
        assert len(text.encode()) <= LARGEST_PICTURE
        (entry,) = read(text)
        assert texts(entry, "URL") == [card.url]
        is_confirmed = card.confirmation.state is not ConfirmationState.NOT_CONFIRMED
        said = [
            *([card.provenance.warning] if card.provenance.warning else []),
            *([] if is_confirmed else [STANDINGS[card.confirmation.state]]),
        ]
        assert texts(entry, "NOTE") == ([" ".join(said)] if said else [])
