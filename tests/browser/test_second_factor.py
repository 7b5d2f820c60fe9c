"""Coming in for the first time in a real browser: by passkey, and by app without scripts."""

import re

import pyotp
import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from cna_directory import clock
from cna_directory.access.actors import OPERATOR
from cna_directory.access.roles import Role
from cna_directory.accounts import operations
from cna_directory.database import db
from tests.browser.conftest import NewContext
from tests.browser.test_pages import faults, overflow
from tests.features.accounts.visitors import PASSWORD, change

pytestmark = pytest.mark.browser


def invitation(app: Flask, email: str) -> str:
    token = operations.invite_account(
        OPERATOR,
        email,
        role=Role.READER,
        post_title="Legal adviser",
        settings=app.extensions["settings"],
    )
    db.session.rollback()
    return f"/activate/{token}"


def add_authenticator(page: Page) -> None:
    """Give the browser a passkey store that confirms its user by itself."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def activate(page: Page, app: Flask, email: str) -> None:
    page.goto(invitation(app, email))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_label("I have read the terms of use and accept them").check()
    assert_good(page)
    page.get_by_role("button", name="Activate the account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your second factor")
    assert_good(page)


def keep_codes(page: Page) -> list[str]:
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    assert_good(page)
    codes = [words.strip() for words in page.locator("main li code").all_inner_texts()]
    page.get_by_label("One of the codes above").fill(codes[6])
    page.get_by_role("button", name="I have kept the codes").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Your recovery codes")
    return codes


def assert_good(page: Page) -> None:
    """Measure the page, and let axe look at it."""
    assert overflow(page) == 0
    assert faults(page) == []


def signed_in(page: Page) -> None:
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_from_the_invitation_to_a_passkey_that_signs_in_alone(
    served: Flask, a_context: NewContext
) -> None:
    page = a_context(is_signed_in=False).new_page()
    add_authenticator(page)
    activate(page, served, "first@mission.example")
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_label("Name of this passkey").fill("Office computer")
    assert_good(page)
    page.get_by_role("button", name="Make the passkey").click()
    assert len(keep_codes(page)) == 10
    signed_in(page)
    page.get_by_role("button", name="Sign out").click()
    # A page is only measured once it is there: between two pages the browser has no document.
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert_good(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    signed_in(page)
    long_ago = "UPDATE user_session SET confirmed_at = '2026-01-01 00:00:00'"
    change(served, long_ago)
    page.goto("/account/second-factor")
    expect(page.get_by_role("heading", level=1)).to_have_text("Show your second factor again")
    assert_good(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your second factor")
    expect(page.get_by_text("Office computer", exact=True)).to_be_visible()
    assert_good(page)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("E-mail address").fill("first@mission.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Show your second factor")
    assert_good(page)
    page.get_by_role("button", name="Use a passkey").click()
    signed_in(page)


def test_a_passkey_that_does_not_answer_is_told_and_can_be_tried_again(
    a_context: NewContext,
) -> None:
    page = a_context(is_signed_in=False).new_page()
    page.goto("/sign-in")
    page.route("**/sign-in/passkey/question", lambda route: route.abort())
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("the passkey was not used")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_enabled()


def test_an_app_and_its_codes_need_no_script(served: Flask, a_context: NewContext) -> None:
    email = "second@mission.example"
    page = a_context(is_signed_in=False, java_script_enabled=False).new_page()
    page.goto(invitation(served, email))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_label("I have read the terms of use and accept them").check()
    page.get_by_role("button", name="Activate the account").click()
    page.get_by_role("link", name="Set up a passkey").click()
    expect(page.get_by_text("This browser cannot use passkeys")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Set up an authenticator app").click()
    key = re.sub(r"\s", "", page.locator("#app-key").inner_text())
    app = pyotp.TOTP(key)
    page.get_by_label("Six-digit code").fill(app.at(int(clock.now().timestamp())))
    page.get_by_role("button", name="Take the app into use").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    codes = [words.strip() for words in page.locator("main li code").all_inner_texts()]
    page.get_by_label("One of the codes above").fill(codes[0])
    page.get_by_role("button", name="I have kept the codes").click()
    signed_in(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_text("Use a recovery code").click()
    page.get_by_label("Recovery code").fill(codes[1])
    page.get_by_role("button", name="Use this code").click()
    signed_in(page)
    expect(page.get_by_text("9 of 10 are left")).to_be_visible()
