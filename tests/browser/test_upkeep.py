"""A focal point corrects one telephone number: with script, without, on a telephone, in Arabic."""

from itertools import count
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, expect

from cna_directory.access.roles import Role
from tests.browser.conftest import FULL, NewContext
from tests.browser.test_pages import faults, overflow
from tests.features.accounts.visitors import an_account, browser_at

CHANGE = f"/authorities/{FULL}/change"
NUMBER = "[name='telephones[0].number']"
NEW_NUMBER = "+999 1 555 0777"
PAGES = ("/my-state", CHANGE, f"{CHANGE}?part=designations[0]", f"/authorities/{FULL}/end")
numbers = count(1)


@pytest.fixture
def focal_point(served: Flask, a_context: NewContext) -> NewContext:
    """Return a function that opens the browser of another focal point of the State."""

    def make(**options: Any) -> BrowserContext:
        context = a_context(is_signed_in=False, **options)
        browser = browser_at(served, "127.0.0.1")
        email = f"focal{next(numbers)}@eg.example"
        browser.let_in(an_account(served, email, Role.FOCAL_POINT, state_iso2="EG"))
        cookie = browser.get_cookie("directory")
        assert cookie is not None
        address = served.config["ADDRESS"]
        context.add_cookies([{"name": "directory", "value": cookie.value, "url": address}])
        return context

    return make


@pytest.mark.parametrize("has_script", [True, False])
def test_one_number_is_changed_looked_over_and_sent(
    focal_point: NewContext, has_script: bool
) -> None:
    page = focal_point(java_script_enabled=has_script).new_page()
    page.goto("/my-state")
    page.get_by_role("link", name="Change Esempio").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Change:")
    page.locator(NUMBER).fill(NEW_NUMBER)
    page.get_by_role("button", name="Look over and send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look over and send")
    expect(page.get_by_role("heading", name="Telephone 1: number")).to_be_visible()
    page.get_by_role("button", name="Send to the secretariat").click()
    expect(page.get_by_text("Your proposal is sent.")).to_be_visible()
    page.goto("/my-state")
    expect(page.get_by_role("heading", name="What you sent")).to_be_visible()
    page.get_by_role("link", name="Esempio: Ministero della giustizia", exact=True).first.click()
    expect(page.get_by_text(NEW_NUMBER[-4:])).to_be_visible()


def test_a_row_is_added_in_place_and_what_is_typed_is_kept_by_itself(
    focal_point: NewContext,
) -> None:
    page = focal_point().new_page()
    page.goto(CHANGE)
    page.locator("[name='acronym']").fill("TYPED")
    rows = page.locator("#telephones > .row-of")
    before = rows.count()
    page.locator("#telephones").get_by_role("button", name="Add a number").click()
    expect(rows).to_have_count(before + 1)
    expect(page.locator(f"[name='telephones[{before}].number']")).to_be_focused()
    expect(page.locator("[name='acronym']")).to_have_value("TYPED")
    page.keyboard.type(NEW_NUMBER)
    with page.expect_response(lambda answer: answer.status == 204):
        pass
    expect(page.locator("#draft-saved")).to_have_text("Draft saved.")
    page.goto(CHANGE)
    expect(page.locator(f"[name='telephones[{before}].number']")).to_have_value(NEW_NUMBER)


@pytest.mark.parametrize(("width", "language"), [(320, "en"), (1180, "en"), (375, "ar")])
def test_axe_finds_nothing_and_nothing_sticks_out(
    focal_point: NewContext, width: int, language: str
) -> None:
    page = focal_point(viewport={"width": width, "height": 800}).new_page()
    for address in PAGES:
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        assert faults(page) == []
        assert overflow(page) == 0
