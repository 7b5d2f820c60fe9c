"""Cuts a long text into parts, at places where a reader expects an end."""

import re
import unicodedata
from collections.abc import Callable, Iterator

_ENDS = (
    re.compile(r"\n"),
    re.compile(r"[.!?;\u061f\u06d4\u0964]\s|[\u3002\uff01\uff1f\uff1b]"),
    re.compile(r"[\s\u200b]"),
)
"""Ends of lines, of sentences, of words: the better ones first."""


def cut(text: str, parts_for: Callable[[str], int]) -> Iterator[str]:
    """Yield a text in parts of about the same length; put one behind the other they are the text.

    `parts_for` says how many parts a text needs, and is asked again of each half.
    """
    count = parts_for(text)
    if count < 2 or len(text) < 2:
        yield text
        return
    at = _good_place(text, (count + 1) // 2, count)
    yield from cut(text[:at], parts_for)
    yield from cut(text[at:], parts_for)


def _good_place(text: str, parts: int, count: int) -> int:
    """Return an end near the one of so many of the parts, or that place if there is none."""
    wanted, around = len(text) * parts // count, len(text) // count // 8
    for end in _ENDS:
        found = [it.end() for it in end.finditer(text, wanted - around, wanted + around)]
        if found:
            return min(found, key=lambda at: abs(at - wanted))
    return next((at for at in range(wanted, len(text)) if not _is_mark(text[at])), wanted)


def _is_mark(character: str) -> bool:
    """Say whether a character stands on the one before it."""
    return unicodedata.category(character).startswith("M")
