"""Every answer carries exactly its headers, whatever it is (S11)."""

import json
from collections.abc import Iterator, MutableMapping
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from cna_directory.web import reports
from tests.features.accounts.visitors import Browser, an_account, browser_at, rows

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
    " connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none';"
    " base-uri 'none'; object-src 'none'; require-trusted-types-for 'script';"
    " trusted-types results; report-to policy; report-uri /reports/policy"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "Reporting-Endpoints": 'policy="/reports/policy"',
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(),"
        " publickey-credentials-create=(self), publickey-credentials-get=(self)"
    ),
}
"""Written out here and not taken from the program, so that a change is seen by two people."""

SECURE = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
OF_THE_ANSWER = {
    "Content-Type", "Content-Length", "Location", "Set-Cookie", "Vary", "Cache-Control",
    "Content-Disposition", "Clear-Site-Data", "Accept-Ranges", "ETag", "Last-Modified", "Date",
    "Access-Control-Allow-Origin", "WWW-Authenticate", "Retry-After", "Allow",
}  # fmt: skip
"""Headers that depend on the answer; any other header is one too many."""

METHODS = ("GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE")
HOST = "https://directory.example"


def problems(answer: TestResponse, expected: dict[str, str]) -> list[str]:
    """Return in what the headers differ from those of every answer."""
    found = {name: answer.headers.getlist(name) for name in expected}
    return [f"{n}: {v}" for n, v in found.items() if v != [expected[n]]] + [
        f"{name} is one too many"
        for name in answer.headers.keys()  # noqa: SIM118 - headers yield pairs.
        if name not in OF_THE_ANSWER and name not in expected
    ]


def addresses(app: Flask) -> list[str]:
    """Return an address of every route, whether or not what it names is there."""
    found = ["/nowhere", "/static/nothing.css", "/static/cna.css", "/static/cna.js"]
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        values = {name: "csv" if name == "ending" else 1 for name in rule.arguments}
        built = rule.build(values)
        assert built, rule
        found.append(built[1])
    return found


def test_every_route_answers_with_the_headers_and_is_kept_nowhere(app: Flask) -> None:
    reader = browser_at(app)
    reader.let_in(an_account(app))
    statuses = set()
    for browser in (browser_at(app), reader):
        for address in addresses(app):
            for method in METHODS:
                with browser.open(address, method=method) as answer:
                    statuses.add(answer.status_code)
                    assert problems(answer, ALWAYS) == [], (method, address)
                    kept = answer.headers.get("Cache-Control")
                    is_file = address.startswith("/static/") and answer.status_code < 400
                    assert (kept == "no-store") != is_file, (method, address)
    assert statuses >= {200, 303, 400, 404, 405}


def test_production_insists_on_transport_security_everywhere(production: Flask) -> None:
    client = production.test_client()
    for address in ("/", "/nowhere", "/search", "/static/cna.css", "/static/nothing.css"):
        for method in ("GET", "POST"):
            with client.open(address, method=method, base_url=HOST) as answer:
                assert problems(answer, ALWAYS | SECURE) == [], address


def test_a_fault_of_ours_and_a_foreign_host_have_them_too(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(language: str) -> None:
        raise RuntimeError

    foreign = app.test_client().get("/", base_url="http://elsewhere.example")
    assert (foreign.status_code, problems(foreign, ALWAYS)) == (400, [])
    monkeypatch.setattr("cna_directory.finder.routes.names_in", fail)
    app.testing = False
    answer = browser_at(app).get("/")
    assert (answer.status_code, problems(answer, ALWAYS)) == (500, [])
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_cookie_of_production_is_as_strict_as_it_can_be(production: Flask) -> None:
    answer = production.test_client().get("/sign-in", base_url=HOST)
    (cookie,) = answer.headers.getlist("Set-Cookie")
    name, *attributes = cookie.split("; ")
    assert name.startswith("__Host-directory=")
    assert sorted(attributes) == ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]


def test_signing_out_empties_the_browser_and_nothing_else_does(app: Flask) -> None:
    browser = browser_at(app)
    browser.let_in(an_account(app))
    assert "Clear-Site-Data" not in browser.get("/account").headers
    answer = browser.send("/account", "/sign-out")
    # Not the cookies: the chosen language and the mark of a known browser are wanted.
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


# Reports of what the policy forbade


@pytest.fixture
def log_lines(app: Flask) -> Iterator[list[MutableMapping[str, Any]]]:
    """Yield what is logged while the test runs."""
    with capture_logs() as lines:
        yield lines


def report(browser: Browser, sent: object, **options: object) -> int:
    """Send a report as a browser does."""
    data = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    return browser.post("/reports/policy", data=data, **options).status_code


def test_a_report_is_one_line_of_the_log_without_secrets(app: Flask, log_lines) -> None:
    forged = 'script-src\n{"event": "forged"}\x1b[31m\u202e'
    sent = [
        {
            "type": "csp-violation",
            "body": {
                "effectiveDirective": forged,
                "blockedURL": "https://evil.example/with?a=secret",
                "documentURL": "http://localhost/activate/a-secret-token?x=1",
            },
        }
    ]
    assert report(browser_at(app), sent) == 204
    (line,) = log_lines
    written = repr(line)
    assert line["event"] == "policy violated"
    assert line["page"] == "accounts.activate"
    assert line["blocked"] == "https://evil.example"
    assert "secret" not in written
    assert all(mark not in line["directive"] for mark in "\n\x1b\u202e")


def test_a_report_in_the_old_form_is_read_too(app: Flask, log_lines) -> None:
    sent = {"csp-report": {"effective-directive": "style-src", "blocked-uri": "inline"}}
    assert report(browser_at(app), sent) == 204
    (line,) = log_lines
    assert (line["directive"], line["blocked"], line["page"]) == ("style-src", "inline", "unknown")


@pytest.mark.parametrize("sent", [b"", b"no json", b"\xff", b"[" * 9000])
def test_what_is_no_report_is_refused(app: Flask, sent: bytes) -> None:
    assert report(browser_at(app), sent) == 400


@pytest.mark.parametrize("sent", [[], {}, 1, None, [1, "x", None], {"csp-report": 1}])
def test_a_report_that_says_nothing_leaves_no_line(app: Flask, sent: object, log_lines) -> None:
    assert report(browser_at(app), sent) == 204
    assert log_lines == []


def test_a_long_report_is_refused(app: Flask) -> None:
    assert report(browser_at(app), b" " * reports.LONGEST_REPORT + b"{}") == 413


def test_reports_of_one_subscriber_of_ipv6_are_counted_together(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "FROM_ONE_ADDRESS", replace(reports.FROM_ONE_ADDRESS, most=2))
    answers = [report(browser_at(app, f"2001:db8:0:1::{n}"), []) for n in range(1, 4)]
    assert answers == [204, 204, 429]
    assert report(browser_at(app, "2001:db8:0:2::1"), []) == 204


def test_reports_are_limited_and_change_nothing(app: Flask) -> None:
    before = rows(app, "SELECT count(*) FROM audit_operation")
    browser = browser_at(app)
    answers = [report(browser, []) for _ in range(reports.FROM_ONE_ADDRESS.most + 1)]
    assert answers == [204] * reports.FROM_ONE_ADDRESS.most + [429]
    assert report(browser_at(app, "198.51.100.77"), []) == 204
    assert rows(app, "SELECT count(*) FROM audit_operation") == before
