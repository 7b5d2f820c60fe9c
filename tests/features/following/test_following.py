"""Readers follow States, types of request and searches, and are told of what changed, once."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from cna_directory.access.actors import SCHEDULER, SEEDER, Actor
from cna_directory.access.roles import Role
from cna_directory.accounts.operations.administration import suspend_account
from cna_directory.accounts.queries.administration import managed_account
from cna_directory.authorities import record as r
from cna_directory.authorities.operations import seed_records
from cna_directory.database import db
from cna_directory.finder.catalogue import catalogue_now
from cna_directory.following.operations import post_news
from cna_directory.following.searching import entry_of
from tests.builders import a_designation, a_record, words
from tests.features.accounts.mailbox import Mail, mailbox
from tests.features.accounts.visitors import Browser, an_account, browser_at, change, rows
from tests.features.subscriptions.announcing import delivered
from tests.web.checking import problems_with_page, words_of

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NEW = "/account/following/new"
READER = "reader@mission.example"
FOLLOWINGS = "FROM following f JOIN account a ON a.id = f.account_id"


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def reader(app: Flask, clock) -> Browser:
    write(a_record(), a_record(9002, "DE"))
    browser = browser_at(app)
    browser.let_in(an_account(app))
    return browser


def write(*records: r.Record | r.StateProfile, effective_from: date | None = None) -> None:
    """Record revisions now."""
    now = datetime.now(UTC)
    for record in records:
        revision = (record, now, effective_from or now.date(), "for a test")
        seed_records(SEEDER, record.state, [revision])


def follow(reader: Browser, kind: str, followed: str, frequency: str = "at_once") -> None:
    answer = reader.send(
        f"{NEW}?kind={kind}", to=NEW, kind=kind, followed=followed, frequency=frequency
    )
    assert answer.status_code == 303, words_of(answer)


def tell(app: Flask) -> list[Mail]:
    """Let the scheduler wake twice; return the mails of both together."""
    before = len(mailbox(app, "news_of_records"))
    for _ in range(2):
        with app.app_context():
            post_news(SCHEDULER, app.extensions["settings"], datetime.now(UTC))
            db.session.remove()
    return mailbox(app, "news_of_records")[before:]


def with_telephone(number: str = "+999 1 555 0777", **changes) -> r.Record:
    return a_record(telephones=(r.Telephone(number),), **changes)


def test_a_follower_is_told_once_which_fields_changed_and_never_what_they_say(
    app: Flask, reader: Browser
) -> None:
    follow(reader, "state", "FR")
    assert tell(app) == []
    write(with_telephone(), a_record(9002, "DE", acronym="X"))
    (mail,) = tell(app)
    assert mail.recipient == "reader@mission.example"
    assert "Telephone 1: number" in mail.text
    assert "/authorities/9001" in mail.text
    assert "9002" not in mail.text
    assert "555" not in mail.text
    assert "justice.example" not in mail.text
    assert tell(app) == []


def test_confirmations_and_hidden_contact_points_are_no_news(app: Flask, reader: Browser) -> None:
    follow(reader, "state", "FR")
    hidden = r.ContactPoint(
        words("Night desk"),
        emails=(r.Email("night@hidden.example"),),
        visibility=r.Visibility.SECRETARIAT,
    )
    confirmed = r.Confirmation(date(2026, 11, 23), r.ConfirmationMeans.ACCOUNT, "focal point")
    write(a_record(confirmation=confirmed, contact_changed_on=date(2026, 11, 23)))
    write(a_record(confirmation=confirmed, contact_points=(hidden,)))
    assert tell(app) == []
    write(with_telephone(contact_points=(hidden,)))
    (mail,) = tell(app)
    assert "Telephone 1: number" in mail.text
    assert "ight" not in mail.text.replace("right", "")
    assert "hidden.example" not in mail.text


def test_what_is_announced_is_told_when_it_takes_effect(app: Flask, reader: Browser, clock) -> None:
    follow(reader, "state", "FR")
    write(with_telephone(), effective_from=date(2026, 11, 30))
    write(a_record(9003), effective_from=date(2026, 11, 30))
    assert tell(app) == []
    clock.move_to(MONDAY + timedelta(days=6))
    assert tell(app) == []
    clock.move_to(MONDAY + timedelta(days=7))
    (mail,) = tell(app)
    assert "Telephone 1: number" in mail.text
    assert "9003" in mail.text
    assert "Now in what you follow" in mail.text
    clock.move_to(MONDAY + timedelta(days=8))
    assert tell(app) == []


@pytest.mark.parametrize(("frequency", "days"), [("daily", 1), ("weekly", 7)])
def test_one_mail_for_each_period(
    app: Flask, reader: Browser, clock, frequency: str, days: int
) -> None:
    follow(reader, "state", "FR", frequency)
    write(with_telephone())
    write(with_telephone("+999 1 555 0778"), a_record(9003))
    clock.move_to(MONDAY.replace(hour=0) + timedelta(days=days, seconds=-1))
    assert tell(app) == []
    clock.move_to(MONDAY.replace(hour=0) + timedelta(days=days))
    (mail,) = tell(app)
    assert mail.text.count("Telephone 1: number") == 1
    assert "9003" in mail.text
    clock.move_to(MONDAY + timedelta(days=3 * days))
    assert tell(app) == []


def test_what_is_changed_back_within_a_period_is_no_news(
    app: Flask, reader: Browser, clock
) -> None:
    follow(reader, "state", "FR", "daily")
    write(with_telephone())
    write(a_record())
    clock.move_to(MONDAY + timedelta(days=1))
    assert tell(app) == []


def test_a_type_of_request_is_followed_in_all_states(app: Flask, reader: Browser) -> None:
    follow(reader, "request_type", "extradition")
    write(with_telephone())
    assert tell(app) == []
    both = (a_designation(), a_designation("extradition"))
    write(with_telephone(designations=both))
    (mail,) = tell(app)
    assert "Now in what you follow" in mail.text
    write(with_telephone())
    (mail,) = tell(app)
    assert "No longer in what you follow" in mail.text


def test_an_authority_that_ends_is_told_with_its_history(app: Flask, reader: Browser) -> None:
    follow(reader, "state", "FR")
    write(a_record(status=r.RecordStatus.WITHDRAWN))
    (mail,) = tell(app)
    assert "No longer in what you follow" in mail.text
    assert "/authorities/9001/history" in mail.text


def test_records_that_come_to_a_search_or_leave_it_are_told(app: Flask, reader: Browser) -> None:
    follow(reader, "search", "q=Sample+Harbour")
    follow(reader, "search", "q=germany+mla")
    assert {row.followed for row in rows(app, "SELECT followed FROM following")} == {
        "q=sample+harbour",
        "state=DE&request_type=mla",
    }
    write(with_telephone())
    assert tell(app) == []
    write(with_telephone(service=words("Harbour office")))
    (mail,) = tell(app)
    assert "Now in what you follow" in mail.text
    write(with_telephone("+999 1 555 0779", service=words("Harbour office")))
    (mail,) = tell(app)
    assert "Telephone 1: number" in mail.text
    write(with_telephone("+999 1 555 0779"))
    (mail,) = tell(app)
    assert "No longer in what you follow" in mail.text
    write(a_record(9002, "DE", acronym="X"))
    (mail,) = tell(app)
    assert "Acronym" in mail.text


def test_the_search_of_the_news_knows_records_as_the_search_of_pages(app: Flask) -> None:
    urgent = r.Telephone("+999 1 555 0102", r.NumberUse.URGENT, hours="24/7")
    record = a_record(
        name=words("Autorité centrale", "fr"),
        acronym="AC",
        service=words("Entraide"),
        visiting_address=r.PostalAddress(("2 Side Street",), "Elsewhere"),
        contact_points=(
            r.ContactPoint(words("Duty officer"), telephones=(urgent,)),
            r.ContactPoint(words("Hidden"), visibility=r.Visibility.SECRETARIAT),
        ),
        designations=(a_designation(), a_designation("extradition", valid_from=date(2020, 1, 1))),
    )
    write(record)
    assert catalogue_now().entries == {9001: entry_of(record, 1)}


def test_two_schedulers_never_double_a_mail(app: Flask, reader: Browser) -> None:
    for kind, followed in (("state", "FR"), ("request_type", "mla"), ("search", "q=sample")):
        follow(reader, kind, followed)
    write(with_telephone())
    db.session.rollback()
    begin = threading.Barrier(3)
    posted: list[int] = []
    failed: list[Exception] = []

    def work() -> None:
        with app.app_context():
            begin.wait()
            try:
                posted.append(post_news(SCHEDULER, app.extensions["settings"], MONDAY))
            except Exception as error:  # noqa: BLE001 - shown by the test.
                failed.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(mailbox(app, "news_of_records")) + len(tell(app)) == 3


def test_the_trail_knows_of_mails_and_of_nothing_where_there_is_no_news(
    app: Flask, reader: Browser, clock
) -> None:
    follow(reader, "state", "FR", "daily")
    for day in range(1, 4):
        clock.move_to(MONDAY + timedelta(days=day))
        assert tell(app) == []
    posted = "SELECT * FROM audit_operation WHERE action = 'news.posted'"
    assert rows(app, posted) == []
    write(with_telephone())
    clock.move_to(MONDAY + timedelta(days=4))
    assert len(tell(app)) == 1
    assert len(rows(app, posted)) == 1


def test_somebody_lists_changes_and_ends_what_is_followed(app: Flask, reader: Browser) -> None:
    assert "You follow nothing" in reader.get("/account/following").text
    asked = reader.get(f"{NEW}?kind=state&followed=fr")
    assert problems_with_page(asked) == []
    assert "France" in asked.text
    follow(reader, "state", "fr", "daily")
    follow(reader, "state", "FR", "weekly")
    ((number, frequency),) = rows(app, "SELECT id, frequency FROM following")
    assert frequency == "weekly"
    place = f"/account/following/{number}"
    listed = reader.get("/account/following")
    assert problems_with_page(listed) == []
    assert "France" in listed.text
    assert problems_with_page(reader.get(f"{place}/frequency")) == []
    reader.send(f"{place}/frequency", frequency="at_once")
    assert rows(app, "SELECT frequency FROM following")[0][0] == "at_once"
    other = browser_at(app)
    other.let_in(an_account(app, "other@mission.example"))
    assert other.send("/account", to=f"{place}/end").status_code == 404
    assert reader.send("/account/following", to=f"{place}/end").status_code == 303
    assert rows(app, "SELECT * FROM following") == []
    assert rows(app, "SELECT * FROM followed_so_far") == []


@pytest.mark.parametrize(
    ("kind", "followed"),
    [
        ("state", "ZZ"),
        ("request_type", "klingon"),
        ("search", ""),
        ("search", "q=%00&page=2"),
        ("klingon", "FR"),
    ],
)
def test_what_is_not_there_cannot_be_followed(
    app: Flask, reader: Browser, kind: str, followed: str
) -> None:
    assert "Nothing to follow" in reader.get(f"{NEW}?kind={kind}&followed={followed}").text
    answer = reader.send(NEW, kind=kind, followed=followed, frequency="daily")
    assert answer.status_code == 422
    assert rows(app, "SELECT * FROM following") == []


def test_the_link_in_a_mail_asks_and_ends_it_without_signing_in(
    app: Flask, reader: Browser
) -> None:
    follow(reader, "state", "FR")
    write(with_telephone())
    (mail,) = tell(app)
    (link,) = rows(app, "SELECT ending_link FROM outgoing_mail WHERE ending_link != ''")[0]
    assert link in mail.text
    page = link.removeprefix("http://localhost")
    stranger = browser_at(app)
    asked = stranger.get(page)
    assert asked.status_code == 200
    assert problems_with_page(asked) == []
    assert len(rows(app, "SELECT * FROM following")) == 1
    assert stranger.post(page, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert rows(app, "SELECT * FROM following") == []
    assert stranger.get(page).status_code == 404
    assert stranger.post(page).status_code == 404


@pytest.mark.parametrize("how", ["link", "page", "suspension"])
def test_news_that_wait_do_not_go_out_when_they_are_not_to_be_told_any_more(
    app: Flask, reader: Browser, how: str
) -> None:
    other = an_account(app, "other@mission.example")
    officer = Actor(
        Role.SECRETARIAT, account_id=an_account(app, "officer@x.example", Role.SECRETARIAT)
    )
    of_other = browser_at(app)
    of_other.let_in(other)
    follow(reader, "state", "FR")
    follow(of_other, "state", "FR")
    change(app, "DELETE FROM outgoing_mail")
    write(with_telephone())
    assert {mail.recipient for mail in tell(app)} == {READER, "other@mission.example"}
    ((number, token, account_id),) = rows(
        app, f"SELECT f.id, ending_token, a.id {FOLLOWINGS} WHERE email = '{READER}'"
    )
    if how == "link":
        assert browser_at(app).post(f"/stop-following/{token}").status_code == 200
    elif how == "page":
        answer = reader.send("/account/following", to=f"/account/following/{number}/end")
        assert answer.status_code == 303
    else:
        settings = app.extensions["settings"]
        suspend_account(officer, managed_account(account_id), reason="Left.", settings=settings)
    told_of_records = [to for to, subject in delivered() if "France" in subject]
    assert told_of_records == ["other@mission.example"]


def test_a_suspended_account_is_not_told_and_misses_what_came_meanwhile(
    app: Flask, reader: Browser
) -> None:
    follow(reader, "state", "FR")
    change(app, "UPDATE account SET status = 'suspended'")
    write(with_telephone())
    assert tell(app) == []
    change(app, "UPDATE account SET status = 'active'")
    assert tell(app) == []


def test_news_of_what_holds_for_the_state_reach_its_followers(app: Flask, reader: Browser) -> None:
    profile = r.StateProfile("FR", r.Provenance(r.ProvenanceKind.MADE_UP, "Made up."))
    write(profile)
    follow(reader, "state", "FR")
    closed = r.Closure(date(2026, 12, 24), words("Holiday"))
    write(replace(profile, closures=(closed,)))
    (mail,) = tell(app)
    assert "what holds for the State as a whole" in mail.text
    assert "Closed day, new" in mail.text
    assert "/states/FR" in mail.text


def test_the_ways_to_follow_stand_on_their_pages(reader: Browser) -> None:
    for page, leads_to in (
        ("/states/FR", f"{NEW}?kind=state&amp;followed=FR"),
        ("/authorities/9001", f"{NEW}?kind=state&amp;followed=FR"),
        ("/answers/FR/mla", f"{NEW}?kind=request_type&amp;followed=mla"),
        ("/search?q=sample", f"{NEW}?kind=search&amp;followed=q%3Dsample"),
    ):
        assert leads_to in reader.get(page).text, page
    assert NEW not in reader.get("/search").text
