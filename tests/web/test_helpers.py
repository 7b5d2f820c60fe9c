"""What templates may call."""

from datetime import UTC, date, datetime, time

import pytest
from flask import Flask

from cna_directory.authorities.record import Telephone
from cna_directory.text import visible
from cna_directory.web import helpers
from cna_directory.web.languages import language_name
from cna_directory.web.paging import Page, page_number


@pytest.mark.parametrize(
    ("number", "extension", "address"),
    [
        ("+999 1 555 0100", "", "tel:+99915550100"),
        ("+33 (0)1 44 77 60 60", "12 a", "tel:+330144776060;ext=12"),
        ("01 44 77 60 60", "", ""),
        ("+12", "", ""),
        ("+1234567890123456", "", ""),
        ('+99915550100"><script>', "", "tel:+99915550100"),
    ],
)
def test_a_number_is_dialled_only_as_it_stands(number: str, extension: str, address: str) -> None:
    assert helpers.telephone_address(Telephone(number, extension=extension)) == address


def test_a_mail_address_cannot_add_fields() -> None:
    assert (
        helpers.mail_address("a@b.example?bcc=x@y.example")
        == "mailto:a@b.example%3Fbcc%3Dx@y.example"
    )


def test_days_and_times_are_british(app: Flask) -> None:
    with app.test_request_context("/"):
        assert helpers.day(date(2026, 9, 2)) == "2 September 2026"
        assert helpers.clock_time(time(17, 5)) == "17:05"
        moment = datetime(2026, 9, 2, 9, 30, tzinfo=UTC)
        assert helpers.moment(moment) == "2 September 2026, 09:30 UTC"


def test_the_address_of_the_page_with_other_values(app: Flask) -> None:
    with app.test_request_context("/search?q=a%26b&page=2&lang=fr"):
        assert helpers.here(lang="ar", page=None) == "/search?q=a%26b&lang=ar"
        assert helpers.here(page=3) == "/search?q=a%26b&lang=fr&page=3"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("hif", "Fiji Hindi"),
        ("pt-BR", "Brazilian Portuguese"),
        ("xx-nonsense", "xx-nonsense"),
        ("", ""),
    ],
)
def test_a_language_without_a_locale_still_has_a_name(app: Flask, code: str, name: str) -> None:
    with app.test_request_context("/"):
        assert language_name(code) == name


def test_what_is_hidden_is_shown_and_joiners_stay() -> None:
    assert visible("a\u202eb\x00c\u2066") == "a[U+202E]b[U+0000]c[U+2066]"
    assert visible("می\u200cخواهم \n\t") == "می\u200cخواهم \n\t"


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 1), ("3", 3), ("0", 1), ("-1", 1), ("x", 1), ("1e9", 1), ("٣", 1), ("9" * 40, 100_000)],
)
def test_any_page_number_is_one(text: str, number: int) -> None:
    assert page_number(text) == number


def test_links_to_pages_leave_gaps() -> None:
    assert list(Page(5, 250).near()) == [1, None, 4, 5, 6, None, 10]
    assert list(Page(1, 0).near()) == [1]
    assert Page(3, 50).is_beyond
    assert Page(2, 50).offset == 25
