"""Addresses with the letters of all scripts as they are."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cna_directory.text import visible
from cna_directory.web.addresses import with_letters


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("/search?q=justice+%26+peace", "/search?q=justice+%26+peace"),
        ("?q=%D9%88%D8%B2%D8%A7%D8%B1%D8%A9+%D8%A7%D9%84%D8%B9%D8%AF%D9%84", "?q=وزارة+العدل"),
        ("?q=%E0%B8%95%E0%B8%B1%E0%B8%A7%3A&page=2", "?q=ตัว%3A&page=2"),
        ("?q=%E2%80%AE%D0%B0", "?q=%E2%80%AEа"),
        ("?q=%C2%A0%E2%80%9C", "?q=%C2%A0%E2%80%9C"),
        ("?q=%FF%D0", "?q=%FF%D0"),
        ("?followed=q%3D%D1%8E%2526", "?followed=q%3Dю%2526"),
    ],
)
def test_letters_stand_as_they_are_and_nothing_else_does(address: str, written: str) -> None:
    assert with_letters(address) == written


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_an_address_asks_the_same_and_hides_nothing(text: str) -> None:
    address = with_letters(urlencode({"q": text, "interpol": "yes"}))
    asked = parse_qsl(address, keep_blank_values=True)
    assert asked == [("q", text), ("interpol", "yes")]
    assert visible(address) == address
    assert not any(character.isspace() or character in "\"'<>" for character in address)
