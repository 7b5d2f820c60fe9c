"""Each account sees what happened to it, and nothing of anybody else."""

from flask import Flask

from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from tests.features.accounts.visitors import Browser, an_account, browser_at
from tests.features.trail.people import (
    OFFICERS_ADDRESS,
    change_secret,
    rename_post,
    say,
    tell_of_an_export,
)
from tests.web.checking import problems_with_page, words_of

Officer = tuple[Actor, Browser]
EVENTS = "/account/events"


def test_a_visitor_is_sent_to_sign_in(app: Flask) -> None:
    assert browser_at(app).get(EVENTS).location.startswith("/sign-in")


def test_ones_own_sign_ins_and_changes_are_there(app: Flask) -> None:
    number = an_account(app)
    browser_at(app, "198.51.100.99").sign_in("reader@mission.example", "not the password at all")
    browser = browser_at(app)
    browser.let_in(number)
    change_secret(Actor(Role.READER, account_id=number, remote_address="192.0.2.55"), "a new hash")
    answer = browser.get(EVENTS)
    assert problems_with_page(answer) == []
    said = words_of(answer)
    assert "Sign-in refused" in said
    assert "reason: wrong password" in said
    assert "By: Somebody not signed in From: 198.51.100.99" in said
    assert "Password changed" in said
    assert "By: You From: 192.0.2.55" in said
    assert "Account activated" in said


def test_an_officer_who_acted_is_the_secretariat_and_the_reason_stays_inside(
    app: Flask, officer: Officer
) -> None:
    number = an_account(app)
    rename_post(officer[0], number, "Legal counsel", "seen at another ministry")
    browser = browser_at(app)
    browser.let_in(number)
    answer = browser.get(EVENTS)
    said = words_of(answer)
    assert "Account suspended" in said
    assert "By: The secretariat" in said
    for inner in (
        "seen at another ministry",
        OFFICERS_ADDRESS,
        "Secretariat of the treaty",
        "/desk/",
    ):
        assert inner not in answer.text


def test_nothing_of_another_account_is_there(app: Flask, officer: Officer) -> None:
    first, second = an_account(app), an_account(app, "second@mission.example")
    rename_post(officer[0], second, "Something else", "x")
    # An account whose number begins like another's is not taken for it.
    say(officer[0], f"account/{first}0")
    browser = browser_at(app)
    browser.let_in(first)
    said = words_of(browser.get(EVENTS))
    assert "Account suspended" not in said
    assert "One-time link made" not in said
    assert said.count("Account activated") == 1


def test_what_others_did_to_a_record_of_ones_own_account_is_not_an_event(
    app: Flask, officer: Officer
) -> None:
    """Only actions that touch the safety of an account are told, whatever names it."""
    number = an_account(app)
    tell_of_an_export(officer[0], number)
    browser = browser_at(app)
    browser.let_in(number)
    assert "Trail taken along" not in words_of(browser.get(EVENTS))
