"""Fixtures for the tests of pages of authorities."""

from tests.web.conftest import reader

__all__ = ["reader"]
