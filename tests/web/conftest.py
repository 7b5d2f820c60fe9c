"""Fixtures for the tests of what all pages share."""

import pytest
from flask import Flask

from tests.features.accounts.visitors import Browser, an_account, browser_at


@pytest.fixture
def reader(app: Flask) -> Browser:
    """Return the browser of a reader who has signed in."""
    browser = browser_at(app)
    browser.let_in(an_account(app))
    return browser
