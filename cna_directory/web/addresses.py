"""Addresses as pages write them."""

import re
from unicodedata import category
from urllib.parse import quote, unquote_to_bytes

_ENCODED = re.compile("(?:%[89A-F][0-9A-F])+")
_LETTERS_MARKS_NUMBERS = frozenset("LMN")


def with_letters(address: str) -> str:
    """Return an address with the letters of all scripts as they are; the rest of it stays encoded.

    Browsers encode them when they ask, so both lead to the same page. A page of results writes its
    question into twenty addresses, and an encoded letter takes three times as many bytes.
    """
    return _ENCODED.sub(_letters_of, address)


def _letters_of(encoded: re.Match[str]) -> str:
    try:
        text = unquote_to_bytes(encoded.group()).decode()
    except UnicodeDecodeError:
        return encoded.group()
    return "".join(c if category(c)[0] in _LETTERS_MARKS_NUMBERS else quote(c) for c in text)
