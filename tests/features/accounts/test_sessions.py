"""Sessions end when they should, and a kept cookie is refused on the very next request."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from cna_directory.access.roles import Role
from tests.features.accounts.visitors import (
    PASSWORD,
    SOMEWHERE_ELSE,
    TOKEN,
    an_account,
    browser_at,
    change,
    key_of,
    rows,
)

EMAIL = "reader@mission.example"
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def signed_in(app, email=EMAIL, remote_address=None):
    browser = browser_at(app, remote_address) if remote_address else browser_at(app)
    assert browser.sign_in(email).status_code == 303
    assert browser.is_let_in()
    return browser


def with_cookie_of(app, browser):
    """Return another browser that holds a copy of the cookie, as a thief would."""
    thief = browser_at(app, SOMEWHERE_ELSE)
    cookie = browser.get_cookie("directory")
    assert cookie is not None
    thief.set_cookie("directory", cookie.value)
    return thief


def test_a_copied_cookie_dies_with_the_signing_out(app):
    an_account(app)
    browser = signed_in(app)
    thief = with_cookie_of(app, browser)
    assert thief.is_let_in()
    assert browser.send("/account", "/sign-out").location == "/sign-in"
    assert not thief.is_let_in()
    assert not browser.is_let_in()


def test_suspension_takes_effect_on_the_next_request(app):
    an_account(app)
    browser = signed_in(app)
    change(app, "UPDATE account SET status='suspended'")
    assert not browser.is_let_in()


def test_a_changed_role_and_state_take_effect_on_the_next_request(app):
    an_account(app)
    browser = signed_in(app)
    assert "Focal point" not in browser.get("/account").text
    change(app, "UPDATE account SET role='focal_point', state_iso2='FR'")
    page = browser.get("/account").text
    assert "Focal point" in page
    assert "France" in page


@pytest.mark.parametrize(
    ("role", "idle", "absolute"),
    [(Role.READER, 30, 12 * 60), (Role.SECRETARIAT, 15, 8 * 60), (Role.ADMINISTRATOR, 15, 8 * 60)],
)
def test_a_session_ends_when_idle(app, role, idle, absolute):
    an_account(app, role=role)
    with time_machine.travel(MORNING, tick=False) as clock:
        browser = signed_in(app)
        clock.shift(timedelta(minutes=idle - 1))
        assert browser.is_let_in()
        clock.shift(timedelta(minutes=idle - 1))
        assert browser.is_let_in(), "being used keeps it open"
        clock.shift(timedelta(minutes=idle))
        assert not browser.is_let_in()


@pytest.mark.parametrize(("role", "hours"), [(Role.READER, 12), (Role.SECRETARIAT, 8)])
def test_a_session_ends_at_last_however_busy(app, role, hours):
    an_account(app, role=role)
    with time_machine.travel(MORNING, tick=False) as clock:
        browser = signed_in(app)
        for _ in range(hours * 6 - 1):
            clock.shift(timedelta(minutes=10))
            assert browser.get("/healthz/live").status_code == 200
        assert browser.is_let_in()
        clock.shift(timedelta(minutes=10))
        assert not browser.is_let_in()


def test_being_seen_is_written_at_most_once_a_minute(app):
    an_account(app)
    with time_machine.travel(MORNING, tick=False) as clock:
        browser = signed_in(app)
        clock.shift(timedelta(seconds=59))
        browser.is_let_in()
        before = rows(app, "SELECT last_seen_at FROM user_session")
        clock.shift(timedelta(seconds=1))
        browser.is_let_in()
        after = rows(app, "SELECT last_seen_at FROM user_session")
    assert "08:00:00" in str(before[0][0])
    assert "08:01:00" in str(after[0][0])


def test_signing_in_renews_the_cookie_and_the_form_token(app):
    an_account(app)
    browser = browser_at(app)
    browser.get("/sign-in")
    with browser.session_transaction() as session:
        planted = dict(session)
        session["planted"] = "by somebody else"
    browser.sign_in(EMAIL)
    with browser.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != planted["csrf_token"]
    token_of_first = browser.get_cookie("directory").value
    browser.sign_in(EMAIL)
    assert browser.get_cookie("directory").value != token_of_first


def test_signing_in_again_ends_the_session_before(app):
    an_account(app)
    browser = signed_in(app)
    thief = with_cookie_of(app, browser)
    browser.send("/account", "/sign-in", email=EMAIL, password=PASSWORD)
    assert thief.is_let_in(), "a password alone ends nothing"
    assert browser.send_passkey("/sign-in/second-factor", key_of(EMAIL)).status_code == 303
    assert browser.is_let_in()
    assert not thief.is_let_in()


def test_the_cookie_is_not_readable_by_scripts_and_outlives_no_browser(app):
    an_account(app)
    browser = browser_at(app)
    cookies = browser.sign_in(EMAIL).headers.getlist("Set-Cookie")
    (cookie,) = [cookie for cookie in cookies if cookie.startswith("directory=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires" not in cookie
    assert "remember_token" not in cookie


def test_ones_sessions_are_listed_and_can_be_ended_one_by_one(app):
    an_account(app)
    here, elsewhere = signed_in(app), signed_in(app, remote_address=SOMEWHERE_ELSE)
    page = here.get("/account").text
    assert SOMEWHERE_ELSE in page
    (other,) = rows(app, f"SELECT id FROM user_session WHERE remote_address='{SOMEWHERE_ELSE}'")[0]
    assert here.send("/account", f"/account/sessions/{other}/end").status_code == 303
    assert not elsewhere.is_let_in()
    assert here.is_let_in()


def test_ending_all_ends_this_one_too(app):
    an_account(app)
    here, elsewhere = signed_in(app), signed_in(app, remote_address=SOMEWHERE_ELSE)
    assert here.send("/account", "/account/sessions/end-all").location == "/sign-in"
    assert not here.is_let_in()
    assert not elsewhere.is_let_in()


def test_somebody_elses_session_is_as_if_it_did_not_exist(app):
    an_account(app)
    an_account(app, "other@mission.example")
    mine, theirs = signed_in(app), signed_in(app, "other@mission.example")
    (number,) = rows(app, "SELECT max(id) FROM user_session")[0]
    refused = mine.send("/account", f"/account/sessions/{number}/end")
    missing = mine.send("/account", "/account/sessions/424242/end")
    assert refused.status_code == missing.status_code == 404
    pages = {re.sub(TOKEN.pattern + r"|/sessions/\d+/", "", a.text) for a in (refused, missing)}
    assert len(pages) == 1
    assert theirs.is_let_in()


def test_a_session_number_that_no_database_can_hold_is_not_there(app):
    an_account(app)
    browser = signed_in(app)
    for number in (2**31, 2**63, 10**30):
        assert browser.send("/account", f"/account/sessions/{number}/end").status_code == 404


def test_a_visitor_is_sent_to_sign_in(app):
    for path in ("/sign-out", "/account/sessions/end-all"):
        answer = browser_at(app).send("/sign-in", path)
        assert (answer.status_code, answer.location) == (303, "/sign-in")


def test_the_language_of_the_account_is_shown_unless_the_visitor_chose_one(app):
    an_account(app, language="fr")
    browser = browser_at(app)
    browser.sign_in(EMAIL)
    with browser.session_transaction() as session:
        assert session["language"] == "fr"
    browser = browser_at(app)
    browser.get("/sign-in?lang=es")
    browser.sign_in(EMAIL)
    with browser.session_transaction() as session:
        assert session["language"] == "es"


def test_ending_all_sessions_ends_what_waits_for_its_second_factor_too(app):
    an_account(app)
    here, elsewhere = signed_in(app), browser_at(app, SOMEWHERE_ELSE)
    assert elsewhere.send_password(EMAIL).location == "/sign-in/second-factor"
    here.send("/account", "/account/sessions/end-all")
    assert elsewhere.get("/sign-in/second-factor").location == "/sign-in"
