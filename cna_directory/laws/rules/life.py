"""What an answer says of a link, and when it is asked again."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cna_directory.laws.rules.places import host_of


class LinkLife(StrEnum):
    """How a link answered last."""

    ALIVE = "alive"
    MOVED = "moved"
    GONE = "gone"
    NO_ANSWER = "no_answer"
    NOT_ALLOWED = "not_allowed"
    """The link leads where the directory does not go, for example to a private address."""


GOOD = frozenset({LinkLife.ALIVE, LinkLife.MOVED})

NEXT_WHEN_GOOD = timedelta(days=30)
FIRST_AGAIN = timedelta(days=1)
LONGEST_AGAIN = timedelta(days=30)
DEAD_AFTER = 2
"""Failures in a row; one alone may be an evening on which a site was mended."""

MOST_AN_HOUR = 120
MOST_AT_ONCE = 5
"""Links of one wake of the scheduler, which come one after another."""
QUIET_FOR_A_HOST = timedelta(minutes=1)
CLAIMED_FOR = timedelta(hours=1)
"""A link whose checker dies is taken up again after this."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for a link."""

    life: LinkLife
    http_status: int | None = None


def is_for_get(answer: Answer) -> bool:
    """Say whether a site may answer better to GET: some servers do not know HEAD, or hang up."""
    return answer.life not in GOOD and answer.life is not LinkLife.NOT_ALLOWED


LASTING_REDIRECTS = frozenset({301, 308})
REDIRECTS = LASTING_REDIRECTS | {302, 303, 307}
NOT_THERE = frozenset({404, 410})
NOT_UNDERSTOOD = frozenset({400, 405})
"""What servers say that do not know HEAD, or take the question for none."""
FIRST_FAULT_OF_SITE = 500


def life_of(status: int, *, has_moved: bool) -> LinkLife:
    """Return what the last status says of the link.

    A site that answers that this page is not for programs, or that it is asked too often, lives.
    """
    if status in NOT_THERE:
        return LinkLife.GONE
    if status >= FIRST_FAULT_OF_SITE or status in REDIRECTS or status in NOT_UNDERSTOOD:
        return LinkLife.NO_ANSWER
    return LinkLife.MOVED if has_moved else LinkLife.ALIVE


def next_check(answer: Answer, failures: int, now: datetime) -> datetime:
    """Return when a link is asked again: monthly while it answers, else ever more rarely."""
    if answer.life in GOOD:
        return now + NEXT_WHEN_GOOD
    waited = FIRST_AGAIN * (1 << min(max(failures - 1, 0), 10))
    return now + min(waited, LONGEST_AGAIN)


def to_check(
    due: Iterable[str], *, asked_within_hour: int, quiet_hosts: Iterable[str]
) -> tuple[str, ...]:
    """Return which of the links that are due are asked now, in the order given.

    No more than a few at once and so many an hour, and one link of a host in a minute.
    """
    left = min(MOST_AT_ONCE, MOST_AN_HOUR - asked_within_hour)
    taken: list[str] = []
    hosts = set(quiet_hosts)
    for url in due:
        if len(taken) >= left:
            break
        if (host := host_of(url)) not in hosts:
            hosts.add(host)
            taken.append(url)
    return tuple(taken)


def key_of(url: str) -> str:
    """Return the key under which the life of a link is kept."""
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Life:
    """What is known of the life of a link."""

    life: LinkLife
    http_status: int | None
    failures: int
    checked_at: datetime
    alive_at: datetime | None

    @property
    def was_asked(self) -> bool:
        """Say whether it was ever asked; a link that is just taken up was not."""
        return self.life in GOOD or self.failures > 0

    @property
    def is_dead(self) -> bool:
        """Say whether somebody has to look for the link's new place."""
        return self.life not in GOOD and self.failures >= DEAD_AFTER
