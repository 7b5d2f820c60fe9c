"""Authorities and State profiles: their records, how they are written, and the pages that show them."""

from cna_directory.authorities.routes import blueprint

__all__ = ["blueprint"]
