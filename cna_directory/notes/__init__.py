"""Private notes and scans of the secretariat on records and States; nobody else sees them."""

from cna_directory.notes.routes import blueprint

__all__ = ["blueprint"]
