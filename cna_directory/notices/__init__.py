"""Public pages: front page words, terms of use, privacy, accessibility, help, security.txt."""

from cna_directory.notices.routes import blueprint

__all__ = ["blueprint"]
