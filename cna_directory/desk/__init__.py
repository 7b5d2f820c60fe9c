"""What waits for the secretariat, on one page; and the outbox."""

from cna_directory.desk import models
from cna_directory.desk.routes import blueprint

__all__ = ["blueprint", "models"]
