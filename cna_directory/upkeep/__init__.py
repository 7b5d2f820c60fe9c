"""The workspace of focal points, and the form on which anybody proposes a change of a record."""

from cna_directory.upkeep import models

__all__ = ["models"]
