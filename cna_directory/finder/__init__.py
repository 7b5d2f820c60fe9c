"""Finding the authority that receives a request."""

from cna_directory.finder import models
from cna_directory.finder.routes import blueprint

__all__ = ["blueprint", "models"]
