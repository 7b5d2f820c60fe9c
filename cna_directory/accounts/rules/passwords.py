"""Pure decisions about passwords: how long, and what is easily guessed."""

import unicodedata
from collections.abc import Iterator

from cna_directory.errors import Problem
from cna_directory.text import fold

SHORTEST_PASSWORD = 15
"""NIST SP 800-63B-4 asks for this where a password stands alone, as it does for now."""


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


FEWEST_OWN_LETTERS = 8
"""What must be left of a password when the context words and the e-mail address are taken away."""


SHORTEST_GUESSED = 3
"""Shorter parts of an e-mail address occur in any word."""


FEWEST_DIFFERENT = 5
"""Fewer different characters than this make a password that repeats itself."""


def normalised_password(password: str) -> str:
    """Return a password as it is hashed: the same keys give the same text on every machine."""
    return unicodedata.normalize("NFKC", password)


def problems_with_password(password: str, email: str) -> list[Problem]:
    """Return what is wrong with a new password for the account of `email`.

    There are no rules of composition and no expiry: length and what is easily guessed count.
    """
    return list(_password_problems(password, email))[:1]


def _password_problems(password: str, email: str) -> Iterator[Problem]:
    too_long = Problem("password", "Use no more than 128 characters.")
    if len(password) > LONGEST_TYPED_PASSWORD:
        yield too_long
        return
    normalised = normalised_password(password)
    if len(normalised) < SHORTEST_PASSWORD:
        yield Problem("password", "Use at least 15 characters; several words make a good password.")
    if len(normalised) > LONGEST_PASSWORD:
        yield too_long
    if len(_own_letters(normalised, email)) < FEWEST_OWN_LETTERS:
        yield Problem(
            "password",
            "This password is easily guessed: use words that have nothing to do with your e-mail"
            " address, your office or this directory.",
        )
    if len(set(normalised.casefold())) < FEWEST_DIFFERENT:
        yield Problem(
            "password", "This password repeats a few characters: use several different words."
        )


def _own_letters(password: str, email: str) -> str:
    """Return what is left of a password without what everybody would guess."""
    left = fold(password).replace(" ", "")
    guessed = {*fold(email).split(), *CONTEXT_WORDS}
    # Longest first: otherwise "nation" would leave the "s" of "nations" behind.
    for word in sorted(guessed, key=len, reverse=True):
        if len(word) >= SHORTEST_GUESSED:
            left = left.replace(word, "")
    return left
