"""The pages of the editions: the list, and downloads that leave their mark in the trail."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from cna_directory.access.actors import OPERATOR, SCHEDULER, Actor
from cna_directory.access.roles import Role
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditOperation
from cna_directory.database import db
from cna_directory.editions import operations, queries
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.operations import reconcile, rows
from cna_directory.settings import Settings
from tests.features.accounts.visitors import Browser, an_account, browser_at
from tests.features.editions.directory import ON_THE_DAY
from tests.web.checking import problems_with_page, words_of

PDF = "/editions/2026/1/en.pdf"


@pytest.fixture
def reader(app: Flask, ten_states: Settings) -> Browser:
    """Return the browser of a reader who has signed in."""
    app.extensions["settings"] = ten_states
    browser = browser_at(app)
    browser.let_in(an_account(app))
    return browser


def downloads() -> list[AuditOperation]:
    """Return the downloads that the trail tells of, in their order."""
    db.session.rollback()
    asked = select(AuditOperation).where(AuditOperation.action == Action.EDITION_DOWNLOADED)
    return list(db.session.scalars(asked.order_by(AuditOperation.number)))


@pytest.fixture
def officer(app: Flask, ten_states: Settings) -> Browser:
    """Return the browser of an officer, who may take masters."""
    app.extensions["settings"] = ten_states
    browser = browser_at(app)
    browser.let_in(an_account(app, "officer@secretariat.example", Role.SECRETARIAT))
    return browser


def test_a_reader_gets_no_master(reader: Browser, issued: queries.IssuedEdition) -> None:
    """Readers ask for copies, which carry a number; the master is not for them."""
    assert reader.get(PDF).status_code == 403
    assert downloads() == []


def test_a_visitor_is_sent_to_sign_in(app: Flask, issued: queries.IssuedEdition) -> None:
    """Neither the list nor a file is for visitors, whether the edition exists or not."""
    visitor = browser_at(app)
    for address in ("/editions", PDF, "/editions/1999/1/en.pdf"):
        answer = visitor.get(address)
        assert answer.status_code == 303
        assert answer.location.startswith("/sign-in")
    assert downloads() == []


def test_a_download_is_the_file_and_leaves_its_mark(
    officer: Browser, issued: queries.IssuedEdition
) -> None:
    """The bytes are those whose hash is shown; the trail says who took which file."""
    for file in issued.files:
        answer = officer.get(f"/editions/2026/1/{file.language}.{file.format}", buffered=True)
        assert answer.status_code == 200
        assert hashlib.sha256(answer.data).hexdigest() == file.sha256
        assert answer.content_length == len(answer.data) == file.size
        assert answer.mimetype == file.media_type
        assert answer.headers["Content-Disposition"] == f"attachment; filename={file.name}"
        assert answer.headers["Cache-Control"] == "no-store"
    first, second, *others = downloads()
    assert (first.subject, first.details["format"]) == ("edition/2026/1", "pdf")
    assert (second.details["format"], second.details["edition"]) == ("rtf", "2026/1")
    assert others[0].details["format"] == "rtf.p7s"
    assert first.actor_account_id is not None


def test_looking_at_the_head_of_a_file_takes_nothing(
    officer: Browser, issued: queries.IssuedEdition
) -> None:
    """A HEAD request learns the size and is no download."""
    answer = officer.head(PDF)
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.content_length == issued.files[0].size
    assert downloads() == []


@pytest.mark.parametrize(
    "address",
    [
        "/editions/2026/2/en.pdf",
        "/editions/2026/1/fr.pdf",
        "/editions/2026/1/en.docx",
        "/editions/2026/1/en",
        "/editions/0/0/en.pdf",
        "/editions/99999999999999999999/1/en.pdf",
    ],
)
def test_what_does_not_exist_answers_so(officer: Browser, address: str) -> None:
    """An unknown number, language or format answers with a page that leads on."""
    answer = officer.get(address)
    assert answer.status_code == 404
    assert "<h1" in answer.text
    assert downloads() == []


def test_a_file_of_many_chunks_comes_whole(
    officer: Browser, issued: queries.IssuedEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is cut into pieces is put together again in their order."""
    monkeypatch.setattr(rows, "CHUNK", 10_000)
    settings = officer.application.extensions["settings"]
    reconcile(SCHEDULER, settings, ON_THE_DAY + timedelta(days=184))
    file = queries.issued_edition(2026, 2).files[0]
    assert len(list(queries.chunks_of(file.sha256))) > 5
    answer = officer.get("/editions/2026/2/en.pdf", buffered=True)
    assert hashlib.sha256(answer.data).hexdigest() == file.sha256


def test_the_list_shows_what_was_issued(reader: Browser, issued: queries.IssuedEdition) -> None:
    """Number, dates, counts, files and hashes stand in the list, and the next edition's dates."""
    text = reader.get("/editions").text
    assert "Edition 2026/1" in text
    assert "24 May 2026" in text
    assert "10, of them 0 from real notifications and 10 made up" in text
    assert 'href="/editions/2026/1"' in text
    assert (
        str(queries.next_edition(reader.application.extensions["settings"], ON_THE_DAY).number)
        in text
    )


def test_the_list_says_what_is_due_and_missing(reader: Browser, ten_states: Settings) -> None:
    """An edition that should be there and is not is spoken of, and so is one that is held."""
    text = reader.get("/editions").text
    assert "No edition has been issued yet" in text
    assert "Edition 2026/1 is due and not issued yet." in text
    assert "never" in text
    number, schedule = EditionNumber(2026, 1), queries.schedule_of(ten_states)
    operations.hold_edition(OPERATOR, number, schedule=schedule, reason="Wait.")
    assert "Edition 2026/1 is held back by the secretariat." in reader.get("/editions").text


def test_nothing_is_said_to_be_missing_where_nothing_is_due(
    reader: Browser, ten_states: Settings
) -> None:
    """Before the first edition is due the page warns of nothing."""
    reader.application.extensions["settings"] = replace(ten_states, first_edition="2099/1")
    assert "was due on" not in reader.get("/editions").text


def test_the_page_of_an_edition_offers_copies_and_extracts(
    reader: Browser, officer: Browser, issued: queries.IssuedEdition
) -> None:
    """Every file can be asked for, whole or in part; masters are there for officers alone."""
    page = reader.get("/editions/2026/1")
    assert problems_with_page(page) == []
    for file in issued.files:
        if "." not in file.format:
            assert file.sha256 in page.text
            assert f'name="language" value="{file.language}"' in page.text
    assert 'value="state/FR"' in page.text
    assert 'value="request-type/extradition"' in page.text
    assert f'href="{PDF}"' not in page.text
    assert f'href="{PDF}"' in officer.get("/editions/2026/1").text


def test_the_changes_of_the_first_edition_say_that_it_is_the_first(
    reader: Browser, issued: queries.IssuedEdition
) -> None:
    """There is nothing before it."""
    page = reader.get("/editions/2026/1/changes")
    assert problems_with_page(page) == []
    assert "This is the first edition." in words_of(page)


def test_the_feed_names_each_edition_once(reader: Browser, issued: queries.IssuedEdition) -> None:
    """A reader of feeds finds title, date and address; before the first edition it is empty."""
    answer = reader.get("/editions/feed.atom")
    assert answer.mimetype == "application/atom+xml"
    feed = ET.fromstring(answer.data)
    named = {"atom": "http://www.w3.org/2005/Atom"}
    (entry,) = feed.findall("atom:entry", named)
    assert entry.findtext("atom:title", namespaces=named) == "Edition 2026/1"
    assert entry.findtext("atom:id", namespaces=named).endswith("/editions/2026/1")
    for moment in ("published", "updated"):
        assert datetime.fromisoformat(entry.findtext(f"atom:{moment}", namespaces=named)).tzinfo


def test_an_extract_is_asked_for_by_its_form(
    reader: Browser, issued: queries.IssuedEdition
) -> None:
    """The form of the page leads to a copy that is being made."""
    answer = reader.send(
        "/editions/2026/1",
        to="/editions/2026/1/copies",
        language="en",
        format="pdf",
        extract="request-type/extradition",
    )
    assert answer.status_code == 303
    assert answer.location.startswith("/editions/copies/")
    assert problems_with_page(reader.get(answer.location)) == []


FIRST_EDITION = EditionNumber(2026, 1)
SUPERSEDED = "Superseded by a newer edition."


def issue_at(settings: Settings, moment: datetime) -> None:
    """Let the scheduler wake at a moment at which an edition is due."""
    with time_machine.travel(moment, tick=True):
        reconcile(SCHEDULER, settings, moment)


@pytest.fixture
def officer_at_work(app: Flask) -> Actor:
    """Return an officer who may withdraw editions."""
    account = an_account(app, "second@secretariat.example", Role.SECRETARIAT)
    return Actor(Role.SECRETARIAT, account_id=account)


def test_an_edition_is_superseded_by_one_that_holds(
    reader: Browser, officer_at_work: Actor, ten_states: Settings
) -> None:
    """Also where it has a corrigendum; and no more once the newer one is withdrawn."""
    issue_at(ten_states, ON_THE_DAY)
    assert SUPERSEDED not in words_of(reader.get("/editions"))
    issue_at(ten_states, ON_THE_DAY + timedelta(days=184))
    assert words_of(reader.get("/editions")).count(SUPERSEDED) == 1
    operations.publish_corrigendum(
        officer_at_work, FIRST_EDITION, text="Page 3 is wrong.", settings=ten_states
    )
    said = words_of(reader.get("/editions"))
    assert "There is a corrigendum to this edition." in said
    assert said.count(SUPERSEDED) == 1
    operations.withdraw_edition(
        officer_at_work, FIRST_EDITION.next(), text="A page is missing.", settings=ten_states
    )
    assert SUPERSEDED not in words_of(reader.get("/editions"))


def test_an_edition_after_withdrawn_ones_is_not_called_the_first(
    reader: Browser, officer_at_work: Actor, ten_states: Settings
) -> None:
    """Its page and the page of its changes say why it is compared with nothing."""
    issue_at(ten_states, ON_THE_DAY)
    operations.withdraw_edition(
        officer_at_work, FIRST_EDITION, text="A page is missing.", settings=ten_states
    )
    issue_at(ten_states, ON_THE_DAY + timedelta(days=184))
    for address in ("/editions/2026/2", "/editions/2026/2/changes"):
        page = reader.get(address)
        assert problems_with_page(page) == []
        assert "Every earlier edition was withdrawn." in words_of(page)
        assert "This is the first edition." not in words_of(page)
    for address in ("/editions/2026/1", "/editions/2026/1/changes"):
        assert "This is the first edition." in words_of(reader.get(address))
