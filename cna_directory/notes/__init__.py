"""Private notes and scans of the secretariat on records and States; nobody else sees them."""

from cna_directory.notes import models

__all__ = ["models"]
