"""Where a line may end, and where it does: greedy lines over measured parts.

Break opportunities follow UAX #14 as far as a directory needs it: spaces, hyphens and slashes
between letters, Chinese and Japanese between characters with the basic rules on punctuation,
Tibetan after its syllable point. Scripts without spaces break at spaces and zero width spaces, and
between letters where a phrase is longer than a line.
"""

import re
from collections.abc import Sequence
from enum import IntEnum

_EAST_ASIAN = "\u2e80-\u2fff\u3040-\u31ff\u3200-\ua4cf\uf900-\ufaff\uff00-\uffef"
_OPENING = "\u3008\u300a\u300c\u300e\u3010\u3014\u3016\uff08\uff3b\uff5b\u201c\u2018"
_CLOSING = (
    "\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\u3017\uff09\uff0c\uff0e\uff1a\uff1b\uff01"
    "\uff1f\uff3d\uff5d\u201d\u2019\u2026\u30fc\u3005\u3041\u3043\u3045\u3047\u3049\u3063\u3083"
    "\u3085\u3087\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7%\u2030"
)
# Hangul is written with spaces, so its syllables are no break opportunities.
_token = re.compile(
    rf"\n| +|\u3000+|\u200b"
    rf"|[\u3008-\u3016{_OPENING}]*[{_EAST_ASIAN}\u3000-\u303f][{_CLOSING}]*"
    rf"|[^ \n\u200b\u3000-\u303f{_EAST_ASIAN}\-\u2013\u2014/\u0f0b]*"
    r"(?:(?<=[^\W\d_]{2})[\-\u2013\u2014/](?=[^\W\d_]{2})|\u0f0b+|[\-\u2013\u2014/])"
    rf"|[^ \n\u200b\u3000-\u303f{_EAST_ASIAN}\-\u2013\u2014/\u0f0b]+"
)
_may_end_line = re.compile(r"[^\W\d_]{2}[\-\u2013\u2014/]\Z|\u0f0b\Z")
_BREAKERS = "-\u2013\u2014/\u0f0b"
_good_end = re.compile(r".*[/.@\-_?&=,;:)]", re.DOTALL)

_LONGEST_SINGLE_ISOLATE = 32


class Opening(IntEnum):
    """How a part of a paragraph stands to the end of the line before it."""

    GLUED = 0
    """It stays on the line of the part before it."""
    FREE = 1
    """It may begin a line."""
    SPACE = 2
    """It vanishes at the end of a line."""
    FORCED = 3
    """It is the end of a line."""


def tokens(text: str, *, is_isolate: bool) -> list[tuple[str, Opening]]:
    """Cut a run of text into parts that are never broken unless they are wider than a line.

    A short isolate (a telephone number, a code) is one part with the spaces inside it.
    """
    if is_isolate and len(text) <= _LONGEST_SINGLE_ISOLATE and "\n" not in text:
        return [(text, Opening.GLUED)]
    cut: list[tuple[str, Opening]] = []
    opening = Opening.GLUED
    for part in _token.findall(text):
        first = part[0]
        if first in " \u3000\u200b":
            cut.append((part, Opening.SPACE))
            opening = Opening.FREE
        elif first == "\n":
            cut.append((part, Opening.FORCED))
            opening = Opening.FREE
        else:
            is_east_asian = first >= "\u2e80" and not "\uac00" <= first <= "\ud7a3"
            if is_east_asian and cut and opening == Opening.GLUED and cut[-1][1] != Opening.SPACE:
                opening = Opening.FREE
            cut.append((part, opening))
            is_end = is_east_asian or (part[-1] in _BREAKERS and bool(_may_end_line.search(part)))
            opening = Opening.FREE if is_end and not is_isolate else Opening.GLUED
    return cut


# A name of the module is found faster than a member of a class, and this is asked for each word.
_FREE, _SPACE, _FORCED = Opening.FREE, Opening.SPACE, Opening.FORCED


def break_lines(
    widths: Sequence[float], openings: Sequence[Opening], first: float, rest: float
) -> list[tuple[int, int]]:
    """Return the parts of each line as (start, end); spaces at the ends of lines are left out.

    `first` is the width of the first line, `rest` that of the others. A part wider than its line
    stands alone on it.
    """
    lines: list[tuple[int, int]] = []
    start = end = unit = 0
    taken = first_free = 0.0
    room = first
    has_text = False
    for place, (own, opening) in enumerate(zip(widths, openings, strict=True)):
        if opening == _FORCED:
            lines.append((start, end if has_text else start))
            start = end = unit = place + 1
            taken = 0.0
            has_text = False
            room = rest
            continue
        if opening == _SPACE:
            if has_text:
                taken += own
            else:
                start = end = place + 1
            unit = place + 1
            first_free = taken
            continue
        if opening == _FREE or not has_text:
            unit = place
            first_free = taken
        while has_text and taken + own > room:
            is_between_words = unit > start
            cut = unit if is_between_words else place
            lines.append((start, _without_spaces(openings, start, cut)))
            start = unit = cut
            taken = taken - first_free if is_between_words else 0.0
            first_free = 0.0
            room = rest
            has_text = cut < place
        taken += own
        end = place + 1
        has_text = True
    if has_text or not lines:
        lines.append((start, end))
    return lines


def _without_spaces(openings: Sequence[Opening], start: int, end: int) -> int:
    while end > start and openings[end - 1] == Opening.SPACE:
        end -= 1
    return end


def ends_well(stretch: str) -> bool:
    """Say whether a stretch of an over-long word ends after a sign and not between two letters."""
    found = _good_end.match(stretch)
    return found is not None and found.end() == len(stretch)


def good_prefix(clusters: Sequence[str], longest: int) -> int:
    """Say how many clusters of an over-long word to leave on its line, of at most `longest`.

    A break after punctuation is better than one in the middle of a word, if it leaves at least
    half of the line filled.
    """
    found = _good_end.match("".join(clusters[:longest]))
    if found is None:
        return longest
    count = 0
    length = 0
    for cluster in clusters[:longest]:
        length += len(cluster)
        if length > found.end():
            break
        count += 1
    return count if count * 2 >= longest else longest
