"""What the search keeps in memory: one bit for each designation, and the words of authorities."""

from cna_directory.finder.catalogue.assembled import Catalogue
from cna_directory.finder.catalogue.kept import catalogue_at, catalogue_now

__all__ = ["Catalogue", "catalogue_at", "catalogue_now"]
