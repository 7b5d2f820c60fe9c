"""Pages of the editions; each module hangs its own on the blueprint when it is imported."""

from cna_directory.editions.routes import desk, proofs, reading
from cna_directory.editions.routes.blueprint import blueprint

__all__ = ["blueprint", "desk", "proofs", "reading"]
