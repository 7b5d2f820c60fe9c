"""A focal point reports that an official has left; an officer decides whether the account ends."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from cna_directory.accounts.operations import changes
from cna_directory.accounts.queries.administration import account_change, waiting_changes
from cna_directory.accounts.queries.officials import official
from cna_directory.database import db
from cna_directory.errors import AccessRefused, NotFound, RuleBroken
from cna_directory.mail.models import OutgoingMail
from tests.builders import a_record, seed
from tests.features.accounts.visitors import Browser, an_account, browser_at, change, rows
from tests.web.checking import problems_with_page, words_of

HOLDER = "holder@ministry.example"


def let_in(app: Flask, account_id: int) -> Browser:
    """Return the browser of an account that has signed in."""
    browser = browser_at(app)
    browser.let_in(account_id)
    return browser


def people(app: Flask) -> tuple[int, int, int]:
    """Make a focal point, a colleague and an officer; return their accounts."""
    focal = an_account(app, "focal@ministry.example", Role.FOCAL_POINT)
    holder = an_account(app, HOLDER, state_iso2="FR")
    return focal, holder, an_account(app, "officer@secretariat.example", Role.SECRETARIAT)


def mails(*beginnings: str) -> list[tuple[str, str]]:
    """Return name and recipient of every mail whose name begins so."""
    db.session.rollback()
    found = db.session.execute(select(OutgoingMail.message_name, OutgoingMail.recipient))
    return sorted((name, to) for name, to in found if name.startswith(beginnings))


def status(app: Flask, account_id: int) -> str:
    """Return where an account stands."""
    ((found,),) = rows(app, f"SELECT status FROM account WHERE id = {account_id}")
    return str(found)


def report(app: Flask, focal: int, holder: int) -> str:
    """Report that somebody has left; return the address of the page."""
    address = f"/my-state/officials/{holder}/departure"
    done = let_in(app, focal).send(address, reason="Since May. The registry says so.")
    assert done.location == "/my-state"
    return address


def test_a_report_closes_nothing_until_an_officer_says_so(app: Flask) -> None:
    focal, holder, officer = people(app)
    browser = let_in(app, focal)
    page = browser.get("/my-state")
    assert problems_with_page(page) == []
    address = f"/my-state/officials/{holder}/departure"
    assert f'href="{address}"' in page.text
    assert problems_with_page(browser.get(address)) == []
    empty = browser.send(address, reason=" ")
    assert empty.status_code == 422
    assert problems_with_page(empty) == []
    report(app, focal, holder)
    assert status(app, holder) == "active"
    assert let_in(app, holder).is_let_in()
    assert mails("departure", "account_c") == [
        ("departure_reported", HOLDER),
        ("departure_waits", "officer@secretariat.example"),
    ]
    assert "Reported. The secretariat decides." in words_of(browser.get("/my-state"))
    assert "This is reported already." in words_of(browser.get(address))
    assert browser.send(address, reason="Again.").status_code == 422
    desk = let_in(app, officer)
    waiting = desk.get("/desk/account-changes")
    assert problems_with_page(waiting) == []
    assert "Since May. The registry says so." in words_of(waiting)
    accept = re.search(r'href="(/desk/account-changes/\d+/accept)"', waiting.text)
    assert accept is not None
    decide = desk.get(accept[1])
    assert problems_with_page(decide) == []
    assert "Is it sure that the holder has left?" in words_of(decide)
    assert desk.send(accept[1]).status_code == 303
    assert status(app, holder) == "closed"
    assert not let_in(app, holder).is_let_in()
    assert mails("account_c", "departure_answered") == [
        ("account_closed", HOLDER),
        ("departure_answered", "focal@ministry.example"),
    ]
    assert address not in browser.get("/my-state").text
    assert browser.get(address).status_code == 404


def test_what_an_officer_refuses_leaves_the_account_and_is_told(app: Flask) -> None:
    focal, holder, officer = people(app)
    report(app, focal, holder)
    (waits,) = waiting_changes()
    db.session.rollback()
    let_in(app, officer).send(f"/desk/account-changes/{waits.id}/refuse")
    assert status(app, holder) == "active"
    assert mails("account_c", "departure_answered") == [
        ("departure_answered", "focal@ministry.example")
    ]
    (sent,) = [
        it.text
        for it in db.session.scalars(select(OutgoingMail))
        if it.message_name == "departure_answered"
    ]
    assert "left the account open" in sent
    assert "Report departure" in words_of(let_in(app, focal).get("/my-state"))


def test_nobody_is_reported_from_outside_and_nobody_reports_oneself(app: Flask) -> None:
    focal, holder, officer = people(app)
    foreign = an_account(app, "focal@mofa.example", Role.FOCAL_POINT, state_iso2="JP")
    address = f"/my-state/officials/{holder}/departure"
    assert let_in(app, foreign).get(address).status_code == 404
    for other in (holder, officer):
        assert let_in(app, other).get(address).status_code == 403
    own = let_in(app, focal)
    assert own.get(f"/my-state/officials/{focal}/departure").status_code == 404
    assert own.get(f"/my-state/officials/{officer}/departure").status_code == 404
    assert "This is you." in words_of(own.get("/my-state"))
    settings = app.extensions["settings"]
    seen = official(holder)
    for actor in (
        Actor(Role.FOCAL_POINT, account_id=foreign, state="JP"),
        Actor(Role.FOCAL_POINT, account_id=holder, state="FR"),
        Actor(Role.AUTHORITY_USER, account_id=officer, state="FR"),
    ):
        with pytest.raises(AccessRefused):
            changes.report_departure(actor, seen, reason="No.", settings=settings)
    assert mails("departure") == []


def test_what_is_closed_in_between_is_neither_reported_nor_closed_again(app: Flask) -> None:
    focal, holder, officer = people(app)
    seen = official(holder)
    db.session.rollback()
    report(app, focal, holder)
    (waits,) = waiting_changes()
    db.session.rollback()
    change(app, f"UPDATE account SET status = 'closed' WHERE id = {holder}")
    settings = app.extensions["settings"]
    with pytest.raises(RuleBroken):
        changes.accept_change(
            Actor(Role.SECRETARIAT, account_id=officer), account_change(waits.id), settings=settings
        )
    with pytest.raises(RuleBroken):
        changes.report_departure(
            Actor(Role.FOCAL_POINT, account_id=focal, state="FR"),
            seen,
            reason="Once more.",
            settings=settings,
        )
    with pytest.raises(NotFound):
        official(holder)


def test_an_authority_user_lands_on_the_own_record(app: Flask) -> None:
    seed(a_record(9001), a_record(9002))
    account = an_account(app, "user@ministry.example", Role.AUTHORITY_USER, authority_number=9002)
    browser = let_in(app, account)
    assert 'href="/my-authority"' in browser.get("/").text
    page = browser.get("/my-authority")
    assert problems_with_page(page) == []
    assert "Sample Authority 9002" in words_of(page)
    assert "Sample Authority 9001" not in words_of(page)
    assert "Your State has no focal point" in words_of(page)
    assert "You have sent no proposal yet." in words_of(page)
    focal = an_account(app, "focal@ministry.example", Role.FOCAL_POINT)
    let_in(app, focal).send("/authorities/9002/end", remark="It closes.")
    browser.send("/authorities/9002/change", acronym="NEW", act="save", base_revision="1")
    page = browser.get("/my-authority")
    assert problems_with_page(page) == []
    assert "The focal point of your State confirms the record" in words_of(page)
    assert "Go on with your draft" in words_of(page)
    assert "What others propose for this record" in words_of(page)
    assert "/proposals/" not in page.text
    browser.send("/authorities/9002/end", remark="Ours.")
    sent = browser.get("/my-authority")
    assert "Waits for the State’s focal point to agree" in words_of(sent)
    assert "/proposals/" in sent.text
    for other in (focal, an_account(app), an_account(app, "o@s.example", Role.SECRETARIAT)):
        assert let_in(app, other).get("/my-authority").status_code == 403


def test_an_authority_user_whose_authority_ended_is_told_whom_to_ask(app: Flask) -> None:
    seed(a_record())
    account = an_account(app, "user@ministry.example", Role.AUTHORITY_USER, authority_number=9001)
    change(app, "UPDATE authority SET status = 'withdrawn' WHERE number = 9001")
    page = let_in(app, account).get("/my-authority")
    assert page.status_code == 200
    assert problems_with_page(page) == []
    assert "Your authority is not in the directory any more" in words_of(page)
