"""The fixed words of editions in each language, beside English, and who has reviewed them."""

from cna_directory.wording.routes import blueprint

__all__ = ["blueprint"]
