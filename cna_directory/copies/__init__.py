"""Everybody's own copy of an edition: marked with a number, signed, and traced back if it leaks."""

from cna_directory.copies.routes import blueprint

__all__ = ["blueprint"]
