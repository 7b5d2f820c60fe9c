"""Changes of records: proposed by one, examined field by field and decided by another."""

from cna_directory.review.routes import blueprint

__all__ = ["blueprint"]
