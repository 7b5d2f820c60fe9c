"""Everybody's own copy of an edition: marked with a number, signed, and traced back if it leaks."""

from cna_directory.copies import models as models  # The rooms that show these tables are joined on here.
