"""Fixtures for the tests of editions."""

import pytest
from flask import Flask

from cna_directory.database import db
from cna_directory.settings import Settings
from tests.features.editions.directory import fill, with_first


@pytest.fixture
def ten_states(app: Flask, settings: Settings) -> Settings:
    """Fill the directory with ten States; return settings whose first edition is 2026/1."""
    fill()
    db.session.rollback()
    return with_first(settings)
