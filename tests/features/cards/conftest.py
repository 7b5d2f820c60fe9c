"""Fixtures for the tests of taking records along."""

from tests.web.conftest import reader

__all__ = ["reader"]
