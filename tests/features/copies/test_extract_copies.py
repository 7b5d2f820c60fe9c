"""A copy of a part of an edition: one State, or one request type, set for whoever asks."""

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import select, update

from cna_directory.access.actors import SCHEDULER
from cna_directory.copies import operations, queries
from cna_directory.copies.models import CopyStatus
from cna_directory.database import db
from cna_directory.editions.operations import reconcile
from cna_directory.reference.models import State
from cna_directory.settings import Settings
from publish.trust.signing import verified
from publish.trust.tracing import numbers_inside
from tests.features.accounts.visitors import (
    Browser,
    an_account,
    browser_at,
    past_the_application,
)
from tests.features.editions.directory import ON_THE_DAY, fill, with_first


@pytest.fixture
def issued(app: Flask, settings: Settings) -> Settings:
    """Issue an edition of ten States as the scheduler does."""
    fill()
    db.session.rollback()
    of_ten = with_first(settings)
    app.extensions["settings"] = of_ten
    reconcile(SCHEDULER, of_ten, ON_THE_DAY)
    db.session.rollback()
    return of_ten


@pytest.fixture
def reader(app: Flask, issued: Settings) -> Browser:
    browser = browser_at(app)
    browser.let_in(an_account(app, organisation="Mission of Aland"))
    return browser


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_an_extract_is_made_marked_and_signed(reader: Browser, issued: Settings) -> None:
    asked = reader.send(
        "/editions/2026/1",
        "/editions/2026/1/copies",
        language="en",
        format="pdf",
        extract="state/FR",
    )
    assert operations.make_waiting_copies(SCHEDULER, issued) == 1
    number = asked.location.rpartition("/")[2]
    taken = reader.get(f"{asked.location}/file", buffered=True)
    assert taken.status_code == 200
    assert taken.headers["Content-Disposition"].endswith(f"-FR-{number}.pdf")
    assert numbers_inside(taken.data) == (number,)
    assert verified(taken.data).is_untouched
    text = text_of(taken.data)
    assert "Extract: France" in text
    assert "Service of FR" in text
    assert "Service of BE" not in text


def test_no_extract_says_another_thing_than_its_edition(
    app: Flask, reader: Browser, issued: Settings
) -> None:
    """It is cut from the names of today; where one has changed, the whole edition is offered."""
    asked = reader.send(
        "/editions/2026/1",
        "/editions/2026/1/copies",
        language="en",
        format="rtf",
        extract="state/FR",
    )
    with past_the_application(app) as connection:
        names = connection.scalars(select(State.names).where(State.iso2 == "FR")).one()
        renamed = update(State).where(State.iso2 == "FR").values(names={**names, "en": "Gaul"})
        connection.execute(renamed)
    db.session.rollback()
    assert operations.make_waiting_copies(SCHEDULER, issued) == 0
    copy = queries.own_copy(asked.location.rpartition("/")[2])
    assert (copy.status, copy.attempts) == (CopyStatus.FAILED, 1)
    shown = reader.get(asked.location).text
    assert "cannot be cut from the edition any more" in shown
    assert "Ask for the whole edition" in shown
    assert 'name="extract" value=""' in shown
    assert reader.get(f"{asked.location}/file").status_code == 404
