"""The search in a real browser, under the policy that pages are served with: results while typing."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import NewContext
from tests.browser.test_pages import faults, overflow

pytestmark = pytest.mark.browser


def count(page: Page, number: int) -> None:
    words = "1 authority found" if number == 1 else f"{number} authorities found"
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    expect(page).to_have_title(re.compile(words))


@pytest.fixture
def search(page: Page) -> Page:
    """Return the page of the search, everything found."""
    page.goto("/search")
    return page


def test_results_follow_what_is_typed(search: Page) -> None:
    # Nothing of the page is loaded anew: the mark would be gone.
    search.evaluate("document.body.dataset.mark = 'here'")
    search.get_by_label("Office, service, city or State").press_sequentially("brasil", delay=20)
    count(search, 30)
    expect(search).to_have_url(re.compile(r"/search\?q=brasil$"))
    expect(search.get_by_label("Office, service, city or State")).to_be_focused()
    expect(search.get_by_role("link", name="“brasil”")).to_be_visible()
    assert search.evaluate("document.body.dataset.mark") == "here"


def test_a_tick_narrows_down_and_keeps_the_focus(search: Page) -> None:
    box = search.get_by_role("checkbox", name=re.compile("Americas"))
    words = box.locator("xpath=..").inner_text()
    box.focus()
    search.keyboard.press("Space")
    count(search, int(re.findall(r"\d+", words)[0]))
    expect(search.get_by_role("checkbox", name=re.compile("Americas"))).to_be_focused()
    expect(search.get_by_role("checkbox", name=re.compile("Americas"))).to_be_checked()
    expect(search).to_have_url(re.compile(r"/search\?region=Americas$"))


def test_going_back_brings_the_whole_page_of_before(search: Page) -> None:
    box = search.get_by_label("Office, service, city or State")
    box.press_sequentially("brasil")
    count(search, 30)
    box.fill("")
    search.get_by_role("checkbox", name=re.compile("Sentenced persons")).check()
    expect(search).to_have_url(re.compile("transfer"))
    search.go_back()
    count(search, 30)
    expect(search.get_by_label("Office, service, city or State")).to_have_value("brasil")
    expect(search.get_by_role("banner")).to_be_visible()
    assert faults(search) == []


def test_nothing_of_records_stays_in_the_browser(search: Page) -> None:
    search.get_by_label("Office, service, city or State").press_sequentially("brasil")
    count(search, 30)
    kept = search.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "Sample" not in kept


def test_a_failure_is_told_and_the_button_still_works(a_context: NewContext) -> None:
    def fail(route: Route) -> None:
        route.abort() if "hx-request" in route.request.headers else route.continue_()

    # The console tells of the failure too, which the page of the other tests takes for a fault.
    search = a_context().new_page()
    search.goto("/search")
    search.route("**/search?*", fail)
    box = search.get_by_label("Office, service, city or State")
    with search.expect_event("requestfailed"):
        box.press_sequentially("brasil")
    expect(search.get_by_role("alert")).to_have_text(
        "Results could not be refreshed: press Search."
    )
    search.get_by_role("button", name="Search").click()
    count(search, 30)
    expect(search.get_by_role("alert")).to_have_count(0)


def test_a_session_that_has_ended_leads_the_whole_page_to_the_sign_in(
    search: Page,
) -> None:
    search.context.clear_cookies()
    search.get_by_label("Office, service, city or State").press_sequentially("brasil")
    search.wait_for_url(re.compile(r"/sign-in\?next=.*brasil"))
    expect(search.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_state_that_is_unknown_is_told_at_its_box(search: Page) -> None:
    search.get_by_label("State (optional)").press_sequentially("Atlantis")
    told = search.locator("#state-problem")
    expect(told).to_contain_text("No State is called “Atlantis” here.")
    search.get_by_label("State (optional)").fill("Brasil")
    expect(told).to_be_empty()
    count(search, 30)


def test_keys(search: Page) -> None:
    box = search.get_by_label("Office, service, city or State")
    search.keyboard.press("/")
    expect(box).to_be_focused()
    search.keyboard.type("brasil/?")
    expect(box).to_have_value("brasil/?")
    search.keyboard.press("Escape")
    expect(box).to_have_value("")
    search.locator("h1").click()
    search.keyboard.press("?")
    search.wait_for_url(re.compile("/keys$"))
    search.get_by_role("button", name="Switch them off").click()
    expect(search.get_by_role("button", name="Switch them on")).to_be_visible()
    search.goto("/search")
    search.keyboard.press("/")
    expect(box).not_to_be_focused()


@pytest.fixture
def phone(a_context: NewContext) -> Page:
    """Return a page of a reader's telephone."""
    context: BrowserContext = a_context(viewport={"width": 375, "height": 812}, has_touch=True)
    return context.new_page()


def test_on_a_telephone_the_facets_are_folded_and_stay_as_they_were_left(phone: Page) -> None:
    phone.goto("/search?q=sample")
    box = phone.get_by_role("checkbox", name=re.compile("Americas"))
    expect(box).to_be_hidden()
    phone.get_by_text("Narrow down").click()
    box.check()
    expect(phone).to_have_url(re.compile("region=Americas"))
    expect(box).to_be_visible()
    assert overflow(phone) == 0


@pytest.mark.parametrize(("width", "language"), [(1280, "ar"), (320, "en"), (320, "ar")])
def test_refreshed_results_are_as_good_as_a_whole_page(
    page: Page, width: int, language: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/search?lang={language}")
    page.locator("#q").press_sequentially("sample")
    expect(page).to_have_url(re.compile("q=sample"))
    # The address is there before the results have settled.
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    assert faults(page) == []
    assert overflow(page) == 0


def test_the_same_without_script(a_context: NewContext) -> None:
    page = a_context(java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_label("Office, service, city or State").fill("brasil")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url(re.compile(r"/search\?q=brasil"))
    page.get_by_role("checkbox", name=re.compile("Extradition")).check()
    page.get_by_role("button", name="Search").click()
    page.wait_for_url(re.compile("request_type=extradition"))
    expect(page.get_by_role("heading", level=1)).to_have_text("30 authorities found")
