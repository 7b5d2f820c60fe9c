"""Sealing: what must be read again later is encrypted with a key of its own for each purpose.

A password is only compared, so its hash is kept. The secret of an authenticator app must be read to
check a code, and what a page offers travels through the visitor's browser: both are sealed.
"""

import base64
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cna_directory import clock
from cna_directory.settings import Settings

KEY_BYTES = 32


def derived_key(purpose: str, settings: Settings) -> bytes:
    """Return the key for one purpose, which tells nothing of the keys for others (RFC 5869)."""
    derivation = HKDF(SHA256(), KEY_BYTES, salt=None, info=f"cna_directory/{purpose}".encode())
    return derivation.derive(settings.secret_key.encode())


def seal(text: str, purpose: str, settings: Settings) -> str:
    """Return a text encrypted and signed, with the moment of the sealing."""
    return _box(purpose, settings).encrypt_at_time(text.encode(), _seconds()).decode()


def unseal(
    sealed: str, purpose: str, settings: Settings, *, within: timedelta | None = None
) -> str | None:
    """Return a sealed text, or `None` if it was not sealed here for this purpose, or too long ago."""
    box, token = _box(purpose, settings), sealed.encode(errors="replace")
    try:
        if within is None:
            return box.decrypt(token).decode()
        return box.decrypt_at_time(token, int(within.total_seconds()), _seconds()).decode()
    except InvalidToken:
        return None


def _box(purpose: str, settings: Settings) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(derived_key(purpose, settings)))


def _seconds() -> int:
    return int(clock.now().timestamp())
