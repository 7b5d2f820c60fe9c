"""The pages of the wording: who may open them, what they show, and how a review is recorded."""

import re
from datetime import timedelta

import html5lib
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from cna_directory import clock
from cna_directory.access.roles import Role
from publish.wording import LANGUAGES, all_words, wording_hash
from tests.features.accounts.visitors import Browser, an_account, browser_at
from tests.web.checking import problems_with_page, words_of

REVIEWER = "Head of the Arabic section, translation service"
SEEN = re.compile(r'name="seen"[^>]*value="([0-9a-f]{64})"')


@pytest.fixture
def officer(app: Flask) -> Browser:
    browser = browser_at(app)
    browser.let_in(an_account(app, "officer@secretariat.example", Role.SECRETARIAT))
    return browser


def record(officer: Browser, language: str, **values: str) -> TestResponse:
    page = f"/desk/wording/{language}/review"
    found = SEEN.search(officer.get(page).text)
    assert found
    sent = {"seen": found[1], "reviewer": REVIEWER, "note": "", "has_read_all": "y", **values}
    return officer.send(page, **sent)


@pytest.mark.parametrize("address", ["/desk/wording", "/desk/wording/fr", "/desk/wording/xx"])
@pytest.mark.parametrize(
    "role", [Role.READER, Role.AUTHORITY_USER, Role.FOCAL_POINT, Role.ADMINISTRATOR]
)
def test_the_wording_is_for_officers(app: Flask, address: str, role: Role) -> None:
    browser = browser_at(app)
    assert browser.get(address).location.startswith("/sign-in")
    browser.let_in(an_account(app, role=role))
    assert browser.get(address).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/desk/wording",
        "/desk/wording/fr",
        "/desk/wording/ar?q=state",
        "/desk/wording/ar/review",
        "/desk/wording/ar/take-back",
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_are_sound(officer: Browser, address: str, language: str) -> None:
    joint = "&" if "?" in address else "?"
    answer = officer.get(f"{address}{joint}lang={language}")
    assert answer.status_code == 200
    assert problems_with_page(answer) == []


@pytest.mark.parametrize("language", ["en", "mul", "xx"])
def test_there_is_no_page_for_what_nobody_reviews(officer: Browser, language: str) -> None:
    assert officer.get(f"/desk/wording/{language}").status_code == 404
    assert officer.get(f"/desk/wording/{language}/review").status_code == 404


def test_the_desk_leads_to_the_languages_and_they_to_the_words(officer: Browser) -> None:
    assert 'href="/desk/wording"' in officer.get("/desk").text
    shown = officer.get("/desk/wording").text
    for language in LANGUAGES:
        assert (f'href="/desk/wording/{language}"' in shown) is (language != "en")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_label_stands_beside_english_with_its_language(
    officer: Browser, language: str
) -> None:
    page = html5lib.parse(
        officer.get(f"/desk/wording/{language}").text, namespaceHTMLElements=False
    )
    shown: dict[str, str] = {}
    for row in page.iterfind(".//main//tbody/tr"):
        english, other = row.findall("td")
        own = other.find(f"p[@lang='{language}']")
        if own is not None:
            assert own.get("dir") == ("rtl" if language == "ar" else "ltr")
            shown[row.get("id", "")] = own.text or ""
        assert english.find("p").get("lang") in {"en", None}
    expected = {key: text for key, text in all_words(language).items() if text.strip()}
    assert shown == expected


def test_sources_are_shown_beside_the_words_that_have_one(officer: Browser) -> None:
    page = html5lib.parse(officer.get("/desk/wording/fr").text, namespaceHTMLElements=False)
    cells = {row.get("id"): row.findall("td") for row in page.iterfind(".//main//tbody/tr")}
    words = "".join(cells["label.city"][1].itertext())
    assert "Biosafety Clearing-House" in words
    assert "Source:" not in "".join(cells["label.kind"][1].itertext())


def test_the_words_are_searched_without_a_script(officer: Browser) -> None:
    found = officer.get("/desk/wording/es?q=autoridad+central").text
    assert 'id="role.central_authority"' in found
    assert 'id="label.city"' not in found
    only = officer.get("/desk/wording/es?group=titles").text
    assert 'id="title.part_i"' in only
    assert 'id="label.city"' not in only
    assert "No label, title or note" in officer.get("/desk/wording/es?q=zzzz").text
    assert 'id="label.city"' in officer.get("/desk/wording/es?group=nothing-of-the-kind").text


def test_what_is_looked_for_cannot_break_out_of_the_page(officer: Browser) -> None:
    answer = officer.get('/desk/wording/es?q="><script>alert(1)</script>')
    assert "<script>alert" not in answer.text


def test_a_review_is_recorded_shown_and_taken_back(officer: Browser) -> None:
    page = "/desk/wording/ar/review"
    found = SEEN.search(officer.get(page).text)
    assert found
    assert found[1] == wording_hash("ar")
    values = {"reviewer": REVIEWER, "note": "Read twice.", "has_read_all": "y", "seen": found[1]}
    answer = officer.send(page, **values)
    assert (answer.status_code, answer.location) == (303, "/desk/wording")
    shown = words_of(officer.get("/desk/wording"))
    assert "the wording in Arabic is reviewed" in shown
    assert REVIEWER in shown
    assert "Read twice." in officer.get("/desk/wording/ar").text

    asked = officer.get("/desk/wording/ar/take-back")
    assert REVIEWER in asked.text
    assert REVIEWER in officer.get("/desk/wording/ar").text  # Looking takes nothing back.
    answer = officer.send("/desk/wording/ar/take-back")
    assert (answer.status_code, answer.location) == (303, "/desk/wording")
    assert REVIEWER not in officer.get("/desk/wording").text
    again = officer.get("/desk/wording/ar/take-back").text
    assert "There is nothing to do." in again


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"reviewer": " "}, "Enter the function and the office"),
        ({"has_read_all": ""}, "Tick this once the reviewer has confirmed"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    officer: Browser, missing: dict[str, str], words: str
) -> None:
    answer = record(officer, "ru", **missing)
    assert answer.status_code == 422
    assert words in answer.text
    assert problems_with_page(answer) == []
    assert REVIEWER not in officer.get("/desk/wording").text


def test_other_words_than_those_seen_are_not_recorded(officer: Browser) -> None:
    answer = record(officer, "ru", seen="0" * 64)
    assert answer.status_code == 409
    assert "have changed since you opened this page" in answer.text
    assert REVIEWER not in officer.get("/desk/wording").text


@pytest.mark.parametrize("act", ["review", "take-back"])
def test_recording_asks_for_the_second_factor_again(app: Flask, act: str) -> None:
    browser = browser_at(app)
    number = an_account(app, "late@secretariat.example", Role.SECRETARIAT)
    browser.let_in(number, confirmed_at=clock.now() - timedelta(hours=1))
    assert browser.get("/desk/wording/fr").status_code == 200
    answer = browser.get(f"/desk/wording/fr/{act}")
    assert answer.status_code == 303
    assert "/desk/wording" not in answer.location.partition("?")[0]
