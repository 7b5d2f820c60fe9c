"""Changing the e-mail address of an account, and disowning what somebody else did in it."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.exc import IntegrityError

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER
from cna_directory.access.capabilities import Capability
from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account, UserSession
from cna_directory.accounts.operations.new_browsers import tell_of_new_browser
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import EditConflict
from cna_directory.operation import operation
from tests.features.accounts.mailbox import mailbox
from tests.features.accounts.visitors import (
    an_account,
    browser_at,
    change,
    everything_in_the_trail,
    key_of,
    rows,
)
from tests.web.checking import problems_with_page, words_of

OLD = "reader@mission.example"
NEW = "legal.adviser@mission.example"
NEW_PASSWORD = "mountain kettle seventeen"


@pytest.fixture
def account_id(app):
    return an_account(app, OLD)


@pytest.fixture
def holder(app, account_id):
    browser = browser_at(app)
    browser.let_in(account_id)
    return browser


def address_of(app, account_id):
    ((email,),) = rows(app, f"SELECT email FROM account WHERE id = {account_id}")
    return email


def ask(browser, email=NEW):
    return browser.send("/account/email", email=email)


def change_to_new(app, holder):
    ask(holder)
    (mail,) = mailbox(app, "confirm_your_new_address")
    assert holder.send(mail.page).status_code == 303


def test_a_link_goes_to_the_new_address_and_the_old_one_is_told(app, holder, account_id):
    assert problems_with_page(holder.get("/account/email")) == []
    assert ask(holder).status_code == 303
    told, link = mailbox(app)
    assert (told.name, told.recipient) == ("address_change_asked", OLD)
    assert (link.name, link.recipient) == ("confirm_your_new_address", NEW)
    assert address_of(app, account_id) == OLD
    page = holder.get(link.page)
    assert problems_with_page(page) == []
    assert NEW in words_of(page)
    assert address_of(app, account_id) == OLD
    assert holder.send(link.page).status_code == 303
    assert address_of(app, account_id) == NEW
    done = mailbox(app)[-1]
    assert (done.name, done.recipient) == ("address_changed", OLD)
    assert holder.get(link.page).status_code == 410
    assert NEW not in everything_in_the_trail(app)


def test_another_domain_is_refused_with_what_to_do(app, holder):
    answer = ask(holder, "me@home.example")
    assert answer.status_code == 422
    assert "ask the secretariat" in words_of(answer)
    assert mailbox(app) == []


def test_an_address_that_is_taken_gets_the_same_answer_and_no_link(app, holder, account_id):
    free = ask(holder, "free@mission.example")
    an_account(app, NEW)
    before = len(mailbox(app))
    taken = ask(holder)
    assert (taken.status_code, taken.location, taken.text) == (303, free.location, free.text)
    assert [(m.name, m.recipient) for m in mailbox(app)[before:]] == [("address_change_asked", OLD)]
    assert address_of(app, account_id) == OLD


def test_an_address_that_is_taken_meanwhile_is_not_given_twice(app, holder, account_id):
    ask(holder)
    an_account(app, NEW)
    (link,) = mailbox(app, "confirm_your_new_address")
    assert holder.send(link.page).status_code == 410
    assert address_of(app, account_id) == OLD


def test_nobody_else_uses_the_link(app, holder, account_id):
    ask(holder)
    (link,) = mailbox(app, "confirm_your_new_address")
    visitor = browser_at(app)
    answer = visitor.get(link.page)
    assert answer.status_code == 303
    assert answer.location == "/sign-in"
    other = browser_at(app)
    other.let_in(an_account(app, "other@mission.example"))
    assert other.get(link.page).status_code == 404
    assert other.send("/account", link.page).status_code == 404
    assert address_of(app, account_id) == OLD


def test_the_secret_of_the_link_stands_in_no_question_and_one_comes_back_to_it(app, account_id):
    """What follows a question mark is written down in more places than the rest of an address."""
    holder = browser_at(app)
    holder.let_in(account_id)
    ask(holder)
    (link,) = mailbox(app, "confirm_your_new_address")
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        assert holder.get(link.page).location == "/sign-in/again"
        answer = holder.send_passkey("/sign-in/again", key_of(OLD))
        assert answer.location == link.page
        assert holder.get(link.page).status_code == 200
    visitor = browser_at(app)
    assert visitor.get(link.page).location == "/sign-in"
    assert visitor.sign_in(OLD).location == link.page
    assert visitor.get("/sign-in").location == "/", "it counts once"


def test_two_who_take_an_address_at_the_same_moment_are_told_and_one_has_it(app, account_id):
    """Between the look and the write another transaction may commit; the database has the word."""

    @operation(Action.POST_ASKED, needs=Capability.KEEP_ACCOUNTS)
    def take(actor):
        db.session.get_one(Account, account_id).email = "other@mission.example"

    an_account(app, "other@mission.example")
    with app.app_context(), pytest.raises(EditConflict, match="at the same moment"):
        take(SCHEDULER)
    assert address_of(app, account_id) == OLD

    @operation(Action.POST_ASKED, needs=Capability.KEEP_ACCOUNTS)
    def forget(actor):
        db.session.get_one(Account, account_id).post_title = None

    with app.app_context(), pytest.raises(IntegrityError):
        forget(SCHEDULER)  # A fault of the program stays one.


def test_the_link_holds_for_a_day(app, account_id):
    browser = browser_at(app)
    browser.let_in(account_id)
    ask(browser)
    (link,) = mailbox(app, "confirm_your_new_address")
    with time_machine.travel(clock.now() + timedelta(hours=24, minutes=1)):
        later = browser_at(app)
        later.let_in(account_id)
        assert later.get(link.page).status_code == 410
        assert later.send("/account", link.page).status_code == 410
    assert address_of(app, account_id) == OLD


def test_a_newer_wish_makes_the_older_link_worthless(app, holder):
    ask(holder)
    (first,) = mailbox(app, "confirm_your_new_address")
    ask(holder, "second@mission.example")
    assert holder.get(first.page).status_code == 410


def test_five_wishes_a_day(app, holder):
    statuses = [ask(holder, f"n{n}@mission.example").status_code for n in range(6)]
    assert statuses == [303] * 5 + [429]


def test_not_me_ends_everything_and_tells_the_secretariat(app, holder, account_id):
    an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    holder.send(
        "/account/password",
        old="seven quiet rivers",
        password=NEW_PASSWORD,
        again=NEW_PASSWORD,
    )
    (told,) = mailbox(app, "password_changed")
    stranger = browser_at(app)
    page = stranger.get(told.page)
    assert problems_with_page(page) == []
    assert OLD in words_of(page)
    assert holder.is_let_in()
    answer = stranger.send(told.page)
    assert answer.status_code == 303
    assert problems_with_page(stranger.get(answer.location)) == []
    assert not holder.is_let_in()
    assert rows(app, f"SELECT password_hash FROM account WHERE id = {account_id}") == [(None,)]
    assert [m.recipient for m in mailbox(app, "sign_in_disowned")] == [
        "officer@secretariat.example"
    ]
    (reset,) = mailbox(app, "reset_your_password")
    assert reset.recipient == OLD
    set_again = browser_at(app).send(reset.page, password=NEW_PASSWORD, again=NEW_PASSWORD)
    assert set_again.status_code == 303
    assert browser_at(app).get(told.page).status_code == 410
    assert stranger.send("/sign-in", told.page).status_code == 410


def test_not_me_withdraws_a_change_that_was_asked_for(app, holder, account_id):
    ask(holder)
    (told,) = mailbox(app, "address_change_asked")
    (link,) = mailbox(app, "confirm_your_new_address")
    browser_at(app).send(told.page)
    again = browser_at(app)
    again.let_in(account_id)
    assert again.get(link.page).status_code == 410
    assert again.send("/account", link.page).status_code == 410
    assert address_of(app, account_id) == OLD


@pytest.mark.parametrize("name", ["address_change_asked", "address_changed"])
def test_not_me_gives_the_old_address_back(app, holder, account_id, name):
    change_to_new(app, holder)
    assert address_of(app, account_id) == NEW
    (told,) = mailbox(app, name)
    browser_at(app).send(told.page)
    assert address_of(app, account_id) == OLD
    assert mailbox(app, "reset_your_password")[-1].recipient == OLD


def test_whoever_took_the_address_cannot_disown_the_holder(app, holder, account_id):
    change_to_new(app, holder)
    with app.app_context():
        tell_of_a_sign_in(SCHEDULER, account_id, app.extensions["settings"])
    (theirs,) = mailbox(app, "new_browser")
    assert theirs.recipient == NEW
    (holders,) = mailbox(app, "address_changed")
    browser_at(app).send(theirs.page)
    assert address_of(app, account_id) == NEW
    assert browser_at(app).send(holders.page).status_code == 303
    assert address_of(app, account_id) == OLD


def test_the_holder_disowning_makes_later_links_worthless(app, holder, account_id):
    change_to_new(app, holder)
    with app.app_context():
        tell_of_a_sign_in(SCHEDULER, account_id, app.extensions["settings"])
    (theirs,) = mailbox(app, "new_browser")
    (holders,) = mailbox(app, "address_changed")
    browser_at(app).send(holders.page)
    assert browser_at(app).get(theirs.page).status_code == 410
    assert address_of(app, account_id) == OLD


def test_an_address_that_somebody_else_has_by_now_is_not_taken_from_them(app, holder, account_id):
    change_to_new(app, holder)
    other = an_account(app, "other@mission.example")
    change(app, f"UPDATE account SET email = '{OLD}' WHERE id = {other}")
    (told,) = mailbox(app, "address_changed")
    assert browser_at(app).send(told.page).status_code == 303
    assert address_of(app, account_id) == NEW
    assert mailbox(app, "reset_your_password") == []


def test_the_mail_of_a_new_browser_says_when_where_and_what(app, account_id):
    tell_of_a_sign_in(SCHEDULER, account_id, app.extensions["settings"])
    (mail,) = mailbox(app, "new_browser")
    assert mail.recipient == OLD
    assert "22 November 2026, 09:30 UTC" in mail.text
    assert "Firefox, Windows" in mail.text
    assert "198.51.100.7" in mail.text
    with time_machine.travel(clock.now() + timedelta(days=6, hours=23)):
        assert browser_at(app).get(mail.page).status_code == 200
    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1)):
        assert browser_at(app).get(mail.page).status_code == 410


@operation(Action.POST_ASKED, needs=Capability.KEEP_ACCOUNTS)
def tell_of_a_sign_in(actor, account_id, settings):
    at = clock.now().replace(year=2026, month=11, day=22, hour=9, minute=30)
    user_session = UserSession(
        created_at=at,
        remote_address="198.51.100.7",
        user_agent="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0",
    )
    tell_of_new_browser(db.session.get_one(Account, account_id), user_session, settings)
