"""Pure decisions about delivery: when to try again, and when to give up."""

from datetime import datetime, timedelta

PAUSES = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
)
"""The wait after each failed try: a server that restarts is met soon, a long outage is survived."""

HELD_FOR = timedelta(minutes=10)
"""How long at least a mail stays with the deliverer that claimed it.

It is longer than a delivery takes at a slow server, which gives a dozen answers and is waited for
half a minute each time: nobody else takes up a mail that is being handed over.
"""

LONGEST_WAIT = max(*PAUSES, HELD_FOR)
"""The furthest ahead that a next try can lie, unless the clock has been put back since."""

MOST_ATTEMPTS = len(PAUSES) + 1

PAUSABLE = frozenset({"edition_available", "edition_withdrawn"})
"""Mails that may be kept back. All others tell of something that cannot wait, or guard an account."""


def next_try(attempts: int, now: datetime) -> datetime:
    """Return when a mail is tried again that has been tried `attempts` times."""
    return now + PAUSES[min(attempts, len(PAUSES)) - 1]


def is_given_up(attempts: int, *, refused_for_good: bool) -> bool:
    """Say whether a mail is not tried again: a person has to look at it."""
    return refused_for_good or attempts >= MOST_ATTEMPTS
