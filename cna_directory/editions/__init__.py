"""The twice-yearly editions: what is due, how it is compiled, issued and downloaded."""

from cna_directory.editions.routes import blueprint

__all__ = ["blueprint"]
