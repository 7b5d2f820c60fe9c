"""Changes of records: proposed by one, examined field by field and decided by another."""

from cna_directory.review import models

__all__ = ["models"]
