"""Fixtures for the tests of pages of authorities."""

from tests.web.conftest import light_hashes, reader

__all__ = ["light_hashes", "reader"]
