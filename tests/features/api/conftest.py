"""A small directory, and programs that read it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert
from werkzeug.test import TestResponse

from cna_directory import clock
from cna_directory.accounts.models import AccessToken
from cna_directory.accounts.standing import Scope
from cna_directory.accounts.tokens import hash_of
from cna_directory.authorities import record as r
from tests.builders import a_designation, a_record, seed, words
from tests.features.accounts.visitors import an_account, browser_at, past_the_application

Ask = Callable[..., TestResponse]
HIDDEN = "hidden-desk@justice.example"


def fill() -> None:
    """Write thirty authorities, one of them with a hidden contact point."""
    contacts = (
        r.ContactPoint(words("Duty desk"), emails=(r.Email("desk@justice.example"),)),
        r.ContactPoint(
            words("Hidden desk"),
            emails=(r.Email(HIDDEN),),
            visibility=r.Visibility.SECRETARIAT,
        ),
    )
    seed(a_record(9001, contact_points=contacts))
    seed(a_record(9002, "DE", designations=(a_designation(), a_designation("extradition"))))
    split = r.CompetenceRule(
        r.CompetenceDimension.STAGE, r.CompetenceOperator.IS, ("trial",), words("For trials")
    )
    before = r.CompetenceRule(
        r.CompetenceDimension.STAGE, r.CompetenceOperator.IS, ("investigation",), None
    )
    seed(a_record(9003, "KE", designations=(a_designation(competence_rules=(split,)),)))
    seed(a_record(9004, "KE", designations=(a_designation(competence_rules=(before,)),)))
    for number in range(9101, 9127):
        seed(a_record(number, "BR"))


@pytest.fixture
def directory(app: Flask) -> Flask:
    """Return an application with what `fill` wrote; the test must be marked as filled with it."""
    return app


def token_of(app: Flask, account_id: int, *scopes: Scope) -> str:
    """Give an account a token past the pages."""
    token, now = f"cna_{account_id}_{'_'.join(scopes)}".ljust(47, "x"), clock.now()
    with past_the_application(app) as connection:
        connection.execute(
            insert(AccessToken).values(
                account_id=account_id,
                token_hash=hash_of(token),
                name="Tests",
                scopes=scopes,
                made_at=now,
                expires_at=now + timedelta(days=90),
            )
        )
    return token


@pytest.fixture
def token(directory: Flask) -> str:
    """Return the token of a reader's program that may read the whole directory."""
    return token_of(directory, an_account(directory, state_iso2="FR"), Scope.DIRECTORY)


@pytest.fixture
def ask(directory: Flask, token: str) -> Ask:
    """Return what asks an address as the reader's program."""
    program: FlaskClient = browser_at(directory)

    def send(path: str, method: str = "GET", shown: str = token, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return program.open(
            f"/api/v1{path}", method=method, headers={"Authorization": f"Bearer {shown}"} | named
        )

    return send
