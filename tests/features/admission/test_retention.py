"""What is kept of applicants, and what is left when its time has come: the scheduler's job."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import insert, inspect, select
from sqlalchemy.engine import make_url

from cna_directory import scheduler
from cna_directory.access.actors import SCHEDULER, VISITOR, Actor
from cna_directory.access.roles import Role
from cna_directory.accounts.models import (
    PasskeyChallenge,
    PasswordResetAsked,
    PendingSignIn,
    SignInAttempt,
    UserSession,
)
from cna_directory.accounts.operations.retention import remove_what_is_over
from cna_directory.admission.operations.keeping import keep_requests
from cna_directory.admission.rules.retention import (
    is_to_forget_letter,
    is_to_forget_person,
    lapses,
)
from cna_directory.admission.standing import RequestStatus
from cna_directory.audit import chain
from cna_directory.database import Base, db
from cna_directory.errors import AccessRefused
from tests.builders import a_record, seed
from tests.features.accounts.visitors import (
    an_account,
    browser_at,
    change,
    past_the_application,
    rows,
)
from tests.features.admission.applicants import (
    begun,
    confirmed,
    filled_in,
    request_row,
    sent,
    upload,
)
from tests.features.admission.letters_to_try import a_pdf
from tests.features.admission.requests import (
    a_nomination,
    a_request_with_letter,
    decide,
    signed_in,
    status_of,
)

BEGIN = datetime(2026, 3, 1, 9, tzinfo=UTC)
NAME, ADDRESS, TELEPHONE = "Xanthippe Quillfeather", "xanthippe@quill.example", "+999 55 12 34 77"
PERSONAL = (
    "Xanthippe",
    "Quillfeather",
    "xanthippe@quill.example",
    "55 12 34 77",
    "Zanzibar purposes",
    "Umbrella answer",
    "Vermilion reason",
    "Turquoise question",
    "203.0.113.99",
)
"""What an applicant of these tests leaves behind everywhere."""


@contextmanager
def day(number: int, *, seconds: int = 0) -> Iterator[None]:
    """Travel to a day counted from the first."""
    with time_machine.travel(BEGIN + timedelta(days=number, seconds=seconds), tick=False):
        yield


def kept(app: Flask) -> None:
    """Run the scheduler's job once."""
    with app.app_context():
        scheduler.keep_accounts(app.extensions["settings"])
        db.session.remove()


def everything(app: Flask) -> str:
    """Return every value of every table, and on SQLite the bytes of the file too."""
    with past_the_application(app) as connection:
        dump = "\n".join(
            repr(tuple(row))
            for table in Base.metadata.sorted_tables
            for row in connection.execute(select(table))
        )
        if connection.dialect.name != "sqlite":
            return dump
    with app.app_context():
        db.session.remove()
        db.engine.dispose()  # The last connection takes the write-ahead log into the file.
    file = Path(make_url(app.extensions["settings"].database_url).database or "")
    beside = [file.with_name(f"{file.name}-wal")]
    files = [part for part in (file, *beside) if part.exists()]
    return dump + "".join(part.read_bytes().decode("latin-1") for part in files)


def found_in(text: str) -> set[str]:
    """Return which of the personal values a text holds, however JSON writes them."""
    return {value for value in PERSONAL if value in unicodedata.normalize("NFC", text)}


def refused(app: Flask) -> int:
    """Take a request from its first page to its refusal, with an exchange; return its number."""
    seed(a_record(9001))
    browser, own = confirmed(
        app,
        remote_address="203.0.113.99",
        person_name=NAME,
        email=ADDRESS,
        telephone=TELEPHONE,
        purpose="Zanzibar purposes",
    )
    number = int(request_row(app).id)
    officer = signed_in(app, "officer@secretariat.example", Role.SECRETARIAT)
    a_nomination(app, an_account(app, "focal@x.example", Role.FOCAL_POINT), email=ADDRESS)
    assert decide(officer, number, "ask", question="Turquoise question").status_code == 303
    assert browser.send(own, text="Umbrella answer").status_code == 303
    assert decide(officer, number, "refuse", reason="Vermilion reason").status_code == 303
    assert status_of(app, number) == "refused"
    return number


def test_a_refused_request_is_forgotten_and_the_trail_holds(app: Flask) -> None:
    with day(0):
        number = refused(app)
    with day(180, seconds=-1):
        kept(app)
        before = found_in(everything(app))
        assert before >= {"Xanthippe", "xanthippe@quill.example", "Vermilion reason"}
        assert before >= {"Turquoise question", "Umbrella answer", "Zanzibar purposes"}
    with day(180):
        kept(app)
        kept(app)
    assert found_in(everything(app)) == set()
    with app.app_context():
        assert chain.verify() is None
    row = rows(app, f"SELECT * FROM account_request WHERE id = {number}")[0]
    assert (row.status, row.state_iso2, row.organisation) == (
        "refused",
        "FR",
        "Ministère de la Justice",
    )
    assert row.erased_at is not None
    erased = rows(
        app, "SELECT subject FROM audit_operation WHERE action = 'account_request.erased'"
    )
    assert [row.subject for row in erased] == [f"account-request/{number}"]


def test_what_goes_wrong_about_an_account_keeps_no_request(app: Flask) -> None:
    with day(0):
        refused(app)
        other = an_account(app, "other@mission.example")
    change(app, f"UPDATE account SET email = 'no address' WHERE id = {other}")
    with day(365), pytest.raises(ValueError, match="one address"):
        kept(app)
    assert found_in(everything(app)) == set()


def test_what_is_left_of_it_can_still_be_looked_at(app: Flask) -> None:
    with day(0):
        number = refused(app)
    with day(181):
        kept(app)
        officer = browser_at(app)
        officer.let_in(rows(app, "SELECT id FROM account WHERE role = 'secretariat'")[0][0])
        for page in ("/desk/account-requests?status=refused", f"/desk/account-requests/{number}"):
            assert officer.get(page).status_code == 200, page


def test_the_personal_values_of_others_stay(app: Flask) -> None:
    with day(0):
        refused(app)
        an_account(app, "somebody@mission.example")
    with day(180):
        kept(app)
    left = " ".join(row.value for row in rows(app, "SELECT value FROM audit_personal_value"))
    assert "somebody@mission.example" in left
    assert "officer@secretariat.example" in left


def test_the_nomination_of_somebody_who_asks_again_stays(app: Flask) -> None:
    with day(0):
        refused(app)
    with day(100):
        sent(app, remote_address="198.51.100.9", email=ADDRESS)
    with day(180):
        kept(app)
    assert rows(app, "SELECT email FROM nomination")[0].email == ADDRESS


def test_a_request_that_nobody_confirms_lapses_and_is_forgotten(app: Flask) -> None:
    with day(0):
        sent(app, remote_address="203.0.113.99", person_name=NAME, email=ADDRESS)
        confirm_by = request_row(app).confirm_by
    assert confirm_by
    with day(6):
        kept(app)
        assert request_row(app).status == "awaiting_confirmation"
    with day(8):
        kept(app)
        kept(app)
        assert request_row(app).status == "lapsed"
    lapsed = rows(app, "SELECT 1 FROM audit_operation WHERE action = 'account_request.lapsed'")
    assert len(lapsed) == 1
    with day(188):
        kept(app)
    assert found_in(everything(app)) == set()


def test_drafts_and_their_letters_go_after_a_week(app: Flask) -> None:
    with day(0):
        browser = filled_in(app, person_name=NAME, email=ADDRESS)
        assert upload(browser, a_pdf()).status_code == 303
    with day(7):
        kept(app)
        assert rows(app, "SELECT count(*) FROM account_request_draft")[0][0] == 1
        begun(app)
    with day(7, seconds=60):
        kept(app)
    assert rows(app, "SELECT count(*) FROM account_request_draft")[0][0] == 1
    assert rows(app, "SELECT count(*) FROM letter")[0][0] == 0
    assert found_in(everything(app)) == set()


def test_the_letter_of_an_approved_request_goes_and_the_rest_stays(app: Flask) -> None:
    with day(0):
        number = a_request_with_letter(
            app, status=RequestStatus.APPROVED, decided_at=BEGIN, person_name=NAME
        )
        waiting = a_request_with_letter(app, reference="R-OTHER", email="b@x.example")
    with day(179):
        kept(app)
        assert rows(app, "SELECT count(*) FROM letter")[0][0] == 2
    with day(180):
        kept(app)
        kept(app)
    row = rows(app, f"SELECT * FROM account_request WHERE id = {number}")[0]
    assert row.letter_id is None
    assert row.person_name == NAME
    assert row.erased_at is None
    assert len(row.letter_sha256) == 64
    assert rows(app, f"SELECT letter_id FROM account_request WHERE id = {waiting}")[0][0]
    erased = rows(app, "SELECT 1 FROM audit_operation WHERE action = 'account_request.erased'")
    assert len(erased) == 1


def test_bookkeeping_that_is_over_goes(app: Flask) -> None:
    with day(0):
        reader = an_account(app)
        browser_at(app).let_in(reader)
    tables: dict[type[Any], dict[str, Any]] = {
        PendingSignIn: {
            "token_hash": "a" * 64,
            "account_id": reader,
            "made_at": BEGIN,
            "expires_at": BEGIN,
        },
        PasskeyChallenge: {"challenge_hash": "b" * 64, "purpose": "sign_in", "expires_at": BEGIN},
        PasswordResetAsked: {"email": ADDRESS, "asked_at": BEGIN},
        SignInAttempt: {
            "address_hash": "c" * 64,
            "remote_address": "203.0.113.99",
            "at": BEGIN,
            "succeeded": False,
        },
    }
    with past_the_application(app) as connection:
        for table, values in tables.items():
            connection.execute(insert(table).values(**values))

    def left() -> set[str]:
        every = (*tables, UserSession)
        names = [inspect(table).local_table.name for table in every]
        return {name for name in names if rows(app, f"SELECT count(*) FROM {name}")[0][0]}

    everything_there = left()
    assert len(everything_there) == 5
    with day(0):
        kept(app)
        assert left() == everything_there
    with day(2):
        kept(app)
        assert left() == {"user_session", "password_reset_asked"}
    with day(89):
        kept(app)
        assert left() == {"user_session"}
        assert rows(app, "SELECT count(*) FROM outgoing_mail")[0][0]
    with day(91):
        kept(app)
        old = rows(app, "SELECT count(*) FROM outgoing_mail WHERE message_name LIKE 'activate%'")
        assert old[0][0] == 0
    with day(401):
        kept(app)
        assert left() == set()


@pytest.mark.parametrize("actor", [VISITOR, Actor(Role.SECRETARIAT, 1), Actor(Role.OPERATOR)])
def test_nobody_but_the_scheduler_removes_anything(app: Flask, actor: Actor) -> None:
    with pytest.raises(AccessRefused):
        remove_what_is_over(actor, BEGIN)
    with pytest.raises(AccessRefused):
        keep_requests(actor, BEGIN)
    assert keep_requests(SCHEDULER, BEGIN) == 0


@pytest.mark.parametrize("status", list(RequestStatus))
def test_what_is_due_by_status(status: RequestStatus) -> None:
    long_ago = BEGIN - timedelta(days=180)
    is_without = status in {RequestStatus.REFUSED, RequestStatus.LAPSED}
    assert is_to_forget_person(status, long_ago, None, BEGIN) is is_without
    assert not is_to_forget_person(status, long_ago, BEGIN, BEGIN)
    assert not is_to_forget_person(status, long_ago + timedelta(seconds=1), None, BEGIN)
    assert not is_to_forget_person(status, None, None, BEGIN)
    is_approved = status is RequestStatus.APPROVED
    assert is_to_forget_letter(status, long_ago, BEGIN, has_letter=True) is is_approved
    assert not is_to_forget_letter(status, long_ago, BEGIN, has_letter=False)
    is_unconfirmed = status is RequestStatus.AWAITING_CONFIRMATION
    assert lapses(status, BEGIN, BEGIN) is is_unconfirmed
    assert not lapses(status, BEGIN + timedelta(seconds=1), BEGIN)
