"""Fixtures for the tests of accounts."""

import pytest

from cna_directory.accounts import passwords


@pytest.fixture(autouse=True)
def light_hashes(monkeypatch):
    """Hash passwords with light figures: these tests are about who gets in, not about cost."""
    light = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", light)
    monkeypatch.setattr(passwords, "NOBODYS_HASH", light.hash("nobody"))
