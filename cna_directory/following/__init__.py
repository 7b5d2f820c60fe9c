"""Readers follow a State, a type of request or a search, and are told when records change."""

from cna_directory.following import models

__all__ = ["models"]
