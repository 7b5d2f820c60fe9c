"""The whole way of an account in a real browser: asked for, vetted, activated, used, suspended."""

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from cna_directory.access.roles import Role
from tests.browser.conftest import NewContext
from tests.browser.test_asking import ask, letter
from tests.browser.test_second_factor import add_authenticator, assert_good, keep_codes, signed_in
from tests.features.accounts.visitors import PASSWORD, an_account, browser_at
from tests.features.admission.applicants import link_in, mailed, mails

__all__ = ["letter"]

pytestmark = pytest.mark.browser

APPLICANT = "conselheira@brazil.example"


def officer_page(app: Flask, a_context: NewContext) -> Page:
    """Return the page of an officer of the secretariat who has just signed in."""
    browser = browser_at(app, "127.0.0.1")
    browser.let_in(an_account(app, "officer@secretariat.example", Role.SECRETARIAT))
    cookie = browser.get_cookie("directory")
    assert cookie is not None
    context = a_context(is_signed_in=False)
    context.add_cookies(
        [{"name": "directory", "value": cookie.value, "url": app.config["ADDRESS"]}]
    )
    return context.new_page()


def test_from_the_request_to_the_suspension(
    served: Flask, a_context: NewContext, letter: Path
) -> None:
    applicant = a_context(is_signed_in=False).new_page()
    add_authenticator(applicant)
    ask(applicant, letter, APPLICANT)
    applicant.get_by_role("button", name="Send the request").click()
    expect(applicant.get_by_text("One thing is left to do.")).to_be_visible()
    mailed(served)
    applicant.goto(link_in(mails(served)[-1], "/account-requests/confirm/"))
    applicant.get_by_role("button", name="Confirm and send to the secretariat").click()
    expect(applicant.get_by_text("Your request is with the secretariat.")).to_be_visible()

    officer = officer_page(served, a_context)
    vet(officer)
    come_in(applicant, link_in(mails(served)[-1], "/activate/"))
    suspend(officer)

    applicant.goto("/states/BR")
    expect(applicant.get_by_role("heading", level=1)).to_have_text("Sign in")
    applicant.get_by_role("button", name="Sign in with a passkey").click()
    expect(applicant.get_by_role("alert")).to_be_visible()
    expect(applicant.get_by_role("button", name="Sign out")).to_be_hidden()


def vet(officer: Page) -> None:
    """Read the request, save its letter, and approve it."""
    officer.goto("/desk")
    assert_good(officer)
    officer.goto("/desk/account-requests")
    assert_good(officer)
    officer.get_by_role("link", name="AR-").first.click()
    expect(officer.get_by_text("Conceição Araújo")).to_be_visible()
    assert_good(officer)
    with officer.expect_download() as saved:
        officer.get_by_role("link", name="Save the letter").click()
    assert saved.value.path().read_bytes().startswith(b"%PDF-")
    officer.get_by_label("Role").select_option("Reader")
    officer.get_by_label("State", exact=True).select_option("Brazil")
    officer.get_by_label("How did you make sure who this is?").select_option(index=1)
    officer.get_by_label("With whom you spoke, or the number of the note").fill("Note 12 of 2026")
    officer.get_by_role("button", name="Approve").click()
    expect(officer.get_by_text("The account is made")).to_be_visible()


def come_in(applicant: Page, link: str) -> None:
    """Activate the account, set up a passkey, look something up, and sign in again by it."""
    applicant.goto(link)
    applicant.get_by_label("Password", exact=True).fill(PASSWORD)
    applicant.get_by_label("The same password again").fill(PASSWORD)
    applicant.get_by_label("I have read the terms of use and accept them").check()
    applicant.get_by_role("button", name="Activate the account").click()
    applicant.get_by_role("link", name="Set up a passkey").click()
    applicant.get_by_label("Name of this passkey").fill("Office computer")
    applicant.get_by_role("button", name="Make the passkey").click()
    keep_codes(applicant)
    signed_in(applicant)
    applicant.get_by_role("button", name="Sign out").click()
    applicant.get_by_role("button", name="Sign in with a passkey").click()
    signed_in(applicant)
    applicant.goto("/states/BR")
    expect(applicant.get_by_role("heading", level=1)).to_contain_text("Brazil")


def suspend(officer: Page) -> None:
    """Suspend the account from its page."""
    officer.goto("/desk/accounts?words=conselheira")
    assert_good(officer)
    officer.get_by_role("link", name="Conselheira").click()
    expect(officer.get_by_role("link", name="Suspend")).to_be_visible()
    assert_good(officer)
    officer.get_by_role("link", name="Suspend").click()
    officer.get_by_label("Why").fill("Left the mission.")
    assert_good(officer)
    officer.get_by_role("button", name="Suspend").click()
    expect(officer.get_by_text("Suspended", exact=True).first).to_be_visible()
