"""A small directory served on loopback, and Debian's chromium looking at it."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from cna_directory.authorities import record as r
from cna_directory.database import db
from tests.builders import a_designation, a_record, seed
from tests.conftest import make_settings, running
from tests.features.accounts.visitors import an_account, browser_at
from tests.features.authorities.hostile import (
    a_full_record,
    a_hostile_profile,
    a_hostile_record,
)

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",  # The tests run as root in a container of their own.
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SMALL, FULL = 9001, 9002


@pytest.fixture(scope="module")
def served(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Serve a directory with a small, a full and a hostile record; its address is in its config."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copy(migrated_sqlite, folder / "directory.sqlite")
    # Passkeys are bound to the very address, so the program must know its port from the start.
    address = f"http://localhost:{free_port()}"
    plain = make_settings(f"sqlite:///{folder / 'directory.sqlite'}", folder)
    with running(replace(plain, base_url=address)) as app:
        _fill()
        app.config["READER"] = an_account(app)
        app.config["ADDRESS"] = address
        port = int(address.rsplit(":", 1)[1])
        server = make_server("127.0.0.1", port, at_once(app), threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield app
        server.shutdown()
        thread.join()
        server.server_close()


def at_once(app: Flask) -> WSGIApplication:
    """Read every answer whole and close it, because a browser may drop the connection half-way.

    The development server would then leave a static file open, which the next test is blamed for.
    """

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answer = app(environ, start_response)
        try:
            return [b"".join(answer)]
        finally:
            if hasattr(answer, "close"):
                answer.close()

    return serve


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _fill() -> None:
    full = replace(a_full_record(), number=FULL, state="EG", reports_to=None)
    hostile = replace(a_hostile_record(), state="NL")
    extradition = a_designation("extradition")
    seed(
        a_record(SMALL, designations=(extradition, a_designation("transfer"))),
        full,
        hostile,
        a_hostile_profile("NL"),
        r.StateProfile("FR", r.Provenance(r.ProvenanceKind.MADE_UP), not_designated=("firearms",)),
        *(a_record(number, "BR", designations=(extradition,)) for number in range(9010, 9040)),
    )
    db.session.rollback()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Debian's chromium, once for all tests of this worker."""
    if not CHROMIUM.exists():
        pytest.skip("Debian's chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


NewContext = Callable[..., BrowserContext]


@pytest.fixture
def a_context(served: Flask, chromium: Browser) -> Iterator[NewContext]:
    """Return a function that opens a browser; a reader has signed in unless said otherwise."""
    opened: list[BrowserContext] = []

    def make(*, is_signed_in: bool = True, **options: object) -> BrowserContext:
        context = chromium.new_context(base_url=served.config["ADDRESS"], **options)
        opened.append(context)
        if is_signed_in:
            context.add_cookies([_cookie_of_reader(served)])
        return context

    yield make
    for context in opened:
        context.close()


def _cookie_of_reader(app: Flask) -> dict[str, str]:
    browser = browser_at(app, "127.0.0.1")
    browser.let_in(app.config["READER"])
    cookie = browser.get_cookie("directory")
    assert cookie is not None
    return {"name": "directory", "value": cookie.value, "url": app.config["ADDRESS"]}


@pytest.fixture
def page(a_context: NewContext) -> Page:
    """Return a page of a reader's browser that fails where the console tells of an error."""
    made = a_context().new_page()
    made.on("console", lambda message: _refuse(message.type, message.text))
    made.on("pageerror", lambda error: _refuse("error", str(error)))
    return made


def _refuse(kind: str, text: str) -> None:
    # A page that is not there is told in the console too, and is what some tests ask for.
    if kind == "error" and "404" not in text:
        raise AssertionError(text)
