"""Random tokens: the visitor keeps the token, the database only its hash."""

import hashlib
import secrets

TOKEN_BYTES = 32


def new_token() -> str:
    """Return 256 random bits in a form that fits into an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    """Return the SHA-256 under which the database knows a token.

    A plain hash is enough, because nobody can guess 256 random bits.
    """
    return hashlib.sha256(token.encode()).hexdigest()


def digest_of(random: bytes) -> str:
    """Return the SHA-256 under which the database knows random bytes."""
    return hashlib.sha256(random).hexdigest()
