"""Pages that are kept as they were rendered: to whom they are shown again, and for how long."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask, template_rendered

from cna_directory import clock
from cna_directory.access.roles import Role
from cna_directory.authorities import record as r
from cna_directory.database import db
from cna_directory.web import kept_pages
from tests.builders import a_record, seed, words
from tests.features.accounts.visitors import Browser, an_account, browser_at

RECORD = "/authorities/9001"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture(autouse=True)
def a_minute_that_lasts() -> object:
    with time_machine.travel(clock.now().replace(second=1), tick=False) as traveller:
        yield traveller


def someone(app: Flask, email: str, role: Role = Role.READER) -> Browser:
    browser = browser_at(app)
    browser.let_in(an_account(app, email, role))
    return browser


@pytest.fixture
def rendered(app: Flask) -> list[str]:
    names: list[str] = []

    def note(sender: object, template: object, **_: object) -> None:
        names.append(str(template.name))

    template_rendered.connect(note, app)
    app.extensions["noting"] = note  # The signal holds its listeners weakly.
    return names


def text_of(browser: Browser, address: str = RECORD) -> str:
    db.session.rollback()
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.text


def test_a_page_is_rendered_once_for_all_readers(app: Flask, rendered: list[str]) -> None:
    seed(a_record())
    first, second = someone(app, "one@mission.example"), someone(app, "two@mission.example")
    pages = [text_of(first), text_of(first), text_of(second)]
    assert len(rendered) == 1
    without_tokens = {TOKEN.sub("", page) for page in pages}
    assert len(without_tokens) == 1


def test_a_page_is_kept_for_readers_in_all_browsers(app: Flask, rendered: list[str]) -> None:
    seed(a_record())
    for email, browser in (("one@mission.example", "A"), ("two@mission.example", "B")):
        reader = someone(app, email)
        with reader.session_transaction() as cookie:
            cookie["_id"] = browser  # What flask-login makes of the browser's name and address.
        text_of(reader)
    assert len(rendered) == 1


def test_every_reader_gets_a_token_of_his_own_that_works(app: Flask) -> None:
    seed(a_record())
    first, second = someone(app, "one@mission.example"), someone(app, "two@mission.example")
    text_of(first)
    own = TOKEN.search(text_of(second))
    foreign = TOKEN.search(text_of(first))
    assert own is not None
    assert foreign is not None
    assert own[1] != foreign[1]
    assert second.post("/sign-out", data={"csrf_token": foreign[1]}).status_code == 400
    assert second.post("/sign-out", data={"csrf_token": own[1]}).status_code == 303


def test_a_change_is_shown_at_once(app: Flask) -> None:
    seed(a_record())
    reader = someone(app, "one@mission.example")
    assert "Office of New Words" not in text_of(reader)
    seed(a_record(name=words("Office of New Words")))
    assert "Office of New Words" in text_of(reader)


def test_a_page_is_made_anew_when_the_minute_is_over(
    app: Flask, rendered: list[str], a_minute_that_lasts: time_machine.Traveller
) -> None:
    seed(a_record())
    reader = someone(app, "one@mission.example")
    text_of(reader)
    a_minute_that_lasts.shift(timedelta(seconds=30))
    text_of(reader)
    assert len(rendered) == 1
    a_minute_that_lasts.shift(timedelta(minutes=1))
    text_of(reader)
    assert len(rendered) == 2


@pytest.mark.parametrize("officer_first", [True, False])
def test_what_the_secretariat_alone_may_see_is_kept_for_it_alone(
    app: Flask, officer_first: bool
) -> None:
    secret = r.ContactPoint(words("Back office"), visibility=r.Visibility.SECRETARIAT)
    seed(a_record(contact_points=(secret,)))
    officer = someone(app, "officer@secretariat.example", Role.SECRETARIAT)
    reader = someone(app, "one@mission.example")
    for browser in (officer, reader) if officer_first else (reader, officer):
        assert ("Back office" in text_of(browser)) is (browser is officer)


def test_another_language_is_another_page(app: Flask) -> None:
    seed(a_record())
    reader = someone(app, "one@mission.example")
    assert 'dir="rtl"' not in text_of(reader).split("<head>")[0]
    assert 'dir="rtl"' in text_of(reader, f"{RECORD}?lang=ar").split("<head>")[0]
    assert 'dir="rtl"' in text_of(reader).split("<head>")[0]


def test_what_is_said_once_is_said_once_to_each(app: Flask) -> None:
    seed(a_record())
    for email in ("one@mission.example", "two@mission.example"):
        reader = someone(app, email)
        with reader.session_transaction() as cookie:
            cookie["_flashes"] = [("message", "Saved.")]
        assert "Saved." in text_of(reader)
        assert "Saved." not in text_of(reader)


def test_nothing_is_kept_of_a_page_that_does_not_exist(app: Flask) -> None:
    reader = someone(app, "one@mission.example")
    assert reader.get(RECORD).status_code == 404
    seed(a_record())
    assert "Sample Authority 9001" in text_of(reader)


def test_a_visitor_does_not_get_what_was_kept_for_accounts(app: Flask) -> None:
    seed(a_record())
    text_of(someone(app, "one@mission.example"))
    assert browser_at(app).get(RECORD).status_code == 303


def test_pages_that_nobody_asks_for_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "MOST_CHARACTERS", 10)
    pages, moment = kept_pages.KeptPages(), (1, clock.now())
    pages.keep(moment, "a", ["1234", "5"])
    pages.keep(moment, "b", ["12345"])
    assert pages.find(moment, "a") == ["1234", "5"]
    pages.keep(moment, "c", ["12345"])
    assert pages.find(moment, "b") is None
    assert pages.find(moment, "a") == ["1234", "5"]
    pages.keep(moment, "a", ["1"])
    pages.keep(moment, "d", ["1234"])
    assert [key for key in "abcd" if pages.find(moment, key)] == ["a", "c", "d"]
    assert pages.find((2, moment[1]), "a") is None
