"""Pure decisions about passwords: how long, and what is easily guessed."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

from cna_directory.errors import Problem
from cna_directory.text import fold, words

SHORTEST_PASSWORD = 15
"""What NIST SP 800-63B-4 asks for where a password stands alone; beside a second factor it
is more than enough."""


LONGEST_PASSWORD = 128
"""Twice what NIST asks to accept; a bound there must be, because hashing costs by length."""


LONGEST_TYPED_PASSWORD = 4 * LONGEST_PASSWORD
"""What is longer than this is not even normalised."""


CONTEXT_WORDS = frozenset(
    "authority central competent convention cooperation country directory embassy foreign "  # noqa: SIM905 - a line of words.
    "justice legal letmein login minister ministry mission mutual nation nations office "
    "palermo passphrase password police prosecutor qwerty secret secretariat state treaty "
    "united unodc untoc vienna welcome".split()
)
"""What somebody who attacks this directory tries first; a password needs more than these."""


FREQUENT = Path(__file__).with_name("frequent_passwords.txt")
"""Words and phrases that people choose for passwords; the file says where they come from."""


FEWEST_OWN_CHARACTERS = 8
"""What must be left of a password when all that is easily guessed is taken away."""


SHORTEST_GUESSED = 3
"""Shorter parts of an e-mail address occur in any word."""


SHORTEST_ABOUT = 4
"""Shorter words of a post, an office or a State are mostly articles, which occur in any word."""


FEWEST_DIFFERENT = 5
"""Fewer different characters than this make a password that repeats itself."""


SHORTEST_WALK = 4
"""Fewer neighbours in a row of keys occur in any word."""


ROWS_OF_KEYS = (
    "abcdefghijklmnopqrstuvwxyz",
    "12345678901234567890",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
    "!@#$%^&*()_+",
    '!"§$%&/()=?',
    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "ضصثقفغعهخحجد",
    "شسيبلاتنمكط",
)
"""Keys side by side or below each other on usual keyboards, and alphabets, read in both ways."""


REPEATED = re.compile(r"(.{3,}?)\1+|(..)\2{2,}|(.)\3{2,}")
"""A group of characters that comes again at once; a doubled letter is none."""


SIGNS_FOR_LETTERS = str.maketrans("@4831!0$57", "aabeiiosst")
"""What guessing programs try in place of letters first."""


def normalised_password(password: str) -> str:
    """Return a password as it is hashed: the same keys give the same text on every machine."""
    return unicodedata.normalize("NFKC", password)


def problems_with_password(password: str, email: str, about: Iterable[str] = ()) -> list[Problem]:
    """Return what is wrong with a new password for the account of `email`.

    There are no rules of composition and no expiry: length and what is easily guessed count.
    `about` holds what else is known of the account, such as its post and the names of its State.
    """
    return list(_password_problems(password, email, about))[:1]


def _password_problems(password: str, email: str, about: Iterable[str]) -> Iterator[Problem]:
    too_long = Problem("password", "Use no more than 128 characters.")
    if len(password) > LONGEST_TYPED_PASSWORD:
        yield too_long
        return
    normalised = normalised_password(password)
    if len(normalised) < SHORTEST_PASSWORD:
        yield Problem("password", "Use at least 15 characters; several words make a good password.")
    if len(normalised) > LONGEST_PASSWORD:
        yield too_long
        return
    if len(set(normalised.casefold())) < FEWEST_DIFFERENT:
        yield Problem(
            "password", "This password repeats a few characters: use several different words."
        )
    if _own_characters(normalised, _guessed(email, about)) < FEWEST_OWN_CHARACTERS:
        yield Problem(
            "password",
            "This password is easily guessed: use several words that are no usual password, no"
            " saying and no row of keys, and that have nothing to do with your e-mail address, your"
            " office, your State or this directory.",
        )


def _guessed(email: str, about: Iterable[str]) -> set[str]:
    """Return what everybody would guess of an account, beside what everybody guesses anyway."""
    of_address = {word for word in words(email) if len(word) >= SHORTEST_GUESSED}
    of_account = {word for text in about for word in words(text) if len(word) >= SHORTEST_ABOUT}
    return of_address | of_account | CONTEXT_WORDS | frequent_passwords()


@cache
def frequent_passwords() -> frozenset[str]:
    """Return the words and phrases of the file, folded and without spaces."""
    lines = FREQUENT.read_text(encoding="utf-8").splitlines()
    return frozenset(_bare(line) for line in lines if line and not line.startswith("#"))


def _own_characters(password: str, guessed: Collection[str]) -> int:
    """Count what is left of a password without what is guessed, signs read as letters or not."""
    bare = _bare(password)
    spellings = {bare, bare.translate(SIGNS_FOR_LETTERS)}
    return min(len(_left_of(spelling, guessed)) for spelling in spellings)


def _bare(password: str) -> str:
    """Return a password without case, accents, spaces and joiners, but with its signs."""
    seen = (c for c in password if not c.isspace() and unicodedata.category(c) != "Cf")
    return "".join(fold(character) or character for character in seen)


def _left_of(bare: str, guessed: Collection[str]) -> str:
    # Longest first: otherwise "nation" would leave the "s" of "nations" behind.
    for word in sorted((word for word in guessed if word in bare), key=len, reverse=True):
        bare = bare.replace(word, " ")
    without_walks = "".join(_without_walks(bare))
    return REPEATED.sub(r"\1\2\3", without_walks).replace(" ", "")


def _without_walks(text: str) -> Iterator[str]:
    """Yield the characters of a text that are not part of a row of keys."""
    at = 0
    while at < len(text):
        length = _length_of_walk(text[at:])
        if length < SHORTEST_WALK:
            yield text[at]
        at += length if length >= SHORTEST_WALK else 1


def _length_of_walk(text: str) -> int:
    length = 1
    while length < len(text) and any(text[: length + 1] in row for row in _rows_both_ways()):
        length += 1
    return length


@cache
def _rows_both_ways() -> tuple[str, ...]:
    rows = [_bare(row) for row in ROWS_OF_KEYS]
    return (*rows, *(row[::-1] for row in rows))
