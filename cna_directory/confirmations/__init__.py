"""The yearly cycle: records are confirmed, States are reminded, and what is overdue is shown."""

from cna_directory.confirmations.routes import blueprint

__all__ = ["blueprint"]
