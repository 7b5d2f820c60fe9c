"""Pages of accounts; each module hangs its own on the blueprint when it is imported."""

from cna_directory.accounts.routes import (
    access_tokens,
    activating,
    administration,
    emails,
    own_account,
    own_factors,
    passwords,
    setting_up,
    signing_in,
)
from cna_directory.accounts.routes.blueprint import blueprint

__all__ = [
    "access_tokens",
    "activating",
    "administration",
    "blueprint",
    "emails",
    "own_account",
    "own_factors",
    "passwords",
    "setting_up",
    "signing_in",
]
