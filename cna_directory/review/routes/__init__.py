"""Pages of proposals; each module hangs its own on the blueprint when it is imported."""

from cna_directory.review.routes import examining, own
from cna_directory.review.routes.blueprint import blueprint

__all__ = ["blueprint", "examining", "own"]
