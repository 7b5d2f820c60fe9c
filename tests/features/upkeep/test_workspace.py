"""The focal point's own page: what its State has, and one button that confirms it."""

import re
from datetime import UTC, datetime, timedelta

import html5lib
import time_machine
import vobject
from flask import Flask
from sqlalchemy import insert

from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from cna_directory.accounts.operations.administration import (
    change_place,
    close_account,
    suspend_account,
)
from cna_directory.accounts.queries.administration import managed_account
from cna_directory.accounts.rules.administration import Place
from cna_directory.authorities import record as r
from cna_directory.authorities.queries import authority_record, profile_of_state
from cna_directory.database import db
from cna_directory.reports.models import ProblemReport
from cna_directory.reports.queries import REPORTS_PER_PAGE
from cna_directory.reports.standing import ProblemKind, ReportStatus
from cna_directory.scheduler import keep_accounts
from tests.builders import a_record, seed, words
from tests.features.accounts.visitors import (
    Browser,
    an_account,
    browser_at,
    past_the_application,
    rows,
)
from tests.features.review.proposals import focal_point, officer, propose
from tests.features.upkeep.forms import CHANGE, drafts, press
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


def test_what_holds_for_a_state_without_records_is_confirmed(app: Flask) -> None:
    seed(r.StateProfile("DE", r.Provenance(r.ProvenanceKind.MADE_UP)))
    browser = a_focal_point(app, "DE")
    page = browser.get("/my-state")
    assert problems_with_page(page) == []
    assert "Your State has no records yet" in words_of(page)
    browser.post("/my-state/confirm", data=as_shown(browser))
    assert "What holds for the State as a whole is confirmed." in words_of(browser.get("/my-state"))
    found = profile_of_state("DE")
    assert found is not None
    assert found.record.confirmation is not None


def test_a_report_that_waits_is_counted_however_many_are_settled_since(app: Flask) -> None:
    seed(a_record(), a_record(9003, "DE"))
    browser = a_focal_point(app)
    reader = an_account(app, "reader@mission.example")
    waits, settled = ReportStatus.OPEN, ReportStatus.CORRECTED
    with past_the_application(app) as connection:
        for day, (number, state, status) in enumerate(
            [(9001, "FR", waits), (9003, "DE", waits), *[(9001, "FR", settled)] * REPORTS_PER_PAGE]
        ):
            connection.execute(
                insert(ProblemReport).values(
                    authority_number=number,
                    state_iso2=state,
                    revision_number=1,
                    field="",
                    shown_value="",
                    kind=ProblemKind.OTHER,
                    words="It is wrong.",
                    status=status,
                    reported_by=reader,
                    reported_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day),
                    outcome="",
                )
            )
    assert "1 report is not settled." in words_of(browser.get("/my-state"))


def test_what_only_the_secretariat_sees_is_no_proposal_to_anybody_else(app: Flask) -> None:
    seed(a_record())
    hidden = r.ContactPoint(words("Night desk"), visibility=r.Visibility.SECRETARIAT)
    by = officer(app)
    unseen = propose(by, contact_points=(hidden,))
    user = browser_at(app)
    user.let_in(
        an_account(app, "office@office.example", Role.AUTHORITY_USER, authority_number=9001)
    )
    browser = a_focal_point(app)
    for page in (browser.get("/my-state"), browser.get(CHANGE), user.get("/my-authority")):
        assert page.status_code == 200
        assert f"/proposals/{unseen}" not in page.text
        assert "propose for this record" not in page.text
    seen = propose(by, contact_points=(hidden,), acronym="SEEN")
    for page in (browser.get("/my-state"), browser.get(CHANGE)):
        assert f"/proposals/{seen}" in page.text
    assert "propose for this record" in user.get("/my-authority").text


def test_a_colleagues_proposal_is_told_without_a_way_to_where_it_cannot_be_read(app: Flask) -> None:
    seed(a_record())
    place = {"role": Role.AUTHORITY_USER, "authority_number": 9001}
    one, other = (an_account(app, f"{name}@office.example", **place) for name in ("one", "other"))
    number = propose(
        Actor(Role.AUTHORITY_USER, other, state="FR", authority_number=9001), acronym="X"
    )
    browser = browser_at(app)
    browser.let_in(one)
    page = browser.get(CHANGE)
    assert "A change of this record is proposed already" in words_of(page)
    assert "/proposals/" not in page.text
    assert f"/proposals/{number}" in a_focal_point(app).get(CHANGE).text


def test_who_works_for_another_state_now_has_nothing_left_of_the_last_one(app: Flask) -> None:
    seed(a_record(), a_record(9501, "DE"), a_record(9502, "DE"))
    focal, by = focal_point(app), officer(app)
    browser = browser_at(app)
    browser.let_in(focal.account_id or 0)
    new = "/states/FR/authorities/new"
    press(browser, CHANGE, "save", acronym="SA")
    press(browser, new, "save", acronym="NEW")
    propose(focal, acronym="SENT")
    before = words_of(browser.get("/my-state"))
    assert ("Record 9001" in before, "A new authority" in before) == (True, True)
    german = Place(Role.FOCAL_POINT, "DE")
    subject = managed_account(focal.account_id or 0)
    settings = app.extensions["settings"]
    change_place(by, subject, german, reason="They moved.", settings=settings)
    press(browser, "/authorities/9501/change", "save", acronym="DE")
    page = browser.get("/my-state")
    for address in set(re.findall(r'href="(/(?:proposals|authorities|states)/[^"]*)"', page.text)):
        assert browser.get(address).status_code == 200
    assert "Record 9501" in words_of(page)
    assert "You have sent no proposal yet." in words_of(page)


def test_the_draft_of_a_record_that_has_ended_is_not_offered(app: Flask) -> None:
    seed(a_record(), a_record(9002))
    browser = a_focal_point(app)
    press(browser, CHANGE, "save", acronym="SA")
    assert "Record 9001" in words_of(browser.get("/my-state"))
    ended = {"status": r.RecordStatus.SUPERSEDED, "superseded_by": 9002}
    seed(a_record(9001, **ended), recorded_at=datetime(2025, 4, 1, tzinfo=UTC))
    assert "Record 9001" not in words_of(browser.get("/my-state"))


def test_what_was_typed_in_an_account_is_forgotten_when_it_is_closed_for_good(app: Flask) -> None:
    seed(a_record())
    by, settings = officer(app), app.extensions["settings"]
    gone, stays = focal_point(app), focal_point(app, email="stays@ministry.example")
    for actor in (gone, stays):
        browser = browser_at(app)
        browser.let_in(actor.account_id or 0)
        press(browser, CHANGE, "save", acronym="SA")
    suspend_account(by, managed_account(stays.account_id or 0), reason="Away.", settings=settings)
    close_account(by, managed_account(gone.account_id or 0), reason="Left.", settings=settings)
    keep_accounts(settings)
    assert [it.account_id for it in drafts()] == [stays.account_id]
