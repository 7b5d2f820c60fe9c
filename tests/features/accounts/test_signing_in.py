"""Signing in by password: who is let in, what the others are told, and what the trail says."""

import hashlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from sqlalchemy import event, insert

from cna_directory import clock
from cna_directory.accounts import passwords
from cna_directory.accounts.models import SignInAttempt
from cna_directory.accounts.tokens import hash_of
from cna_directory.application import create_app
from cna_directory.database import db
from tests.features.accounts.visitors import (
    PASSWORD,
    SOMEWHERE,
    SOMEWHERE_ELSE,
    TOKEN,
    an_account,
    browser_at,
    change,
    everything_in_the_trail,
    key_of,
    past_the_application,
    rows,
)

EMAIL = "reader@mission.example"
WRONG = {"email": EMAIL, "password": "w" * 20}


def test_the_right_password_lets_in_and_leads_on(app):
    an_account(app)
    browser = browser_at(app)
    answer = browser.sign_in(EMAIL, page="/sign-in?next=/account")
    assert (answer.status_code, answer.location) == (303, "/account")
    assert browser.is_let_in()


def test_the_address_may_be_typed_in_capitals_and_the_password_in_another_normal_form(app):
    an_account(app)
    fullwidth = PASSWORD.replace("seven", "ｓｅｖｅｎ")
    assert browser_at(app).sign_in(" Reader@Mission.EXAMPLE ", fullwidth).status_code == 303


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", ""]
)
def test_signing_in_never_leads_to_another_site(app, address):
    an_account(app)
    answer = browser_at(app).sign_in(EMAIL, page=f"/sign-in?{urlencode({'next': address})}")
    assert (answer.status_code, answer.location) == (303, "/")


def test_what_is_asked_for_before_signing_in_is_shown_after(app):
    an_account(app)
    browser = browser_at(app)
    first = browser.get("/account")
    assert first.status_code == 303
    assert browser.sign_in(EMAIL, page=first.location).location == "/account"


def test_known_unknown_suspended_and_invited_addresses_get_the_same_answer(app):
    an_account(app)
    an_account(app, "suspended@mission.example")
    an_account(app, "invited@mission.example")
    change(app, "UPDATE account SET status='suspended' WHERE email='suspended@mission.example'")
    change(
        app,
        "UPDATE account SET status='invited', password_hash=NULL"
        " WHERE email='invited@mission.example'",
    )
    answers = set()
    for email, password in (
        (EMAIL, "seven quiet rivets"),
        ("nobody@mission.example", PASSWORD),
        ("suspended@mission.example", PASSWORD),
        ("invited@mission.example", PASSWORD),
        ("not an address", PASSWORD),
    ):
        browser = browser_at(app)
        answer = browser.sign_in(email, password)
        assert not browser.is_let_in()
        words = answer.text.replace(email, "…").split('name="csrf_token" value="')
        answers.add((answer.status_code, words[0] + words[1].split('"', 1)[1]))
    assert len(answers) == 1
    assert answers.pop()[0] == 422


def test_each_refusal_computes_one_hash_and_no_more(app, monkeypatch):
    an_account(app)
    verified = []
    real = passwords.HASHER.verify

    class Counting:
        def verify(self, password_hash, password):
            verified.append(password_hash[: password_hash.rindex(",")])
            return real(password_hash, password)

    monkeypatch.setattr(passwords, "HASHER", Counting())
    browser_at(app).sign_in(EMAIL, "wrong wrong wrong wrong")
    browser_at(app).sign_in("nobody@mission.example", "wrong wrong wrong wrong")
    assert len(verified) == 2
    assert len(set(verified)) == 1, "known and unknown are hashed with the same figures"


def test_nothing_typed_is_lost_but_the_password(app):
    answer = browser_at(app).sign_in("typed@mission.example", "not kept not kept")
    assert 'value="typed@mission.example"' in answer.text
    assert "not kept" not in answer.text
    assert "do not belong together" in answer.text


def test_empty_fields_are_asked_for_and_no_try_is_counted(app):
    answer = browser_at(app).sign_in("", "")
    assert answer.status_code == 422
    assert "Enter your e-mail address." in answer.text
    assert rows(app, "SELECT count(*) FROM sign_in_attempt")[0][0] == 0


def test_a_form_from_another_site_or_without_its_token_is_refused(app):
    an_account(app)
    pair = {"email": EMAIL, "password": PASSWORD}
    browser = browser_at(app)
    assert browser.post("/sign-in", data=pair).status_code == 400
    answer = browser.post("/sign-in", data=pair, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert not browser.is_let_in()


def test_an_overlong_password_never_reaches_the_hash(app, monkeypatch):
    an_account(app)

    class Unreachable:
        def verify(self, *args):
            raise AssertionError("hashed")

    monkeypatch.setattr(passwords, "HASHER", Unreachable())
    assert browser_at(app).sign_in(EMAIL, "x" * 129).status_code == 422
    assert browser_at(app).sign_in(EMAIL, "x" * 100_000).status_code == 422


def test_the_trail_says_who_came_in_and_why_somebody_did_not(app):
    number = an_account(app)
    browser = browser_at(app)
    browser.sign_in(EMAIL, "wrong wrong wrong wrong")
    browser.sign_in("nobody@mission.example")
    browser.sign_in(EMAIL)
    found = rows(
        app,
        "SELECT action, subject, details FROM audit_operation WHERE action LIKE 'sign_in.%'"
        " ORDER BY number",
    )
    assert [(row.action, row.subject) for row in found] == [
        ("sign_in.refused", f"account/{number}"),
        ("sign_in.refused", ""),
        ("sign_in.accepted", f"account/{number}"),
    ]
    assert "wrong_password" in str(found[0].details)
    assert "unknown_address" in str(found[1].details)


def test_the_chain_holds_no_secret_and_no_address(app):
    an_account(app)
    browser = browser_at(app)
    browser.sign_in(EMAIL)
    with browser.session_transaction() as session:
        token = session["_user_id"]
    browser.sign_in("typed@mission.example", "typed typed typed typed")
    chain = everything_in_the_trail(app)
    password_hash = rows(app, "SELECT password_hash FROM account")[0][0]
    (link_hash,) = rows(app, "SELECT token_hash FROM one_time_link")[0]
    for secret in (
        PASSWORD,
        password_hash,
        link_hash,
        token,
        hashlib.sha256(token.encode()).hexdigest(),
        EMAIL,
        "typed",
        browser.remote_address,
    ):
        assert secret not in chain
    side_table = rows(app, "SELECT value FROM audit_personal_value")
    assert EMAIL in {row.value for row in side_table}


def test_only_the_hash_of_the_token_is_stored(app):
    an_account(app)
    browser = browser_at(app)
    browser.sign_in(EMAIL)
    with browser.session_transaction() as session:
        token = session["_user_id"]
    stored = rows(app, "SELECT * FROM user_session")
    assert token not in repr(stored)
    assert hashlib.sha256(token.encode()).hexdigest() in repr(stored)


def test_a_hash_with_older_figures_is_renewed(app):
    an_account(app)
    older = passwords.PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    change(app, f"UPDATE account SET password_hash='{older}'")
    assert browser_at(app).sign_in(EMAIL).status_code == 303
    renewed = rows(app, "SELECT password_hash FROM account")[0][0]
    assert not passwords.is_outdated(renewed)
    assert browser_at(app).sign_in(EMAIL).status_code == 303


def test_the_limit_of_a_pair_holds_before_the_hash_and_after_a_restart(app, monkeypatch):
    an_account(app)
    hashed = []
    monkeypatch.setattr(passwords, "is_right", lambda *pair: bool(hashed.append(pair)))
    restarted = create_app(app.extensions["settings"])
    answers = [
        browser_at(worker).sign_in(EMAIL, "wrong" * 4).status_code
        for worker in (app, restarted) * 6
    ]
    with restarted.app_context():
        db.engine.dispose()
    assert answers == [422] * 10 + [429] * 2
    assert len(hashed) == 10


def test_of_twenty_tries_at_once_no_more_than_the_limit_reach_the_hash(app, monkeypatch):
    an_account(app)
    hashed = []
    monkeypatch.setattr(passwords, "is_right", lambda *pair: bool(hashed.append(pair)))
    with ThreadPoolExecutor(20) as pool:
        tries = [pool.submit(browser_at(app).sign_in, EMAIL, "w" * 20) for _ in range(20)]
        answers = sorted(t.result().status_code for t in tries)
    assert answers == [422] * 10 + [429] * 10
    assert len(hashed) == 10


def test_the_limit_is_the_same_for_an_address_without_account(app, monkeypatch):
    monkeypatch.setattr(passwords, "is_right", lambda *pair: False)
    answers = [browser_at(app).sign_in("nobody@x.example", "w" * 20).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]


def test_somebody_else_using_up_the_tries_does_not_keep_the_holder_out(app):
    an_account(app)
    for _ in range(11):
        last = browser_at(app, SOMEWHERE_ELSE).sign_in(EMAIL, "x" * 129)
    assert last.status_code == 429
    assert browser_at(app).sign_in(EMAIL).status_code == 303


def test_reading_who_acts_takes_one_statement(app):
    an_account(app)
    browser = browser_at(app)
    browser.sign_in(EMAIL)
    asked = []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    assert browser.get("/healthz/live").status_code == 200
    assert len([text for text in asked if text != "BEGIN"]) == 1


def test_a_proxys_word_counts_only_where_a_proxy_is_set_up(app):
    """Else whoever fails often shuts out everybody who comes through the same proxy."""
    an_account(app)
    directly, behind = app, create_app(replace(app.extensions["settings"], proxies=1))
    for number, worker in enumerate((directly, behind) * 2):
        said = {"X-Forwarded-For": f"203.0.113.9, 198.51.100.{number}"}
        browser = browser_at(worker, "127.0.0.1")
        token = TOKEN.search(browser.get("/sign-in").text)[1]
        browser.post("/sign-in", data={"csrf_token": token, **WRONG}, headers=said)
    with behind.app_context():
        db.engine.dispose()
    counted = [
        row[0] for row in rows(app, "SELECT remote_address FROM sign_in_attempt ORDER BY id")
    ]
    assert counted == ["127.0.0.1", "198.51.100.1", "127.0.0.1", "198.51.100.3"]


def test_all_addresses_of_one_subscriber_are_counted_together(app):
    for last in ("1", "ffff:2"):
        browser_at(app, f"2001:db8:0:1::{last}").sign_in(EMAIL, "w" * 20)
    counted = {row[0] for row in rows(app, "SELECT remote_address FROM sign_in_attempt")}
    assert counted == {"2001:db8:0:1::/64"}


def test_an_address_with_nul_is_refused_like_any_other(app):
    assert browser_at(app).sign_in("reader\0@mission.example").status_code == 422


def test_a_limit_that_stands_is_in_the_trail_once_and_its_refusals_are_counted(app):
    """The trail cannot be shortened, so nobody may lengthen it by not stopping."""
    an_account(app)
    for _ in range(14):
        browser_at(app).send_password(EMAIL, "x" * 129)
    assert told_of(app) == {"wrong_password": 10, "too_many_attempts": 1}
    ((kind, number),) = rows(app, "SELECT kind, number FROM counted_try")
    assert (kind, number) == ("sign_in_pair_refused_900", 4)
    for _ in range(11):
        browser_at(app, SOMEWHERE_ELSE).send_password(EMAIL, "x" * 129)
    assert told_of(app)["too_many_attempts"] == 2, "another pair is another limit"
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        for _ in range(12):
            browser_at(app).send_password(EMAIL, "x" * 129)
    assert told_of(app)["too_many_attempts"] == 3, "so is another quarter of an hour"


def told_of(app):
    refused = rows(app, "SELECT details FROM audit_operation WHERE action = 'sign_in.refused'")
    reasons = ("wrong_password", "too_many_attempts")
    return Counter(next(r for r in reasons if r in str(row.details)) for row in refused)


def fail_from(app, remote_address, number):
    """Write failures of a day down past the application, each too old for the limit of a pair."""
    with past_the_application(app) as connection:
        for _ in range(number):
            connection.execute(
                insert(SignInAttempt).values(
                    address_hash=hash_of(EMAIL),
                    remote_address=remote_address,
                    at=clock.now() - timedelta(hours=2),
                )
            )


def test_even_from_familiar_places_a_hundred_failures_a_day_are_enough(app):
    an_account(app)
    for place in (SOMEWHERE, "2001:db8:0:1::7"):
        assert browser_at(app, place).sign_in(EMAIL).status_code == 303
    fail_from(app, SOMEWHERE, 50)
    fail_from(app, "2001:db8:0:1::/64", 49)
    fail_from(app, SOMEWHERE_ELSE, 100)
    assert browser_at(app, SOMEWHERE_ELSE).send_password(EMAIL).status_code == 429
    same_network = browser_at(app, "2001:db8:0:1:ffff::1")
    assert same_network.send_password(EMAIL).status_code == 303, "familiar by its network"
    fail_from(app, SOMEWHERE, 1)
    holder = browser_at(app)
    assert holder.send_password(EMAIL).status_code == 429
    assert holder.send_passkey("/sign-in", key_of(EMAIL), to="/sign-in/passkey").status_code == 303
    assert holder.is_let_in()


def test_a_password_that_changes_while_it_is_verified_lets_nobody_in(app, monkeypatch):
    an_account(app)
    real = passwords.is_right

    def slowly(password_hash, password):
        answer = real(password_hash, password)
        new = passwords.hash_password("another nine quiet rivers")
        change(app, f"UPDATE account SET password_hash = '{new}'")
        return answer

    monkeypatch.setattr(passwords, "is_right", slowly)
    answer = browser_at(app).send_password(EMAIL)
    assert answer.status_code == 422
    assert "do not belong together" in answer.text
    assert rows(app, "SELECT count(*) FROM pending_sign_in")[0][0] == 1, "that of the activation"
    assert told_of(app) == {"wrong_password": 1}
    assert not rows(app, "SELECT succeeded FROM sign_in_attempt")[0].succeeded
