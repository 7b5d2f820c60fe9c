"""The pages of an authority and of a State, as a reader without JavaScript sees them."""

from dataclasses import replace
from datetime import time, timedelta

import html5lib
import pytest
from flask import Flask

from cna_directory import clock
from cna_directory.access.roles import Role
from cna_directory.authorities import record as r
from cna_directory.authorities.office_week import office_week
from cna_directory.database import db
from tests.builders import a_designation, a_record, seed, words
from tests.features.accounts.visitors import Browser, an_account, browser_at
from tests.features.authorities.hostile import (
    HOSTILE,
    LONG_WORD,
    SHOWN,
    a_full_record,
    a_hostile_profile,
    a_hostile_record,
)
from tests.web.checking import heading_of, problems_with_page, words_of

ADDRESS = "/authorities/9001"


def shown(browser: Browser, address: str = ADDRESS) -> str:
    db.session.rollback()
    answer = browser.get(address)
    assert answer.status_code == 200
    assert problems_with_page(answer) == []
    return words_of(answer)


def test_contact_comes_before_everything_else(reader: Browser) -> None:
    seed(a_record())
    text = shown(reader)
    order = ["Made up for the demonstration", "Not confirmed", "Contact", "The office"]
    order += ["What it receives, and what to send", "About this record"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_numbers_and_addresses_are_links_that_run_from_left_to_right(reader: Browser) -> None:
    seed(a_record())
    db.session.rollback()
    page = reader.get(ADDRESS).text
    assert 'href="tel:+99915550100"><bdi class="latin" dir="ltr">+999 1 555 0100</bdi>' in page
    assert 'href="mailto:office9001@justice.example"><bdi class="latin" dir="ltr">' in page


def test_what_is_missing_is_said(reader: Browser) -> None:
    bare = a_record(
        emails=(),
        telephones=(),
        address=r.PostalAddress(),
        designations=(a_designation(channels=(), language_rules=()),),
    )
    seed(replace(bare, confirmation=None, time_zone=""))
    text = shown(reader)
    for label in ("E-mail", "Telephone", "Postal address", "Office hours", "Through INTERPOL"):
        assert f"{label} Not stated" in text
    assert "has never confirmed this record" in text


def test_a_full_record_shows_every_text_it_holds(reader: Browser) -> None:
    record = replace(a_full_record(), reports_to=None)
    seed(record)
    text = shown(reader, f"/authorities/{record.number}")

    def each(value: object) -> None:
        from dataclasses import fields, is_dataclass

        from cna_directory.languages import LocalisedText

        if isinstance(value, LocalisedText):
            assert " ".join(value.text.split()) in text
        elif isinstance(value, tuple):
            for item in value:
                each(item)
        elif is_dataclass(value):
            for field in fields(value):
                each(getattr(value, field.name))

    each(
        replace(
            record,
            contact_points=tuple(
                c for c in record.contact_points if c.visibility is r.Visibility.ALL_ACCOUNTS
            ),
        )
    )


@pytest.mark.parametrize(
    ("confirmed_ago", "words"),
    [(10, "Confirmed"), (400, "Confirmation due"), (460, "Not confirmed")],
)
def test_confirmation_is_in_words(reader: Browser, confirmed_ago: int, words: str) -> None:
    day = clock.today() - timedelta(days=confirmed_ago)
    seed(a_record(confirmation=r.Confirmation(day, r.ConfirmationMeans.FORM, "focal point")))
    text = shown(reader)
    assert f"{words} · last confirmed" in text
    assert ("Telephone before you send originals" in text) == (words == "Not confirmed")


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (r.ProvenanceKind.MADE_UP, "this authority does not exist"),
        (r.ProvenanceKind.HISTORIC, "it may no longer hold"),
    ],
)
def test_what_is_not_from_a_state_says_so(
    reader: Browser, kind: r.ProvenanceKind, sentence: str
) -> None:
    provenance = r.Provenance(kind, "From somewhere.")
    seed(a_record(provenance=provenance, telephones=(), confirmation=None))
    assert sentence in shown(reader)


def test_what_was_notified_long_ago_holds_once_its_state_confirms_it(reader: Browser) -> None:
    historic = r.Provenance(r.ProvenanceKind.HISTORIC, "From a notification.")
    seed(
        a_record(9001, provenance=historic), a_record(9002, provenance=historic, confirmation=None)
    )
    for page in ("/authorities/9001", f"/authorities/9001/history/as-at?on={clock.today()}"):
        assert "the State has confirmed it since" in shown(reader, page)
        assert "Do not send a request" not in shown(reader, page)
    assert "Do not send a request" in shown(reader, "/authorities/9002")


def test_a_recent_change_of_contact_is_told_for_thirty_days(reader: Browser) -> None:
    today = clock.today()
    seed(a_record(9001, contact_changed_on=today - timedelta(days=30)))
    seed(a_record(9002, contact_changed_on=today - timedelta(days=31)))
    assert "Contact details changed on" in shown(reader)
    assert "Contact details changed on" not in shown(reader, "/authorities/9002")


def test_what_is_for_the_secretariat_is_not_for_readers(app: Flask, reader: Browser) -> None:
    hidden = r.ContactPoint(words("The quiet post"), visibility=r.Visibility.SECRETARIAT)
    channel = replace(a_designation().channels[0], contact_post="The quiet post")
    seed(a_record(contact_points=(hidden,), designations=(a_designation(channels=(channel,)),)))
    assert "The quiet post" not in shown(reader)
    officer = browser_at(app)
    officer.let_in(an_account(app, "officer@secretariat.example", Role.SECRETARIAT))
    assert "The quiet post" in shown(officer)


def test_only_web_addresses_become_links(reader: Browser) -> None:
    source = "javascript:alert(1)"
    notification = r.Notification(r.NotificationKind.LETTER, source=source)
    seed(a_record(designations=(a_designation(notification=notification),)))
    text = shown(reader)
    assert source in text
    assert f'href="{source}' not in reader.get(ADDRESS).text


def test_links_out_do_not_say_where_from(reader: Browser) -> None:
    seed(a_record(websites=("https://justice.example/?a=1&b=2",)))
    db.session.rollback()
    page = reader.get(ADDRESS).text
    assert 'href="https://justice.example/?a=1&amp;b=2" rel="noreferrer"' in page


def test_requirements_of_the_state_stand_where_the_authority_has_none(reader: Browser) -> None:
    item = r.RequirementItem(
        r.RequirementPart.DOCUMENTATION,
        words("A certified copy of the warrant"),
        is_certified=True,
        applies_to=r.AppliesTo.PERSON_CHARGED,
    )
    requirement = r.LegalRequirement(
        "extradition", (item,), alternative_measure="provisional_arrest"
    )
    basis = r.LegalBasis("UNTOC", "extradition", r.ConventionAsBasis.YES)
    made_up = r.Provenance(r.ProvenanceKind.MADE_UP)
    seed(
        a_record(designations=(a_designation("extradition"),)),
        r.StateProfile("FR", made_up, requirements=(requirement,), legal_bases=(basis,)),
    )
    text = shown(reader)
    assert "The State gives these requirements for all its authorities." in text
    assert "Only for a person charged: A certified copy of the warrant certified copy" in text
    assert "Organized Crime Convention Yes: the Convention is used as the legal basis" in text
    assert "Alternative measure provisional arrest" in text
    state = shown(reader, "/states/FR")
    assert "A certified copy of the warrant" in state


def test_a_hostile_record_appears_literally(reader: Browser) -> None:
    record = a_hostile_record()
    seed(record, a_hostile_profile(record.state))
    db.session.rollback()
    for address in (
        f"/authorities/{record.number}",
        f"/states/{record.state}",
        f"/search?state={record.state}",
        f"/search?state={record.state}&request_type={record.designations[0].request_type}",
    ):
        answer = reader.get(address)
        assert answer.status_code == 200
        assert problems_with_page(answer) == []
        root = html5lib.parse(answer.text, namespaceHTMLElements=False)
        text = "".join(root.itertext())
        assert SHOWN in text, address
        assert not set("\u202e\u202c\u2066\x07") & set(answer.text), address
        assert "{{ 7*7 }}" in text
        assert {script.get("src", "")[:8] for script in root.findall(".//script")} == {"/static/"}
        assert root.findall(".//img") == []
    page = reader.get(f"/authorities/{record.number}")
    assert LONG_WORD in page.text
    assert heading_of(page) == " ".join(SHOWN.split())


def test_the_hostile_record_is_hostile_everywhere() -> None:
    assert repr(a_hostile_record()).count(repr(HOSTILE)[1:-1]) > 20


def test_a_state_shows_treaties_with_their_days(reader: Browser) -> None:
    text = shown(reader, "/states/eg")
    assert text.count("Egypt") > 1
    assert "Organized Crime Convention Party (ratification, 5 March 2004)" in text
    assert "4 April 2004" in text
    assert "None known here" in text
    assert "Africa/Cairo" in text


def test_each_state_has_a_page(app: Flask, reader: Browser) -> None:
    from cna_directory.reference.queries import states

    for state in states("en"):
        answer = reader.get(f"/states/{state.iso2}")
        assert answer.status_code == 200
        assert problems_with_page(answer) == [], state.iso2


def test_the_week_of_an_office() -> None:
    hours = tuple(r.OpeningSpan(day, time(9), time(17)) for day in (7, 1, 2, 3, 4))
    record = a_record(
        time_zone="Africa/Cairo", office_hours=hours, lunch_from=time(12), lunch_until=time(13)
    )
    week = office_week(record)
    assert week is not None
    assert [(s.first, s.last) for s in week.stretches] == [(1, 4), (7, 7)]
    assert week.lunch == (time(12), time(13))
    assert office_week(replace(record, office_hours=())) is None
