"""The focal point's own page: what its State has, and one button that confirms it."""

import html5lib
import time_machine
import vobject
from flask import Flask

from cna_directory.access.roles import Role
from cna_directory.authorities import record as r
from cna_directory.authorities.queries import authority_record
from cna_directory.database import db
from tests.builders import a_record, seed, words
from tests.features.accounts.visitors import Browser, an_account, browser_at, rows
from tests.web.checking import problems_with_page, words_of

TODAY = "2026-06-01"


def a_focal_point(app: Flask, state: str = "FR") -> Browser:
    """Return the browser of a State's focal point."""
    browser = browser_at(app)
    browser.let_in(an_account(app, f"focal@{state}.example", Role.FOCAL_POINT, state_iso2=state))
    return browser


def as_shown(browser: Browser) -> dict[str, list[str]]:
    """Return what the form on the page would send, all ticks set."""
    root = html5lib.parse(browser.get("/my-state").text, namespaceHTMLElements=False)
    form = root.find(".//form[@action='/my-state/confirm']")
    sent: dict[str, list[str]] = {}
    for box in form.iter("input"):
        if box.get("type") != "checkbox" or box.get("checked") is not None:
            sent.setdefault(box.get("name"), []).append(box.get("value"))
    return sent


def confirmed(number: int) -> str:
    """Return the day on which a record was confirmed last."""
    db.session.rollback()
    found = authority_record(number).record.confirmation
    return found.confirmed_on.isoformat() if found else ""


@time_machine.travel(f"{TODAY}T12:00:00+00:00", tick=False)
def test_from_the_mail_to_all_confirmed_in_three_requests_and_no_typing(app: Flask) -> None:
    seed(a_record(9001), a_record(9002), a_record(9003, "DE"))
    browser = a_focal_point(app)
    page = browser.get("/my-state")
    assert "Your State has 2 records. Last confirmed 1 March 2025." in words_of(page)
    assert problems_with_page(page) == []
    assert confirmed(9001) == "2025-03-01"
    done = browser.post("/my-state/confirm", data=as_shown(browser))
    assert done.location == "/my-state"
    assert "2 records are confirmed." in browser.get(done.location).text
    assert [confirmed(9001), confirmed(9002), confirmed(9003)] == [TODAY, TODAY, "2025-03-01"]


@time_machine.travel(f"{TODAY}T12:00:00+00:00", tick=False)
def test_a_record_without_its_tick_is_left_out(app: Flask) -> None:
    seed(a_record(9001), a_record(9002))
    browser = a_focal_point(app)
    browser.post("/my-state/confirm", data={**as_shown(browser), "record": ["9002"]})
    assert [confirmed(9001), confirmed(9002)] == ["2025-03-01", TODAY]


@time_machine.travel(f"{TODAY}T12:00:00+00:00", tick=False)
def test_what_changed_since_the_page_was_opened_is_not_confirmed(app: Flask) -> None:
    seed(a_record(9001))
    browser = a_focal_point(app)
    opened = as_shown(browser)
    seed(a_record(9001, acronym="NEW"))
    answer = browser.post("/my-state/confirm", data=opened)
    assert answer.status_code == 409
    assert "Sample Authority 9001 (9001)" in words_of(answer)
    assert confirmed(9001) == "2025-03-01"


def test_another_states_record_cannot_be_slipped_in(app: Flask) -> None:
    seed(a_record(9001), a_record(9003, "DE"))
    browser = a_focal_point(app)
    answer = browser.post("/my-state/confirm", data={**as_shown(browser), "record": ["9003"]})
    assert answer.status_code == 404
    assert confirmed(9003) == "2025-03-01"


def test_nobody_else_has_a_state_to_keep(app: Flask) -> None:
    for role in (Role.READER, Role.SECRETARIAT, Role.AUTHORITY_USER):
        browser = browser_at(app)
        browser.let_in(an_account(app, f"{role}@ministry.example", role))
        assert browser.get("/my-state").status_code == 403


def test_a_state_without_records_is_asked_for_its_first(app: Flask) -> None:
    page = a_focal_point(app, "DE").get("/my-state")
    assert "Your State has no records yet" in words_of(page)
    assert problems_with_page(page) == []


@time_machine.travel(f"{TODAY}T12:00:00+00:00", tick=False)
def test_the_calendar_holds_the_next_due_days(app: Flask) -> None:
    name = "Ministère; de la justice, " + "é" * 80 + "\nDirection"
    seed(a_record(9001, name=words(name, "fr")), a_record(9002))
    browser = a_focal_point(app)
    answer = browser.get("/my-state/calendar.ics")
    assert answer.mimetype == "text/calendar"
    assert all(len(line) <= 75 for line in answer.data.split(b"\r\n"))
    assert b"\n" not in answer.data.replace(b"\r\n", b"")
    calendar = vobject.readOne(answer.text)
    days = [it.dtstart.value.isoformat() for it in calendar.vevent_list]
    assert days == ["2026-03-01", "2027-03-01"]
    assert name in calendar.vevent.description.value
    assert calendar.vevent.url.value.endswith("/my-state")
    assert rows(
        app, "SELECT count(*) FROM audit_operation WHERE action = 'records.taken_along'"
    ) == [(1,)]


def test_closures_to_come_are_shown(app: Flask) -> None:
    closures = (
        r.Closure(r.date(2020, 5, 1), words("Long ago")),
        r.Closure(r.date(2090, 5, 1), words("Far away")),
    )
    seed(r.StateProfile("FR", r.Provenance(r.ProvenanceKind.MADE_UP), closures=closures))
    shown = words_of(a_focal_point(app).get("/my-state"))
    assert "Far away" in shown
    assert "Long ago" not in shown
