"""Pure decisions about accounts: passwords, limits on sign-in, how long a session lasts."""

import ipaddress
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

from cna_directory.access.roles import SIGNED_IN, Role
from cna_directory.accounts.standing import AccountStatus, AccountStep
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


def normalised_address(text: str) -> str:
    """Return an e-mail address as accounts keep it; what is no address is only trimmed."""
    try:
        checked = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError:
        return text.strip().lower()
    return checked.normalized.lower()


def problems_with_invitation(email: str, role: Role, state_iso2: str | None) -> list[Problem]:
    """Return why an account cannot be made this way."""
    problems = []
    try:
        validate_email(email.strip(), check_deliverability=False)
    except EmailNotValidError:
        problems.append(Problem("email", "Enter an e-mail address, like name@ministry.example."))
    if role not in SIGNED_IN:
        problems.append(Problem("role", f"No account can have the role {role.value}."))
    if role in OF_A_STATE and not state_iso2:
        problems.append(Problem("state_iso2", "Say which State the account belongs to."))
    return problems


OF_A_STATE = frozenset({Role.AUTHORITY_USER, Role.FOCAL_POINT})
"""Roles that mean nothing without a State."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries may fail within a time, and what to say when they have."""

    failures: int
    within: timedelta
    advice: str


PER_PAIR = Limit(
    10,
    timedelta(minutes=15),
    "There were too many tries to sign in. Wait a quarter of an hour and try again.",
)
"""One account from one remote address: a person who mistypes is done with far fewer."""

PER_REMOTE_ADDRESS = Limit(
    50,
    timedelta(minutes=15),
    "There were too many tries to sign in from your network. Wait a quarter of an hour and try"
    " again.",
)
"""One remote address, any account: a whole ministry may sit behind one address."""

PER_ACCOUNT = Limit(
    100,
    timedelta(hours=24),
    "There were too many tries to sign in to this account. Sign in from where you signed in before,"
    " or try again tomorrow.",
)
"""One account from anywhere: NIST allows at most 100 tries.

An outsider could use them up to keep somebody out, so a remote address from which the account has
signed in of late is not bound by it, only by the limit of its own pair.
"""

OVERALL = Limit(
    1000,
    timedelta(minutes=5),
    "Very many people try to sign in just now. Wait a few minutes and try again.",
)
"""Everybody together: keeps hashing from eating the machine, far above a busy morning."""

LONGEST_COUNTED = max(
    limit.within for limit in (PER_PAIR, PER_REMOTE_ADDRESS, PER_ACCOUNT, OVERALL)
)
"""Tries older than this count for nothing and are forgotten."""

IPV6_NETWORK = 64
"""Bits of an IPv6 address that a subscriber cannot choose."""

FAMILIAR_FOR = timedelta(days=30)
"""How long a remote address stays familiar to an account after it signed in from there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedTries:
    """How many tries failed of late, each within the time of its limit."""

    by_pair: int
    by_remote_address: int
    by_account: int
    overall: int
    is_familiar: bool
    """Whether the account signed in from this remote address of late."""


def judge_sign_in(failed: FailedTries) -> Limit | None:
    """Return the limit that stands against one more try, or `None` if it may go on."""
    if failed.by_pair >= PER_PAIR.failures:
        return PER_PAIR
    if failed.by_remote_address >= PER_REMOTE_ADDRESS.failures:
        return PER_REMOTE_ADDRESS
    if failed.by_account >= PER_ACCOUNT.failures and not failed.is_familiar:
        return PER_ACCOUNT
    if failed.overall >= OVERALL.failures:
        return OVERALL
    return None


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lasts: without being used, and at most."""

    idle: timedelta
    absolute: timedelta


ORDINARY = SessionLimits(idle=timedelta(minutes=30), absolute=timedelta(hours=12))
PRIVILEGED = SessionLimits(idle=timedelta(minutes=15), absolute=timedelta(hours=8))
SEEN_EVERY = timedelta(minutes=1)
"""Writing down every page would make each reading a writing; a minute is exact enough."""


def session_limits(role: Role) -> SessionLimits:
    """Return how long a session lasts; those who can change what others read have less."""
    is_privileged = role in {Role.SECRETARIAT, Role.ADMINISTRATOR}
    return PRIVILEGED if is_privileged else ORDINARY


def is_session_over(
    role: Role, *, created_at: datetime, last_seen_at: datetime, now: datetime
) -> bool:
    """Say whether a session has come to its end for an account that has `role` now."""
    limits = session_limits(role)
    return now >= created_at + limits.absolute or now >= last_seen_at + limits.idle


STEPS: dict[tuple[AccountStatus, AccountStep], AccountStatus] = {
    (AccountStatus.INVITED, AccountStep.ACTIVATE): AccountStatus.ACTIVE,
    (AccountStatus.ACTIVE, AccountStep.SUSPEND): AccountStatus.SUSPENDED,
    (AccountStatus.SUSPENDED, AccountStep.RESTORE): AccountStatus.ACTIVE,
    (AccountStatus.INVITED, AccountStep.CLOSE): AccountStatus.CLOSED,
    (AccountStatus.ACTIVE, AccountStep.CLOSE): AccountStatus.CLOSED,
    (AccountStatus.SUSPENDED, AccountStep.CLOSE): AccountStatus.CLOSED,
}
"""The whole life of an account; what is not here does not happen."""


def next_status(status: AccountStatus, step: AccountStep) -> AccountStatus | None:
    """Return where a step leads from `status`, or `None` where it leads nowhere."""
    return STEPS.get((status, step))


def is_local_path(address: str) -> bool:
    """Say whether an address leads to a page of this site.

    Browsers read a backslash as a slash and drop control characters, so both are refused: the
    address would otherwise become another host's.
    """
    if not address.startswith("/") or address.startswith("//"):
        return False
    if "\\" in address or " " in address or not address.isprintable():
        return False
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


def counted_address(remote_address: str) -> str:
    """Return what the limits count a remote address as: one subscriber has a whole /64 of IPv6."""
    try:
        address = ipaddress.ip_address(remote_address)
    except ValueError:
        return remote_address
    if isinstance(address, ipaddress.IPv4Address) or address.ipv4_mapped:
        return remote_address
    return str(ipaddress.IPv6Network((int(address), IPV6_NETWORK), strict=False))


def is_loopback(remote_address: str) -> bool:
    """Say whether a request came from this machine."""
    try:
        address = ipaddress.ip_address(remote_address)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
"""By the mark each leaves; in this order, because most leave the marks of others too."""

SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}
"""As `BROWSERS`: Android also says Linux, an iPhone also says Mac OS."""


def browser_in_words(user_agent: str) -> str:
    """Return a browser as its owner knows it, such as `Firefox, Windows`; empty if not known."""
    browser = next((name for mark, name in BROWSERS.items() if f"{mark}/" in user_agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    return ", ".join(part for part in (browser, system) if part)
