"""Browsers and accounts for the tests of signing in."""

import contextvars
import re
from datetime import datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, insert, text
from werkzeug.test import TestResponse

from cna_directory import clock
from cna_directory.access.actors import OPERATOR, VISITOR
from cna_directory.access.roles import Role
from cna_directory.accounts import operations, queries
from cna_directory.accounts.models import UserSession
from cna_directory.accounts.rules.terms import CURRENT_TERMS
from cna_directory.accounts.standing import Factor
from cna_directory.accounts.tokens import hash_of, new_token

PASSWORD = "seven quiet rivers"
SOMEWHERE = "192.0.2.10"
SOMEWHERE_ELSE = "198.51.100.20"

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
        """Sign in by password."""
        return self.send(page, email=email, password=password)

    def let_in(self, account_id: int, confirmed_at: datetime | None = None) -> None:
        """Begin a session past the pages, for tests of what comes after signing in."""
        app, token, now = self.application, new_token(), clock.now()
        engine = create_engine(app.extensions["settings"].database_url)
        with engine.begin() as connection:
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
        engine.dispose()
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
        operations.activate_account(VISITOR, link, password=PASSWORD)
        change(
            app,
            f"UPDATE account SET terms_version = '{CURRENT_TERMS}' WHERE id = {link.account_id}",
        )
        return link.account_id


def rows(app: Flask, statement: str) -> list[Any]:
    """Ask the database past the application."""
    return _past_the_application(app, statement)


def change(app: Flask, statement: str) -> None:
    """Change the database past the application, which refuses such statements."""
    _past_the_application(app, statement)


def _past_the_application(app: Flask, statement: str) -> list[Any]:
    engine = create_engine(app.extensions["settings"].database_url)
    with engine.begin() as connection:
        result = connection.execute(text(statement))
        found = list(result) if result.returns_rows else []
    engine.dispose()
    return found


def everything_in_the_trail(app: Flask) -> str:
    """Return all that the chain holds, as one text; the side table of personal values is not it."""
    operations_, entries = (
        rows(app, f"SELECT * FROM {table}") for table in ("audit_operation", "audit_entry")
    )
    return repr([tuple(row) for row in [*operations_, *entries]])
