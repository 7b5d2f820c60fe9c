"""Whose copy a file is, and whether it is still the file that was issued."""

import gzip
import io
import json
import time
from email.message import EmailMessage

import pytest
from flask import Flask
from sqlalchemy import select

from cna_directory.access.actors import OPERATOR, SCHEDULER
from cna_directory.access.roles import Role
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditOperation
from cna_directory.copies import operations, queries
from cna_directory.copies.verifying import Kind, examined
from cna_directory.database import db
from cna_directory.editions.queries import IssuedEdition, chunks_of
from publish.trust.numbers import new_number
from publish.trust.signing import Verdict
from tests.features.accounts.visitors import Browser, an_account, browser_at
from tests.features.copies.test_copies import ask, make

TRACE = "/desk/trace-copy"


@pytest.fixture
def number(app: Flask, edition: IssuedEdition) -> str:
    browser = browser_at(app)
    browser.let_in(an_account(app, organisation="Mission of Aland"))
    number = ask(browser)
    make(app)
    return number


@pytest.fixture
def officer(app: Flask) -> Browser:
    browser = browser_at(app)
    browser.let_in(an_account(app, "officer@secretariat.example", Role.SECRETARIAT))
    return browser


def file_of(number: str) -> bytes:
    content = b"".join(chunks_of(queries.own_copy(number).sha256))
    db.session.rollback()
    return content


def traced(number: str = "", file: bytes = b"") -> dict:
    return {"number": number, "file": (io.BytesIO(file), "found.pdf")}


def traces() -> list[AuditOperation]:
    db.session.rollback()
    asked = select(AuditOperation).where(AuditOperation.action == Action.COPY_TRACED)
    return list(db.session.scalars(asked.order_by(AuditOperation.number)))


def test_an_officer_learns_whose_copy_a_file_is(officer: Browser, number: str) -> None:
    answer = officer.send(TRACE, **traced(file=file_of(number)))
    assert answer.status_code == 200
    assert number in answer.text
    assert "Mission of Aland" in answer.text
    (link,) = traces()
    assert link.details["copies"] == [number]


def test_a_copy_is_named_in_the_mail_that_leaked_it(officer: Browser, number: str) -> None:
    mail = EmailMessage()
    mail.set_content("See the attached.")
    mail.add_attachment(file_of(number), maintype="application", subtype="pdf", filename="a.pdf")
    assert number.encode() not in mail.as_bytes()
    answer = officer.send(TRACE, **traced(file=mail.as_bytes()))
    assert "Mission of Aland" in answer.text
    assert traces()[0].details["copies"] == [number]


def test_a_file_that_was_not_read_whole_is_not_called_nobodys(officer: Browser) -> None:
    answer = officer.send(TRACE, **traced(file=gzip.compress(b"text" * 99)[:-12]))
    assert answer.status_code == 422
    assert "Send a few of its pages" in answer.text
    assert "names no copy" not in answer.text
    assert traces() == []


def test_a_number_read_off_a_page_is_enough(officer: Browser, number: str) -> None:
    typed = number.lower().replace("-", " ")
    assert "Mission of Aland" in officer.send(TRACE, **traced(number=typed)).text
    wrong = number[:-1] + ("2" if number[-1] != "2" else "3")
    answer = officer.send(TRACE, **traced(number=wrong))
    assert answer.status_code == 422
    assert "Look at each letter again" in answer.text
    assert len(traces()) == 1


def test_a_file_that_is_nobodys_copy_names_nobody(
    officer: Browser, edition: IssuedEdition, number: str
) -> None:
    never_made = new_number().encode()
    master = b"".join(chunks_of(edition.files[0].sha256))
    for content in (b"nothing at all", b"Copy " + never_made, master):
        answer = officer.send(TRACE, **traced(file=content))
        assert "This file names no copy" in answer.text
        assert "Mission of Aland" not in answer.text
    assert [link.details["copies"] for link in traces()] == [[], [], []]


def test_a_number_is_found_among_more_than_a_database_can_be_asked_for(number: str) -> None:
    """Whoever leaks a copy may stuff it with numbers."""
    stuffed = [*(f"CNA-{place}" for place in range(300_000)), number, "CNA-last"]
    assert [traced.copy.number for traced in queries.copies_numbered(stuffed)] == [number]
    assert queries.copies_numbered(stuffed[:1000]) == ()


def test_an_empty_question_is_answered_in_words(officer: Browser) -> None:
    answer = officer.send(TRACE, **traced())
    assert answer.status_code == 422
    assert "Choose a file, or type the number" in answer.text


def test_a_copy_and_a_master_are_known_by_every_byte(edition: IssuedEdition, number: str) -> None:
    copy = examined(file_of(number))
    assert (copy.kind, copy.is_as_issued) == (Kind.COPY, True)
    assert number in copy.what
    for file in edition.files:
        master = examined(b"".join(chunks_of(file.sha256)))
        assert (master.kind, master.is_as_issued) == (Kind.MASTER, True)


def test_where_a_file_was_changed_is_named(edition: IssuedEdition, number: str) -> None:
    copy = file_of(number)
    for place in (2000, len(copy) // 2, len(copy) - 9):
        changed = copy[:place] + bytes((copy[place] ^ 1,)) + copy[place + 1 :]
        found = examined(changed)
        assert (found.verdict, found.changed_at) == (Verdict.CHANGED, place)
        assert not found.is_as_issued
    longer = examined(copy + b"\n1 0 obj null endobj")
    assert (longer.kind, longer.verdict) == (Kind.COPY, Verdict.APPENDED)
    assert longer.changed_at == len(copy)
    shorter = examined(copy[:-20])
    assert (shorter.verdict, shorter.changed_at) == (Verdict.CHANGED, len(copy) - 20)
    assert examined(b"%PDF-1.7 of somebody else").kind is Kind.UNKNOWN


def test_the_operator_traces_too(number: str) -> None:
    (found,) = operations.trace_file(OPERATOR, b"foot: " + number.encode())
    assert found.copy.organisation == "Mission of Aland"
    assert json.dumps(traces()[0].details["copies"]) == f'["{number}"]'


def test_a_hostile_file_is_given_up_in_time(officer: Browser, number: str) -> None:
    began = time.monotonic()
    with pytest.raises(Exception, match="more time or memory"):
        operations.trace_file(SCHEDULER, b"<" * 30_000_000, seconds=0)
    assert time.monotonic() - began < 20
