"""Fixtures for the tests of the finder."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from tests.features.finder import corpus
from tests.web.conftest import reader

__all__ = ["filled", "reader"]


@pytest.fixture
def filled(app: Flask) -> Iterator[None]:
    """Fill the directory with the corpus of the search, and stay on its day."""
    with time_machine.travel(corpus.NOW, tick=False):
        corpus.fill()
        yield
