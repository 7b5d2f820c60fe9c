"""Copies of an edition that is withdrawn: given and made no more, and their holders are told why."""

import pytest
from flask import Flask

from cna_directory.access.actors import OPERATOR, Actor
from cna_directory.access.roles import Role
from cna_directory.audit.actions import Action
from cna_directory.copies import operations, queries
from cna_directory.copies.models import CopyStatus
from cna_directory.copies.operations import making
from cna_directory.copies.rules import MOST_WAITING, Wanted
from cna_directory.database import db
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.operations import withdraw_edition
from cna_directory.editions.queries import IssuedEdition
from cna_directory.editions.signing import signer_of
from cna_directory.errors import RuleBroken
from cna_directory.settings import Settings
from publish.trust.signing import Signer
from tests.features.accounts.visitors import Browser, an_account, browser_at
from tests.features.copies.issued import issue
from tests.features.copies.test_copies import ASK, ask, make, trail

WHY = "The telephone numbers of part II are those of the year before."


def withdraw(app: Flask, half: int = 1) -> None:
    officer = Actor(Role.SECRETARIAT, account_id=1)
    db.session.rollback()
    settings = app.extensions["settings"]
    withdraw_edition(officer, EditionNumber(2026, half), text=WHY, settings=settings)
    db.session.rollback()


def test_a_ready_copy_is_given_no_more_and_its_page_says_why(
    app: Flask, edition: IssuedEdition, reader: Browser
) -> None:
    number = ask(reader, "en", "rtf")
    make(app)
    withdraw(app)
    page = f"/editions/copies/{number}"
    shown = reader.get(page).text
    assert "so your copy of it cannot be taken" in shown
    assert "nobody gets its files" in shown
    assert WHY in shown
    assert 'href="/editions/2026/1"' in shown
    assert f"{page}/file" not in shown
    for part in ("/file", "/signature"):
        answer = reader.get(page + part)
        assert answer.status_code == 404
        assert "The edition of this copy was withdrawn" in answer.text
    assert trail(Action.EDITION_DOWNLOADED) == []
    assert "The edition was withdrawn" in reader.get("/editions/copies").text


def test_a_newer_edition_is_named_if_one_holds(
    app: Flask, edition: IssuedEdition, reader: Browser
) -> None:
    number = ask(reader)
    withdraw(app)
    page = f"/editions/copies/{number}"
    assert "No newer edition is issued yet" in reader.get(page).text
    issue(app, half=2)
    shown = reader.get(page).text
    assert "Go to edition 2026/2" in shown
    assert 'href="/editions/2026/2"' in shown
    withdraw(app, half=2)
    assert "No newer edition is issued yet" in reader.get(page).text


def test_an_older_edition_is_not_offered_instead(app: Flask, reader: Browser) -> None:
    issue(app, half=1)
    issue(app, half=2)
    asked = reader.send(
        "/editions/copies", "/editions/2026/2/copies", language="en", format="pdf", extract=""
    )
    withdraw(app, half=2)
    assert "No newer edition is issued yet" in reader.get(asked.location).text


def test_a_copy_that_waits_is_not_made_and_takes_no_place(
    app: Flask, edition: IssuedEdition, reader: Browser
) -> None:
    files = (("en", "pdf"), ("en", "rtf"), ("mul", "csv"))
    numbers = [ask(reader, language, file_format) for language, file_format in files]
    assert len(numbers) == MOST_WAITING
    withdraw(app)
    assert "is being marked and signed" not in reader.get(f"/editions/copies/{numbers[0]}").text
    issue(app, half=2)
    later = reader.send(
        "/editions/copies", "/editions/2026/2/copies", language="en", format="pdf", extract=""
    )
    assert later.status_code == 303
    assert make(app) == 1
    assert [queries.own_copy(number).status for number in numbers] == [CopyStatus.FAILED] * 3
    links = trail(Action.COPY_FAILED)
    assert [(link.details["copy"], link.details["is_given_up"]) for link in links] == [
        (number, True) for number in numbers
    ]
    assert len(trail(Action.COPY_MADE)) == 1


def test_a_copy_in_the_making_is_not_brought_out(
    app: Flask, edition: IssuedEdition, reader: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = ask(reader)

    def meanwhile(settings: Settings) -> Signer:
        withdraw(app)
        return signer_of(settings)

    monkeypatch.setattr(making, "signer_of", meanwhile)
    assert make(app) == 0
    copy = queries.own_copy(number)
    assert (copy.status, copy.sha256) == (CopyStatus.FAILED, "")
    assert trail(Action.COPY_MADE) == []
    assert len(trail(Action.COPY_FAILED)) == 1


def test_who_looked_at_the_edition_before_gets_no_copy_after(
    app: Flask, edition: IssuedEdition, reader: Browser
) -> None:
    """Neither a new one, nor the one that stands: the edition is read again when it is asked for."""
    ask(reader)
    withdraw(app)
    assert not edition.is_withdrawn, "as it was when it was looked at"
    for wanted in (Wanted("en", "pdf"), Wanted("en", "rtf")):
        with pytest.raises(RuleBroken, match="This edition is withdrawn"):
            operations.ask_copy(Actor(Role.READER, account_id=1), edition, wanted=wanted)
    answer = reader.send("/editions/copies", ASK, language="en", format="pdf", extract="")
    assert answer.status_code == 422
    assert len(trail(Action.COPY_ASKED)) == 1


def test_an_officer_still_takes_the_masters_and_no_copy(app: Flask, edition: IssuedEdition) -> None:
    officer = browser_at(app)
    officer.let_in(an_account(app, "officer@secretariat.example", Role.SECRETARIAT))
    number = ask(officer)
    make(app)
    withdraw(app)
    page = f"/editions/copies/{number}"
    assert "you still find its masters" in officer.get(page).text
    assert officer.get(f"{page}/file").status_code == 404
    assert officer.get("/editions/2026/1/en.pdf", buffered=True).status_code == 200


def test_a_reader_is_told_of_no_masters(
    app: Flask, edition: IssuedEdition, reader: Browser
) -> None:
    number = ask(reader)
    withdraw(app)
    assert "masters" not in reader.get(f"/editions/copies/{number}").text


def test_whose_copy_a_file_is_stays_known(
    app: Flask, edition: IssuedEdition, reader: Browser
) -> None:
    number = ask(reader, "mul", "csv")
    make(app)
    file = reader.get(f"/editions/copies/{number}/file", buffered=True).data
    withdraw(app)
    for content in (file, b"foot: " + number.encode()):
        (found,) = operations.trace_file(OPERATOR, content)
        assert (found.copy.number, found.copy.organisation) == (number, "Mission of Aland")
    assert operations.trace_number(OPERATOR, number)[0].copy.is_withdrawn
