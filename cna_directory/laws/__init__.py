"""Links to national laws: found by State, article and request type, and checked for life."""

from cna_directory.laws import models

__all__ = ["models"]
