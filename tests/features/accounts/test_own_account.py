"""What holders see of their own account and say about it."""

import pytest

from cna_directory.access.roles import Role
from cna_directory.terms import CURRENT_TERMS
from tests.features.accounts.visitors import an_account, browser_at, change, rows
from tests.web.checking import problems_with_page, words_of


@pytest.fixture
def account_id(app):
    return an_account(app, role=Role.FOCAL_POINT, organisation="Ministry of Justice")


@pytest.fixture
def holder(app, account_id):
    browser = browser_at(app)
    browser.let_in(account_id)
    return browser


def account_row(app, account_id):
    (row,) = rows(app, f"SELECT * FROM account WHERE id = {account_id}")
    return row


def last_action(app):
    found = rows(app, "SELECT action FROM audit_operation ORDER BY number DESC LIMIT 1")
    return found[0][0]


def test_the_page_says_who_one_is_and_leads_to_all_that_can_be_changed(holder):
    page = holder.get("/account")
    assert problems_with_page(page) == []
    words = words_of(page)
    for expected in ("Legal adviser", "Ministry of Justice", "France", "Focal point"):
        assert expected in words
    for address in ("password", "email", "post", "preferences"):
        assert f'href="/account/{address}"' in page.text
    assert "Are you still in post?" not in words


@pytest.mark.parametrize(
    "address", ["/account/terms", "/account/post", "/account/preferences", "/account/password"]
)
def test_every_page_is_whole(holder, address):
    page = holder.get(address)
    assert page.status_code == 200
    assert problems_with_page(page) == []


def test_the_terms_are_accepted_by_ticking_a_box(app, holder, account_id):
    change(app, "UPDATE account SET terms_version = '', terms_accepted_at = NULL")
    untouched = holder.send("/account/terms")
    assert untouched.status_code == 422
    assert problems_with_page(untouched) == []
    assert account_row(app, account_id).terms_version == ""
    answer = holder.send("/account/terms", "/account/terms?next=/editions", is_accepted="y")
    assert (answer.status_code, answer.location) == (303, "/editions")
    row = account_row(app, account_id)
    assert row.terms_version == CURRENT_TERMS
    assert row.terms_accepted_at is not None
    assert last_action(app) == "terms.accepted"


def test_accepting_leads_to_no_other_site(app, holder):
    change(app, "UPDATE account SET terms_version = ''")
    elsewhere = "/account/terms?next=//elsewhere.example"
    answer = holder.send("/account/terms", elsewhere, is_accepted="y")
    assert answer.location == "/account"


def test_a_holder_who_was_asked_says_to_be_still_in_post(app, holder, account_id):
    change(app, "UPDATE account SET post_asked_at = '2026-11-01 00:00:00'")
    assert "Are you still in post?" in words_of(holder.get("/account"))
    assert holder.send("/account/post").status_code == 303
    row = account_row(app, account_id)
    assert row.post_asked_at is None
    assert row.post_confirmed_at is not None
    assert last_action(app) == "post.confirmed"
    assert "Are you still in post?" not in words_of(holder.get("/account"))


def test_mails_come_in_the_language_that_was_chosen(app, holder, account_id):
    answer = holder.send("/account/preferences", language="fr")
    assert answer.status_code == 303
    assert account_row(app, account_id).language == "fr"
    assert last_action(app) == "preferences.changed"


def test_a_language_that_the_pages_do_not_have_is_refused(app, holder, account_id):
    answer = holder.send("/account/preferences", language="xx")
    assert answer.status_code == 422
    assert account_row(app, account_id).language == "en"
