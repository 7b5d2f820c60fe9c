r"""Reads the text of an RTF file, cut at its headings, in a few passes over the whole of it.

A reader of any RTF asks Python about each word of it and takes ten seconds for a large book. This one
knows the few things that our own files hold: groups, control words that print nothing but for those
named here, characters as `\uN?`. The tests read the same files with readers of other makers, and find
the same text.
"""

import re
from itertools import accumulate

from publish.checks.comparing import ReadSection

_heading = re.compile(r"\\pard\\plain\\s\d+[^ {}]*\\outlinelevel(\d)[^ {}]* ?")
# What follows a heading's paragraph mark belongs to its section, not to its title.
_end_of_title = re.compile(r"\\(?:par|sect)\n")

# Record text holds none of these three: whatever is below a space is written as a number.
_BACKSLASH, _OPENING, _CLOSING = "\x01", "\x02", "\x03"

_ALL_BUT_BRACES = bytes(set(range(256)) - set(b"{}"))
_BETWEEN_BRACES = 124
"""The letter between an opening and a closing brace: one is a step down, the other a step up."""

# Bookmarks and the instructions of fields, in which groups stand one deep at most.
_unprinted = re.compile(r"\{\\\*[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_breaking = re.compile(r"\\(?:par|line|tab|cell|row|sect)(?![a-z]) ?")
_silent = re.compile(r"(?:\\(?!u-?\d|bullet)[a-z]+(?:-?\d+)? ?|[{}\n])+")
_bullet = re.compile(r"\\bullet ?")
_characters = re.compile(r"(?:\\u-?\d+\?)+")


def sections_of(bare: str) -> list[ReadSection]:
    """Return the headings of an RTF file in order, each with the text up to the next one.

    Its text's own backslashes and braces have been set apart before.
    """
    starts = list(_heading.finditer(bare))
    ends = [found.start() for found in starts[1:]] + [len(bare)]
    known = _Characters()
    return [
        _section(int(found.group(1)) + 1, bare[found.end() : end], known)
        for found, end in zip(starts, ends, strict=True)
    ]


def with_signs_apart(source: str) -> str:
    """Return RTF in which every backslash and brace is one of its own, and none is a text's."""
    # A backslash always goes with what stands behind it, so pairs are found from the left.
    apart = source.replace(r"\\", _BACKSLASH)
    return apart.replace(r"\{", _OPENING).replace(r"\}", _CLOSING)


def is_one_group(bare: str) -> bool:
    """Say whether the outermost group opens at the start and closes at the very end."""
    if not (bare.startswith("{") and bare.rstrip().endswith("}")):
        return False
    braces = bare.encode("utf-8", "replace").translate(None, _ALL_BUT_BRACES)
    depths = list(accumulate([_BETWEEN_BRACES - brace for brace in braces]))
    return depths[-1] == 0 and all(depths[:-1])


def _section(level: int, bare: str, known: "_Characters") -> ReadSection:
    title, *text = _end_of_title.split(bare, maxsplit=1)
    return ReadSection(level, _text_of(title, known), _text_of("".join(text), known))


def _text_of(bare: str, known: "_Characters") -> str:
    """Return the words that a piece of RTF prints."""
    plain = _silent.sub("", _breaking.sub(" ", _unprinted.sub("", bare)))
    plain = _bullet.sub("\u2022", plain)
    text = _characters.sub(lambda found: known[found.group()], plain)
    return text.replace(_BACKSLASH, "\\").replace(_OPENING, "{").replace(_CLOSING, "}")


class _Characters(dict[str, str]):
    """What runs of characters written as numbers stand for; most words come again and again."""

    def __missing__(self, written: str) -> str:
        numbers = [int(number) & 0xFFFF for number in written[2:-1].split("?\\u")]
        units = b"".join(number.to_bytes(2, "little") for number in numbers)
        text = self[written] = units.decode("utf-16-le", "replace")
        return text
