"""One telephone number's way, seen by everybody it concerns: proposed by one, accepted by another."""

from datetime import datetime, time, timedelta
from itertools import count

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER
from cna_directory.access.roles import Role
from cna_directory.database import db
from cna_directory.editions.compiling.edition import content_of
from cna_directory.editions.compiling.sources import Imprint, read_before, read_sources
from cna_directory.editions.differences import Difference, changes_of
from cna_directory.following.operations import post_news
from cna_directory.mail.models import OutgoingMail
from tests.browser.conftest import FULL, NewContext
from tests.features.accounts.visitors import an_account, browser_at

NEW_NUMBER = "+999 1 555 0777"
numbers = count(1)


@pytest.fixture
def everybody(served: Flask, a_context: NewContext) -> dict[Role, Page]:
    """Return a page of each: who proposes, who decides, and who follows."""
    pages = {}
    for role in (Role.FOCAL_POINT, Role.SECRETARIAT, Role.READER):
        of_state = None if role is Role.SECRETARIAT else "EG"
        email = f"{role.value}{next(numbers)}@way.example"
        browser = browser_at(served, "127.0.0.1")
        browser.let_in(an_account(served, email, role, state_iso2=of_state))
        cookie = browser.get_cookie("directory")
        assert cookie is not None
        context = a_context(is_signed_in=False)
        address = served.config["ADDRESS"]
        context.add_cookies([{"name": "directory", "value": cookie.value, "url": address}])
        pages[role] = context.new_page()
    return pages


def in_the_next_edition() -> list[Difference]:
    """Return what the list of changes of an edition that closes tomorrow says of telephones."""
    today = datetime.combine(clock.today(), time.min, clock.now().tzinfo)
    closing = clock.now() + timedelta(days=1)
    imprint = Imprint("2026/2", closing, closing.date(), "", True, "0" * 64)
    states = changes_of(
        content_of(imprint, read_sources(closing, read_before("2026/1", today))), "en"
    )
    return [it for state in states for it in state.differences if "elephone" in it.what]


def test_from_the_proposal_to_the_follower_the_edition_and_the_trail(
    served: Flask, everybody: dict[Role, Page]
) -> None:
    proposer, officer, follower = (
        everybody[role] for role in (Role.FOCAL_POINT, Role.SECRETARIAT, Role.READER)
    )
    follower.goto("/states/EG")
    follower.get_by_role("link", name="Follow").first.click()
    follower.get_by_label("At once").check()
    follower.get_by_role("button", name="Follow").click()
    expect(follower.get_by_role("heading", level=1)).to_have_text("What I follow")

    proposer.goto(f"/authorities/{FULL}/change")
    number = proposer.locator("[name='telephones[0].number']")
    old_number = number.input_value()
    number.fill(NEW_NUMBER)
    proposer.get_by_role("button", name="Look over and send").click()
    proposer.get_by_role("button", name="Send to the secretariat").click()
    expect(proposer.get_by_text("Your proposal is sent.")).to_be_visible()

    officer.goto("/desk")
    officer.get_by_role("link", name="Change proposals to review").click()
    officer.get_by_role("link", name="1", exact=True).click()
    expect(officer.get_by_role("heading", name="Telephone 1: number")).to_be_visible()
    officer.get_by_role("button", name="Accept what is ticked").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("Change proposals")

    follower.goto(f"/authorities/{FULL}")
    expect(follower.get_by_role("link", name=NEW_NUMBER).first).to_be_visible()
    assert post_news(SCHEDULER, served.extensions["settings"], clock.now()) == 1
    mail = db.session.scalars(
        select(OutgoingMail).where(OutgoingMail.message_name == "news_of_records")
    ).one()
    assert "Telephone 1: number" in mail.text
    assert NEW_NUMBER not in mail.text
    db.session.rollback()
    (printed,) = in_the_next_edition()
    assert (old_number in printed.before, NEW_NUMBER in printed.after) == (True, True)

    officer.goto(f"/desk/trail?subject=authority/{FULL}")
    officer.get_by_role("link", name="Proposal accepted").first.click()
    expect(officer.get_by_text(old_number).first).to_be_visible()
    expect(officer.get_by_text(NEW_NUMBER).first).to_be_visible()
