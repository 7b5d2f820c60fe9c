"""The key that editions and their copies are signed with; only the scheduler and commands open it."""

from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from cna_directory import clock
from cna_directory.errors import PublishingFailed
from cna_directory.settings import Settings
from publish.trust.signing import Signer, UnusableKey, demonstration_key

DEMONSTRATION_KEY = "signing-key.p12"

NO_KEY = (
    "There is no key to sign editions with. Set CNA_SIGNING_KEY_FILE, for the scheduler alone, to a"
    " PKCS#12 file with the key and its certificate, and CNA_SIGNING_KEY_PASSWORD_FILE to a file with"
    " its password. docs/operating.md says under “The signing key” how to get one."
)

WARNED_BEFORE = timedelta(days=60)
"""How long before its certificate ends the desk asks for another key: getting one takes weeks."""

ANOTHER_KEY = "Get another: docs/operating.md says under “The signing key” how."


def signer_of(settings: Settings) -> Signer:
    """Return who signs editions and copies in this deployment; the demonstration makes its own key.

    Raises:
        PublishingFailed: there is no key, or it cannot be used, or its certificate is not valid
            today; the sentence says what to do.
    """
    signer, now = _signer_at_hand(settings), clock.now()
    if not signer.valid_from <= now <= signer.valid_until:
        raise PublishingFailed(
            f"The certificate of the signing key is valid from {signer.valid_from:%d %B %Y} to"
            f" {signer.valid_until:%d %B %Y} alone, so nothing can be signed. {ANOTHER_KEY}"
        )
    return signer


def fault_of_key(settings: Settings) -> str:
    """Return what stands in the way of signing, or soon will, in a sentence; empty if nothing."""
    try:
        signer = signer_of(settings)
    except PublishingFailed as error:
        return str(error)
    if signer.valid_until - clock.now() > WARNED_BEFORE:
        return ""
    return (
        f"The certificate of the signing key ends on {signer.valid_until:%d %B %Y}; nothing can be"
        f" signed after it. {ANOTHER_KEY}"
    )


def require_lasting_key(settings: Settings) -> None:
    """Raise what the desk should know of the key, as long as there is anything.

    Raises:
        PublishingFailed: nothing can be signed, or in a few weeks nothing can.
    """
    if fault := fault_of_key(settings):
        raise PublishingFailed(fault)


def _signer_at_hand(settings: Settings) -> Signer:
    path = settings.signing_key_file
    if path is None:
        if not settings.is_demonstration:
            raise PublishingFailed(NO_KEY)
        path = settings.data_folder / DEMONSTRATION_KEY
        demonstration_key(path, at=clock.now())
    try:
        return _opened(path, _password(settings), path.stat().st_mtime_ns)
    except (OSError, UnusableKey) as error:
        raise PublishingFailed(f"The signing key cannot be used: {error}") from error


def _password(settings: Settings) -> str:
    file = settings.signing_key_password_file
    return file.read_text().rstrip("\r\n") if file is not None else ""


@lru_cache(1)
def _opened(path: Path, password: str, changed_at: int) -> Signer:
    """Open the file once, and again when it was changed: copies are signed every few seconds."""
    return Signer.from_file(path, password)
