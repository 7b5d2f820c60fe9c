"""Private notes: the secretariat writes, opens and erases them, and nobody else learns of any."""

import hashlib
from io import BytesIO

import pytest
from flask import Flask

from cna_directory.access.roles import Role
from tests.builders import a_record, seed
from tests.features.accounts.visitors import (
    TOKEN,
    Browser,
    an_account,
    browser_at,
    everything_in_the_trail,
    rows,
)
from tests.features.admission.letters_to_try import a_pdf
from tests.web.checking import problems_with_page

RECORD, STATE = "/authorities/9001/notes", "/states/FR/notes"


@pytest.fixture
def officer(app: Flask) -> Browser:
    seed(a_record())
    browser = browser_at(app)
    browser.let_in(an_account(app, "officer@directory.example", Role.SECRETARIAT))
    return browser


def write(officer: Browser, page: str, text: str, scan: bytes = b"", name: str = "scan.pdf"):
    token = TOKEN.search(officer.get(page).text)[1]
    values = {"csrf_token": token, "text": text}
    if scan:
        values["letter"] = (BytesIO(scan), name)
    return officer.post(page, data=values)


@pytest.mark.parametrize("page", [RECORD, STATE])
def test_a_note_is_written_and_listed_where_it_belongs(officer: Browser, page: str) -> None:
    assert write(officer, page, "Telephoned: the chief has left.").location == page
    shown = officer.get(page)
    assert problems_with_page(shown) == []
    assert "the chief has left" in shown.text
    other = STATE if page == RECORD else RECORD
    assert "the chief has left" not in officer.get(other).text


def test_a_scan_is_opened_with_a_trace_and_erased_for_good(app: Flask, officer: Browser) -> None:
    content = a_pdf()
    assert write(officer, RECORD, "See the scan of Mr Somebody.", content).status_code == 303
    ((number,),) = rows(app, "SELECT id FROM private_note")
    sent = officer.get(f"/notes/{number}/scan")
    assert sent.data == content
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert "note_scan.opened" in everything_in_the_trail(app)
    kept = "SELECT value FROM audit_personal_value WHERE value LIKE '%Somebody%'"
    assert len(rows(app, kept)) == 1

    place = f"/notes/{number}/erase"
    assert problems_with_page(officer.get(place)) == []
    assert len(rows(app, "SELECT * FROM private_note WHERE erased_at IS NULL")) == 1
    assert officer.send(place).location == RECORD
    ((text, scan, digest),) = rows(app, "SELECT text, scan, scan_sha256 FROM private_note")
    assert (text, scan, digest) == ("", None, "")
    assert rows(app, kept) == []
    assert hashlib.sha256(content).hexdigest() not in officer.get(RECORD).text
    assert "Erased on" in officer.get(RECORD).text
    assert officer.get(f"/notes/{number}/scan").status_code == 404
    assert officer.send("/account", to=place).status_code == 409


@pytest.mark.parametrize(
    ("field", "text", "scan"),
    [("text", " ", b""), ("text", "a" * 5001, b""), ("letter", "With it:", b"MZ no letter")],
)
def test_what_is_wrong_is_told_at_its_field(
    app: Flask, officer: Browser, field: str, text: str, scan: bytes
) -> None:
    answer = write(officer, RECORD, text, scan)
    assert answer.status_code == 422
    assert problems_with_page(answer) == []
    assert f'id="{field}-problem"' in answer.text
    assert rows(app, "SELECT * FROM private_note") == []


def test_nobody_else_learns_whether_there_are_notes(app: Flask, officer: Browser) -> None:
    write(officer, RECORD, "Secret.", a_pdf())
    for role, fields in (
        (Role.READER, {}),
        (Role.FOCAL_POINT, {"state_iso2": "FR"}),
        (Role.ADMINISTRATOR, {}),
    ):
        browser = browser_at(app)
        browser.let_in(an_account(app, f"{role.value}@office.example", role, **fields))
        there = {browser.get(page).status_code for page in (RECORD, STATE, "/notes/1/scan")}
        absent = {browser.get(page).status_code for page in ("/notes/7/scan", "/notes/7/erase")}
        assert there == absent == {403}
        for page in ("/authorities/9001", "/states/FR", "/authorities/9001/history"):
            assert "otes" not in browser.get(page).text.replace("Notes verbales", ""), page
