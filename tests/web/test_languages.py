"""The language switch: six languages, the page is kept, the direction follows."""

import pytest
from flask import Flask

from cna_directory.languages import INTERFACE_LANGUAGES
from tests.features.accounts.visitors import Browser, browser_at
from tests.web.checking import problems_with_page, words_of


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_each_language_serves_a_whole_page(reader: Browser, language: str) -> None:
    answer = reader.get(f"/search?request_type=extradition&lang={language}")
    assert problems_with_page(answer) == []
    is_arabic = language == "ar"
    assert f'dir="{"rtl" if is_arabic else "ltr"}"' in answer.text.split(">")[1]
    assert ("bootstrap.rtl.min.css" in answer.text) == is_arabic
    assert "request_type=extradition&amp;lang=zh" in answer.text
    assert ("the words are English" in words_of(answer)) == (language != "en")


def test_the_choice_is_kept_for_the_next_page(app: Flask) -> None:
    browser = browser_at(app)
    browser.get("/?lang=ar")
    assert 'dir="rtl"' in browser.get("/").text
    assert 'dir="ltr"' in browser.get("/?lang=en").text


def test_the_switch_shows_each_language_in_itself(app: Flask) -> None:
    words = words_of(browser_at(app).get("/"))
    for name in ("العربية", "中文", "English", "Français", "Русский", "Español"):
        assert name in words


def test_nonsense_is_passed_over(app: Flask) -> None:
    assert 'lang="en"' in browser_at(app).get("/?lang=xx<script>").text
