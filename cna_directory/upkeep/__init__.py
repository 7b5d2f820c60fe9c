"""The workspace of focal points, and the form on which anybody proposes a change of a record."""

from cna_directory.upkeep.routes import blueprint

__all__ = ["blueprint"]
