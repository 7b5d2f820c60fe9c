"""Which way text reads: the direction of a paragraph and the level of each of its characters.

The Unicode Bidirectional Algorithm (UAX #9) is python-bidi's; added here are what it lacks, paired
brackets (N0) and isolates, of which the text of a record has none that are obeyed.
"""

import re
import unicodedata
from functools import lru_cache

from bidi import algorithm

_right_to_left = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_CLOSING = {
    "(": ")",
    "[": "]",
    "{": "}",
    "\u2329": "\u232a",
    "\u27e8": "\u27e9",
    "\u3008": "\u3009",
}
_CLOSES = frozenset(_CLOSING.values())
_MOST_OPEN = 63
"""How many brackets may wait for their other half (UAX #9, BD16)."""

# Stand-ins of a sure direction, used to tell python-bidi how a bracket was resolved.
_LEFT_LETTER = "a"
_RIGHT_LETTER = "\u05d0"
_MARK = "\u0300"

ISOLATE = "\ufffc"
"""Stands for a run that reads left to right on its own (UAX #9, rule X5a)."""


def has_right_to_left(text: str) -> bool:
    """Say whether any character of the text belongs to a right-to-left script."""
    return _right_to_left.search(text) is not None


def base_level(text: str, fallback: int) -> int:
    """Return 0 or 1 after the first strong character (UAX #9, P2 and P3), or the fallback."""
    if not has_right_to_left(text):
        return 0 if any(char.isalpha() for char in text) else fallback
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
    return fallback


@lru_cache(maxsize=4096)
def levels(text: str, base: int) -> bytes:
    """Return the embedding level of each character of one paragraph, as a byte each."""
    storage = algorithm.get_empty_storage()
    storage["base_level"] = base
    storage["base_dir"] = "R" if base else "L"
    algorithm.get_embedding_levels(_with_brackets_resolved(text, base), storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    found = bytes(char["level"] for char in storage["chars"])
    if len(found) != len(text):
        message = f"python-bidi lost characters of {text!r}"
        raise AssertionError(message)
    return found


def _with_brackets_resolved(text: str, base: int) -> str:
    """Put letters of the right direction in place of paired brackets (UAX #9, N0).

    Characters that python-bidi would drop (boundary neutrals) become marks, which take the
    direction of the letter before them.
    """
    chars = list(text)
    kinds = _strong_kinds(text, base)
    for place, char in enumerate(text):
        if unicodedata.bidirectional(char) in ("BN", "B"):
            chars[place] = _MARK
    for start, end in _bracket_pairs(text):
        resolved = _bracket_direction(kinds, start, end, base)
        if resolved is not None:
            chars[start] = chars[end] = _RIGHT_LETTER if resolved else _LEFT_LETTER
            kinds[start] = kinds[end] = resolved
    return "".join(chars)


def _strong_kinds(text: str, base: int) -> list[int | None]:
    """Return 0 or 1 for what reads one way or the other, and None for what has no direction.

    European digits read with the letters before them if these read left to right (W7), and count
    as right to left otherwise (N0, N1).
    """
    kinds: list[int | None] = []
    before = base
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            before = int(kind != "L")
            kinds.append(before)
        elif kind == "EN":
            kinds.append(before)
        else:
            kinds.append(1 if kind == "AN" else None)
    return kinds


def _bracket_pairs(text: str) -> list[tuple[int, int]]:
    """Return pairs of brackets in the order of their opening ones (UAX #9, BD16).

    Where more are open than the algorithm bears, the rest of the text has no pairs.
    """
    waiting: list[tuple[str, int]] = []
    pairs = []
    for place, char in enumerate(text):
        if char in _CLOSING:
            if len(waiting) == _MOST_OPEN:
                break
            waiting.append((_CLOSING[char], place))
        elif char in _CLOSES:
            match = next((i for i in reversed(range(len(waiting))) if waiting[i][0] == char), None)
            if match is not None:
                pairs.append((waiting[match][1], place))
                del waiting[match:]
    return sorted(pairs)


def _bracket_direction(kinds: list[int | None], start: int, end: int, base: int) -> int | None:
    inside = set(kinds[start + 1 : end])
    if base in inside:
        return base
    if 1 - base not in inside:
        return None
    before = map(kinds.__getitem__, range(start - 1, -1, -1))
    return next((kind for kind in before if kind is not None), base)


def visual_order(line_levels: list[int]) -> list[int]:
    """Return the places of a line's parts from left to right (UAX #9, L2)."""
    order = list(range(len(line_levels)))
    lowest_odd = min((level for level in line_levels if level % 2), default=0)
    if not lowest_odd:
        return order
    for level in range(max(line_levels), lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            if line_levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and line_levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end
    return order
