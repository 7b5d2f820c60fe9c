"""Readers follow a State, a type of request or a search, and are told when records change."""

from cna_directory.following.routes import blueprint

__all__ = ["blueprint"]
