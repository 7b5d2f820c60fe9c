"""Pages of account requests; each module hangs its own on the blueprint when it is imported."""

from cna_directory.admission.routes import asking, deciding, nominating, own_request, vouching
from cna_directory.admission.routes.blueprint import blueprint

__all__ = ["asking", "blueprint", "deciding", "nominating", "own_request", "vouching"]
