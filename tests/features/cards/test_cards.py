"""What a card says, and that its schema says the same."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from cna_directory.authorities import record as r
from cna_directory.cards.rules.card import Card, as_json
from cna_directory.cards.rules.schema import definitions, json_of, schema_of_file
from cna_directory.cards.rules.tables import csv_of
from cna_directory.cards.rules.vcards import short_vcard, vcards_of
from cna_directory.languages import LocalisedText, Origin, Translation
from tests.builders import a_designation, a_record, words
from tests.features.authorities.hostile import a_hostile_profile, a_hostile_record
from tests.features.authorities.strategies import profiles, records
from tests.features.cards.making import MADE_AT, SITE, cards_made_of, cards_of_demonstration

SCHEMA_ADDRESS = f"{SITE}/cards/schema.json"
SCHEMA = schema_of_file(SCHEMA_ADDRESS)
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
TODAY = MADE_AT.date()
DAY = timedelta(days=1)


def problems_with(cards: list[Card]) -> list[Any]:
    plain = json.loads(json_of(cards, SCHEMA_ADDRESS))
    return [error.message for error in VALIDATOR.iter_errors(plain)]


def in_every_format(cards: list[Card]) -> str:
    unfolded = vcards_of(cards).replace("\r\n ", "")
    short = "".join(short_vcard(card) for card in cards).replace("\r\n ", "")
    return "\n".join((json_of(cards, SCHEMA_ADDRESS), unfolded, short, csv_of(cards)))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == SCHEMA_ADDRESS


def test_every_card_of_the_demonstration_follows_the_schema() -> None:
    cards = list(cards_of_demonstration())
    assert len(cards) > 1000
    assert problems_with(cards) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records, st.none() | profiles)
def test_every_card_follows_the_schema(record: r.Record, profile: r.StateProfile | None) -> None:
    assert problems_with(list(cards_made_of(record, profile))) == []


def test_a_hostile_record_follows_the_schema() -> None:
    record = a_hostile_record()
    cards = cards_made_of(record, a_hostile_profile(record.state))
    assert cards
    assert problems_with(list(cards)) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [("record_number", "2145"), ("role", "boss"), ("valid_from", "tomorrow"), ("unknown", 1)],
)
def test_the_schema_refuses_what_is_no_card(key: str, value: Any) -> None:
    card = as_json(cards_made_of(a_record())[0]) | {key: value}
    assert list(VALIDATOR.iter_errors({"$schema": SCHEMA_ADDRESS, "cards": [card]}))


def test_the_definitions_can_stand_elsewhere() -> None:
    found = definitions(Card, "#/components/schemas/")
    assert found["Card"]["properties"]["state"] == {
        "$ref": "#/components/schemas/CardState",
    }
    assert json.dumps(found).count("#/$defs/") == 0


def test_every_key_is_always_there() -> None:
    bare = a_record(emails=(), telephones=(), address=r.PostalAddress(), confirmation=None)
    full = next(c for c in cards_of_demonstration() if c.competence and c.legal_basis)
    assert as_json(cards_made_of(bare)[0]).keys() == as_json(full).keys()


def test_a_card_says_what_the_record_says() -> None:
    channel = r.AcceptedChannel(
        r.Urgency.URGENT, r.ChannelRoute.INTERPOL, r.Acceptance.ACCEPTED_IF_AGREED
    )
    designation = a_designation(channels=(*a_designation().channels, channel))
    basis = r.LegalBasis("UNTOC", "mla", r.ConventionAsBasis.YES)
    profile = r.StateProfile("FR", r.Provenance(r.ProvenanceKind.MADE_UP), legal_bases=(basis,))
    (card,) = cards_made_of(a_record(designations=(designation,)), profile)
    plain = as_json(card)
    assert plain["record_number"] == 9001
    assert plain["url"] == f"{SITE}/authorities/9001"
    assert plain["made_at"] == "2026-11-22T21:30:00+00:00"
    assert plain["state"] == {"iso2": "FR", "iso3": "FRX", "name": "State of FR"}
    assert plain["provisions"] == [
        {"instrument": {"code": "UNTOC", "name": "UNTOC"}, "article": "18(13)"}
    ]
    assert plain["telephones"][0]["number"] == "+999 1 555 0100"
    assert [c["acceptance"] for c in plain["channels"]["normal"]] == ["accepted"]
    assert plain["interpol"] == {"normal": "unknown", "urgent": "accepted_if_agreed"}
    assert plain["languages"]["normal"][0]["languages"] == ["en", "fr"]
    assert plain["legal_basis"][0]["convention_as_basis"] == "yes"
    assert plain["confirmation"]["state"] == "not_confirmed"
    assert plain["confirmation"]["confirmed_on"] == "2025-03-01"


def test_the_language_asked_for_stands_beside_the_original() -> None:
    name = LocalisedText(
        "ar",
        "وزارة العدل",
        (
            Translation("fr", "Ministère de la justice", Origin.STATE),
            Translation("es", "Ministerio", Origin.MACHINE_DRAFT),
        ),
    )
    record = a_record(name=name)
    (french,) = cards_made_of(record, language="fr")
    assert (french.authority.text, french.authority.language) == ("وزارة العدل", "ar")
    assert french.authority.in_card_language == "Ministère de la justice"
    (spanish,) = cards_made_of(record, language="es")
    assert spanish.authority.in_card_language is None  # A machine's draft is nobody's word.


@pytest.mark.parametrize(
    ("begins", "ends", "is_taken"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (TODAY + DAY, None, False),
        (None, TODAY - DAY, False),
    ],
)
def test_only_designations_that_hold_make_cards(begins: Any, ends: Any, *, is_taken: bool) -> None:
    designation = a_designation(valid_from=begins, valid_until=ends)
    assert bool(cards_made_of(a_record(designations=(designation,)))) is is_taken


@pytest.mark.parametrize("kind", [r.ProvenanceKind.MADE_UP, r.ProvenanceKind.HISTORIC])
def test_what_no_state_gave_says_so_in_every_format(kind: r.ProvenanceKind) -> None:
    record = a_record(provenance=r.Provenance(kind, "From somewhere."), confirmation=None)
    cards = list(cards_made_of(record))
    sentence = cards[0].provenance.warning
    assert sentence
    escaped = sentence.replace(";", "\\;")
    taken = (
        json_of(cards, ""),
        csv_of(cards),
        vcards_of(cards).replace("\r\n ", ""),
        short_vcard(cards[0]).replace("\r\n ", ""),
    )
    for text in taken:
        assert sentence in text or escaped in text


def test_what_was_notified_long_ago_holds_once_its_state_confirms_it() -> None:
    historic = r.Provenance(r.ProvenanceKind.HISTORIC, "From a notification.")
    (confirmed,) = cards_made_of(a_record(provenance=historic))
    assert confirmed.provenance.warning == ""


@pytest.mark.parametrize(
    ("days", "is_confirmed"), [(365 + 89, True), (365 + 90, False)], ids=["day 89", "day 90"]
)
def test_what_is_not_confirmed_says_so_in_every_format(days: int, *, is_confirmed: bool) -> None:
    on = MADE_AT.date() - timedelta(days=days)
    confirmation = r.Confirmation(on, r.ConfirmationMeans.ACCOUNT, "focal point")
    cards = list(cards_made_of(a_record(confirmation=confirmation)))
    sentence = "Not confirmed: telephone before you send originals."
    for text in (vcards_of(cards), short_vcard(cards[0])):
        assert (sentence in text.replace("\r\n ", "")) is not is_confirmed
    for text in (json_of(cards, ""), csv_of(cards)):
        assert ("not_confirmed" in text) is not is_confirmed


SECRET_POINT = r.ContactPoint(
    post=words("Secret desk"),
    person_name="Secret person",
    telephones=(r.Telephone("+999 1 555 7777", hours="Secret hours"),),
    emails=(r.Email("secret@justice.example"),),
    is_for_urgent=True,
    visibility=r.Visibility.SECRETARIAT,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records)
def test_what_only_the_secretariat_sees_is_in_no_format(record: r.Record) -> None:
    leads_there = r.AcceptedChannel(
        r.Urgency.URGENT,
        r.ChannelRoute.DIRECT,
        r.Acceptance.ACCEPTED,
        contact_post=SECRET_POINT.post.text,
    )
    hidden = replace(
        record,
        contact_points=(*record.contact_points, SECRET_POINT),
        designations=(*record.designations, a_designation(channels=(leads_there,))),
    )
    text = in_every_format(list(cards_made_of(hidden)))
    for secret in ("Secret", "secret@", "7777"):
        assert secret not in text


def test_no_format_names_a_person() -> None:
    point = replace(SECRET_POINT, visibility=r.Visibility.ALL_ACCOUNTS)
    text = in_every_format(list(cards_made_of(a_record(contact_points=(point,)))))
    assert "Secret desk" in text
    assert "Secret person" not in text


def test_hidden_marks_are_shown_in_every_format() -> None:
    record = a_record(
        name=words("Office\u202egnitnorts"), telephones=(r.Telephone("+999 1\u202e55"),)
    )
    cards = list(cards_made_of(record))
    assert "\u202e" not in in_every_format(cards)
    assert "+999 1[U+202E]55" in csv_of(cards)
    assert cards[0].authority.text == "Office[U+202E]gnitnorts"
