"""Fixtures for the tests of what all pages share."""

import pytest
from flask import Flask

from cna_directory.accounts import passwords
from tests.features.accounts.visitors import Browser, an_account, browser_at


@pytest.fixture(autouse=True)
def light_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords with light figures: these tests are about pages."""
    light = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", light)
    monkeypatch.setattr(passwords, "NOBODYS_HASH", light.hash("nobody"))


@pytest.fixture
def reader(app: Flask) -> Browser:
    """Return the browser of a reader who has signed in."""
    an_account(app)
    browser = browser_at(app)
    browser.sign_in("reader@mission.example")
    return browser
