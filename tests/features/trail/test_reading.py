"""The trail as officers read it: what is looked for is found, page by page, and shown in words."""

import re

import pytest
import time_machine
from flask import Flask
from sqlalchemy import create_engine, text

from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from cna_directory.audit import chain
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.trail import rules, words
from cna_directory.trail.queries import reading
from tests.audit.test_protection import unprotect
from tests.builders import a_record, seed
from tests.features.accounts.visitors import Browser, an_account, browser_at, change, rows
from tests.features.trail.people import (
    OFFICER,
    OFFICERS_ADDRESS,
    change_secret,
    rename_post,
    say,
)
from tests.web.checking import heading_of, problems_with_page, words_of

Officer = tuple[Actor, Browser]
SHOWN = re.compile(r'href="/desk/trail/(\d+)"')


def numbers(browser: Browser, address: str) -> list[int]:
    """Return the numbers of the operations that a page lists."""
    answer = browser.get(address)
    assert answer.status_code == 200
    assert problems_with_page(answer) == []
    return [int(number) for number in SHOWN.findall(answer.text)]


def newest() -> int:
    return chain.head().number


def test_every_action_has_words_and_stands_in_one_group() -> None:
    assert set(words.ACTION_NAMES) == set(Action)
    grouped = [action for group in rules.GROUPS.values() for action in group]
    assert sorted(grouped) == sorted(Action)
    assert set(rules.GROUPS) == set(words.GROUP_NAMES)
    assert not set(rules.GROUPS) & set(Action)
    assert set(words.ROLE_NAMES) == set(Role)


def test_the_newest_stands_first(officer: Officer) -> None:
    found = numbers(officer[1], "/desk/trail")
    assert found[0] == newest()
    assert found == sorted(found, reverse=True)


def test_an_account_is_found_by_its_number_and_by_its_address(app: Flask, officer: Officer) -> None:
    actor, browser = officer
    other = an_account(app, "other@mission.example")
    rename_post(actor, other, "Legal counsel", "a check")
    own = newest()
    answer = browser.get(f"/desk/trail?who={OFFICER}&action=accounts")
    assert answer.status_code == 303
    assert answer.location == f"/desk/trail?action=accounts&who={actor.account_id}"
    found = numbers(browser, answer.location)
    assert own in found
    # Activating is done by a visitor; whose account it is says whose act it was.
    activated = max(n for n in found if n != own)
    assert numbers(browser, f"/desk/trail?who={other}&action=account.activated") != []
    assert activated in numbers(browser, f"/desk/trail?subject=account/{actor.account_id}")


def test_an_unknown_address_is_said_to_be_one(officer: Officer) -> None:
    answer = officer[1].get("/desk/trail?who=nobody@mission.example")
    assert answer.status_code == 422
    assert "No account has this e-mail address." in words_of(answer)
    assert problems_with_page(answer) == []
    assert SHOWN.findall(answer.text) == []


def test_roles_subjects_and_actions_narrow_the_list(officer: Officer) -> None:
    actor, browser = officer
    say(actor, "authority/9001", note="one")
    one = newest()
    say(actor, "authority/90010", note="two")
    assert numbers(browser, "/desk/trail?subject=authority/9001") == [one]
    assert numbers(browser, "/desk/trail?role=secretariat") == [one + 1, one]
    assert numbers(browser, "/desk/trail?action=link.made&subject=authority/9001") == [one]
    assert one in numbers(browser, "/desk/trail?action=signing_in")
    assert one not in numbers(browser, "/desk/trail?action=editions")
    assert numbers(browser, "/desk/trail?role=secretariat&action=account.closed") == []


def test_days_are_whole_and_in_utc(officer: Officer) -> None:
    actor, browser = officer
    made = []
    for moment in ("2031-03-03T23:59:59", "2031-03-04T00:00:00", "2031-03-04T23:59:59"):
        with time_machine.travel(f"{moment}+00:00", tick=False):
            say(actor, "authority/9001")
            made.append(newest())
    browser.let_in(actor.account_id)
    day = numbers(browser, "/desk/trail?from_day=2031-03-04&to_day=2031-03-04")
    assert day == [made[2], made[1]]
    assert numbers(browser, "/desk/trail?from_day=2031-03-03&to_day=2031-03-03") == [made[0]]
    assert numbers(browser, "/desk/trail?from_day=2031-03-05") == []


@pytest.mark.parametrize(
    "address",
    [
        "?who=somebody",
        "?who=99999999999999999999",
        "?subject=%00",
        "?subject=it's",
        "?from_day=yesterday",
        "?to_day=9999-12-31",
        "?from_day=0001-01-01",
    ],
)
def test_what_cannot_be_understood_is_said_and_nothing_is_shown(
    officer: Officer, address: str
) -> None:
    answer = officer[1].get(f"/desk/trail{address}")
    assert answer.status_code == 422
    assert problems_with_page(answer) == []
    assert SHOWN.findall(answer.text) == []


@pytest.mark.parametrize(
    "address",
    [
        "?role=emperor",
        "?action=nothing.happened",
        "?before=-1",
        "?subject=authority/x",
        "?subject=authority/99999999999",
        "?subject=account/9/9",
        "?subject=edition/",
        "?subject=state/",
        "?before=x&after=y",
        "?before=99999999999999999999",
        "?_external=1&_scheme=javascript&_anchor=x&_method=POST",
        "?who=1&_external=1&endpoint=x&lang=ar",
    ],
)
def test_what_means_nothing_in_an_address_is_left_out(officer: Officer, address: str) -> None:
    answer = officer[1].get(f"/desk/trail{address}")
    assert answer.status_code == 200
    assert problems_with_page(answer) == []
    assert "javascript" not in answer.text.split("<main")[1].split("<footer")[0]


def test_pages_follow_one_another_without_gap_or_repetition(
    officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PER_PAGE", 4)
    actor, browser = officer
    for number in range(10):
        say(actor, f"authority/{number}")
    older = re.compile(r'rel="next" href="([^"]+)"')
    newer = re.compile(r'rel="prev" href="([^"]+)"')
    address, pages = "/desk/trail?role=secretariat", []
    while True:
        pages.append(numbers(browser, address))
        if not (found := older.search(browser.get(address).text)):
            break
        address = found[1].replace("&amp;", "&")
    everything = [number for page in pages for number in page]
    assert everything == sorted(everything, reverse=True)
    assert [len(page) for page in pages] == [4, 4, 2]
    back = [pages[-1]]
    while found := newer.search(browser.get(address).text):
        address = found[1].replace("&amp;", "&")
        back.append(numbers(browser, address))
    assert sorted(number for page in back for number in page) == sorted(everything)
    assert back[-1][0] == pages[0][0]


def test_a_line_says_who_what_whence_and_about_what(app: Flask, officer: Officer) -> None:
    actor, browser = officer
    seed(a_record())
    say(actor, "authority/9001", language="fr")
    page = browser.get("/desk/trail?action=link.made")
    said = words_of(page)
    assert "One-time link made" in said
    assert "By: Secretariat – Legal adviser, Secretariat of the treaty" in said
    assert "About: Authority 9001" in said
    assert f"From: {OFFICERS_ADDRESS}" in said
    assert "language: fr" in said
    assert 'href="/authorities/9001"' in page.text
    change(app, "DELETE FROM audit_personal_value")
    assert "From: erased" in words_of(browser.get("/desk/trail?action=link.made"))


def test_a_record_leads_officers_to_its_slice_and_readers_not(app: Flask, officer: Officer) -> None:
    seed(a_record())
    link = 'href="/desk/trail?subject=authority/9001"'
    assert link in officer[1].get("/authorities/9001").text
    reader = browser_at(app)
    reader.let_in(an_account(app))
    assert link not in reader.get("/authorities/9001").text
    page = officer[1].get("/desk/trail?subject=authority/9001")
    assert heading_of(page) == "What happened to Authority 9001"


def test_an_operation_shows_every_field_before_and_after(app: Flask, officer: Officer) -> None:
    actor, browser = officer
    other = an_account(app, "other@mission.example", organisation="Mission")
    rename_post(actor, other, "Legal\u202e counsel", "a check")
    answer = browser.get(f"/desk/trail/{newest()}")
    assert problems_with_page(answer) == []
    said = words_of(answer)
    assert f"Changed: account {other}" in said
    assert "post_title Legal adviser Legal[U+202E] counsel" in said
    assert "\u202e" not in answer.text
    assert "This link of the chain holds." in said
    assert chain.head().hash in said
    assert "reason a check" in said
    created = rows(
        app,
        "SELECT max(operation_number) FROM audit_entry"
        " WHERE table_name = 'account' AND kind = 'created'",
    )[0][0]
    assert "email other@mission.example" in words_of(browser.get(f"/desk/trail/{created}"))
    change(app, "DELETE FROM audit_personal_value")
    assert "email erased" in words_of(browser.get(f"/desk/trail/{created}"))


def test_a_secret_is_only_said_to_have_changed(officer: Officer) -> None:
    actor, browser = officer
    change_secret(actor, "$argon2id$not-for-anybody")
    answer = browser.get(f"/desk/trail/{newest()}")
    assert "password_hash hidden: a secret hidden: a secret" in words_of(answer)
    assert "not-for-anybody" not in answer.text


def test_a_link_that_does_not_hold_says_so(app: Flask, officer: Officer) -> None:
    actor, browser = officer
    say(actor, "authority/9001")
    number = newest()
    say(actor, "authority/9002")
    engine_change(app, f"UPDATE audit_operation SET subject = 'x' WHERE number = {number}")
    assert "does not hold: its content" in words_of(browser.get(f"/desk/trail/{number}"))
    assert "chain holds" in words_of(browser.get(f"/desk/trail/{number + 1}"))


def engine_change(app: Flask, statement: str) -> None:
    db.session.rollback()
    engine = create_engine(app.extensions["settings"].database_url)
    with engine.begin() as connection:
        unprotect(connection)
        connection.execute(text(statement))
    engine.dispose()


@pytest.mark.parametrize("number", ["0", "99999", "999999999", "9999999999", "x"])
def test_an_operation_that_is_not_there_is_not_found(officer: Officer, number: str) -> None:
    assert officer[1].get(f"/desk/trail/{number}").status_code == 404


@pytest.mark.parametrize("role", [Role.READER, Role.AUTHORITY_USER, Role.FOCAL_POINT])
def test_the_trail_is_not_for_everybody(app: Flask, role: Role) -> None:
    browser = browser_at(app)
    assert browser.get("/desk/trail").location.startswith("/sign-in")
    browser.let_in(an_account(app, role=role))
    for address in ("/desk/trail", "/desk/trail/1", "/desk/trail/99999"):
        assert browser.get(address).status_code == 403
    assert browser.send("/account/events", "/desk/trail/export", format="csv").status_code == 403


def test_administrators_read_it_too(app: Flask) -> None:
    browser = browser_at(app)
    browser.let_in(an_account(app, "a@secretariat.example", Role.ADMINISTRATOR))
    assert browser.get("/desk/trail").status_code == 200


def test_what_the_operator_did_by_command_is_said_to_be_so(officer: Officer) -> None:
    assert "By: Operator, by command" in words_of(officer[1].get("/desk/trail"))
