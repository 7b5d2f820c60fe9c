"""Fixtures for the tests of coverage."""

from tests.web.conftest import reader

__all__ = ["reader"]
