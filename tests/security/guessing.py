"""A worker process that guesses passwords, as one of several workers of a site would be made to.

It is loaded into a fork server, so that each process starts within a moment. Hashes are counted
where they are computed, in memory that all workers share.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

import time_machine
from argon2 import PasswordHasher
from sqlalchemy import event

from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from cna_directory.accounts import operations, passwords
from cna_directory.database import db, is_sqlite
from cna_directory.errors import RuleBroken, TooManyAttempts
from tests.conftest import make_settings, running

WRONG = "not this password at all"

LIGHT = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""What is counted is how often a hash is computed, not how long it takes."""


class CountingHasher:
    """Computes hashes as the real one does, and counts each."""

    def __init__(self, computed: "Synchronized[int]") -> None:
        """Keep the counter that all workers share."""
        self.computed = computed

    def verify(self, password_hash: str, password: str) -> bool:
        """Count, then verify."""
        with self.computed.get_lock():
            self.computed.value += 1
        return LIGHT.verify(password_hash, password)

    def __getattr__(self, name: str) -> object:
        """Refuse everything else: a wrong password has no business with it."""
        raise AssertionError(f"a wrong password reached {name}")


def guess(
    url: str,
    folder: Path,
    computed: "Synchronized[int]",
    tries: Sequence[tuple[str, str, float]],
    begins: datetime,
) -> None:
    """Try a wrong password for each address, remote address and number of seconds after `begins`.

    The clock is set to the moment of each try, so that a day of patient guessing takes a minute.
    """
    passwords.HASHER = CountingHasher(computed)  # type: ignore[assignment]
    passwords.NOBODYS_HASH = LIGHT.hash("nobody")
    with running(make_settings(url, folder)), time_machine.travel(begins, tick=False) as clock:
        if is_sqlite():
            # A power cut is not what is tested, and waiting for the disk takes most of the time.
            event.listen(db.engine, "connect", lambda c, _: c.execute("PRAGMA synchronous=OFF"))
        for email, remote_address, seconds in tries:
            clock.move_to(begins + timedelta(seconds=seconds))
            try:
                operations.sign_in_by_password(
                    Actor(Role.VISITOR, remote_address=remote_address),
                    email=email,
                    password=WRONG,
                )
            except (RuleBroken, TooManyAttempts):
                continue
            raise AssertionError("a wrong password let in")
