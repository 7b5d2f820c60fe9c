"""An issued edition, and somebody who takes copies of it."""

import pytest
from flask import Flask

from cna_directory.editions.queries import IssuedEdition
from tests.features.accounts.visitors import Browser, an_account, browser_at
from tests.features.copies.issued import issue


@pytest.fixture
def edition(app: Flask) -> IssuedEdition:
    """Return an issued edition of the sample."""
    return issue(app)


@pytest.fixture
def reader(app: Flask) -> Browser:
    """Return the browser of somebody whose copies name an organisation."""
    browser = browser_at(app)
    browser.let_in(an_account(app, organisation="Mission of Aland"))
    return browser
