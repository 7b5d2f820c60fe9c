"""Signed cookies, sealed offers, doubled values and lines of the log: what was touched is nothing."""

import json
from datetime import timedelta
from typing import Any

import pytest
import structlog
import time_machine

from cna_directory import clock, logs
from cna_directory.accounts.offers import HOLDS_FOR, offer_app, offer_codes, offered_app
from cna_directory.accounts.sealing import seal, unseal
from tests.features.accounts.visitors import PASSWORD, TOKEN, an_account, browser_at

EMAIL = "reader@mission.example"
ONE, OTHER = 1, 2


def touched(token: str) -> list[str]:
    """Return a token with a character changed at its beginning, middle and end, cut, and empty."""
    places = (0, len(token) // 2, len(token) - 8)
    changed = [token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in places]
    return [*changed, token[:-10], "", "ä", "null", "{}"]


def test_a_cookie_or_offer_that_was_touched_is_nothing(app, settings):
    browser = browser_at(app)
    browser.let_in(an_account(app, EMAIL))
    cookie = browser.get_cookie("directory")
    assert cookie is not None
    assert browser.is_let_in()
    for value in touched(cookie.value):
        browser.set_cookie("directory", value)
        assert not browser.is_let_in(), value
    offer = offer_app(ONE, settings)
    assert offered_app(offer.sealed, ONE, settings) == offer
    for value in touched(offer.sealed):
        assert offered_app(value, ONE, settings) is None


def test_an_offer_ends_with_its_time(app, settings):
    sealed = offer_app(ONE, settings).sealed
    now = clock.now()
    with time_machine.travel(now + HOLDS_FOR - timedelta(seconds=5), tick=False):
        assert offered_app(sealed, ONE, settings) is not None
    with time_machine.travel(now + HOLDS_FOR + timedelta(seconds=5), tick=False):
        assert offered_app(sealed, ONE, settings) is None


def test_what_is_sealed_for_one_purpose_or_account_serves_no_other(app, settings):
    assert offered_app(offer_app(ONE, settings).sealed, OTHER, settings) is None
    assert offered_app(offer_codes(ONE, settings).sealed, ONE, settings) is None
    sealed = seal("a secret", "one purpose", settings)
    assert unseal(sealed, "one purpose", settings) == "a secret"
    assert unseal(sealed, "another purpose", settings) is None


def test_a_value_given_twice_counts_once(app):
    """The body alone is read where a form is sent, and of two values the first counts."""
    an_account(app, EMAIL)
    browser = browser_at(app)
    token = TOKEN.search(browser.get("/sign-in").text)[1]
    from_address = browser.post(
        "/sign-in",
        query_string={"email": EMAIL, "password": PASSWORD},
        data={"csrf_token": token},
    )
    assert from_address.status_code == 422
    twice = browser.post(
        "/sign-in",
        data={"csrf_token": token, "email": EMAIL, "password": ["not this one at all", PASSWORD]},
    )
    assert twice.status_code == 422


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\x00", "\x1b[2J", "\u2028"])
def test_a_log_line_stays_one_line(mark):
    """A word with a line's end forges no second line for the machine that reads the log."""
    logs.configure()
    said: Any = {"event": "policy violated", "page": f"here{mark}" + '{"event": "forged"}'}
    for step in structlog.get_config()["processors"]:
        said = step(None, "warning", said)
    assert len(said.splitlines()) == 1
    assert mark not in said
    assert json.loads(said)["event"] == "policy violated"
