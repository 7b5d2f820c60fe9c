"""Numbers of copies: random, easy to read out, and never hit by a misread letter or by chance.

A number looks like `CNA-7K3Q-9F2M-XDRT`: nine random symbols and three that check them. The symbols
are the 31 that nobody mistakes for another (no 0 or O, no 1, I or L), and 31 is a prime: so the
checks are those of a Reed-Solomon code, and up to three wrong symbols in a number always show.
"""

import re
import secrets

SYMBOLS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
PREFIX = "CNA"

_RANDOM, _CHECKING = 9, 3
_GROUP = 4
_ALL = _RANDOM + _CHECKING
_form = re.compile(rf"{PREFIX}-" + "-".join([f"[{SYMBOLS}]{{{_GROUP}}}"] * (_ALL // _GROUP)))


def new_number() -> str:
    """Return a number that says nothing about its copy; there are 26 million million of them."""
    return written("".join(secrets.choice(SYMBOLS) for _ in range(_RANDOM)))


def written(symbols: str) -> str:
    """Return nine symbols with their checks, in groups, as a copy shows them."""
    whole = symbols + checks_of(symbols)
    groups = (whole[start : start + _GROUP] for start in range(0, _ALL, _GROUP))
    return "-".join((PREFIX, *groups))


def checks_of(symbols: str) -> str:
    """Return the three symbols that check nine: their sums weighted by 1, by place, by its square."""
    values = [(place, SYMBOLS.index(symbol)) for place, symbol in enumerate(symbols, start=1)]
    return "".join(
        SYMBOLS[sum(value * place**power for place, value in values) % len(SYMBOLS)]
        for power in range(_CHECKING)
    )


def is_number(text: str) -> bool:
    """Say whether a text is the number of a copy, written as copies show it, checks and all."""
    if _form.fullmatch(text) is None:
        return False
    return text == written(text.removeprefix(PREFIX).replace("-", "")[:_RANDOM])


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the numbers in a text, each once, in order.

    Line breaks, spaces, hyphens of any kind and hidden characters inside a number do not matter, nor
    do small letters: whoever copies or sets a text again changes those.
    """
    letters = _strayed.sub("", text).upper()
    found = (written(match[1]) for match in _bare.finditer(letters) if _is_checked(match))
    return tuple(dict.fromkeys(found))


# White space; hyphens and dashes; soft hyphens, direction marks, joiners and other hidden ones; the
# last is what pdfium gives for a hyphen at the end of a line.
_strayed = re.compile(
    r"[\s\x00-\x1f\x7f-\xa0\-_\xad\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u200b-\u200f\u061c"
    r"\u202a-\u202e\u2060-\u2069\ufeff\ufffe]+"
)
_bare = re.compile(
    # Looked for ahead, so that one that begins inside another is found too.
    rf"(?={PREFIX}([{SYMBOLS}]{{{_RANDOM}}})([{SYMBOLS}]{{{_CHECKING}}}))"
)


def _is_checked(match: re.Match[str]) -> bool:
    return checks_of(match[1]) == match[2]
