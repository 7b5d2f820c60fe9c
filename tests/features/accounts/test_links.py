"""One-time links: each is used exactly once, by the right way in, and only where it may exist."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine

from cna_directory import clock
from cna_directory.access.actors import OPERATOR, VISITOR
from cna_directory.access.roles import Role
from cna_directory.accounts import operations, passwords, queries
from cna_directory.errors import AccessRefused, LinkExpired, RuleBroken
from cna_directory.terms import CURRENT_TERMS
from tests.features.accounts.visitors import (
    PASSWORD,
    SOMEWHERE,
    an_account,
    browser_at,
    change,
    everything_in_the_trail,
    rows,
)

LOOPBACK = "127.0.0.1"
AT_ONCE = 20
CHOSEN = {"password": PASSWORD, "again": PASSWORD, "accepts_terms": "y"}


def demonstration_links(app):
    with app.app_context():
        made = operations.make_demonstration_accounts_and_links(
            OPERATOR, settings=app.extensions["settings"], state_iso2="FR", authority_number=7
        )
    base = app.extensions["settings"].base_url
    return [(link.role, link.address.removeprefix(base)) for link in made]


def invitation(app, email="officer@secretariat.example", role=Role.SECRETARIAT):
    with app.app_context():
        token = operations.invite_account(
            OPERATOR, email, role=role, post_title="Officer", settings=app.extensions["settings"]
        )
    return f"/activate/{token}"


def test_the_demonstration_has_a_link_for_each_role_and_two_officers(app):
    roles = [role for role, _ in demonstration_links(app)]
    assert sorted(roles) == sorted(
        [
            Role.READER,
            Role.AUTHORITY_USER,
            Role.FOCAL_POINT,
            Role.SECRETARIAT,
            Role.SECRETARIAT,
            Role.ADMINISTRATOR,
        ]
    )
    emails = [row.email for row in rows(app, "SELECT email FROM account")]
    assert all(email.endswith(".example") for email in emails)


def test_a_second_start_makes_new_links_for_the_same_accounts(app):
    first, second = demonstration_links(app), demonstration_links(app)
    assert not set(first) & set(second)
    assert rows(app, "SELECT count(*) FROM account")[0][0] == len(first)


def test_a_link_shows_a_button_and_changes_nothing_until_it_is_pressed(app):
    _, path = demonstration_links(app)[0]
    browser = browser_at(app, LOOPBACK)
    for _ in range(3):
        page = browser.get(path)
        assert page.status_code == 200
        assert "Sign in as" in page.text
    assert not browser.is_let_in()
    assert (browser.send(path).status_code, browser.is_let_in()) == (303, True)


def test_a_used_link_says_so_and_the_try_is_in_the_trail(app):
    _, path = demonstration_links(app)[0]
    first, second = browser_at(app, LOOPBACK), browser_at(app, LOOPBACK)
    second.get(path)
    first.send(path)
    assert second.get(path).status_code == 410
    assert second.send("/sign-in", path).status_code == 410
    assert not second.is_let_in()
    assert "link_spent" in everything_in_the_trail(app)


def test_a_link_ends_with_its_time(app):
    _, path = demonstration_links(app)[0]
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        browser = browser_at(app, LOOPBACK)
        assert browser.get(path).status_code == 410
        assert browser.send("/sign-in", path).status_code == 410


def at_once(app, remote_address, path, **values):
    """Press the button in many browsers at the same moment; return what each was answered."""
    start = Barrier(AT_ONCE)
    browsers = [browser_at(app, remote_address) for _ in range(AT_ONCE)]
    for browser in browsers:
        assert browser.get(path).status_code == 200

    def press(browser):
        token = browser.get("/sign-in").text.split('name="csrf_token" value="')[1].split('"')[0]
        start.wait()
        return browser.post(path, data={"csrf_token": token, **values}).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(press, browsers))


def test_of_twenty_who_use_a_link_at_once_one_gets_in(app):
    _, path = demonstration_links(app)[0]
    assert at_once(app, LOOPBACK, path) == [303] + [410] * (AT_ONCE - 1)
    assert rows(app, "SELECT count(*) FROM user_session")[0][0] == 1


def test_of_twenty_who_activate_at_once_one_sets_the_password(app):
    answers = at_once(app, SOMEWHERE, invitation(app), **CHOSEN)
    assert answers == [303] + [410] * (AT_ONCE - 1)


@pytest.mark.parametrize("remote_address", [SOMEWHERE, "10.0.0.1", "::ffff:192.0.2.1", ""])
def test_a_link_does_not_exist_for_another_machine(app, remote_address):
    _, path = demonstration_links(app)[0]
    browser = browser_at(app, remote_address)
    assert browser.get(path).status_code == 404
    assert browser.send("/sign-in", path).status_code == 404
    assert rows(app, "SELECT count(*) FROM user_session")[0][0] == 0


def test_a_link_does_not_exist_through_a_proxy_on_this_machine(app):
    _, path = demonstration_links(app)[0]
    browser = browser_at(app, LOOPBACK)
    for mark in ("Forwarded", "X-Forwarded-For", "Via"):
        assert browser.get(path, headers={mark: "203.0.113.9"}).status_code == 404
    assert browser.get(path).status_code == 200


def test_production_makes_no_links_and_knows_none_that_were_made(app, production):
    _, path = demonstration_links(app)[0]
    with production.app_context(), pytest.raises(AccessRefused):
        operations.make_demonstration_accounts_and_links(
            OPERATOR, settings=production.extensions["settings"], state_iso2="FR"
        )
    browser = browser_at(production, LOOPBACK)
    assert browser.get(path, base_url="https://directory.example").status_code == 404


def test_a_link_for_one_thing_does_not_do_the_other(app):
    _, sign_in_path = demonstration_links(app)[0]
    activate_path = invitation(app)
    browser = browser_at(app, LOOPBACK)
    assert browser.get(sign_in_path.replace("/sign-in/link/", "/activate/")).status_code == 404
    assert browser.get(activate_path.replace("/activate/", "/sign-in/link/")).status_code == 404


def test_an_operation_asks_for_the_purpose_itself(app):
    _, path = demonstration_links(app)[0]
    change(app, "UPDATE account SET status='invited'")
    settings = app.extensions["settings"]
    with app.app_context():
        link = queries.sign_in_link(path.removeprefix("/sign-in/link/"))
        with pytest.raises(LinkExpired):
            operations.activate_account(VISITOR, link, password=PASSWORD, settings=settings)


def test_only_the_operator_invites_and_makes_links(app):
    settings = app.extensions["settings"]
    with app.app_context():
        with pytest.raises(AccessRefused):
            operations.invite_account(
                VISITOR, "a@b.example", role=Role.READER, post_title="Post", settings=settings
            )
        with pytest.raises(AccessRefused):
            operations.make_demonstration_accounts_and_links(
                VISITOR, settings=settings, state_iso2="FR"
            )


def test_an_invitation_is_posted_with_the_account_or_not_at_all(app):
    path = invitation(app)
    (mail,) = rows(app, "SELECT recipient, text, html, status FROM outgoing_mail")
    assert mail.recipient == "officer@secretariat.example"
    assert path in mail.text
    assert path in mail.html
    with pytest.raises(RuleBroken):
        invitation(app, email="OFFICER@secretariat.example")
    assert rows(app, "SELECT count(*) FROM outgoing_mail")[0][0] == 1
    assert rows(app, "SELECT count(*) FROM account")[0][0] == 1


def test_an_invited_officer_chooses_a_password_and_goes_on_to_the_second_factor(app):
    path = invitation(app)
    browser = browser_at(app)
    assert browser.sign_in("officer@secretariat.example", "").status_code == 422
    weak = browser.send(path, password="too short", again="too short", accepts_terms="y")
    assert weak.status_code == 422
    assert "at least 15 characters" in weak.text
    different = browser.send(path, password=PASSWORD, again=PASSWORD + "s", accepts_terms="y")
    assert different.status_code == 422
    unread = browser.send(path, password=PASSWORD, again=PASSWORD)
    assert unread.status_code == 422
    assert "Tick the box if you accept the terms of use." in unread.text
    assert browser.send(path, **CHOSEN).location == "/sign-in/set-up"
    accepted = rows(app, "SELECT terms_version, terms_accepted_at FROM account")[0]
    assert accepted.terms_version == CURRENT_TERMS
    assert accepted.terms_accepted_at is not None
    assert not browser.is_let_in(), "the second factor is still missing"


def test_an_invitation_holds_for_ten_days_and_once(app):
    path = invitation(app)
    with time_machine.travel(clock.now() + timedelta(days=9, hours=23), tick=False):
        assert browser_at(app).get(path).status_code == 200
    with time_machine.travel(clock.now() + timedelta(days=10, minutes=1), tick=False):
        assert browser_at(app).get(path).status_code == 410
    browser = browser_at(app)
    browser.send(path, **CHOSEN)
    assert browser.get(path).status_code == 410


def test_the_demonstrations_accounts_cannot_be_signed_in_to_by_password(app):
    demonstration_links(app)
    for password in ("", PASSWORD, "None"):
        assert browser_at(app).sign_in("reader@mission.example", password).status_code == 422


def test_a_link_ends_the_session_that_was_open_in_the_browser(app):
    an_account(app, "someone@mission.example")
    _, path = demonstration_links(app)[0]
    browser = browser_at(app, LOOPBACK)
    browser.sign_in("someone@mission.example")
    browser.send(path)
    ended = rows(app, "SELECT ended_at IS NOT NULL FROM user_session ORDER BY id")
    assert [bool(row[0]) for row in ended] == [True, False]


def test_a_password_is_hashed_before_the_database_is_held(app, monkeypatch):
    """A hash takes a tenth of a second, in which nobody else could write."""
    page = invitation(app)
    real = passwords.hash_password

    def while_others_write(password):
        change(app, "UPDATE account SET language = 'fr'")
        return real(password)

    monkeypatch.setattr(passwords, "hash_password", while_others_write)
    assert browser_at(app).send(page, **CHOSEN).status_code == 303
    assert rows(app, "SELECT status, language FROM account")[0].language == "fr"
