"""Hostile words in whatever people may write: text on pages, one line in mails, no formula in files."""

import csv
import io
from typing import Any

import html5lib
import pytest
from flask import Flask
from sqlalchemy import update

from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account, Passkey
from cna_directory.text import visible
from tests.features.accounts.visitors import (
    TOKEN,
    Browser,
    an_account,
    browser_at,
    past_the_application,
    rows,
)
from tests.features.admission.requests import (
    a_nomination,
    a_request,
    a_vouching,
    decide,
    page_of,
)
from tests.web.checking import problems_with_page, words_of

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": "\"'><img src=x onerror=alert(2)>",
    "closing": "</textarea></title></bdi></dd><svg onload=alert(3)>",
    "template": "{{ 7*7 }} {% raw %} ${7*7} %(name)s %s {0.__class__}",
    "header": "x\r\nBcc: evil@evil.example\r\n\r\n<b>y",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "plus": "+1+cmd|' /C calc'!A1",
    "address": "javascript:alert(4)//http://evil.example",
    "sql": "'; DROP TABLE account; --",
    "turned": "safe\u202egnihtemos\u2066 \u200f else",
    "nothing": "a\x07b\x1b[2Jc",
}


class Scene:
    """Accounts and a request in which everything that can be written holds hostile words."""

    def __init__(self, app: Flask, words: str) -> None:
        """Write the words wherever people may."""
        self.officer = self.signed_in(app, "officer@secretariat.example", Role.SECRETARIAT)[1]
        focal_id, self.focal = self.signed_in(app, "focal@justice.example", Role.FOCAL_POINT)
        self.odd_id, self.odd = self.signed_in(app, "odd@mission.example", Role.READER)
        written = dict.fromkeys(("person_name", "organisation", "post_title", "purpose"), words)
        self.number = a_request(app, **written)
        self.vouching = a_vouching(app, self.number)
        a_nomination(app, focal_id, post_title=words)
        with past_the_application(app) as connection:
            titles = {"post_title": words[:200], "organisation": words[:200]}
            connection.execute(update(Account).where(Account.id == self.odd_id).values(**titles))
            name = {"name": words[:60]}
            own = Passkey.account_id == self.odd_id
            connection.execute(update(Passkey).where(own).values(**name))

    @staticmethod
    def signed_in(app: Flask, email: str, role: Role) -> tuple[int, Browser]:
        """Return an account and its browser."""
        account_id, browser = an_account(app, email, role), browser_at(app)
        browser.let_in(account_id)
        return account_id, browser

    def pages(self) -> dict[tuple[Any, str], str]:
        """Return every page that shows the words, with who looks at it."""
        return {
            (self.officer, page_of(self.number)): "examined",
            (self.officer, "/desk/account-requests"): "queue",
            (self.officer, "/desk/accounts"): "accounts",
            (self.officer, f"/desk/accounts/{self.odd_id}"): "account",
            (self.focal, "/vouchings"): "vouchings",
            (self.focal, f"/vouchings/{self.vouching}"): "vouching",
            (self.focal, "/nominations"): "nominations",
            (self.odd, "/account"): "own account",
            (self.odd, "/account/second-factor"): "factors",
        }


def seen_in(words: str) -> str:
    """Return how a page shows the words: to the letter, hidden marks told, blanks single."""
    return " ".join(visible(words).split())


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_words_are_text_on_every_page(app, kind):
    words = HOSTILE[kind]
    scene = Scene(app, words)
    for (browser, page), name in scene.pages().items():
        answer = browser.get(page)
        assert answer.status_code == 200, name
        assert problems_with_page(answer) == [], name
        assert seen_in(words) in words_of(answer), name
        assert not problems_in(answer.text), name


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_words_are_one_line_of_a_mail_and_no_formula_of_a_file(app, kind):
    words = HOSTILE[kind]
    scene = Scene(app, words)
    decide(scene.officer, scene.number, "ask", question=words)
    scene.officer.send(f"/desk/accounts/{scene.odd_id}/suspend", reason=words)
    scene.focal.send("/nominations", email="new@justice.example", post_title=words, role="reader")
    mails = rows(app, "SELECT message_name, recipient, subject, html FROM outgoing_mail")
    for mail in mails:
        assert len(mail.subject.splitlines()) == 1, mail.message_name
        assert "evil" not in mail.recipient
        assert not problems_in(mail.html), mail.message_name
    token = TOKEN.search(scene.officer.get("/desk/trail").text)
    assert token is not None
    asked = {"csrf_token": token[1], "format": "csv"}
    only = "/desk/trail/export?action=account.suspended"  # Seeds are too long for the csv module.
    sent = scene.officer.post(only, data=asked, buffered=True)
    assert sent.status_code == 200
    table = list(csv.reader(io.StringIO(sent.text)))
    assert len(table) == 2
    assert not [cell for row in table for cell in row if cell.startswith(tuple("=+-@\t\r"))]
    assert rows(app, "SELECT count(*) FROM account")[0][0] == 3


def problems_in(html: str) -> list[str]:
    """Return elements and attributes that run something or lead to where no page of ours leads."""
    root = html5lib.parse(html, namespaceHTMLElements=False)
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "script" and not element.get("src", "").startswith("/static/"):
            found.append("script")
        found += [f"{element.tag} {name}" for name in element.attrib if name.startswith("on")]
        for name in ("href", "src", "action"):
            address = element.get(name, "").strip().lower()
            if address.startswith(("javascript:", "data:")) or "evil" in address:
                found.append(f"{element.tag} {name}={address}")
    return found


def test_a_page_that_runs_something_would_be_seen():
    for words in ("<script>alert(1)</script>", "<img src=x onerror=alert(2)>", "<a href='//evil'>"):
        assert problems_in(words)


def test_every_answer_says_what_it_is(app):
    """Type and character set stand in the answer, and what stands in it is of that type."""
    browser = browser_at(app)
    browser.let_in(an_account(app))
    types = {
        "/": "text/html; charset=utf-8",
        "/account": "text/html; charset=utf-8",
        "/no-such-page": "text/html; charset=utf-8",
        "/healthz/live": "text/plain; charset=utf-8",
        "/robots.txt": "text/plain; charset=utf-8",
        "/static/cna.js": "text/javascript; charset=utf-8",
        "/static/cna.css": "text/css; charset=utf-8",
    }
    for page, expected in types.items():
        with browser.get(page, buffered=True) as answer:
            assert answer.headers["Content-Type"].replace('"', "") == expected, page
