"""Somebody who asks for an account, page by page as people do."""

import re
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from cna_directory.access.actors import SCHEDULER
from cna_directory.admission.operations import mail_account_requests
from tests.features.accounts.visitors import TOKEN, Browser, browser_at, rows

PAGES: dict[str, dict[str, Any]] = {
    "state": {"state": "FR", "body": "agency"},
    "post": {"organisation": "Ministère de la Justice", "post_title": "Legal adviser"},
    "person": {
        "person_name": "Anne-Marie O’Brien",
        "email": "anne@justice.example",
        "telephone": "01 42 34 56 78",
    },
    "purpose": {"request_types": ["mla", "extradition"], "purpose": "We send requests."},
    "voucher": {"voucher": "nobody"},
}
"""What an applicant answers on each page unless a test says otherwise."""

NEW = "/account-requests/new"
EDGE = "edge-of-a-part-of-the-form"
LINK = re.compile(r"http://localhost(?::\d+)?(/[^\s\"<]+)")


def at(page: str) -> str:
    """Return the address of one page of the questions."""
    return f"{NEW}/{page}"


def begun(app: Flask, remote_address: str = "192.0.2.10") -> Browser:
    """Return the browser of somebody who has just begun."""
    browser = browser_at(app, remote_address)
    assert browser.send(NEW).location == at("state")
    return browser


def answer(browser: Browser, page: str, **changes: Any) -> TestResponse:
    """Answer one page."""
    return browser.send(at(page), **{**PAGES[page], **changes})


def filled_in(app: Flask, remote_address: str = "192.0.2.10", **changes: Any) -> Browser:
    """Return the browser of somebody who has answered every page."""
    browser = begun(app, remote_address)
    for page, values in PAGES.items():
        own = {name: value for name, value in changes.items() if name in values}
        assert answer(browser, page, **own).status_code == 303, page
    return browser


def upload(browser: Browser, content: bytes, name: str = "letter.pdf") -> TestResponse:
    """Upload a letter; the body is made here, because the test client leaves its large ones open."""
    token = TOKEN.search(browser.get(at("letter")).text)
    part = '--{0}\r\nContent-Disposition: form-data; name="{1}"{2}\r\n\r\n'
    body = part.format(EDGE, "csrf_token", "").encode() + (token[1] if token else "").encode()
    body += b"\r\n" + part.format(EDGE, "letter", f'; filename="{name}"').encode() + content
    body += f"\r\n--{EDGE}--\r\n".encode()
    kind = f"multipart/form-data; boundary={EDGE}"
    return browser.post(at("letter"), data=body, content_type=kind)


def sent(app: Flask, remote_address: str = "192.0.2.10", **changes: Any) -> tuple[Browser, str]:
    """Send a request; return the browser and the address of the request's own page."""
    browser = filled_in(app, remote_address, **changes)
    answered = browser.send(at("check"))
    assert answered.status_code == 303
    return browser, answered.location


def mailed(app: Flask) -> None:
    """Let the scheduler write its first mails."""
    with app.app_context():
        mail_account_requests(SCHEDULER, app.extensions["settings"])


def mails(app: Flask) -> list[Any]:
    """Return the mail that waits: name, recipient, subject, text."""
    columns = "message_name AS name, recipient, subject, text, html"
    return rows(app, f"SELECT {columns} FROM outgoing_mail ORDER BY id")


def link_in(mail: Any, path: str) -> str:
    """Return the path of a link in a mail."""
    return next(found for found in LINK.findall(mail.text) if found.startswith(path))


def confirmed(app: Flask, **changes: Any) -> tuple[Browser, str]:
    """Send a request and confirm its address; return the browser and the request's own page."""
    browser, own = sent(app, **changes)
    mailed(app)
    link = link_in(mails(app)[-1], "/account-requests/confirm/")
    assert browser.send(link).status_code == 303
    return browser, own


def request_row(app: Flask) -> Any:
    """Return the one request as the database holds it."""
    (row,) = rows(app, "SELECT * FROM account_request")
    return row
