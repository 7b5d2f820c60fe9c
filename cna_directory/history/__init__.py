"""The past of records: every revision, any two compared, and a record as it was on a day."""

from cna_directory.history.routes import blueprint

__all__ = ["blueprint"]
