"""What two or three States ask of the same request, side by side, and a State on one printed page."""

from cna_directory.comparison.routes import blueprint

__all__ = ["blueprint"]
