"""A tiny reader of RTF of the tests' own, so that the writer is not judged by itself."""

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r"\\([a-z]+)(-?\d+)? ?|\\([^a-z])|([{}])|([\r\n]+)|([^\\{}\r\n])", re.DOTALL)
_UNITS = ("u", "line")
"""Control words that stand for a character."""


@dataclass
class Read:
    """What a piece of RTF holds: its text, its control words, the depth of braces at its end."""

    text: str = ""
    words: list[str] = field(default_factory=list)
    depth: int = 0
    least_depth: int = 0
    unread: str = ""


def read_rtf(source: str) -> Read:
    """Read RTF as its specification says; after a Unicode number one character is skipped."""
    read = Read()
    units: list[int] = []
    skip = place = 0
    while found := _TOKEN.match(source, place):
        place = found.end()
        word, number, symbol, brace, _, char = found.groups()
        if word in _UNITS or symbol:
            units.append(_unit(word, number, symbol))
        elif word:
            read.words.append(word)
        elif brace:
            read.depth += 1 if brace == "{" else -1
            read.least_depth = min(read.depth, read.least_depth)
        elif char and not skip:
            units.append(ord(char))
        skip = word == "u"
    read.unread = source[place:]
    data = b"".join(unit.to_bytes(2, "little") for unit in units)
    read.text = data.decode("utf-16-le", "surrogatepass")
    return read


def _unit(word: str | None, number: str, symbol: str) -> int:
    if word == "u":
        return int(number) % 0x10000
    return ord("\n" if word == "line" else symbol)
