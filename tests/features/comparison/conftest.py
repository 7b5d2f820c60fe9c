"""Fixtures for the tests of comparing States."""

from tests.web.conftest import reader

__all__ = ["reader"]
