"""What everybody may read: signed out, signed in, and before new terms are accepted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask

from cna_directory.access.roles import SIGNED_IN, Role
from cna_directory.settings import Settings
from cna_directory.terms import CURRENT_TERMS
from tests.features.accounts.visitors import an_account, browser_at, change
from tests.web.checking import heading_of, problems_with_page, words_of

PAGES = {
    "/terms": "Terms of use",
    "/privacy": "Privacy",
    "/accessibility": "Accessibility",
    "/help": "Help",
    "/help/visitor": "Help without an account",
    "/help/reader": "Help for readers",
    "/help/authority-user": "Help for authority users",
    "/help/focal-point": "Help for focal points",
    "/help/secretariat": "Help for the secretariat",
    "/help/administrator": "Help for administrators",
}
TOLD = "secretariat@directory.example"


@pytest.fixture
def told(app: Flask, settings: Settings) -> Flask:
    """Return an application whose settings name the body and its contacts."""
    app.extensions["settings"] = replace(
        settings,
        issuer="Sample Organization",
        contact=TOLD,
        security_contact="mailto:security@directory.example",
    )
    return app


def test_they_open_for_everybody_and_before_the_terms_are_accepted(app: Flask) -> None:
    browsers = [browser_at(app)]
    for role in SIGNED_IN:
        browsers.append(browser_at(app))
        browsers[-1].let_in(an_account(app, f"{role}@mission.example", role))
    change(app, "UPDATE account SET terms_version = ''")
    for browser in browsers:
        for address, heading in PAGES.items():
            answer = browser.get(address)
            assert answer.status_code == 200, address
            assert heading_of(answer) == heading
            assert problems_with_page(answer) == []


def test_every_page_leads_to_them(app: Flask) -> None:
    reader = browser_at(app)
    reader.let_in(an_account(app))
    for browser, address in ((browser_at(app), "/"), (browser_at(app), "/sign-in"), (reader, "/")):
        text = browser.get(address).text
        for place in ("/help", "/terms", "/privacy", "/accessibility"):
            assert f'href="{place}"' in text, (address, place)


def test_there_is_help_for_every_role_and_no_other(app: Flask) -> None:
    for role in (Role.VISITOR, *SIGNED_IN):
        assert f"/help/{role.value.replace('_', '-')}" in PAGES
    for place in ("nobody", "authority_user", "scheduler", "..", "%00"):
        assert browser_at(app).get(f"/help/{place}").status_code == 404


def test_help_links_only_to_what_its_reader_may_open(app: Flask) -> None:
    visitor = browser_at(app)
    assert 'href="/account"' not in visitor.get("/help/reader").text
    reader = browser_at(app)
    reader.let_in(an_account(app))
    assert 'href="/account"' in reader.get("/help/reader").text


def test_the_terms_say_since_when_they_hold(app: Flask) -> None:
    assert CURRENT_TERMS == "2026-11"
    assert "since November 2026" in words_of(browser_at(app).get("/terms"))


def test_the_body_and_its_contact_are_named_where_they_are_set(told: Flask) -> None:
    for address in ("/terms", "/privacy"):
        words = words_of(browser_at(told).get(address))
        assert "Sample Organization" in words
        assert TOLD in words
    for address in ("/", "/accessibility", "/help", "/help/reader", "/nowhere"):
        assert f'href="mailto:{TOLD}"' in browser_at(told).get(address).text, address


def test_without_a_contact_the_sentence_is_left_out(app: Flask) -> None:
    for address in ("/", *PAGES, "/nowhere"):
        assert "The secretariat helps at" not in words_of(browser_at(app).get(address)), address


def test_security_txt_is_what_the_standard_asks_for(told: Flask) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 8, 30, tzinfo=UTC), tick=False):
        answer = browser_at(told).get("/.well-known/security.txt")
    assert answer.mimetype == "text/plain"
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields == {
        "Contact": "mailto:security@directory.example",
        "Expires": "2027-09-19T00:00:00Z",
        "Preferred-Languages": "en, ar, zh, fr, ru, es",
        "Canonical": "http://localhost/.well-known/security.txt",
    }


def test_security_txt_is_not_there_without_a_contact(app: Flask) -> None:
    assert browser_at(app).get("/.well-known/security.txt").status_code == 404


def test_robots_are_kept_out(app: Flask) -> None:
    assert browser_at(app).get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_the_front_page_says_when_editions_are_issued(app: Flask, settings: Settings) -> None:
    assert "on 1 June and on 1 December" in words_of(browser_at(app).get("/"))
    app.extensions["settings"] = replace(settings, edition_issues="03-15T06:00,02-29T06:00")
    assert "on 15 March and on 29 February" in words_of(browser_at(app).get("/"))
    app.extensions["settings"] = replace(settings, edition_issues="never")
    assert "issued twice a year" in words_of(browser_at(app).get("/"))


def test_the_front_page_leads_to_asking_for_an_account(app: Flask) -> None:
    assert 'href="/account-requests/new"' in browser_at(app).get("/").text
