"""Fixtures for the tests of pages of finder."""

from tests.web.conftest import reader

__all__ = ["reader"]
