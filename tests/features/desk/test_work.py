"""What waits and which is the oldest; the work list; filters that an officer keeps."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import insert

from cna_directory.access.guard import POLICIES
from cna_directory.access.roles import Role
from cna_directory.authorities import record as r
from cna_directory.database import Base, db
from cna_directory.desk.queries.work_list import completeness
from cna_directory.desk.routes.filters import LISTS
from cna_directory.desk.routes.home import COUNTED
from cna_directory.desk.rules.filters import chosen_in, problems_with
from cna_directory.desk.rules.work_list import Completeness, Narrowed, work_list
from cna_directory.exchange.models import RecordImport
from cna_directory.exchange.standing import ImportStatus
from cna_directory.reports.models import ProblemReport
from cna_directory.reports.standing import ProblemKind, ReportStatus
from cna_directory.review.models import ChangeProposal
from cna_directory.review.standing import ProposalKind, ProposalStatus
from tests.builders import a_designation, a_record, seed, words
from tests.features.accounts.visitors import (
    Browser,
    an_account,
    browser_at,
    past_the_application,
    rows,
)
from tests.features.authorities.test_usable import BASIS, USABLE
from tests.web.checking import problems_with_page, words_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FRESH = r.Confirmation(date(2026, 11, 1), r.ConfirmationMeans.ACCOUNT, "focal point")
OLD = r.Confirmation(date(2025, 3, 1), r.ConfirmationMeans.ACCOUNT, "focal point")


@pytest.fixture(autouse=True)
def still() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def an_officer(app: Flask, name: str = "officer") -> Browser:
    browser = browser_at(app)
    browser.account = an_account(app, f"{name}@secretariat.example", Role.SECRETARIAT)
    browser.let_in(browser.account)
    return browser


def put(app: Flask, model: type[Base], **values: object) -> None:
    with past_the_application(app) as connection:
        connection.execute(insert(model).values(**values))
    db.session.rollback()


def a_proposal(app: Flask, by: int, days_ago: int, status: ProposalStatus, name: str) -> None:
    put(
        app,
        ChangeProposal,
        kind=ProposalKind.CHANGE,
        status=status,
        state_iso2="KE",
        authority_number=9001,
        base_revision=1,
        base_hash="",
        proposed={"name": {"language": "en", "text": name}},
        content_hash="",
        remark="",
        paper_sha256="",
        proposed_by=by,
        proposed_as=Role.FOCAL_POINT,
        proposed_at=NOW - timedelta(days=days_ago),
        reason="",
        accepted_fields=(),
    )


def test_each_number_names_its_oldest_and_the_oldest_sort_comes_first(app: Flask) -> None:
    officer = an_officer(app)
    an_account(app, "focal@justice.example", Role.FOCAL_POINT, state_iso2="KE")
    seed(a_record(9001, "FR", confirmation=FRESH), a_record(9002, "KE", confirmation=OLD))
    a_proposal(app, officer.account, 3, ProposalStatus.SUBMITTED, "Younger office")
    a_proposal(app, officer.account, 8, ProposalStatus.SUBMITTED, "Older office")
    a_proposal(app, officer.account, 99, ProposalStatus.AWAITING_SIGN_OFF, "For the State")
    a_proposal(app, officer.account, 99, ProposalStatus.ACCEPTED, "Over")
    for days_ago, status in ((2, ReportStatus.OPEN), (4, ReportStatus.FLAGGED),
                             (99, ReportStatus.CORRECTED)):  # fmt: skip
        put(
            app,
            ProblemReport,
            authority_number=9001,
            state_iso2="FR",
            revision_number=1,
            field="",
            shown_value="",
            kind=ProblemKind.NO_ANSWER,
            words="",
            status=status,
            reported_by=officer.account,
            reported_at=NOW - timedelta(days=days_ago),
            outcome="",
        )
    for days_ago, status in ((1, ImportStatus.SUBMITTED), (50, ImportStatus.READ)):
        put(
            app,
            RecordImport,
            status=status,
            file_name=f"table-{status}.csv",
            sha256="",
            content=b"",
            rows=1,
            good=1,
            faulty=0,
            uploaded_by=officer.account,
            uploaded_at=NOW - timedelta(days=days_ago),
        )
    page = officer.get("/desk")
    assert problems_with_page(page) == []
    said = words_of(page)
    tallies = said[said.index("What waits") : said.index("Completeness")]
    in_order = (
        "1 Records that their States have to confirm",
        "Sample Authority 9002 · Kenya",
        "2 Change proposals to review",
        "Older office · Kenya",
        "2 Problems that readers reported",
        "Sample Authority 9001 · France",
        "1 Imports for another officer to accept",
        "table-submitted.csv",
        "0 Account requests for the secretariat",
    )
    places = [tallies.index(part) for part in in_order]
    assert places == sorted(places)
    assert "Younger office" not in tallies
    assert "For the State" not in tallies, "the focal point has to see it first"
    assert 'href="/desk/proposals/2"' in page.text
    assert 'href="/authorities/9002"' in page.text


def test_every_number_leads_to_a_page_that_is_there(app: Flask) -> None:
    """A name that is mistyped would hide its number from everybody."""
    endpoints = {it.endpoint for it in COUNTED} | {it.one for it in COUNTED if it.one}
    assert endpoints | set(LISTS) <= set(POLICIES)
    rules = {rule.endpoint: rule.arguments for rule in app.url_map.iter_rules()}
    assert all(rules[it.one] == {it.argument} for it in COUNTED if it.one)


def test_the_work_list_says_what_each_designation_lacks(app: Flask) -> None:
    seed(
        a_record(9001, "FR", designations=(USABLE,), service=words("Section"), confirmation=FRESH),
        a_record(9002, "FR", designations=(USABLE, a_designation("extradition"))),
        a_record(9003, "KE", designations=(USABLE,), confirmation=None),
        a_record(9004, "KE", designations=(replace(USABLE, valid_until=date(2026, 11, 21)),)),
        a_record(9005, "KE", status=r.RecordStatus.WITHDRAWN),
        r.StateProfile("FR", a_record().provenance, legal_bases=(BASIS,)),
    )
    officer = an_officer(app)
    page = officer.get("/desk/work-list")
    assert problems_with_page(page) == []
    said = words_of(page)
    assert "1 of 4 designations are usable" in said
    assert "3 designations to complete" in said
    assert "Sample Authority 9001" not in said
    assert "Sample Authority 9004" not in said
    assert 'href="/authorities/9002/change"' in page.text
    one = words_of(officer.get("/desk/work-list?lacks=confirmation"))
    assert "1 designation to complete" in one
    assert "1 of 4 designations are usable" in one
    assert "2 designations to complete" in words_of(officer.get("/desk/work-list?state=FR"))
    both = words_of(officer.get("/desk/work-list?state=FR&request_type=extradition"))
    assert "0 of 1 designations are usable" in both
    assert "Nothing is missing here" in words_of(officer.get("/desk/work-list?state=DE"))
    for wrong in ("state=%00", "lacks=nonsense", "page=999", "request_type=<b>"):
        assert officer.get(f"/desk/work-list?{wrong}").status_code == 200
    answer = officer.get("/desk/work-list.csv?state=KE")
    table = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert [(row["record"], row["confirmation"], row["name"]) for row in table] == [
        ("9003", "missing", "")
    ]
    assert "1 of 4 designations are usable" in words_of(officer.get("/desk"))


def test_only_what_moved_is_read_again_and_nothing_is_kept_too_long(app: Flask) -> None:
    seed(a_record(9001), a_record(9002))

    def lacking() -> dict[int, set[str]]:
        found = {it.authority: {needed.value for needed in it.lacks} for it in completeness()}
        db.session.rollback()
        return found

    before = lacking()
    assert "service_or_post" in before[9001]
    seed(a_record(9001, service=words("Section")), recorded_at=NOW)
    assert "service_or_post" not in lacking()[9001]
    assert lacking()[9002] == before[9002]
    seed(r.StateProfile("FR", a_record().provenance, legal_bases=(BASIS,)), recorded_at=NOW)
    assert all("legal_basis" not in lacks for lacks in lacking().values())
    seed(a_record(9002, status=r.RecordStatus.WITHDRAWN), recorded_at=NOW)
    assert set(lacking()) == {9001}


def test_the_work_list_counts_what_holds_today() -> None:
    def one(number: int, **changes: Any) -> Completeness:
        return replace(Completeness(number, "x", "FR", "mla", "", None, None, ()), **changes)

    day = date(2026, 11, 22)
    found = [one(1), one(2, valid_from=day + timedelta(1)), one(3, valid_until=day)]
    assert work_list(found, Narrowed(), day).progress.all == 2
    assert work_list([], Narrowed(), day).progress.percent == 100
    assert work_list(found, Narrowed(state="DE"), day).progress.all == 0


def test_a_filter_is_kept_opened_and_removed(app: Flask) -> None:
    officer, other = an_officer(app), an_officer(app, "other")
    seed(a_record(9001, "KE"))
    listed = officer.get("/desk/work-list?state=KE&page=2&lang=en")
    assert "/desk/filters?page=desk.todo&amp;chosen=state%3DKE" in listed.text
    assert "/desk/filters?" not in officer.get("/desk/work-list").text
    keeping = "/desk/filters?page=desk.todo&chosen=state%3DKE"
    page = officer.get(keeping)
    assert problems_with_page(page) == []
    values = {"page": "desk.todo", "chosen": "state=KE"}
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    sent = {"csrf_token": token, "name": " Kenya  first ", **values}
    assert officer.post("/desk/filters", data=sent).status_code == 303
    again = officer.post("/desk/filters", data=sent)
    assert again.status_code == 422
    assert "You have a filter of this name" in words_of(again)
    shown = officer.get("/desk/filters")
    assert problems_with_page(shown) == []
    assert "Kenya first" in words_of(shown)
    assert 'href="/desk/work-list?state=KE"' in shown.text
    assert "Kenya first" in words_of(officer.get("/desk"))
    assert "Kenya first" not in words_of(other.get("/desk"))
    (number,) = rows(app, "SELECT id FROM saved_filter")[0]
    assert other.send("/desk/filters", to=f"/desk/filters/{number}/remove").status_code == 404
    assert officer.send("/desk/filters", to="/desk/filters/777/remove").status_code == 404
    assert officer.send("/desk/filters", to=f"/desk/filters/{number}/remove").status_code == 303
    assert rows(app, "SELECT id FROM saved_filter") == []


@pytest.mark.parametrize(
    ("address", "keeping"),
    [
        ("/desk/imports?status=submitted", "page=exchange.imports&amp;chosen=status%3Dsubmitted"),
        ("/desk/trail?role=reader", "page=trail.read&amp;chosen=role%3Dreader"),
        ("/laws?kind=guide", "page=laws.laws&amp;chosen=kind%3Dguide"),
    ],
)
def test_every_list_that_can_be_narrowed_offers_to_keep_how(
    app: Flask, address: str, keeping: str
) -> None:
    officer = an_officer(app)
    shown = officer.get(address)
    assert problems_with_page(shown) == []
    assert f"/desk/filters?{keeping}" in shown.text
    assert "/desk/filters?" not in officer.get(address.partition("?")[0]).text


@pytest.mark.parametrize(
    ("name", "page", "chosen", "said"),
    [
        ("", "desk.todo", "state=KE", "Give the filter a name."),
        ("a" * 81, "desk.todo", "state=KE", "at most 80"),
        ("a\u202eb", "desk.todo", "state=KE", "at most 80"),
        ("a", "accounts.sign_out", "state=KE", "no filters that could be kept"),
        ("a", "https://evil.example", "state=KE", "no filters that could be kept"),
        ("a", "desk.todo", "", "Narrow the list first"),
        ("a", "desk.todo", "page=2", "Narrow the list first"),
    ],
)
def test_what_cannot_be_kept_is_said(
    app: Flask, name: str, page: str, chosen: str, said: str
) -> None:
    officer = an_officer(app)
    token = officer.get("/").text.split('name="csrf_token" value="')[1].split('"')[0]
    sent = {"csrf_token": token, "name": name, "page": page, "chosen": chosen}
    answer = officer.post("/desk/filters", data=sent)
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert rows(app, "SELECT id FROM saved_filter") == []


def test_only_what_narrows_a_list_is_kept() -> None:
    assert chosen_in("b=2&a=1&page=3&lang=ar&c=&a=0") == "a=0&a=1&b=2"
    assert chosen_in("nonsense") == ""
    assert chosen_in("_scheme=javascript&_anchor=x&role=reader") == "role=reader"
    assert chosen_in("x=%0d%0aSet-Cookie:a&y=#z") == "x=%0D%0ASet-Cookie%3Aa&y=%23z"
    assert len(chosen_in("a=" + "b" * 5000)) <= 1000
    full = {f"{n}" for n in range(50)}
    assert [p.message for p in problems_with("x", "p", "a=1", lists={"p"}, own_names=full)] == [
        "You have kept 50 filters. Remove one you no longer need."
    ]
    assert problems_with("x", "p", "a=1", lists={"p"}, own_names=set()) == []
