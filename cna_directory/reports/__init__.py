"""Readers say that something in a record does not work, and learn what became of it."""

from cna_directory.reports.routes import blueprint

__all__ = ["blueprint"]
