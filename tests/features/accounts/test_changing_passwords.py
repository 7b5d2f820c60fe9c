"""Changing a password, and setting a new one that was forgotten."""

from datetime import timedelta

import pytest
import time_machine

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER, VISITOR
from cna_directory.access.roles import Role
from cna_directory.accounts import operations, passwords
from cna_directory.errors import AccessRefused, TooBusy
from tests.features.accounts.mailbox import mailbox
from tests.features.accounts.visitors import (
    PASSWORD,
    SOMEWHERE_ELSE,
    an_account,
    browser_at,
    change,
    everything_in_the_trail,
    rows,
)
from tests.web.checking import heading_of, problems_with_page, words_of

EMAIL = "reader@mission.example"
NEW = "mountain kettle seventeen"
FORGOTTEN = "/sign-in/forgotten"


def answer_resets(app):
    with app.app_context():
        return operations.answer_password_resets(SCHEDULER, app.extensions["settings"])


def hash_of_account(app, account_id):
    ((found,),) = rows(app, f"SELECT password_hash FROM account WHERE id = {account_id}")
    return found


def has_password(app, account_id, password):
    return passwords.is_right(hash_of_account(app, account_id), password)


def test_a_wish_that_cannot_be_answered_stops_no_other(app):
    for email in (EMAIL, "second@mission.example"):
        an_account(app, email)
        browser_at(app).send(FORGOTTEN, email=email)
    for table in ("account", "password_reset_asked"):
        change(app, f"UPDATE {table} SET email = 'no address' WHERE email = '{EMAIL}'")
    with pytest.raises(ValueError, match="one address"):
        answer_resets(app)
    (mail,) = mailbox(app, "reset_your_password")
    assert mail.recipient == "second@mission.example"


def reset_page(app, email=EMAIL):
    browser_at(app).send(FORGOTTEN, email=email)
    answer_resets(app)
    return mailbox(app, "reset_your_password")[-1].page


def a_signed_in(app, account_id):
    browser = browser_at(app)
    browser.let_in(account_id)
    return browser


def set_password(browser, page, password=NEW, **values):
    return browser.send(page, password=password, again=password, **values)


def test_known_and_unknown_addresses_get_the_same_answer_and_only_one_gets_a_link(app):
    an_account(app)
    known = browser_at(app).send(FORGOTTEN, email=EMAIL)
    unknown = browser_at(app).send(FORGOTTEN, email="nobody@mission.example")
    assert known.status_code == unknown.status_code == 303
    assert known.location == unknown.location
    assert known.text == unknown.text
    page = browser_at(app).get(known.location)
    assert problems_with_page(page) == []
    assert "If there is an account" in words_of(page)
    assert len(rows(app, "SELECT * FROM password_reset_asked")) == 2
    assert mailbox(app) == []
    assert answer_resets(app) == 1
    assert [(m.name, m.recipient) for m in mailbox(app)] == [("reset_your_password", EMAIL)]
    assert rows(app, "SELECT * FROM password_reset_asked") == []
    assert answer_resets(app) == 0


def test_only_the_scheduler_answers(app):
    with pytest.raises(AccessRefused):
        operations.answer_password_resets(VISITOR, app.extensions["settings"])


@pytest.mark.parametrize("status", ["invited", "suspended", "closed"])
def test_who_may_not_come_in_gets_no_link(app, status):
    account_id = an_account(app)
    change(app, f"UPDATE account SET status = '{status}' WHERE id = {account_id}")
    browser_at(app).send(FORGOTTEN, email=EMAIL)
    assert answer_resets(app) == 0
    assert mailbox(app) == []
    assert rows(app, "SELECT * FROM password_reset_asked") == []


def test_what_is_no_address_is_said_to_be_none(app):
    answer = browser_at(app).send(FORGOTTEN, email="not an address")
    assert answer.status_code == 422
    assert problems_with_page(answer) == []
    assert rows(app, "SELECT * FROM password_reset_asked") == []


def test_one_address_gets_three_links_an_hour_and_nobody_sees_the_limit(app):
    an_account(app)
    answers = []
    for number in range(5):
        answers.append(browser_at(app, f"203.0.113.{number}").send(FORGOTTEN, email=EMAIL))
        answer_resets(app)
    assert {(a.status_code, a.location, a.text) for a in answers} == {
        (303, answers[0].location, answers[0].text)
    }
    assert len(mailbox(app, "reset_your_password")) == 3
    with time_machine.travel(clock.now() + timedelta(hours=1, minutes=1)):
        browser_at(app).send(FORGOTTEN, email=EMAIL)
        answer_resets(app)
    assert len(mailbox(app, "reset_your_password")) == 4


def test_a_stranger_who_asks_all_the_time_leaves_the_holder_a_link_that_works(app):
    """Whoever has used up the wishes of the hour has sent the holder a link that is still good."""
    an_account(app)
    with time_machine.travel(clock.now(), tick=False) as time:
        for number in range(30):
            browser_at(app, f"203.0.113.{number}").send(FORGOTTEN, email=EMAIL)
            answer_resets(app)
            time.shift(timedelta(minutes=2))
        browser_at(app).send(FORGOTTEN, email=EMAIL)
        answer_resets(app)
        links = mailbox(app, "reset_your_password")
        assert 3 <= len(links) <= 4
        assert set_password(browser_at(app), links[-1].page).status_code == 303
        for _ in range(30):
            time.shift(timedelta(minutes=30))
            browser_at(app).send(FORGOTTEN, email=EMAIL)
            answer_resets(app)
    assert len(mailbox(app, "reset_your_password")) == 10, "and no more than ten a day"


def test_one_network_asks_ten_times_an_hour_whatever_the_addresses(app):
    browser = browser_at(app)
    for number in range(10):
        assert browser.send(FORGOTTEN, email=f"n{number}@x.example").status_code == 303
    assert browser.send(FORGOTTEN, email="n10@x.example").status_code == 429
    elsewhere = browser_at(app, SOMEWHERE_ELSE)
    assert elsewhere.send(FORGOTTEN, email="n10@x.example").status_code == 303


def test_a_reset_sets_the_password_ends_every_session_and_keeps_the_second_factors(app):
    account_id = an_account(app)
    signed_in = a_signed_in(app, account_id)
    now = "2026-11-22 00:00:00"
    change(
        app,
        "INSERT INTO authenticator_app (account_id, secret, made_at, last_step)"
        f" VALUES ({account_id}, 'sealed', '{now}', 7)",
    )
    change(
        app,
        "INSERT INTO recovery_code (account_id, code_hash, made_at)"
        f" VALUES ({account_id}, 'abc', '{now}')",
    )
    factors = [rows(app, f"SELECT * FROM {t}") for t in ("authenticator_app", "recovery_code")]
    page = reset_page(app)
    shown = browser_at(app).get(page)
    assert problems_with_page(shown) == []
    assert EMAIL in words_of(shown)
    assert has_password(app, account_id, PASSWORD)
    assert signed_in.is_let_in()
    answer = set_password(browser_at(app), page)
    assert answer.status_code == 303
    assert answer.location == "/sign-in"
    assert has_password(app, account_id, NEW)
    assert not signed_in.is_let_in()
    after = [rows(app, f"SELECT * FROM {t}") for t in ("authenticator_app", "recovery_code")]
    assert after == factors
    assert [m.recipient for m in mailbox(app, "password_changed")] == [EMAIL]
    assert NEW not in everything_in_the_trail(app)


def test_after_a_reset_the_password_alone_lets_nobody_in(app):
    an_account(app)
    set_password(browser_at(app), reset_page(app))
    browser = browser_at(app)
    answer = browser.send_password(EMAIL, NEW)
    assert answer.location.startswith("/sign-in/second-factor")
    assert not browser.is_let_in()
    assert browser.sign_in(EMAIL, NEW).status_code == 303
    assert browser.is_let_in()


def test_a_reset_link_works_once(app):
    account_id = an_account(app)
    page = reset_page(app)
    token = browser_at(app)
    assert set_password(token, page).status_code == 303
    again = browser_at(app)
    again.get("/sign-in")
    assert again.get(page).status_code == 410
    answer = again.send("/sign-in", page, password="another long sentence", again="")
    assert answer.status_code == 410
    assert has_password(app, account_id, NEW)


def test_using_one_reset_link_makes_the_others_worthless(app):
    an_account(app)
    first, second = reset_page(app), reset_page(app)
    assert first != second
    assert set_password(browser_at(app), second).status_code == 303
    assert browser_at(app).get(first).status_code == 410


def test_a_reset_link_holds_for_an_hour(app):
    account_id = an_account(app)
    page = reset_page(app)
    with time_machine.travel(clock.now() + timedelta(minutes=59)):
        assert browser_at(app).get(page).status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=61)):
        assert browser_at(app).get(page).status_code == 410
        answer = browser_at(app).send("/sign-in", page, password=NEW, again=NEW)
        assert answer.status_code == 410
    assert has_password(app, account_id, PASSWORD)


def test_a_reset_link_does_nothing_once_the_account_is_suspended(app):
    account_id = an_account(app)
    page = reset_page(app)
    change(app, f"UPDATE account SET status = 'suspended' WHERE id = {account_id}")
    assert set_password(browser_at(app), page).status_code == 410
    assert has_password(app, account_id, PASSWORD)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("too short", "15 characters"),
        ("passwordpassword", "easily guessed"),
        ("Legal adviser 2026", "easily guessed"),
    ],
)
def test_a_reset_refuses_a_weak_password_and_keeps_the_link(app, password, words):
    an_account(app)
    page = reset_page(app)
    answer = set_password(browser_at(app), page, password)
    assert answer.status_code == 422
    assert words in words_of(answer)
    assert password not in answer.text
    assert set_password(browser_at(app), page).status_code == 303


def test_the_name_of_the_own_state_makes_no_password(app):
    an_account(app, role=Role.FOCAL_POINT, state_iso2="FR", language="fr")
    answer = set_password(browser_at(app), reset_page(app), "France, la France!")
    assert answer.status_code == 422


def test_a_password_typed_on_another_machine_is_the_same(app):
    account_id = an_account(app)
    set_password(browser_at(app), reset_page(app), "Ame\u0301lie mangea cerises ﬁnes")
    assert has_password(app, account_id, "Am\u00e9lie mangea cerises fines")


def test_changing_the_password_ends_the_other_sessions_at_once_and_is_told_by_mail(app):
    account_id = an_account(app)
    here, elsewhere = a_signed_in(app, account_id), a_signed_in(app, account_id)
    page = here.get("/account/password")
    assert problems_with_page(page) == []
    assert elsewhere.is_let_in()
    answer = set_password(here, "/account/password", old=PASSWORD)
    assert answer.status_code == 303
    assert here.is_let_in()
    assert not elsewhere.is_let_in()
    assert has_password(app, account_id, NEW)
    (mail,) = mailbox(app)
    assert (mail.name, mail.recipient) == ("password_changed", EMAIL)
    assert mail.page.startswith("/not-me/")


def test_a_sign_in_that_waits_for_its_second_factor_ends_with_the_password(app):
    account_id = an_account(app)
    change(
        app,
        "INSERT INTO pending_sign_in (token_hash, account_id, made_at, expires_at) VALUES"
        f" ('abc', {account_id}, '2026-11-22 00:00:00', '2099-01-01 00:00:00')",
    )
    set_password(a_signed_in(app, account_id), "/account/password", old=PASSWORD)
    assert rows(app, "SELECT ended_at FROM pending_sign_in")[0][0] is not None


def test_changing_the_password_asks_for_the_old_one(app):
    account_id = an_account(app)
    here, elsewhere = a_signed_in(app, account_id), a_signed_in(app, account_id)
    answer = set_password(here, "/account/password", old="this is not the one I have")
    assert answer.status_code == 422
    assert problems_with_page(answer) == []
    assert "not the password you have now" in words_of(answer)
    assert elsewhere.is_let_in()
    assert has_password(app, account_id, PASSWORD)
    assert mailbox(app) == []


def test_the_old_password_cannot_be_guessed_here_either(app):
    account_id = an_account(app)
    here = a_signed_in(app, account_id)
    statuses = [
        set_password(here, "/account/password", old=f"a wrong guess {n}").status_code
        for n in range(12)
    ]
    assert statuses == [422] * 10 + [429] * 2
    assert set_password(here, "/account/password", old=PASSWORD).status_code == 429


def test_an_account_without_a_password_sets_one(app):
    account_id = an_account(app)
    change(app, f"UPDATE account SET password_hash = NULL WHERE id = {account_id}")
    here = a_signed_in(app, account_id)
    page = here.get("/account/password")
    assert heading_of(page) == "Set a password"
    assert 'name="old"' not in page.text
    assert set_password(here, "/account/password").status_code == 303
    assert has_password(app, account_id, NEW)


def test_when_too_many_hash_at_once_the_page_says_when_to_come_back(app, monkeypatch):
    account_id = an_account(app)
    here = a_signed_in(app, account_id)
    taken = 0
    while passwords.PLACES.acquire(blocking=False):
        taken += 1
    try:
        answer = set_password(here, "/account/password", old=PASSWORD)
        with pytest.raises(TooBusy):
            passwords.is_right(None, "x")
    finally:
        passwords.PLACES.release(taken)
    assert taken == 10
    assert answer.status_code == 503
    assert passwords.BUSY in words_of(answer)
    assert set_password(here, "/account/password", old=PASSWORD).status_code == 303
