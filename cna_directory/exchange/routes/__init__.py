"""Pages of the exchange; each module hangs its own on the blueprint when it is imported."""

from cna_directory.exchange.routes import exports, forms, imports
from cna_directory.exchange.routes.blueprint import blueprint

__all__ = ["blueprint", "exports", "forms", "imports"]
