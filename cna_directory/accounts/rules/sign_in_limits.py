"""Pure decisions about tries to sign in by password: how many may fail, and where."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries may fail within a time, and what to say when they have."""

    kind: str
    failures: int
    within: timedelta
    advice: str


PER_PAIR = Limit(
    "sign_in_pair",
    10,
    timedelta(minutes=15),
    "There were too many tries to sign in. Wait a quarter of an hour and try again.",
)
"""One account from one remote address: a person who mistypes is done with far fewer."""


PER_REMOTE_ADDRESS = Limit(
    "sign_in_address",
    50,
    timedelta(minutes=15),
    "There were too many tries to sign in from your network. Wait a quarter of an hour and try"
    " again.",
)
"""One remote address, any account: a whole ministry may sit behind one address."""


PER_ACCOUNT = Limit(
    "sign_in_account",
    100,
    timedelta(hours=24),
    "There were too many tries to sign in to this account. Sign in from where you signed in before,"
    " or try again tomorrow.",
)
"""One account from anywhere: NIST allows at most 100 tries.

An outsider could use them up to keep somebody out, so a remote address from which the account has
signed in of late is not bound by it, only by the limit of its own pair and the one that follows.
"""


PER_FAMILIAR_ACCOUNT = Limit(
    "sign_in_familiar",
    100,
    timedelta(hours=24),
    "There were too many tries to sign in to this account. Sign in with a passkey, or try again"
    " tomorrow.",
)
"""One account from all remote addresses that are familiar to it: a guesser may sit behind one of
them, so that no more than 200 tries a day reach the hash whoever guesses from wherever.
"""


OVERALL = Limit(
    "sign_in_overall",
    1000,
    timedelta(minutes=5),
    "Very many people try to sign in just now. Wait a few minutes and try again.",
)
"""Everybody together: keeps hashing from eating the machine, far above a busy morning."""


LONGEST_COUNTED = max(
    limit.within
    for limit in (PER_PAIR, PER_REMOTE_ADDRESS, PER_ACCOUNT, PER_FAMILIAR_ACCOUNT, OVERALL)
)
"""Tries older than this count for nothing and are forgotten."""


FAMILIAR_FOR = timedelta(days=30)
"""How long a remote address stays familiar to an account after it signed in from there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedTries:
    """How many tries failed of late, each within the time of its limit."""

    by_pair: int
    by_remote_address: int
    by_account: int
    by_account_familiar: int
    """As `by_account`, from remote addresses that are familiar to the account."""
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
    if failed.by_account_familiar >= PER_FAMILIAR_ACCOUNT.failures and failed.is_familiar:
        return PER_FAMILIAR_ACCOUNT
    if failed.overall >= OVERALL.failures:
        return OVERALL
    return None
