"""Every page in a real browser: accessible, narrow, in both directions, by keyboard."""

import re
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import FULL, SMALL, NewContext

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "by-type": "/search?request_type=extradition",
    "by-state": "/search?state=Brasil",
    "page-2": "/search?q=sample&page=2",
    "narrowed": "/search?q=sample&request_type=extradition&request_type=transfer&state=FR",
    "nothing-found": "/search?q=sample&request_type=firearms&state=FR",
    "not-understood": "/search?state=Korea&region=Nowhere&page=-1",
    "keys": "/keys",
    "hostile-results": "/search?state=NL",
    "state": "/states/EG",
    "hostile-state": "/states/NL",
    "small-record": f"/authorities/{SMALL}",
    "full-record": f"/authorities/{FULL}",
    "not-found": "/states/ZZ",
    "account": "/account",
    "editions": "/editions",
}
PUBLIC = {"welcome": "/", "sign-in": "/sign-in"}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def faults(page: Page) -> list[str]:
    """Return what axe finds on a page."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in found]


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


@pytest.mark.parametrize(("width", "language"), [(1280, "en"), (320, "en"), (320, "ar")])
def test_axe_finds_nothing_and_nothing_sticks_out(page: Page, width: int, language: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    found = {}
    for name, address in PAGES.items():
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        wrong = faults(page)
        if overflow(page):
            wrong.append(f"{overflow(page)} pixels too wide")
        if wrong:
            found[name] = wrong
    assert found == {}


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_for_visitors_are_accessible_too(a_context: NewContext, width: int) -> None:
    page = a_context(is_signed_in=False).new_page()
    page.set_viewport_size({"width": width, "height": 800})
    for address in PUBLIC.values():
        page.goto(address)
        assert faults(page) == []
        assert overflow(page) == 0


@pytest.mark.parametrize(
    "damage",
    [
        "document.querySelector('h1').style.color = '#ccc'",
        "document.querySelector('label').remove()",
        "document.documentElement.removeAttribute('lang')",
        "document.querySelector('main').append(document.createElement('button'))",
    ],
)
def test_axe_would_find_a_fault(page: Page, damage: str) -> None:
    page.goto("/")
    page.evaluate(damage)
    assert faults(page) != []


def test_a_page_that_is_too_wide_would_be_seen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/")
    page.evaluate("document.querySelector('h1').style.width = '900px'")
    assert overflow(page) > 0


@pytest.mark.parametrize("number", [SMALL, FULL])
def test_contact_is_seen_on_a_telephone_without_scrolling(page: Page, number: int) -> None:
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto(f"/authorities/{number}")
    for kind in ("mailto:", "tel:"):
        box = page.locator(f"main a[href^='{kind}']").first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 812


def test_nothing_is_asked_of_another_host(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in PAGES.values():
        page.goto(address)
    assert asked
    assert [url for url in asked if not url.startswith("http://localhost:")] == []


def test_the_first_key_leads_past_the_menu(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to main content")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_search_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    expect(page.get_by_label("to the State")).to_be_focused()
    page.keyboard.type("Brasil")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/question\?.*state=Brasil"))
    expect(page.locator("h1")).to_contain_text("Brazil")


def test_whatever_has_the_focus_is_ringed(page: Page) -> None:
    page.goto("/search?request_type=extradition")
    for _ in range(25):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style == "solid", page.evaluate("document.activeElement.outerHTML")


def test_a_number_is_copied_and_that_is_said(a_context: NewContext) -> None:
    page = a_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(f"/authorities/{SMALL}")
    page.get_by_role("button", name="Copy telephone number").click()
    expect(page.locator("#said")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "+999 1 555 0100"


def test_everything_works_without_script(a_context: NewContext) -> None:
    page = a_context(java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_label("Type of request").select_option("extradition")
    page.get_by_label("to the State").fill("france")
    page.get_by_role("button", name="Which authority?").click()
    page.wait_for_url("**/answers/FR/extradition*")
    page.locator(f"main a[href^='/authorities/{SMALL}']").first.click()
    expect(page.locator("h1")).to_have_text(f"Sample Authority {SMALL}")
    assert page.get_by_role("button", name="Copy").count() == 0
    assert page.get_by_role("button", name="Print").count() == 0


def test_arabic_pages_run_from_right_to_left(page: Page) -> None:
    page.goto("/?lang=ar")
    brand = page.locator(".brand").bounding_box()
    languages = page.locator(".languages").bounding_box()
    assert brand is not None
    assert languages is not None
    assert brand["x"] > languages["x"]
    heading = page.evaluate("getComputedStyle(document.querySelector('h1')).textAlign")
    assert heading == "right"


def test_a_small_record_is_two_sheets_of_paper_at_most(page: Page) -> None:
    page.goto(f"/authorities/{SMALL}")
    sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    assert len(sheets) <= 2
    printed = " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())
    assert "Check the record again before use" in printed
    assert "this authority does not exist" in printed
    assert "Sign out" not in printed
