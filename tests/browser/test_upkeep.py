"""A focal point corrects one telephone number: with script, without, on a telephone, in Arabic."""

from itertools import count
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, Route, expect

from cna_directory.access.roles import Role
from cna_directory.errors import EditConflict
from tests.browser.conftest import FULL, NewContext
from tests.browser.test_pages import faults, overflow
from tests.features.accounts.visitors import an_account, browser_at

CHANGE = f"/authorities/{FULL}/change"
NUMBER = "[name='telephones[0].number']"
ACRONYM = "[name='acronym']"
NEW_NUMBER = "+999 1 555 0777"
PAGES = ("/my-state", CHANGE, f"{CHANGE}?part=designations[0]", f"/authorities/{FULL}/end")
numbers = count(1)


def let_in(served: Flask, context: BrowserContext, account_id: int) -> None:
    """Give a browser the session of an account."""
    browser = browser_at(served, "127.0.0.1")
    browser.let_in(account_id)
    cookie = browser.get_cookie("directory")
    assert cookie is not None
    address = served.config["ADDRESS"]
    context.add_cookies([{"name": "directory", "value": cookie.value, "url": address}])


@pytest.fixture
def focal_point(served: Flask, a_context: NewContext) -> NewContext:
    """Return a function that opens the browser of another focal point of the State."""

    def make(**options: Any) -> BrowserContext:
        context = a_context(is_signed_in=False, **options)
        email = f"focal{next(numbers)}@eg.example"
        let_in(served, context, an_account(served, email, Role.FOCAL_POINT, state_iso2="EG"))
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


def save_by_itself(page: Page, name: str, typed: str) -> None:
    """Type something and wait until the page has kept it."""
    with page.expect_response(lambda answer: answer.status == 204):
        page.locator(name).fill(typed)
    expect(page.locator("#draft-saved")).to_have_text("Draft saved.")


def test_two_windows_of_one_person_do_not_overwrite_each_other(focal_point: NewContext) -> None:
    context = focal_point(viewport={"width": 320, "height": 800})
    first, second = context.new_page(), context.new_page()
    first.goto(CHANGE)
    second.goto(CHANGE)
    save_by_itself(first, ACRONYM, "FIRST")
    save_by_itself(first, ACRONYM, "AGAIN")  # A window is not taken for another one.
    with second.expect_response(lambda answer: answer.status == EditConflict.status):
        second.locator(NUMBER).fill(NEW_NUMBER)
    expect(second.locator("#draft-saved")).to_contain_text("The draft could not be saved.")
    second.locator("#telephones").get_by_role("button", name="Add a number").click()
    expect(second.get_by_text("was changed in another window")).to_be_visible()
    expect(second.get_by_role("heading", name="What differs")).to_be_visible()
    expect(second.locator("del", has_text="AGAIN")).to_be_visible()
    expect(second.locator(NUMBER)).to_have_value(NEW_NUMBER)
    assert faults(second) == []
    assert overflow(second) == 0
    first.goto(CHANGE)
    expect(first.locator(ACRONYM)).to_have_value("AGAIN")
    second.get_by_role("button", name="Save draft").last.click()
    expect(second.get_by_text("Your draft is saved.")).to_be_visible()
    expect(second.locator(NUMBER)).to_have_value(NEW_NUMBER)


def test_a_button_that_is_pressed_while_the_page_saves_waits_for_it(
    focal_point: NewContext,
) -> None:
    page = focal_point().new_page()
    page.goto(CHANGE)
    held: list[Route] = []

    def hold(route: Route) -> None:
        is_saving = "act=autosave" in (route.request.post_data or "")
        held.append(route) if is_saving else route.continue_()

    page.route(f"**{CHANGE}", hold)
    with page.expect_request(lambda it: "act=autosave" in (it.post_data or "")):
        page.locator(ACRONYM).fill("FIRST")
    page.locator(ACRONYM).fill("SECOND")
    page.get_by_role("button", name="Look over and send").click(no_wait_after=True)
    held[0].continue_()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look over and send")
    expect(page.locator("ins", has_text="SECOND")).to_be_visible()


@pytest.mark.parametrize(("width", "language"), [(320, "en"), (375, "ar")])
def test_an_authority_user_comes_to_the_own_record(
    served: Flask, a_context: NewContext, width: int, language: str
) -> None:
    context = a_context(is_signed_in=False, viewport={"width": width, "height": 800})
    email = f"user{next(numbers)}@eg.example"
    let_in(
        served,
        context,
        an_account(served, email, Role.AUTHORITY_USER, state_iso2="EG", authority_number=FULL),
    )
    page = context.new_page()
    page.goto(f"/?lang={language}")
    page.locator(".menu a[href='/my-authority']").click()
    expect(page.locator("a[href$='/end']")).to_be_visible()
    assert faults(page) == []
    assert overflow(page) == 0
    page.locator(f".buttons a[href='{CHANGE}']").click()
    expect(page.locator(ACRONYM)).to_be_visible()


@pytest.mark.parametrize(("width", "language"), [(320, "en"), (375, "ar")])
def test_a_departure_is_reported_from_the_list_of_officials(
    served: Flask, focal_point: NewContext, width: int, language: str
) -> None:
    holder = an_account(served, f"holder{next(numbers)}@eg.example", state_iso2="EG")
    page = focal_point(viewport={"width": width, "height": 800}).new_page()
    page.goto(f"/my-state?lang={language}")
    page.locator(f"a[href='/my-state/officials/{holder}/departure']").click()
    expect(page.locator("#reason")).to_be_visible()
    assert faults(page) == []
    assert overflow(page) == 0
    page.locator("#reason").fill("The registry says so.")
    page.locator("main form button").click()
    expect(page.locator(f"a[href='/my-state/officials/{holder}/departure']")).to_have_count(0)
    expect(page.get_by_role("status").first).to_be_visible()


@pytest.mark.parametrize(("width", "language"), [(320, "en"), (1180, "en"), (375, "ar")])
def test_axe_finds_nothing_and_nothing_sticks_out(
    focal_point: NewContext, width: int, language: str
) -> None:
    page = focal_point(viewport={"width": width, "height": 800}).new_page()
    for address in PAGES:
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        assert faults(page) == []
        assert overflow(page) == 0
