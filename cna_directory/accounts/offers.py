"""What a page offers and what counts only when its reader proves to have it: a key, a set of codes.

Nothing is written before the proof, so that looking changes nothing and what was there before holds
until the new one works. In between the page carries the offer, sealed for one account and an hour.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pyotp

from cna_directory.accounts.rules.factors import CODE_BYTES, CODES_MADE, in_groups, recovery_code
from cna_directory.accounts.sealing import seal, unseal
from cna_directory.settings import Settings

HOLDS_FOR = timedelta(hours=1)
APP = "offer of an authenticator app"
CODES = "offer of recovery codes"
NAME_IN_APP = "Directory of Competent National Authorities"


@dataclass(frozen=True, slots=True)
class AppOffer:
    """A secret to take into an authenticator app."""

    secret: str
    sealed: str

    @property
    def key(self) -> str:
        """The secret as people type it."""
        return in_groups(self.secret)

    def address(self, email: str) -> str:
        """Return what the app reads from the picture."""
        return pyotp.TOTP(self.secret).provisioning_uri(name=email, issuer_name=NAME_IN_APP)


@dataclass(frozen=True, slots=True)
class CodesOffer:
    """Recovery codes to print."""

    codes: tuple[str, ...]
    sealed: str


def offer_app(account_id: int, settings: Settings) -> AppOffer:
    """Return a new secret for an account."""
    secret = pyotp.random_base32()
    return AppOffer(secret, _sealed(account_id, secret, APP, settings))


def offered_app(sealed: str, account_id: int, settings: Settings) -> AppOffer | None:
    """Return the secret that was offered to an account, if it still may be taken."""
    found = _unsealed(sealed, account_id, APP, settings)
    return AppOffer(str(found), sealed) if found is not None else None


def offer_codes(account_id: int, settings: Settings) -> CodesOffer:
    """Return new recovery codes for an account."""
    codes = tuple(recovery_code(secrets.token_bytes(CODE_BYTES)) for _ in range(CODES_MADE))
    return CodesOffer(codes, _sealed(account_id, codes, CODES, settings))


def offered_codes(sealed: str, account_id: int, settings: Settings) -> CodesOffer | None:
    """Return the codes that were offered to an account, if they still may be taken."""
    found = _unsealed(sealed, account_id, CODES, settings)
    return CodesOffer(tuple(found), sealed) if found is not None else None


def _sealed(account_id: int, offered: object, purpose: str, settings: Settings) -> str:
    return seal(json.dumps([account_id, offered]), purpose, settings)


def _unsealed(sealed: str, account_id: int, purpose: str, settings: Settings) -> Any:
    text = unseal(sealed, purpose, settings, within=HOLDS_FOR)
    if text is None:
        return None
    whose, offered = json.loads(text)
    return offered if whose == account_id else None
