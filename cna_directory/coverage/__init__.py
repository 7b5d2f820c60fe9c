"""For which States and types of request an authority is known, at a glance."""

from cna_directory.coverage.routes import blueprint

__all__ = ["blueprint"]
