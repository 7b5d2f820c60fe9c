"""Password hashing: slow on purpose, bounded in number, alike for known and unknown accounts."""

import base64
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from cna_directory.accounts.rules.passwords import (
    LONGEST_PASSWORD,
    LONGEST_TYPED_PASSWORD,
    normalised_password,
)
from cna_directory.errors import TooBusy

HASHER = PasswordHasher(time_cost=2, memory_cost=46 * 1024, parallelism=1)
"""argon2id at the upper end of OWASP's figures: about a tenth of a second and 46 MiB each."""

AT_ONCE = BoundedSemaphore(2)
"""A flood of sign-ins waits here instead of taking 46 MiB each."""

PLACES = BoundedSemaphore(2 + 8)
"""Those being hashed and those that wait; who finds no place is sent away and holds no thread."""

LONGEST_WAIT = 5.0
"""Seconds that somebody waits for a turn: longer than the whole queue takes on a slow machine."""

BUSY = "Very many people are signing in just now. Wait a minute and try again."


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for a turn at hashing.

    Raises:
        TooBusy: too many wait already, or the wait was too long.
    """
    if not PLACES.acquire(blocking=False):
        raise TooBusy(BUSY)
    try:
        if not AT_ONCE.acquire(timeout=LONGEST_WAIT):
            raise TooBusy(BUSY)
        try:
            yield
        finally:
            AT_ONCE.release()
    finally:
        PLACES.release()


def _nobodys_hash() -> str:
    """Return a hash that no password has, with the figures of all others, made without hashing."""
    figures = f"m={HASHER.memory_cost},t={HASHER.time_cost},p={HASHER.parallelism}"
    salt, digest = (
        base64.b64encode(secrets.token_bytes(length)).decode().rstrip("=")
        for length in (HASHER.salt_len, HASHER.hash_len)
    )
    return f"$argon2id$v=19${figures}${salt}${digest}"


NOBODYS_HASH = _nobodys_hash()
"""Verified where there is no account, so that its absence takes as long as a wrong password."""


def hash_password(password: str) -> str:
    """Return the hash under which a password is kept.

    Raises:
        TooBusy: too many passwords are being hashed.
    """
    with _turn():
        return HASHER.hash(normalised_password(password))


def is_right(password_hash: str | None, password: str) -> bool:
    """Say whether a password belongs to a hash; without a hash it takes as long to say no.

    Raises:
        TooBusy: too many passwords are being hashed.
    """
    if len(password) > LONGEST_TYPED_PASSWORD:
        return False
    normalised = normalised_password(password)
    if len(normalised) > LONGEST_PASSWORD:
        return False
    with _turn():
        try:
            HASHER.verify(password_hash or NOBODYS_HASH, normalised)
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Say whether a hash was made with other figures than today's."""
    return HASHER.check_needs_rehash(password_hash)
