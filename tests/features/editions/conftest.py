"""Fixtures for the tests of editions."""

from pathlib import Path

import pytest
from flask import Flask

from cna_directory.editions import queries
from cna_directory.settings import Settings
from tests.conftest import written_by
from tests.databases import Contents
from tests.features.editions.directory import fill, fill_and_issue, with_first


@pytest.fixture
def contents(request: pytest.FixtureRequest, reference: Contents, shared_folder: Path) -> Contents:
    """Return what this test begins with: an issued edition or ten States where it asks for them."""
    if "issued" in request.fixturenames:
        return written_by(fill_and_issue, reference, shared_folder)
    if "ten_states" in request.fixturenames:
        return written_by(fill, reference, shared_folder)
    return reference


@pytest.fixture
def ten_states(app: Flask, settings: Settings) -> Settings:
    """Begin with ten States in the directory; return settings whose first edition is 2026/1."""
    return with_first(settings)


@pytest.fixture
def issued(ten_states: Settings) -> queries.IssuedEdition:
    """Begin with the first edition of ten States."""
    return queries.issued_edition(2026, 1)
