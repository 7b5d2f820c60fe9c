"""Browsers and accounts for the tests of signing in."""

import contextvars
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, NullPool, create_engine, insert, text
from werkzeug.test import TestResponse

from cna_directory import clock
from cna_directory.access.actors import OPERATOR, VISITOR, Actor
from cna_directory.access.roles import Role
from cna_directory.accounts import operations, queries
from cna_directory.accounts.models import Passkey, RecoveryCode, UserSession
from cna_directory.accounts.standing import Factor
from cna_directory.accounts.tokens import hash_of, new_token
from cna_directory.database import db
from cna_directory.subscriptions import operations as subscriptions
from cna_directory.subscriptions.models import EditionSubscription
from cna_directory.subscriptions.rules import Choice
from tests.compiled_once import share_statements
from tests.features.accounts.software_key import SoftwareKey

PASSWORD = "seven quiet rivers"
SOMEWHERE = "192.0.2.10"
SOMEWHERE_ELSE = "198.51.100.20"

QUESTION = re.compile(r'data-question="([^"]+)"')
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Browser(FlaskClient):
    """A browser: keeps cookies, sends the token of the form it looked at."""

    remote_address = SOMEWHERE

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask as a server does: without whatever context the test itself has open."""
        kwargs.setdefault("environ_overrides", {"REMOTE_ADDR": self.remote_address})
        return contextvars.Context().run(super().open, *args, **kwargs)

    def send(self, page: str, to: str = "", **values: str) -> TestResponse:
        """Fill in the form on a page and send it."""
        found = TOKEN.search(self.get(page).text)
        return self.post(to or page, data={"csrf_token": found[1] if found else "", **values})

    def sign_in(self, email: str, password: str = PASSWORD, page: str = "/sign-in") -> TestResponse:
        """Sign in by password and, where it is right, by the account's passkey."""
        answer = self.send_password(email, password, page)
        if not answer.location or not answer.location.startswith("/sign-in/second-factor"):
            return answer
        return self.send_passkey(answer.location, key_of(email))

    def send_password(
        self, email: str, password: str = PASSWORD, page: str = "/sign-in"
    ) -> TestResponse:
        """Take the first of the two steps."""
        return self.send(page, email=email, password=password)

    def send_passkey(
        self, page: str, key: SoftwareKey, to: str = "", field: str = "answer", **values: str
    ) -> TestResponse:
        """Press the button of a passkey on a page and answer with a key."""
        shown = self.get(page).text
        found, asked = TOKEN.search(shown), QUESTION.search(shown)
        assert found, shown
        assert asked, shown
        question = self.post(asked[1], data={"csrf_token": found[1]})
        assert question.status_code == 200, question.text
        answer = key.made if asked[1].endswith("new-passkey/question") else key.shown
        if "set-up" in asked[1]:
            answer = key.made
        values |= {"csrf_token": found[1], field: answer(question.text)}
        return self.post(to or page, data=values)

    def let_in(self, account_id: int, confirmed_at: datetime | None = None) -> None:
        """Begin a session past the pages, for tests of what comes after signing in."""
        app, token, now = self.application, new_token(), clock.now()
        with past_the_application(app) as connection:
            connection.execute(
                insert(UserSession).values(
                    token_hash=hash_of(token),
                    account_id=account_id,
                    created_at=now,
                    last_seen_at=now,
                    remote_address=self.remote_address,
                    user_agent="Mozilla/5.0 Firefox/140.0",
                    factor=Factor.PASSKEY,
                    confirmed_at=confirmed_at or now,
                    device_hash="",
                )
            )
        with self.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True

    def is_let_in(self) -> bool:
        """Say whether a page for accounts opens."""
        return self.get("/account").status_code == 200


def browser_at(app: Flask, remote_address: str = SOMEWHERE) -> Browser:
    """Return a new browser somewhere."""
    app.test_client_class = Browser
    made = app.test_client()
    assert isinstance(made, Browser)
    made.remote_address = remote_address
    return made


def an_account(
    app: Flask, email: str = "reader@mission.example", role: Role = Role.READER, **fields: Any
) -> int:
    """Invite and activate an account as people do; return its number."""
    settings = app.extensions["settings"]
    fields.setdefault(
        "state_iso2", "FR" if role in {Role.FOCAL_POINT, Role.AUTHORITY_USER} else None
    )
    with app.app_context():
        token = operations.invite_account(
            OPERATOR, email, role=role, post_title="Legal adviser", settings=settings, **fields
        )
        link = queries.activation_link(token)
        operations.activate_account(VISITOR, link, password=PASSWORD, settings=settings)
    give_second_factor(app, link.account_id, email)
    return link.account_id


def give_second_factor(app: Flask, account_id: int, email: str) -> None:
    """Give an account a passkey and a recovery code past the pages."""
    key, now = key_of(email), clock.now()
    with past_the_application(app) as connection:
        connection.execute(
            insert(Passkey).values(
                account_id=account_id,
                credential_id=key.credential_id,
                public_key=key.public_key,
                sign_count=0,
                transports="internal",
                name="Key of the tests",
                made_at=now,
            )
        )
        connection.execute(
            insert(RecoveryCode).values(
                account_id=account_id, code_hash=hash_of(f"code of {account_id}"), made_at=now
            )
        )


def key_of(email: str) -> SoftwareKey:
    """Return the passkey that `an_account` gives to an address, however it is typed."""
    return SoftwareKey(email.strip().lower())


def rows(app: Flask, statement: str) -> list[Any]:
    """Ask the database past the application."""
    return _past_the_application(app, statement)


def change(app: Flask, statement: str) -> None:
    """Change the database past the application, which refuses such statements."""
    _past_the_application(app, statement)


def _past_the_application(app: Flask, statement: str) -> list[Any]:
    with past_the_application(app) as connection:
        result = connection.execute(text(statement))
        return list(result) if result.returns_rows else []


@contextmanager
def past_the_application(app: Flask) -> Iterator[Connection]:
    """Open a transaction that nothing in the application watches."""
    with _engine_at(app.extensions["settings"].database_url).begin() as connection:
        yield connection


@lru_cache(maxsize=4)
def _engine_at(database_url: str) -> Engine:
    """Return an engine of the tests; it keeps no connection, so nobody need close it."""
    return share_statements(create_engine(database_url, poolclass=NullPool))


def everything_in_the_trail(app: Flask) -> str:
    """Return all that the chain holds, as one text; the side table of personal values is not it."""
    operations_, entries = (
        rows(app, f"SELECT * FROM {table}") for table in ("audit_operation", "audit_entry")
    )
    return repr([tuple(row) for row in [*operations_, *entries]])


def subscribed(
    app: Flask, account_id: int, *languages: str, formats: tuple[str, ...] = ("pdf",)
) -> str:
    """Have editions announced to an account; return the token that ends it."""
    with app.app_context():
        actor = Actor(Role.READER, account_id=account_id)
        subscriptions.subscribe(actor, Choice(languages or ("en",), formats))
        token = db.session.get_one(EditionSubscription, account_id).ending_token
        db.session.rollback()
    return token
