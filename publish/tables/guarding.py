"""Cells that no spreadsheet takes for a formula, and the way back to what was written."""

import re

_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]*[=+\-@'＝＋－＠﹢﹣﹦﹫−]|[\t\r\n]")
"""How a formula begins, for some spreadsheets also in the wide forms; and the guard itself."""

_LIKE_A_NUMBER = re.compile(r"[.,:/%()\s-]*\d[\d.,:/%()\s-]*([eE]\d+\s*)?")
"""Written so that no two parts can take the same sign: whatever the text, it is read through once."""

_LEFT_AS_IT_IS = re.compile(r"0|[1-9]\d{0,10}|\d{4}-\d{2}-\d{2}")
"""Plain numbers and ISO days, which spreadsheets write down as they read them."""


def guarded(text: str) -> str:
    """Return the text of a cell that no spreadsheet runs or rewrites as a number.

    An apostrophe before it makes it text. What begins with an apostrophe gets another, so that
    `unguarded` gives back every text there is.
    """
    is_rewritten = _LIKE_A_NUMBER.fullmatch(text) and not _LEFT_AS_IT_IS.fullmatch(text)
    return f"'{text}" if is_rewritten or _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text.removeprefix("'")
