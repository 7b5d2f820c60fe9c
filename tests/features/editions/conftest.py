"""Fixtures for the tests of editions."""

import pytest
from argon2 import PasswordHasher
from flask import Flask

from cna_directory.accounts import passwords
from cna_directory.database import db
from cna_directory.settings import Settings
from tests.features.editions.directory import fill, with_first


@pytest.fixture
def ten_states(app: Flask, settings: Settings) -> Settings:
    """Fill the directory with ten States; return settings whose first edition is 2026/1."""
    fill()
    db.session.rollback()
    return with_first(settings)


@pytest.fixture(autouse=True)
def light_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords with light figures: these tests are about editions."""
    light = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", light)
    monkeypatch.setattr(passwords, "NOBODYS_HASH", light.hash("nobody"))
