"""Records in and out: update forms, tables to fill in, import with a dry run, and whole exports."""

from cna_directory.exchange.routes import blueprint

__all__ = ["blueprint"]
