"""What is announced to whom: the page where one chooses, and the link that ends it."""

import re
from dataclasses import dataclass

import pytest

from cna_directory.database import db
from cna_directory.languages import EDITION_LANGUAGES
from cna_directory.subscriptions.queries import choice_of, subscribers
from cna_directory.subscriptions.rules import FORMATS, Choice, chosen_files
from publish import wording
from tests.features.accounts.visitors import an_account, browser_at, change, rows, subscribed
from tests.web.checking import problems_with_page, words_of

PAGE = "/account/editions"


@dataclass(frozen=True)
class File:
    language: str
    format: str


@pytest.fixture
def account_id(app):
    return an_account(app)


@pytest.fixture
def holder(app, account_id):
    browser = browser_at(app)
    browser.let_in(account_id)
    return browser


def chosen(account_id):
    """Return what stands in the database now, whatever this test has read before."""
    db.session.rollback()
    return choice_of(account_id)


def last_action(app):
    return rows(app, "SELECT action FROM audit_operation ORDER BY number DESC LIMIT 1")[0][0]


def test_the_languages_offered_are_those_that_editions_are_set_in():
    assert EDITION_LANGUAGES == wording.EDITIONS


def test_somebody_chooses_languages_and_formats_and_ends_it_again(app, holder, account_id):
    assert problems_with_page(holder.get(PAGE)) == []
    answer = holder.send(PAGE, is_wanted="y", languages=["ar", "mul"], formats=["rtf", "pdf"])
    assert (answer.status_code, answer.location) == (303, "/account")
    assert chosen(account_id) == Choice(("mul", "ar"), ("pdf", "rtf"))
    assert last_action(app) == "subscription.changed"
    shown = holder.get(PAGE).text
    assert re.search(r'value="ar" checked', shown)
    assert not re.search(r'value="fr" checked', shown)
    holder.send(PAGE, languages=["ar"], formats=["pdf"])
    assert chosen(account_id) is None
    assert last_action(app) == "subscription.ended"


@pytest.mark.parametrize("field", ["languages", "formats"])
def test_nothing_ticked_or_something_unknown_is_told_at_the_field(app, holder, account_id, field):
    for wrong in ([], ["klingon"]):
        values = {"languages": ["en"], "formats": ["pdf"], field: wrong}
        answer = holder.send(PAGE, is_wanted="y", **values)
        assert answer.status_code == 422
        assert problems_with_page(answer) == []
        assert f'id="{field}-problem"' in answer.text
        assert chosen(account_id) is None


def test_the_link_in_a_mail_asks_first_and_ends_it_without_signing_in(app, account_id):
    token = subscribed(app, account_id, "fr")
    stranger = browser_at(app)
    asked = stranger.get(f"/unsubscribe/{token}")
    assert asked.status_code == 200
    assert problems_with_page(asked) == []
    assert chosen(account_id) is not None
    answer = stranger.post(f"/unsubscribe/{token}", data={"List-Unsubscribe": "One-Click"})
    assert "These mails have ended" in words_of(answer)
    assert chosen(account_id) is None
    assert last_action(app) == "subscription.ended"
    assert stranger.get(f"/unsubscribe/{token}").status_code == 404
    assert stranger.post("/unsubscribe/%00").status_code == 404


def test_a_link_ends_only_what_it_was_made_for(app, account_id):
    other = an_account(app, "other@mission.example")
    first, second = subscribed(app, account_id), subscribed(app, other)
    assert first != second
    browser_at(app).post(f"/unsubscribe/{first}")
    assert chosen(account_id) is None
    assert chosen(other) is not None


def test_the_secret_of_the_link_does_not_stand_in_the_trail(app, account_id):
    token = subscribed(app, account_id)
    recorded = rows(app, "SELECT * FROM audit_entry")
    assert token not in str([tuple(row) for row in recorded])


def test_only_active_accounts_are_told(app, account_id):
    subscribed(app, account_id, "es", "ru", formats=("csv", "json"))
    (subscriber,) = subscribers()
    assert subscriber.choice == Choice(("es", "ru"), ("csv", "json"))
    change(app, "UPDATE account SET status = 'suspended'")
    db.session.rollback()
    assert subscribers() == []


def test_a_choice_leads_to_its_files_and_never_to_none():
    everything = [File(it, format_) for it in EDITION_LANGUAGES for format_ in ("pdf", "rtf")]
    tables = [File("mul", "csv"), File("mul", "json")]
    chosen = chosen_files(Choice(("fr", "ar"), FORMATS), [*everything, *tables])
    assert {file.language for file in chosen if file.format == "rtf"} == {"fr", "ar"}
    assert [file for file in chosen if file.format in {"csv", "json"}] == tables
    only_english = [File("en", "pdf"), File("en", "rtf"), *tables]
    assert chosen_files(Choice(("fr",), ("pdf",)), only_english) == [File("en", "pdf")]
    assert chosen_files(Choice(("fr",), ("pdf",)), [*only_english, File("mul", "pdf")]) == [
        File("mul", "pdf")
    ]
