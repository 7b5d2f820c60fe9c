"""Pure decisions about second factors: codes, passkeys' names, and how long one counts as shown."""

import base64
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

import pyotp

from cna_directory.errors import Problem

FRESH_FOR = timedelta(minutes=5)
"""How long a second factor counts as just shown before what is privileged asks for it again."""


FRESH_FOR_PASSWORDS = timedelta(minutes=15)
"""The same for a form that holds a password: it is not kept across the question, so whoever opened
the page in time also gets the time to fill it in."""


SECONDS_OF_A_STEP = 30
"""RFC 6238: every authenticator app counts in these steps."""


GRACE_AFTER_A_STEP = 15
"""Seconds in which the code before still counts, for those who typed it while it changed."""


CODE_DIGITS = 6

CODES_MADE = 10
CODE_BYTES = 15
"""120 random bits, which nobody guesses, so that their plain hash may be kept."""


LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account has to show beside its password."""

    passkeys: int
    has_app: bool
    codes_left: int
    codes_made: int

    @property
    def has_any(self) -> bool:
        """Say whether there is a second factor at all; recovery codes are only its replacement."""
        return self.passkeys > 0 or self.has_app

    @property
    def is_complete(self) -> bool:
        """Say whether the set-up was brought to its end."""
        return self.has_any and self.codes_made > 0

    @property
    def number(self) -> int:
        """Return how many second factors there are; the last one is never removed."""
        return self.passkeys + self.has_app


class Step(Enum):
    """What comes next after the right password."""

    CHOOSE = "choose a first second factor"
    SHOW = "show a second factor"
    CODES = "take recovery codes"


def next_step(factors: Factors, *, is_shown: bool) -> Step:
    """Return what comes next for an account, given whether its second factor was just shown."""
    if not factors.has_any:
        return Step.CHOOSE
    return Step.CODES if is_shown and not factors.is_complete else Step.SHOW


def is_fresh(confirmed_at: datetime, now: datetime, *, has_password: bool = False) -> bool:
    """Say whether a second factor was shown so lately that a privileged act may go on."""
    return now - confirmed_at <= (FRESH_FOR_PASSWORDS if has_password else FRESH_FOR)


def typed_digits(text: str) -> str:
    """Return the digits of a code as ASCII, in whatever script and groups they were typed."""
    bare = (c for c in text if not c.isspace() and c not in "-\u200e\u200f\u2011")
    return "".join(str(unicodedata.decimal(c, c)) for c in bare)


def matching_step(secret: str, typed: str, now: datetime, last_step: int) -> int | None:
    """Return the time step whose code was typed, if it counts now and none since it was accepted."""
    digits = typed_digits(typed)
    if len(digits) != CODE_DIGITS or not digits.isascii():
        return None
    seconds = int(now.timestamp())
    step, into_step = divmod(seconds, SECONDS_OF_A_STEP)
    candidates = [step, step - 1] if into_step <= GRACE_AFTER_A_STEP else [step]
    codes = pyotp.TOTP(secret)
    for candidate in candidates:
        is_same = pyotp.utils.strings_equal(codes.generate_otp(candidate), digits)
        if is_same and candidate > last_step:
            return candidate
    return None


def in_groups(text: str) -> str:
    """Return a key or code in groups of four, as people read and type it."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def recovery_code(random: bytes) -> str:
    """Return a recovery code as it is shown."""
    return in_groups(base64.b32encode(random).decode().rstrip("="))


def normalised_recovery_code(text: str) -> str:
    """Return a recovery code as it is hashed: capitals without spaces, look-alikes put right."""
    folded = unicodedata.normalize("NFKC", text).upper()
    letters = "".join(c for c in folded if c.isalnum())
    return letters.translate(str.maketrans("018", "OIB"))


def tidy_name(text: str) -> str:
    """Return the name of a passkey on one line and without what cannot be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def problems_with_name(name: str) -> list[Problem]:
    """Return what is wrong with the name of a passkey."""
    if not name:
        return [Problem("name", "Give the passkey a name, such as “Office computer”.")]
    if len(name) > LONGEST_NAME:
        return [Problem("name", f"Use no more than {LONGEST_NAME} characters.")]
    return []


def problems_with_removal(factors: Factors) -> list[Problem]:
    """Return why a second factor must stay."""
    if factors.number > 1:
        return []
    return [Problem("factor", "This is your only second factor. Add another one first.")]
