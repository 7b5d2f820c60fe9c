"""Every answer carries the headers, whatever it is."""

import pytest
from flask import Flask

from cna_directory.web.headers import HEADERS, STRICT_TRANSPORT


@pytest.mark.parametrize(
    ("address", "status"),
    [("/", 200), ("/search", 303), ("/nowhere", 404), ("/healthz/live", 200), ("/sign-in", 200)],
)
def test_every_answer_has_the_headers_and_is_kept_nowhere(
    app: Flask, address: str, status: int
) -> None:
    answer = app.test_client().get(address)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in answer.headers


def test_static_files_have_them_too(app: Flask) -> None:
    with app.test_client().get("/static/cna.css") as answer:
        assert answer.status_code == 200
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_production_insists_on_transport_security_and_a_strict_cookie(production: Flask) -> None:
    answer = production.test_client().get("/sign-in", base_url="https://directory.example")
    assert answer.headers["Strict-Transport-Security"] == STRICT_TRANSPORT
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie


def test_a_foreign_host_is_refused(app: Flask) -> None:
    assert app.test_client().get("/", base_url="http://elsewhere.example").status_code == 400
