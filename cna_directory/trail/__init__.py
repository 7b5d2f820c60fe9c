"""The trail as people read it and take it along; writing it is the business of `audit` alone."""

from cna_directory.trail.routes import blueprint

__all__ = ["blueprint"]
