"""Who reads the trail in these tests."""

import pytest
from flask import Flask

from cna_directory.access.actors import Actor
from tests.features.accounts.visitors import Browser
from tests.features.trail.people import an_officer


@pytest.fixture
def officer(app: Flask) -> tuple[Actor, Browser]:
    """Return an officer with a browser."""
    return an_officer(app)
