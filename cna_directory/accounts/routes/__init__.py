"""Pages of accounts; each module hangs its own on the blueprint when it is imported."""

from cna_directory.accounts.routes import activating, own_account, signing_in
from cna_directory.accounts.routes.blueprint import blueprint

__all__ = ["activating", "blueprint", "own_account", "signing_in"]
