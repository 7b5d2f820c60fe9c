"""A copy from the click to the file: asked for, made by the scheduler, taken, forgotten."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER
from cna_directory.access.roles import Role
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditOperation
from cna_directory.copies import operations, queries
from cna_directory.copies.models import CopyStatus, EditionCopy
from cna_directory.copies.rules import KEPT, LEASE, MOST_TRIES, MOST_WAITING, NEVER_ENDED
from cna_directory.database import db
from cna_directory.editions.models import FileChunk
from cna_directory.editions.queries import IssuedEdition
from cna_directory.editions.signing import signer_of
from publish.trust.signing import Verdict, verified
from publish.trust.tracing import numbers_inside
from tests.features.accounts.visitors import Browser, an_account, browser_at
from tests.features.copies.issued import built

ASK = "/editions/2026/1/copies"


def ask(browser: Browser, language: str = "en", file_format: str = "pdf", extract: str = "") -> str:
    answer = browser.send(
        "/editions/copies", ASK, language=language, format=file_format, extract=extract
    )
    assert answer.status_code == 303, answer.text
    db.session.rollback()
    return answer.location.rpartition("/")[2]


def make(app: Flask) -> int:
    db.session.rollback()
    made = operations.make_waiting_copies(SCHEDULER, app.extensions["settings"])
    db.session.rollback()
    return made


def trail(action: Action) -> list[AuditOperation]:
    db.session.rollback()
    asked = select(AuditOperation).where(AuditOperation.action == action)
    return list(db.session.scalars(asked.order_by(AuditOperation.number)))


def test_a_copy_is_asked_for_made_and_taken(
    app: Flask, edition: IssuedEdition, reader: Browser
) -> None:
    number = ask(reader)
    page = f"/editions/copies/{number}"
    assert "is being marked and signed" in reader.get(page).text
    assert reader.get(f"{page}/file").status_code == 404
    assert make(app) == 1
    shown = reader.get(page).text
    taken = reader.get(f"{page}/file", buffered=True)
    sha256 = hashlib.sha256(taken.data).hexdigest()
    assert sha256 in shown
    assert number in taken.headers["Content-Disposition"]
    assert taken.data.startswith(built().pdf)
    assert numbers_inside(taken.data) == (number,)
    said = verified(taken.data)
    assert said.is_untouched
    assert said.fingerprint == signer_of(app.extensions["settings"]).fingerprint
    for action in (Action.COPY_ASKED, Action.COPY_MADE, Action.EDITION_DOWNLOADED):
        (link,) = trail(action)
        assert link.details["copy"] == number
    assert trail(Action.EDITION_DOWNLOADED)[0].details["sha256"] == sha256


@pytest.mark.parametrize(
    ("language", "file_format"), [("en", "rtf"), ("mul", "csv"), ("mul", "json")]
)
def test_other_formats_have_their_signature_beside_them(
    app: Flask, edition: IssuedEdition, reader: Browser, language: str, file_format: str
) -> None:
    number = ask(reader, language, file_format)
    assert make(app) == 1
    page = f"/editions/copies/{number}"
    taken = reader.get(f"{page}/file", buffered=True).data
    beside = reader.get(f"{page}/signature", buffered=True)
    assert numbers_inside(taken) == (number,)
    assert verified(taken, beside.data).is_untouched
    assert verified(taken + b" ", beside.data).verdict is Verdict.CHANGED
    assert beside.headers["Content-Disposition"].endswith(f"{number}.{file_format}.p7s")


def test_the_same_question_again_is_the_same_copy(
    app: Flask, edition: IssuedEdition, reader: Browser
) -> None:
    number = ask(reader)
    assert ask(reader) == number
    make(app)
    assert ask(reader) == number
    assert make(app) == 0
    assert len(trail(Action.COPY_ASKED)) == 1


def test_copies_of_two_accounts_have_two_numbers(
    app: Flask, edition: IssuedEdition, reader: Browser
) -> None:
    other = browser_at(app)
    other.let_in(an_account(app, "other@mission.example"))
    assert ask(reader) != ask(other)


def test_nobody_sees_the_copy_of_somebody_else(
    app: Flask, edition: IssuedEdition, reader: Browser
) -> None:
    number = ask(reader)
    make(app)
    other = browser_at(app)
    other.let_in(an_account(app, "officer@secretariat.example", Role.SECRETARIAT))
    for part in ("", "/file", "/signature"):
        assert other.get(f"/editions/copies/{number}{part}").status_code == 404
    assert trail(Action.EDITION_DOWNLOADED) == []


def test_only_a_few_copies_of_an_account_wait(
    app: Flask, edition: IssuedEdition, reader: Browser
) -> None:
    for language, file_format in (("en", "pdf"), ("en", "rtf"), ("mul", "csv")):
        ask(reader, language, file_format)
    answer = reader.send("/editions/copies", ASK, language="mul", format="json", extract="")
    assert answer.status_code == 422
    assert f"{MOST_WAITING} of your copies are being made" in answer.text
    assert make(app) == MOST_WAITING
    assert ask(reader, "mul", "json")


@pytest.mark.parametrize(
    ("language", "file_format", "extract"),
    [
        ("fr", "pdf", ""),
        ("en", "p7s", ""),
        ("en", "pdf", "state/fr"),
        ("en", "pdf", "state/ZZ"),
        ("en", "pdf", "request-type/nothing"),
        ("en", "pdf", "../FR"),
        ("en", "pdf", "state/F\0"),
        ("mul", "csv", "state/FR"),
    ],
)
def test_what_an_edition_does_not_have_is_refused(
    edition: IssuedEdition, reader: Browser, language: str, file_format: str, extract: str
) -> None:
    answer = reader.send(
        "/editions/copies", ASK, language=language, format=file_format, extract=extract
    )
    assert answer.status_code == 422
    assert trail(Action.COPY_ASKED) == []


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Take the key away, as a wrong setting does."""

    def no_key(settings: object) -> None:
        raise RuntimeError("the key is gone")

    with monkeypatch.context() as patch:
        patch.setattr("cna_directory.copies.operations.making.signer_of", no_key)
        yield patch


def test_a_copy_that_fails_is_tried_again_and_then_given_up(
    app: Flask, edition: IssuedEdition, reader: Browser, broken: pytest.MonkeyPatch
) -> None:
    number = ask(reader)
    tries = 0
    with time_machine.travel(clock.now(), tick=False) as now:
        while queries.own_copy(number).is_under_way:
            assert make(app) == 0
            assert make(app) == 0, "it waits before it is tried again"
            tries += 1
            now.shift(timedelta(hours=3))
    assert queries.own_copy(number).status is CopyStatus.FAILED
    assert [link.details["is_given_up"] for link in trail(Action.COPY_FAILED)] == [
        *[False] * (tries - 1),
        True,
    ]
    assert "the key is gone" in trail(Action.COPY_FAILED)[0].details["reason"]
    shown = reader.get(f"/editions/copies/{number}").text
    assert "could not be made" in shown
    assert "the key is gone" not in shown
    assert ask(reader) != number


def test_who_waits_for_another_try_is_told_when_it_is(
    app: Flask, edition: IssuedEdition, reader: Browser, broken: pytest.MonkeyPatch
) -> None:
    number = ask(reader)
    page = f"/editions/copies/{number}"
    assert "takes a few seconds" in reader.get(page).text
    assert make(app) == 0
    shown = reader.get(page).text
    assert "could not be made at once" in shown
    assert "takes a few seconds" not in shown
    assert f"{queries.own_copy(number).next_try_at:%H:%M}" in shown


def test_a_copy_that_ends_each_of_its_makers_is_given_up(
    app: Flask, edition: IssuedEdition, reader: Browser
) -> None:
    """Such as one that takes more memory than there is."""
    number = ask(reader)
    copy = queries.own_copy(number)
    with time_machine.travel(clock.now(), tick=False) as now:
        for _ in range(MOST_TRIES):
            db.session.rollback()
            operations.making.claim_copy(SCHEDULER, copy.id, now=clock.now())
            now.shift(LEASE + timedelta(minutes=1))
        assert make(app) == 0
    assert queries.own_copy(number).status is CopyStatus.FAILED
    assert len(trail(Action.COPY_CLAIMED)) == MOST_TRIES
    (link,) = trail(Action.COPY_FAILED)
    assert (link.details["reason"], link.details["is_given_up"]) == (NEVER_ENDED, True)


def test_a_copy_asked_for_while_the_clock_ran_ahead_does_not_wait_for_it(
    app: Flask, edition: IssuedEdition
) -> None:
    reader = browser_at(app)
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        reader.let_in(an_account(app))
        ask(reader)
    assert queries.is_work_on_copies(clock.now())
    assert make(app) == 1


def test_an_address_that_no_database_takes_leads_nowhere(reader: Browser) -> None:
    for part in ("", "/file", "/signature"):
        assert reader.get(f"/editions/copies/%00{part}").status_code == 404


def test_who_was_overtaken_brings_out_nothing(
    app: Flask, edition: IssuedEdition, reader: Browser
) -> None:
    number = ask(reader)
    copy = queries.own_copy(number)
    db.session.rollback()
    first = operations.making.claim_copy(SCHEDULER, copy.id, now=clock.now())
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        second = operations.making.claim_copy(SCHEDULER, copy.id, now=clock.now())
        file = operations.making.MadeFile("copy.pdf", "application/pdf", b"late", b"")
        with pytest.raises(operations.making.AlreadyClaimed):
            operations.making.finish_copy(SCHEDULER, first, file=file)
        with pytest.raises(operations.making.AlreadyClaimed):
            operations.making.claim_copy(SCHEDULER, copy.id, now=clock.now())
        db.session.rollback()
        operations.making.finish_copy(SCHEDULER, second, file=file)
    assert len(trail(Action.COPY_MADE)) == 1


def test_the_file_is_forgotten_and_the_number_is_not(
    app: Flask, edition: IssuedEdition, reader: Browser
) -> None:
    number = ask(reader, "en", "rtf")
    make(app)
    copy = queries.own_copy(number)
    pieces = select(func.count()).select_from(FileChunk).where(FileChunk.sha256 == copy.sha256)
    assert db.session.scalar(pieces) == 1
    assert queries.signature_of(copy)
    assert operations.forget_old_copies(SCHEDULER, clock.now()) == 0
    later = clock.now() + KEPT + timedelta(minutes=1)
    assert queries.is_work_on_copies(later)
    assert operations.forget_old_copies(SCHEDULER, later) == 1
    assert not queries.is_work_on_copies(later)
    assert db.session.scalar(pieces) == 0
    assert reader.get(f"/editions/copies/{number}/file").status_code == 404
    assert "not kept any longer" in reader.get(f"/editions/copies/{number}").text
    (row,) = db.session.scalars(select(EditionCopy))
    assert (row.number, row.sha256) == (number, copy.sha256)
    assert ask(reader, "en", "rtf") != number
    db.session.rollback()
    masters = [file.sha256 for file in edition.files]
    left = set(db.session.scalars(select(FileChunk.sha256)))
    assert left == set(masters)
