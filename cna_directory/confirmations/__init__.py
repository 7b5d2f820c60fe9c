"""The yearly cycle: records are confirmed, States are reminded, and what is overdue is shown."""

from cna_directory.confirmations import models

__all__ = ["models"]
