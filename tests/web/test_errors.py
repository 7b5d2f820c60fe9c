"""Every error is a page that says what to do next."""

import sqlite3
from contextlib import closing

import pytest
from flask import Flask, render_template
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from cna_directory import database
from cna_directory.access.actors import VISITOR
from cna_directory.database import db, is_sqlite
from cna_directory.web.errors import PAGES
from tests.features.accounts.visitors import Browser, browser_at
from tests.web.checking import problems_with_page, words_of

NAMES = sorted({*PAGES.values(), "unavailable", "unexpected"})


@pytest.mark.parametrize("name", NAMES)
def test_each_error_page_is_whole(app: Flask, name: str) -> None:
    @app.get("/_error")
    def show() -> str:
        return render_template(f"errors/{name}.html", message="", reference="abc123")

    from cna_directory.access.capabilities import Capability
    from cna_directory.access.guard import POLICIES, Policy, Proof

    POLICIES["show"] = Policy(Capability.VISIT, None, Proof.NONE)
    try:
        answer = browser_at(app).get("/_error")
    finally:
        del POLICIES["show"]
    assert answer.status_code == 200
    assert problems_with_page(answer) == []
    assert VISITOR.role not in words_of(answer)


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/states/ZZ",
        "/states/%00A",
        "/states/FRA",
        "/authorities/1",
        "/authorities/99999999999999999999",
        "/authorities/x",
        "/states/%F0%9F%87%AB",
    ],
)
def test_what_is_not_there_says_what_to_do(reader: Browser, address: str) -> None:
    answer = reader.get(address)
    assert answer.status_code == 404
    assert problems_with_page(answer) == []
    assert "Find an authority by State and type of request" in words_of(answer)


def test_who_meets_another_writer_is_told_to_try_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long import holds the database: that is no fault of the program, and passes."""
    if not is_sqlite():
        pytest.skip("PostgreSQL has many writers")
    monkeypatch.setattr(database, "LONGEST_WAIT_FOR_A_WRITER", 50)
    visitor = browser_at(app)
    visitor.get("/sign-in")
    db.session.remove()
    db.engine.dispose()
    with closing(sqlite3.connect(db.engine.url.database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        answer = visitor.send("/sign-in", email="nobody@state.example", password="some words here")
        writer.execute("ROLLBACK")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert problems_with_page(answer) == []
    assert "Somebody else is writing to the directory just now" in words_of(answer)


def test_a_fault_on_our_side_has_a_reference_and_needs_no_database(
    app: Flask, reader: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(language: str) -> None:
        raise RuntimeError("the database is gone")

    monkeypatch.setattr("cna_directory.finder.routes.names_in", fail)
    monkeypatch.setattr("cna_directory.authorities.routes.counts_on_pages", fail)
    app.testing = False
    answer = reader.get("/")
    assert answer.status_code == 500
    assert problems_with_page(answer) == []
    assert "tell the secretariat this reference" in words_of(answer)
    assert "the database is gone" not in answer.text


def test_an_error_of_the_database_carries_no_values_into_the_log(app: Flask) -> None:
    statement = text("SELECT 1 FROM nothing WHERE email = :email")
    with pytest.raises(DBAPIError) as raised:
        db.session.execute(statement, {"email": "reader@mission.example"})
    assert "nothing" in str(raised.value)
    assert "reader@mission.example" not in str(raised.value)


def test_a_form_without_its_token_is_answered_by_a_page(reader: Browser) -> None:
    answer = reader.post("/sign-out")
    assert answer.status_code == 400
    assert "send the form once more" in words_of(answer)
