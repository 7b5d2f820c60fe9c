"""Programs that read with an access token: who they are, and how fast they may ask.

A program shows `Authorization: Bearer …` with each request and nothing else: cookies are not looked
at and none is set, so that no page of another site can borrow it. Ending a token and suspending its
account count from the next request on, because each one asks the table.
"""

from collections import Counter
from datetime import datetime, timedelta
from threading import Lock

from flask import Flask, current_app, request

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from cna_directory.accounts import operations, queries
from cna_directory.accounts.reading import pages_being_read
from cna_directory.accounts.rules.access_tokens import MOST_A_DAY, MOST_A_MINUTE
from cna_directory.errors import AccessRefused, TokenWanted, TooManyAttempts
from cna_directory.limits import Limit, count_try, counted_address
from cna_directory.terms import CURRENT_TERMS

A_MINUTE = timedelta(minutes=1)
A_DAY = timedelta(days=1)
SCHEME = "bearer"

UNKNOWN_TOKENS = Limit(
    "unknown_access_token",
    30,
    timedelta(minutes=15),
    "Too many requests from your network came with a token that does not hold. Make a new token on"
    " the page of your account, and try again in a quarter of an hour.",
)
"""Nobody guesses 256 bits; this stops programs that go on with a token that has ended."""


class RequestsOfPrograms:
    """How many requests came with each token in this minute, counted in memory.

    Writing each down would make every reading a writing. So each process of the server keeps count
    for itself, and the limit of a minute is one for each process.
    """

    def __init__(self) -> None:
        """Begin with no request."""
        self._lock = Lock()
        self._minute = clock.now()
        self._numbers: Counter[int] = Counter()

    def count(self, token_id: int, now: datetime) -> int:
        """Count a request; return how many there were in this minute."""
        minute = now.replace(second=0, microsecond=0)
        with self._lock:
            if minute != self._minute:
                self._minute, self._numbers = minute, Counter()
            self._numbers[token_id] += 1
            return self._numbers[token_id]


def install(app: Flask) -> None:
    """Let `app` count the requests of programs."""
    app.extensions["requests_of_programs"] = RequestsOfPrograms()


def which_program() -> Actor:
    """Return who acts in a request that only programs make; a visitor where no token was shown.

    Raises:
        TokenWanted: the token does not hold.
        TooManyAttempts: too many requests with this token, or with unknown ones from this network.
        AccessRefused: the holder has not accepted the terms that hold now.
    """
    now, remote_address = clock.now(), request.remote_addr or ""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if not scheme:
        return Actor(Role.VISITOR, remote_address=remote_address)
    found = queries.open_token(token.strip(), now) if scheme.lower() == SCHEME else None
    if found is None:
        count_try([(UNKNOWN_TOKENS, counted_address(remote_address))])
        raise TokenWanted("This token does not hold: it is unknown, has ended or has run out.")
    _keep_to_limits(found, now)
    if found.terms_version != CURRENT_TERMS:
        raise AccessRefused(
            "The terms of use have changed. Sign in to the directory and accept them first."
        )
    actor = found.as_actor(remote_address)
    if found.last_used_on != now.date():
        operations.note_token_used(actor, found.id, now.date())
    return actor


def _keep_to_limits(found: queries.OpenToken, now: datetime) -> None:
    requests: RequestsOfPrograms = current_app.extensions["requests_of_programs"]
    if requests.count(found.id, now) > MOST_A_MINUTE:
        raise TooManyAttempts(
            f"This token was used more than {MOST_A_MINUTE} times in a minute. Wait a minute.",
            wait=A_MINUTE - timedelta(seconds=now.second),
        )
    pending = pages_being_read().pending(found.account_id, now.date())
    if found.read_today + pending >= MOST_A_DAY:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + A_DAY
        raise TooManyAttempts(
            f"Your account has read {MOST_A_DAY} records today. Go on tomorrow.",
            wait=midnight - now,
        )
