"""Links to national laws: found by State, article and request type, and checked for life."""

from cna_directory.laws import models
from cna_directory.laws.routes import blueprint

__all__ = ["blueprint", "models"]
