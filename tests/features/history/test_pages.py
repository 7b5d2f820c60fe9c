"""The past of a record on its pages: every revision, any two compared, and as it was on a day."""

import random
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from cna_directory.access.actors import SCHEDULER, SEEDER
from cna_directory.access.roles import Role
from cna_directory.authorities import record as r
from cna_directory.authorities.operations import bring_into_force, seed_records
from cna_directory.authorities.queries import revisions_taking_effect
from cna_directory.database import db
from tests.builders import a_designation, a_record, words
from tests.features.accounts.visitors import Browser, an_account, browser_at, past_the_application
from tests.web.checking import problems_with_page, words_of

HOLDS = "This is also what holds now."
BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PAGE = "/authorities/9001/history"
HIDDEN = r.ContactPoint(
    words("Night desk"),
    telephones=(r.Telephone("+999 1 555 0999"),),
    visibility=r.Visibility.SECRETARIAT,
)


@pytest.fixture
def clock():
    with time_machine.travel(BEGIN, tick=False) as traveller:
        yield traveller


def write(record: r.Record | r.StateProfile, days_later: int = 0, reason: str = "A test") -> None:
    now = datetime.now(UTC)
    effective = now.date() + timedelta(days=days_later)
    seed_records(SEEDER, record.state, [(record, now, effective, reason)])


def let_in(app: Flask, role: Role = Role.READER) -> Browser:
    browser = browser_at(app)
    browser.let_in(an_account(app, f"{role.value}@office.example", role))
    return browser


def let_in_again(app: Flask) -> Browser:
    browser = browser_at(app)
    browser.let_in(an_account(app, "later@office.example"))
    return browser


def tell_reader(app: Flask, clock) -> None:
    write(a_record())
    clock.shift(timedelta(days=10))
    write(a_record(telephones=(r.Telephone("+999 1 555 0777"),)), reason="New exchange")
    clock.shift(timedelta(days=10))
    write(
        a_record(telephones=(r.Telephone("+999 1 555 0777"),), contact_points=(HIDDEN,)),
        reason="Night desk added",
    )
    clock.shift(timedelta(days=10))
    write(a_record(name=words("Sample Bureau 9001"), contact_points=(HIDDEN,)))


def test_every_revision_says_what_changed_when_why_and_by_whom(app: Flask, clock) -> None:
    tell_reader(app, clock)
    edition = (
        "INSERT INTO edition (year, half, status, closing_at, issue_at, issued_at, compared_with,"
        " trail_head, content_hash, counts, reason) VALUES (2026, 1, 'issued',"
        " '2026-03-20 00:00:00', '2026-03-20 00:00:00', '2026-03-20 00:00:00', '', '', '', '{}', '')"
    )
    with past_the_application(app) as connection:
        connection.exec_driver_sql(edition)
    shown = let_in(app).get(PAGE)
    assert problems_with_page(shown) == []
    said = words_of(shown)
    assert "Telephone 1: number" in said
    assert "New exchange" in said
    assert "12 March 2026" in said
    assert "Loaded with the first records" in said
    second = re.search(r"<th scope=\"row\">2 ?<.*?</tr>", shown.text.replace("\n", ""))
    assert second is None or "2026/1" in second[0]
    assert "2026/1" in said


def test_who_may_not_see_a_contact_point_finds_no_trace_of_it(app: Flask, clock) -> None:
    tell_reader(app, clock)
    reader, officer = let_in(app), let_in(app, Role.SECRETARIAT)
    days = [BEGIN.date() + timedelta(days=offset) for offset in (0, 10, 20, 30)]
    pages = [PAGE, f"{PAGE}/1/4", *(f"{PAGE}/as-at?on={day}" for day in days)]
    for page in pages:
        shown = reader.get(page)
        assert shown.status_code == 200, page
        assert problems_with_page(shown) == []
        assert "555 0999" not in shown.text, page
        assert "Night desk" not in shown.text, page
    assert reader.get(f"{PAGE}/1/3").status_code == 404
    assert "Night desk added" in officer.get(PAGE).text
    assert "account" in words_of(officer.get(PAGE))
    assert "555 0999" in officer.get(f"{PAGE}/2/3").text
    assert "555 0999" in officer.get(f"{PAGE}/as-at?on={days[2]}").text


def test_two_revisions_are_compared_word_by_word(app: Flask, clock) -> None:
    tell_reader(app, clock)
    reader = let_in(app)
    shown = reader.get(f"{PAGE}/1/4")
    assert problems_with_page(shown) == []
    assert re.search(r"<del>.*Authority.*</del>", shown.text)
    assert re.search(r"<ins>.*Bureau.*</ins>", shown.text)
    chosen = reader.get(f"{PAGE}/two?older=4&newer=1")
    assert chosen.location == f"{PAGE}/1/4"
    assert "Both say the same." in reader.get(f"{PAGE}/2/2").text
    assert reader.get(f"{PAGE}/1/9").status_code == 404
    for wrong in (f"{PAGE}/two?older=x&newer=1", f"{PAGE}/two"):
        assert reader.get(wrong).location == PAGE
        assert "Choose two revisions to compare." in reader.get(PAGE).text


def test_as_at_a_day_is_what_the_page_showed_that_evening(app: Flask, clock) -> None:
    chance = random.Random(7)
    write(a_record())
    reader, account_id = browser_at(app), an_account(app)
    seen: dict[date, str] = {}
    shown = re.compile(r"\+999 1 555 \d{4}")
    for day in range(14):
        clock.move_to(BEGIN + timedelta(days=day))
        if chance.random() < 0.6:
            number = f"+999 1 555 {day:04}"
            write(a_record(telephones=(r.Telephone(number),)), chance.choice([0, 0, 2, 5]))
        clock.move_to(BEGIN.replace(hour=23) + timedelta(days=day))
        for revision in revisions_taking_effect(datetime.now(UTC)):
            bring_into_force(SCHEDULER, revision)
        db.session.rollback()
        reader.let_in(account_id)  # A session does not last the night.
        seen[date(2026, 3, 2) + timedelta(days=day)] = shown.findall(
            reader.get("/authorities/9001").text
        )[0]
    clock.move_to(BEGIN + timedelta(days=40))
    reader.let_in(account_id)
    assert len(set(seen.values())) > 3
    for day, telephone in seen.items():
        page = reader.get(f"{PAGE}/as-at?on={day}")
        assert shown.findall(page.text)[0] == telephone, day
        assert "As it was on" in page.text


def test_a_day_without_the_record_and_what_is_no_day_are_told(app: Flask, clock) -> None:
    write(a_record())
    reader = let_in(app)
    before = reader.get(f"{PAGE}/as-at?on=2026-03-01")
    assert problems_with_page(before) == []
    assert "Not in the directory on that day" in before.text
    for typed in ("", "yesterday", "2999-01-01", "2026-02-30", "%00"):
        answer = reader.get(f"{PAGE}/as-at?on={typed}")
        assert answer.status_code == 422, typed
        assert problems_with_page(answer) == []


def test_an_ended_record_keeps_its_history(app: Flask, clock) -> None:
    write(a_record())
    clock.shift(timedelta(days=1))
    write(a_record(status=r.RecordStatus.WITHDRAWN))
    reader = let_in(app)
    assert reader.get("/authorities/9001").status_code == 404
    shown = reader.get(PAGE)
    assert problems_with_page(shown) == []
    assert "This record has ended" in shown.text
    ended = reader.get(f"{PAGE}/as-at?on=2026-03-03")
    assert "The record had ended by that day" in ended.text


def test_what_is_not_in_force_yet_has_no_history(app: Flask, clock) -> None:
    write(a_record(), days_later=5)
    assert let_in(app).get(PAGE).status_code == 404


def test_what_was_only_confirmed_anew_still_holds(app: Flask, clock) -> None:
    write(a_record())
    clock.shift(timedelta(days=10))
    again = r.Confirmation(date(2026, 3, 12), r.ConfirmationMeans.ACCOUNT, "focal point")
    write(a_record(confirmation=again))
    reader = let_in(app)
    earlier = reader.get(f"{PAGE}/as-at?on=2026-03-05")
    assert problems_with_page(earlier) == []
    assert "What it says is still the same" in earlier.text
    assert "Do not send a request" not in earlier.text
    clock.shift(timedelta(days=1))
    write(a_record(confirmation=again, telephones=()))
    changed = let_in_again(app).get(f"{PAGE}/as-at?on=2026-03-05")
    assert "It does not hold any more. Do not send a request" in changed.text


def test_what_the_state_says_of_all_its_offices_is_compared_too(app: Flask, clock) -> None:
    made_up = r.Provenance(r.ProvenanceKind.MADE_UP, "Made up.")

    def costs(text: str) -> r.StateProfile:
        return r.StateProfile(
            "FR", made_up, requirements=(r.LegalRequirement("mla", costs=words(text)),)
        )

    write(a_record())
    write(costs("Two copies."))
    clock.shift(timedelta(days=10))
    reader = let_in(app)
    assert HOLDS in reader.get(f"{PAGE}/as-at?on=2026-03-05").text
    write(costs("Five copies and an apostille."))
    shown = reader.get(f"{PAGE}/as-at?on=2026-03-05")
    assert problems_with_page(shown) == []
    assert "Two copies." in shown.text
    assert HOLDS not in shown.text
    assert "Do not send a request" in shown.text
    assert HOLDS in reader.get(f"{PAGE}/as-at?on=2026-03-12").text


def test_a_designation_that_has_lapsed_since_does_not_hold(app: Flask, clock) -> None:
    write(a_record(designations=(a_designation(valid_until=date(2026, 3, 20)),)))
    clock.shift(timedelta(days=10))
    assert HOLDS in let_in(app).get(f"{PAGE}/as-at?on=2026-03-05").text
    clock.shift(timedelta(days=20))
    reader = let_in_again(app)
    shown = reader.get(f"{PAGE}/as-at?on=2026-03-05").text
    assert HOLDS not in shown
    assert "Do not send a request" in shown
    assert HOLDS in reader.get(f"{PAGE}/as-at?on=2026-03-25").text


def test_what_lapsed_unconfirmed_does_not_hold_as_it_did(app: Flask, clock) -> None:
    confirmed = r.Confirmation(date(2026, 3, 2), r.ConfirmationMeans.ACCOUNT, "focal point")
    write(a_record(confirmation=confirmed))
    clock.shift(timedelta(days=500))
    shown = let_in(app).get(f"{PAGE}/as-at?on=2026-03-05").text
    assert HOLDS not in shown
    assert "What it says is still the same" in shown


def test_what_is_hidden_makes_no_difference_to_a_reader(app: Flask, clock) -> None:
    write(a_record(contact_points=(HIDDEN,)))
    clock.shift(timedelta(days=10))
    write(a_record(contact_points=(replace(HIDDEN, telephones=()),)))
    assert HOLDS in let_in(app).get(f"{PAGE}/as-at?on=2026-03-05").text
    officer = let_in(app, Role.SECRETARIAT)
    assert HOLDS not in officer.get(f"{PAGE}/as-at?on=2026-03-05").text


def test_a_state_as_it_was_on_a_day(app: Flask, clock) -> None:
    profile = r.StateProfile("FR", r.Provenance(r.ProvenanceKind.MADE_UP, "Made up."))
    write(replace(profile, general_note=words("Write in French."), not_designated=("transfer",)))
    clock.shift(timedelta(days=10))
    write(replace(profile, general_note=words("Write in English.")), days_later=2)
    place = "/states/fr/history"
    reader = let_in(app)
    for day in ("2026-03-02", "2026-03-12"):
        shown = reader.get(f"{place}/as-at?on={day}")
        assert problems_with_page(shown) == []
        assert "Write in French." in shown.text, day
        assert "Transfer of sentenced persons" in shown.text
        assert "This is also what holds now." in shown.text
    clock.shift(timedelta(days=3))
    reader = let_in_again(app)
    assert "It does not hold any more." in reader.get(f"{place}/as-at?on=2026-03-12").text
    now = reader.get(f"{place}/as-at?on=2026-03-14").text
    assert "Write in English." in now
    assert "Write in French." not in now
    assert f'action="{place.replace("fr", "FR")}/as-at"' in reader.get(place).text
    before = reader.get(f"{place}/as-at?on=2026-03-01")
    assert problems_with_page(before) == []
    assert "Not in the directory on that day" in before.text
    for typed in ("", "yesterday", "2999-01-01", "%00"):
        answer = reader.get(f"{place}/as-at?on={typed}")
        assert answer.status_code == 422, typed
        assert problems_with_page(answer) == []
    assert reader.get("/states/DE/history/as-at?on=2026-03-12").status_code == 404


def test_a_state_has_a_history_too(app: Flask, clock) -> None:
    profile = r.StateProfile("FR", r.Provenance(r.ProvenanceKind.MADE_UP, "Made up."))
    write(profile)
    clock.shift(timedelta(days=1))
    write(replace(profile, general_note=words("Write in French.")))
    reader = let_in(app)
    shown = reader.get("/states/fr/history")
    assert problems_with_page(shown) == []
    assert "General note" in shown.text
    compared = reader.get("/states/FR/history/1/2")
    assert problems_with_page(compared) == []
    assert "Write in French." in compared.text
    assert reader.get("/states/DE/history").status_code == 404
