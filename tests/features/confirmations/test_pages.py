"""The desk's pages of the cycle, as an officer uses them; and what readers see from day 90."""

import csv
import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from cna_directory import clock
from cna_directory.access.roles import Role
from cna_directory.authorities.record import ContactPoint, Telephone, Visibility
from tests.builders import words
from tests.features.accounts.visitors import Browser, an_account, browser_at, change, rows
from tests.features.confirmations.cycle import (
    an_address,
    at,
    confirmed,
    job,
    reminders,
    seeded,
)

CONFIRMED = date(2025, 3, 1)
DUE = date(2026, 3, 1)
LATE = DUE + timedelta(days=90)


@pytest.fixture(autouse=True)
def directory(app: Flask) -> None:
    hidden = ContactPoint(
        words("Hidden post"),
        telephones=(Telephone("+999 9 999 9999"),),
        visibility=Visibility.SECRETARIAT,
    )
    open_post = ContactPoint(words("Duty desk"), telephones=(Telephone("+999 1 555 0177"),))
    seeded(
        confirmed(
            9001,
            "FR",
            CONFIRMED,
            contact_points=(hidden, open_post),
            languages_of_communication=("fr", "en"),
        ),
        confirmed(9002, "FR", CONFIRMED + timedelta(days=60)),
        confirmed(9003, "DE", CONFIRMED + timedelta(days=30), name=words("=cmd()")),
        confirmed(9004, "IT", CONFIRMED + timedelta(days=300)),
        on=CONFIRMED,
    )
    an_address(app, "one@fr.example", Role.FOCAL_POINT, "FR")


def officer(app: Flask, minutes_ago: int = 0) -> Browser:
    browser = browser_at(app)
    account = an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    browser.let_in(account, clock.now() - timedelta(minutes=minutes_ago))
    return browser


def test_the_list_shows_states_with_what_is_due_and_no_others(app: Flask) -> None:
    with at(LATE):
        job(app)
        browser = officer(app)
        text = browser.get("/desk/overdue").text
        assert "3 records are due to be confirmed." in text
        assert "Readers see 1 of them as not confirmed." in text
        assert text.index("France") < text.index("Germany")
        assert 'href="/desk/overdue/IT"' not in text
        only = browser.get("/desk/overdue?to=nobody").text
        assert 'href="/desk/overdue/DE"' in only
        assert 'href="/desk/overdue/FR"' not in only
        late = browser.get("/desk/overdue?not_confirmed=1").text
        assert 'href="/desk/overdue/FR"' in late
        assert 'href="/desk/overdue/DE"' not in late


def test_states_due_since_the_same_day_are_sorted_by_their_names(app: Flask) -> None:
    seeded(confirmed(9005, "ES", CONFIRMED), confirmed(9006, "CH", CONFIRMED), on=CONFIRMED)
    with at(LATE):
        browser = officer(app)
        text = browser.get("/desk/overdue").text
        assert re.findall(r'href="/desk/overdue/([A-Z]{2})"', text) == ["FR", "ES", "CH", "DE"]
        called = browser.get("/desk/overdue/telephones").text
        places = [called.index(name) for name in ("France", "Spain", "Switzerland", "Germany")]
        assert places == sorted(places)


def test_the_list_as_a_file(app: Flask) -> None:
    with at(LATE):
        job(app)
        answer = officer(app).get("/desk/overdue.csv")
    assert answer.content_type.startswith("text/csv")
    table = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [(row["record"], row["days_since_due"]) for row in table] == [
        ("9001", "90"),
        ("9002", "30"),
        ("9003", "60"),
    ]
    assert table[2]["authority"] == "'=cmd()"
    assert table[0]["reminders"] == "2026-05-30 focal_points"
    assert [row["written_to"] for row in table] == ["focal_points", "focal_points", "nobody"]


def test_the_telephone_list_has_numbers_times_and_languages_but_nothing_hidden(app: Flask) -> None:
    with at(LATE):
        browser = officer(app)
        text = browser.get("/desk/overdue/telephones").text
        for expected in (
            "+999 1 555 0177",
            "Duty desk",
            "French, English",
            "Europe/Paris",
            "11:00",
        ):
            assert expected in text, expected
        assert "+999 9 999 9999" not in text
        assert "Hidden post" not in text
        assert "Sample Authority 9004" not in text
        of_state = browser.get("/desk/overdue/telephones?state=DE").text
        assert "Sample Authority 9001" not in of_state
        assert "=cmd()" in of_state


def test_an_officer_reminds_one_state_and_all(app: Flask) -> None:
    with at(LATE - timedelta(days=20)):
        browser = officer(app)
        assert browser.send("/desk/overdue/FR", "/desk/overdue/FR/remind").status_code == 303
        assert "The State was reminded." in browser.get("/desk/overdue/FR").text
        again = browser.send("/desk/overdue/FR", "/desk/overdue/FR/remind")
        assert again.status_code == 409
        assert "written to today" in again.text
        assert "nobody to remind" in browser.get("/desk/overdue/remind").text
    with at(LATE - timedelta(days=10)):
        browser = officer_again(app)
        assert "of 1 State" in browser.get("/desk/overdue/remind").text
        assert browser.send("/desk/overdue/remind").status_code == 303
        assert "1 State was reminded." in browser.get("/desk/overdue").text
    assert [(r[0], r[2]) for r in reminders(app)] == [
        (9001, -70),
        (9002, -10),
        (9001, -80),
        (9002, -20),
    ]


def test_a_state_that_cannot_be_written_to_is_named(app: Flask) -> None:
    change(app, "UPDATE account SET email = 'no address' WHERE role = 'focal_point'")
    with at(LATE - timedelta(days=10)):
        browser = officer(app)
        assert browser.send("/desk/overdue/remind").status_code == 303
        text = browser.get("/desk/overdue").text
    assert "0 States were reminded." in text
    assert "No mail could be made for: France." in text


def officer_again(app: Flask) -> Browser:
    """Let the officer in on another day."""
    browser = browser_at(app)
    number = rows(app, "SELECT id FROM account WHERE role = 'secretariat'")[0].id
    browser.let_in(number)
    return browser


def ticks(browser: Browser) -> list[str]:
    """Return the values of the boxes that are ticked on France's page."""
    text = browser.get("/desk/overdue/FR").text
    return re.findall(r'name="numbers" value="([^"]+)" checked', text)


def sent(browser: Browser, **values: Any) -> Any:
    return browser.send("/desk/overdue/FR", "/desk/overdue/FR/confirm", **values)


def test_an_officer_confirms_on_a_note_verbale(app: Flask) -> None:
    with at(LATE):
        browser = officer(app)
        chosen = ticks(browser)
        assert len(chosen) == 2
        missing = sent(browser, numbers=chosen, means="note_verbale", note_reference="")
        assert missing.status_code == 422
        assert "Enter the reference of the note verbale" in missing.text
        seeded(confirmed(9002, "FR", CONFIRMED + timedelta(days=60), acronym="NEW"), on=LATE)
        stale = sent(browser, numbers=chosen, means="note_verbale", note_reference="NV 7")
        assert stale.status_code == 409
        assert "Sample Authority 9002 (9002)" in stale.text
        assert 'value="NV 7"' in stale.text
        done = sent(browser, numbers=ticks(browser), means="note_verbale", note_reference="NV 7")
        assert done.status_code == 303
        page = browser.get("/desk/overdue/FR").text
        assert "2 records are confirmed." in page
        assert "Nothing is due in this State." in page
        assert "by note verbale" in browser.get("/authorities/9001").text


def test_confirming_on_paper_asks_for_the_second_factor_again(app: Flask) -> None:
    with at(LATE):
        browser = officer(app, minutes_ago=6)
        answer = sent(browser, numbers=ticks(browser), means="note_verbale", note_reference="NV 7")
        assert answer.status_code != 303 or "/desk/overdue" not in str(answer.location)
    assert rows(app, "SELECT * FROM audit_operation WHERE action = 'records.confirmed'") == []


@pytest.mark.parametrize("role", [Role.READER, Role.FOCAL_POINT, Role.ADMINISTRATOR])
def test_the_pages_are_for_officers(app: Flask, role: Role) -> None:
    browser = browser_at(app)
    browser.let_in(an_account(app, "somebody@fr.example", role))
    for page in ("", ".csv", "/telephones", "/remind", "/FR"):
        assert browser.get(f"/desk/overdue{page}").status_code == 403


NOT_YET, FROM_THEN_ON = LATE - timedelta(days=1), LATE


@pytest.mark.parametrize(("day", "is_not_confirmed"), [(NOT_YET, False), (FROM_THEN_ON, True)])
@pytest.mark.parametrize(
    "page",
    [
        "/authorities/9001",
        "/states/FR",
        "/search?q=9001",
        "/answers/FR/mla",
        "/states/FR/sheet",
        "/authorities/9001.json",
    ],
)
def test_from_day_90_every_page_says_so(
    app: Flask, page: str, day: date, *, is_not_confirmed: bool
) -> None:
    with at(day):
        browser = browser_at(app)
        browser.let_in(an_account(app))
        answer = browser.get(page, follow_redirects=True)
        assert answer.status_code == 200, page
        said = "Not confirmed" in answer.text or '"not_confirmed"' in answer.text
        assert said is is_not_confirmed


def test_the_page_of_the_state_says_how_and_until_when(app: Flask) -> None:
    with at(NOT_YET):
        browser = browser_at(app)
        browser.let_in(an_account(app))
        text = re.sub(r"<[^>]+>|\s+", " ", browser.get("/states/FR").text)
        text = re.sub(" +", " ", text)
    assert "through the State’s account (focal point) · next confirmation due 1 March 2026" in text


def test_a_state_that_nobody_can_be_written_to_in_is_to_be_telephoned(app: Flask) -> None:
    with at(LATE):
        browser = officer(app)
        assert "none: telephone" in browser.get("/desk/overdue?to=nobody").text
        state = browser.get("/desk/overdue/DE").text
        assert "no account that could be written to" in state
        assert "Send a reminder now" not in state
        assert "Send a reminder now" in browser.get("/desk/overdue/FR").text
        job(app)
        assert "It was written to today." in browser.get("/desk/overdue/FR").text
