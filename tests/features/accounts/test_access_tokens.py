"""Access tokens: made with a fresh second factor, shown once, told, counted, ended."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import GRANTS, has_role_for, may
from cna_directory.access.roles import SIGNED_IN, Role
from cna_directory.accounts.rules.access_tokens import (
    MOST_A_DAY,
    MOST_A_MINUTE,
    MOST_OPEN,
    capabilities_of,
)
from cna_directory.accounts.standing import Scope
from cna_directory.accounts.tokens import hash_of
from tests.features.accounts.mailbox import mailbox
from tests.features.accounts.visitors import an_account, browser_at, change, rows

TOKEN = re.compile(r"cna_[\w-]{43}", re.ASCII)
NEW = "/account/tokens/new"


@pytest.fixture
def browser(app):
    """Return the browser of a reader whose second factor was shown just now."""
    made = browser_at(app)
    made.let_in(an_account(app))
    return made


def made_by(browser, name="Case system", scopes="directory", days="90"):
    """Make a token through the page; return it."""
    page = browser.send(NEW, name=name, scopes=scopes, days=days)
    assert page.status_code == 200, page.text
    (token,) = set(TOKEN.findall(page.text))
    return token


def ask(app, token, address="/api/v1/states", **headers):
    """Ask as a program does: without cookies."""
    program = browser_at(app)
    return program.get(address, headers={"Authorization": f"Bearer {token}", **headers})


def trail(app, action):
    return rows(app, f"SELECT * FROM audit_operation WHERE action = '{action}' ORDER BY number")


def test_a_token_is_shown_once_and_kept_as_a_hash(app, browser):
    token = made_by(browser)
    assert TOKEN.search(browser.get("/account/tokens").text) is None
    (row,) = rows(app, "SELECT * FROM access_token")
    assert row.token_hash == hash_of(token)
    everything = str(rows(app, "SELECT * FROM audit_operation"))
    everything += str(rows(app, "SELECT * FROM audit_entry"))
    everything += str(rows(app, "SELECT * FROM outgoing_mail"))
    assert token not in everything
    assert row.token_hash not in everything
    (link,) = trail(app, "access_token.made")
    assert str(row.id) in str(link.details)


def test_the_holder_is_told_by_mail(app, browser):
    made_by(browser)
    (mail,) = mailbox(app, "access_token_made")
    assert "/account/tokens" in mail.text
    assert TOKEN.search(mail.text) is None


def test_making_one_asks_for_the_second_factor_and_ending_one_does_not(app):
    account_id = an_account(app)
    late = browser_at(app)
    late.let_in(account_id, confirmed_at=clock.now() - timedelta(minutes=6))
    assert "/sign-in" in late.get(NEW).location or late.get(NEW).status_code == 303
    fresh = browser_at(app)
    fresh.let_in(account_id)
    token = made_by(fresh)
    assert late.send("/account/tokens", to="/account/tokens/1/end").status_code == 303
    assert ask(app, token).status_code == 401


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": " "}, "Give the token a name"),
        ({"name": "x" * 61}, "no more than 60"),
        ({"scopes": "everything"}, "Choose what the program may read"),
        ({"scopes": ""}, "Choose what the program may read"),
        ({"days": "0"}, "from 1 to 365"),
        ({"days": "366"}, "from 1 to 365"),
        ({"days": "-1"}, "from 1 to 365"),
        ({"days": "²"}, "from 1 to 365"),
        ({"days": "9" * 5000}, "from 1 to 365"),
    ],
)
def test_what_a_token_cannot_have_is_told(app, browser, values, sentence):
    page = browser.send(
        NEW, **{"name": "Case system", "scopes": "directory", "days": "90"} | values
    )
    assert page.status_code == 422
    assert sentence in page.text
    assert rows(app, "SELECT * FROM access_token") == []


def test_ten_at_most_and_ended_ones_do_not_count(app, browser):
    for number in range(MOST_OPEN):
        made_by(browser, name=f"Program {number}")
    page = browser.send(NEW, name="One more", scopes="directory", days="90")
    assert page.status_code == 422
    assert "End one of them first" in page.text
    browser.send("/account/tokens", to="/account/tokens/1/end")
    made_by(browser, name="One more")


def test_an_ended_token_is_refused_with_the_next_request(app, browser):
    token = made_by(browser)
    assert ask(app, token).status_code == 200
    browser.send("/account/tokens", to="/account/tokens/1/end")
    answer = ask(app, token)
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_a_token_runs_out(app, browser):
    token = made_by(browser, days="1")
    assert ask(app, token).status_code == 200
    with time_machine.travel(clock.now() + timedelta(days=1, seconds=1)):
        assert ask(app, token).status_code == 401


@pytest.mark.parametrize("status", ["suspended", "closed", "invited"])
def test_a_token_of_an_account_that_is_not_active_is_refused(app, browser, status):
    token = made_by(browser)
    assert ask(app, token).status_code == 200
    change(app, f"UPDATE account SET status = '{status}'")
    assert ask(app, token).status_code == 401


def test_outdated_terms_are_told_in_a_sentence(app, browser):
    token = made_by(browser)
    change(app, "UPDATE account SET terms_version = 'old'")
    answer = ask(app, token)
    assert answer.status_code == 403
    assert "accept them" in answer.json["detail"]


def test_nobody_ends_the_token_of_another(app, browser):
    made_by(browser)
    other = browser_at(app)
    other.let_in(an_account(app, "other@mission.example"))
    assert other.send("/account/tokens", to="/account/tokens/1/end").status_code == 404
    assert other.send("/account/tokens", to="/account/tokens/99/end").status_code == 404


def test_suspending_ends_tokens_and_restoring_does_not_bring_them_back(app, browser):
    token = made_by(browser)
    officer = browser_at(app)
    officer.let_in(an_account(app, "officer@secretariat.example", Role.SECRETARIAT))
    (reader,) = rows(app, "SELECT id FROM account WHERE email = 'reader@mission.example'")
    page = f"/desk/accounts/{reader.id}"
    assert officer.send(f"{page}/suspend", reason="Left").status_code == 303
    assert ask(app, token).status_code == 401
    assert officer.send(f"{page}/restore", reason="Came back").status_code == 303
    assert ask(app, token).status_code == 401


def test_the_first_use_of_a_day_is_in_the_trail_and_the_rest_only_counts(app, browser):
    token = made_by(browser)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: ask(app, token).status_code, range(8)))
    assert answers == [200] * 8
    (used,) = trail(app, "access_token.used")
    assert "remote_address" in str(used.details)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        ask(app, token)
        ask(app, token)
    assert len(trail(app, "access_token.used")) == 2


def test_too_many_requests_in_a_minute_are_refused_and_told_when_to_go_on(app, browser):
    token = made_by(browser)
    with time_machine.travel(clock.now().replace(second=10), tick=False):
        answers = [ask(app, token, "/api/v1/request-types") for _ in range(MOST_A_MINUTE + 1)]
    assert {a.status_code for a in answers[:-1]} == {200}
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60


def test_what_an_account_read_today_is_counted_and_limited(app, browser):
    token = made_by(browser)
    ask(app, token)  # All States at once.
    pages = app.extensions["pages_being_read"]
    (account_id,) = (r.account_id for r in rows(app, "SELECT account_id FROM access_token"))
    today = clock.today()
    assert pages.pending(account_id, today) > 190
    change(
        app,
        "INSERT INTO pages_read (account_id, day, number)"
        f" VALUES ({account_id}, '{today}', {MOST_A_DAY})",
    )
    answer = ask(app, token)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert browser.get("/account").status_code == 200


def test_unknown_tokens_are_limited_by_network_and_good_ones_go_on(app, browser):
    token = made_by(browser)
    statuses = [ask(app, "cna_" + "x" * 43).status_code for _ in range(31)]
    assert statuses == [401] * 30 + [429]
    assert ask(app, token).status_code == 200


def test_a_token_opens_no_page_and_a_cookie_nothing_for_programs(app, browser):
    token = made_by(browser)
    as_program = browser_at(app)
    answer = as_program.get("/search", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.location.startswith("/sign-in")) == (303, True)
    answer = browser.get("/api/v1/states")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="directory"'
    assert answer.mimetype == "application/problem+json"


def test_no_cookie_is_set_and_no_language_is_kept(app, browser):
    token = made_by(browser)
    for address in ("/api/v1/states", "/api/v1/states?lang=ar", "/api/v1/nothing?lang=ar"):
        assert "Set-Cookie" not in ask(app, token, address).headers, address


def test_a_cookie_beside_a_token_changes_nothing(app, browser):
    token = made_by(browser, scopes="reference")
    answer = browser.get("/api/v1/authorities/1", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 403


@pytest.mark.parametrize("shown", ["Basic eDp5", "Bearer", "Bearer ", "bearer \udcff", "x" * 5000])
def test_what_is_no_token_is_refused(app, shown):
    program = browser_at(app)
    shown = shown.encode("utf-8", "surrogateescape").decode("latin-1")
    answer = program.get("/api/v1/states", headers={"Authorization": shown})
    assert answer.status_code == 401


def test_a_refused_scope_is_in_the_trail_once_an_hour(app, browser):
    token = made_by(browser, scopes="reference")
    for _ in range(5):
        assert ask(app, token, "/api/v1/authorities/1").status_code == 403
    assert len(trail(app, "access.refused")) == 1
    with time_machine.travel(clock.now() + timedelta(hours=1, seconds=1)):
        assert ask(app, token, "/api/v1/authorities/1").status_code == 403
    assert len(trail(app, "access.refused")) == 2


def test_a_scope_never_widens_a_role():
    """Whatever a token is good for, the account is good for too, and never the other way round."""
    for role in Role:
        person = Actor(role, account_id=1)
        for scopes in ((), (Scope.REFERENCE,), (Scope.DIRECTORY,), tuple(Scope)):
            program = Actor(role, account_id=1, limited_to=capabilities_of(scopes))
            held = {c for c in Capability if has_role_for(program, c)}
            assert held <= {c for c in Capability if has_role_for(person, c)}
            assert held <= capabilities_of(scopes)
            assert {c for c in Capability if may(program, c)} <= held
    assert set(GRANTS) == set(Capability)
    assert all(
        has_role_for(Actor(role, 1, limited_to=capabilities_of([Scope.DIRECTORY])), c)
        for role in SIGNED_IN
        for c in capabilities_of([Scope.DIRECTORY])
    )


def test_of_many_who_end_and_ask_at_once_none_is_answered_after_the_end(app, browser):
    token = made_by(browser)
    assert ask(app, token).status_code == 200
    with ThreadPoolExecutor(8) as pool:
        asking = [pool.submit(ask, app, token) for _ in range(12)]
        ending = pool.submit(browser.send, "/account/tokens", "/account/tokens/1/end")
        assert ending.result().status_code == 303
        assert {a.result().status_code for a in asking} <= {200, 401}
    assert ask(app, token).status_code == 401
