"""Asking for an account in a real browser: with and without scripts, on a phone, by keyboard."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect

from tests.features.admission.applicants import link_in, mailed, mails
from tests.features.admission.letters_to_try import a_pdf

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}


def visiting(a_context, **options: object) -> Page:
    """Return a page of somebody who has no account."""
    return a_context(is_signed_in=False, **options).new_page()


def ask(page: Page, letter: Path, email: str) -> None:
    """Answer all pages and stop before the last."""
    page.goto("/account-requests/new")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("State", exact=True).select_option("Brazil")
    page.get_by_label("A Permanent Mission").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Institution").fill("Missão Permanente do Brasil")
    page.get_by_label("Your post or function").fill("Conselheira")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Your name").fill("Conceição Araújo")
    page.get_by_label("Official e-mail address").fill(email)
    page.get_by_label("Office telephone (optional)").fill("+999 1 555 0100")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Extradition").check()
    page.get_by_label("What you need the directory for").fill("We forward requests.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Our Permanent Mission").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Letter or note verbale").set_input_files(letter)
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_text("note verbale.pdf")).to_be_visible()
    page.get_by_role("link", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """Return a note verbale on the visitor's disk."""
    file = tmp_path / "note verbale.pdf"
    file.write_bytes(a_pdf())
    return file


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_from_the_first_page_to_the_secretariat(
    served: Flask, a_context, letter: Path, scripts: bool
) -> None:
    page = visiting(a_context, java_script_enabled=scripts)
    ask(page, letter, f"mission{scripts}@brazil.example")
    page.get_by_role("link", name="Change Your name").click()
    page.get_by_label("Your name").fill("Conceição de Araújo")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Conceição de Araújo")).to_be_visible()
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_text("One thing is left to do.")).to_be_visible()
    mailed(served)
    page.goto(link_in(mails(served)[-1], "/account-requests/confirm/"))
    page.get_by_role("button", name="Confirm and send to the secretariat").click()
    expect(page.get_by_text("Your request is with the secretariat.")).to_be_visible()


def test_a_problem_is_told_at_its_field_and_the_summary_leads_there(a_context) -> None:
    page = visiting(a_context)
    page.goto("/account-requests/new")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Choose the kind of body you work for.").click()
    expect(page.locator("#body")).to_be_focused()
    assert_fit(page)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_page_is_accessible_and_fits_a_phone(a_context, letter: Path, lang: str) -> None:
    page = visiting(a_context, viewport=PHONE)
    page.goto(f"/account-requests/new?lang={lang}")
    ask(page, letter, f"phone{lang}@brazil.example")
    assert_fit(page)
    for step in ("state", "post", "person", "purpose", "voucher", "letter"):
        page.goto(f"/account-requests/new/{step}")
        assert_fit(page)
    page.goto("/account-requests/new/check")
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_text("One thing is left to do.")).to_be_visible()
    assert_fit(page)
    page.get_by_role("link", name="Withdraw the request").click()
    expect(page.get_by_role("link", name="Keep it")).to_be_visible()
    assert_fit(page)


def assert_fit(page: Page) -> None:
    """Fail where a page is wider than its window, or axe finds something."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
