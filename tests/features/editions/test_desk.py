"""The secretariat's pages of an edition: what it sees, decides and takes, and who may not."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import OPERATOR, SCHEDULER
from cna_directory.access.roles import Role
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditOperation
from cna_directory.database import db
from cna_directory.editions import claims, operations, queries
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.models import EditionStatus
from cna_directory.editions.operations import reconcile
from cna_directory.editions.operations.claiming import claim_edition
from cna_directory.editions.operations.forgetting import forget_old_proofs
from cna_directory.editions.queries.watched import proof_of, watched_edition
from cna_directory.mail.models import OutgoingMail
from cna_directory.settings import Settings
from tests.builders import a_record, seed, words
from tests.features.accounts.visitors import Browser, an_account, browser_at, subscribed
from tests.features.editions.directory import ON_THE_DAY, RECORDED_AT
from tests.web.checking import problems_with_page

FIRST = EditionNumber(2026, 1)
PAGE = "/desk/editions/2026/1"
CLOSED = datetime(2026, 5, 25, 8, tzinfo=UTC)


@pytest.fixture
def after_closing() -> Iterator[Any]:
    """Travel to the morning after the first edition has closed."""
    with time_machine.travel(CLOSED, tick=True) as clock:
        yield clock


@pytest.fixture
def officer(app: Flask, ten_states: Settings, after_closing: object) -> Browser:
    """Return the browser of an officer who has shown the second factor just now."""
    app.extensions["settings"] = ten_states
    browser = browser_at(app)
    browser.let_in(an_account(app, "officer@secretariat.example", Role.SECRETARIAT))
    return browser


def status(settings: Settings) -> EditionStatus:
    """Return where the first edition stands."""
    db.session.rollback()
    db.session.expire_all()
    return watched_edition(FIRST, settings, CLOSED).status


def happened(action: Action) -> list[AuditOperation]:
    """Return what the trail tells of one kind."""
    db.session.rollback()
    asked = select(AuditOperation).where(AuditOperation.action == action.value)
    return list(db.session.scalars(asked.order_by(AuditOperation.number)))


def shown(browser: Browser, address: str = PAGE) -> str:
    """Return a page, after looking that it is sound."""
    answer = browser.get(address)
    assert answer.status_code == 200
    assert problems_with_page(answer) == []
    return answer.text


def test_only_officers_see_what_is_on_its_way(app: Flask, officer: Browser) -> None:
    """Neither a reader nor a visitor; and nobody an edition that there is not."""
    reader = browser_at(app)
    reader.let_in(an_account(app))
    for address in ("/desk/editions", PAGE, f"{PAGE}/progress", f"{PAGE}/changes"):
        assert reader.get(address).status_code == 403
        assert browser_at(app).get(address).status_code == 303
    for address in ("/desk/editions/1999/1", "/desk/editions/2026/3", f"{PAGE}/proof/en.pdf"):
        assert officer.get(address).status_code == 404


def test_before_the_closing_it_is_shown_as_to_come(officer: Browser) -> None:
    """The next edition can be opened, and held, before anything of it exists."""
    assert 'href="/desk/editions/2026/1"' in shown(officer, "/desk/editions")
    assert 'href="/desk/editions/2026/1"' in officer.get("/desk").text
    text = shown(officer)
    assert "Hold the edition back" in text
    assert "Issue it now" not in text
    assert officer.send(PAGE, f"{PAGE}/hold", reason="Wait.").status_code == 303
    assert "Wait." in shown(officer)
    assert "Release the edition" in shown(officer)


def test_a_proof_is_shown_with_what_to_look_at(officer: Browser, ten_states: Settings) -> None:
    """Warnings lead to records, pictures to pages; files are taken with a mark in the trail."""
    seed(a_record(9400, "FR", name=words("\U0010fffd Office")), recorded_at=RECORDED_AT)
    reconcile(SCHEDULER, ten_states, CLOSED)
    text = shown(officer)
    for expected in ("U+10FFFD", 'href="/authorities/9400"', "Issue it now", "page 1".title()):
        assert expected in text
    assert "http-equiv" not in text
    picture = officer.get(f"{PAGE}/proof/pages/1.png", buffered=True)
    assert (picture.status_code, picture.mimetype) == (200, "image/png")
    assert officer.get(f"{PAGE}/proof/pages/99999.png").status_code == 404
    assert happened(Action.PROOF_DOWNLOADED) == []
    for extension, start in (("pdf", b"%PDF"), ("rtf", b"{\\rtf")):
        answer = officer.get(f"{PAGE}/proof/en.{extension}", buffered=True)
        assert answer.data.startswith(start)
        assert answer.content_length == len(answer.data)
    taken = happened(Action.PROOF_DOWNLOADED)
    assert [it.details["format"] for it in taken] == ["pdf", "rtf"]


def test_an_address_of_a_proof_that_no_database_takes_leads_nowhere(officer: Browser) -> None:
    for name in ("%00.pdf", "en.%00"):
        assert officer.get(f"{PAGE}/proof/{name}").status_code == 404


def test_a_proof_that_has_had_its_time_is_shown_by_its_hashes(
    officer: Browser, ten_states: Settings
) -> None:
    """Two weeks after the issue nobody can take its files any more."""
    reconcile(SCHEDULER, ten_states, CLOSED)
    proof = proof_of(FIRST)
    assert proof is not None
    reconcile(SCHEDULER, ten_states, ON_THE_DAY)
    assert "Every page is marked as a proof" in shown(officer)
    forget_old_proofs(SCHEDULER, clock.now() + timedelta(days=30))
    text = shown(officer)
    assert "Every page is marked as a proof" not in text
    assert proof.files[0].sha256 in text
    for path in ("en.pdf", "en.rtf", "pages/1.png"):
        assert f"/proof/{path}" not in text
        assert officer.get(f"{PAGE}/proof/{path}").status_code == 404


def test_work_under_way_is_shown_and_can_be_cancelled(
    officer: Browser, ten_states: Settings
) -> None:
    """A bar with the step and the time left; held, the work is given up at once."""
    schedule = queries.schedule_of(ten_states)
    claim = claim_edition(SCHEDULER, FIRST, schedule=schedule, now=CLOSED)
    claims.renew(claim, step="pdf", done=5, total=20)
    text = shown(officer)
    assert 'http-equiv="refresh"' in text
    assert 'value="5" max="20"' in text
    news = officer.get(f"{PAGE}/progress").get_json()
    assert (news["is_over"], news["done"], news["total"]) == (False, 5, 20)
    assert "Setting the pages" in news["words"]
    assert officer.send(PAGE, f"{PAGE}/hold", reason="Stop.").status_code == 303
    with pytest.raises(claims.ClaimLost):
        claims.renew(claim, step="pdf", done=6, total=20)
    assert officer.get(f"{PAGE}/progress").get_json() == {"is_over": True}


def test_work_that_was_broken_off_is_said_to_be(
    officer: Browser, ten_states: Settings, after_closing: Any
) -> None:
    """Where nobody holds the claim any more, the page does not pretend that work goes on."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the clock of PostgreSQL does not travel")
    schedule = queries.schedule_of(ten_states)
    claim_edition(SCHEDULER, FIRST, schedule=schedule, now=CLOSED)
    after_closing.shift(timedelta(minutes=4))
    assert "broken off" in shown(officer)


def test_hold_release_and_issue_now(officer: Browser, ten_states: Settings) -> None:
    """Each asks for what it needs at its field, and each stands in the trail."""
    reconcile(SCHEDULER, ten_states, CLOSED)
    refused = officer.send(PAGE, f"{PAGE}/hold", reason=" ")
    assert refused.status_code == 422
    assert "hold-reason-problem" in refused.text
    assert officer.send(PAGE, f"{PAGE}/hold", reason="A note is awaited.").status_code == 303
    assert status(ten_states) is EditionStatus.HELD
    assert officer.send(PAGE, f"{PAGE}/release").status_code == 303
    assert status(ten_states) is EditionStatus.FROZEN
    assert officer.send(PAGE, f"{PAGE}/release").status_code == 422
    refused = officer.send(PAGE, f"{PAGE}/issue-now", reason="")
    assert "now-reason-problem" in refused.text
    assert officer.send(PAGE, f"{PAGE}/issue-now", reason="A treaty.").status_code == 303
    assert [it.details["reason"] for it in happened(Action.EDITION_HASTENED)] == ["A treaty."]
    later = CLOSED + timedelta(hours=1)
    with time_machine.travel(later, tick=True):
        reconcile(SCHEDULER, ten_states, later)
    assert status(ten_states) is EditionStatus.ISSUED


def test_what_decides_asks_for_the_second_factor_again(
    officer: Browser, after_closing: Any
) -> None:
    """Ten minutes later nothing is decided until it is shown."""
    after_closing.shift(timedelta(minutes=10))
    for act in ("hold", "release", "issue-now", "corrigendum", "withdraw"):
        answer = officer.send(PAGE, f"{PAGE}/{act}", reason="Why.", text="Why.")
        assert "/show-again" in (answer.location or "") or "second factor" in answer.text
    assert happened(Action.EDITION_HELD) == []


def test_an_issued_edition_is_corrected_and_withdrawn(
    app: Flask, officer: Browser, ten_states: Settings
) -> None:
    """Recipients and how far their mails are stand on the page; withdrawn, nothing is offered."""
    subscribed(app, an_account(app, "subscriber@state.example"))
    reconcile(SCHEDULER, ten_states, ON_THE_DAY)
    text = shown(officer)
    assert "subscriber@state.example" in text
    assert "0 sent, 1 waiting, 0 failed" in text
    assert queries.issued_edition(2026, 1).files[0].sha256 in text
    refused = officer.send(PAGE, f"{PAGE}/withdraw", text="")
    assert "withdraw-text-problem" in refused.text
    answer = officer.send(PAGE, f"{PAGE}/corrigendum", text="A number is wrong.")
    assert answer.status_code == 303
    assert "edition_corrigendum" in posted()
    assert officer.send(PAGE, f"{PAGE}/withdraw", text="All is wrong.").status_code == 303
    text = shown(officer)
    assert "A number is wrong." in text
    assert "Withdraw the edition" not in text
    assert "edition_withdrawn" in posted()
    assert posted().isdisjoint({"edition_available", "edition_corrigendum"})
    assert officer.get("/editions/2026/1/en.pdf", buffered=True).status_code == 200


def posted() -> set[str]:
    """Return the names of all mails in the outbox."""
    db.session.rollback()
    return set(db.session.scalars(select(OutgoingMail.message_name)))


def test_changes_since_the_edition_before_are_listed(
    officer: Browser, ten_states: Settings
) -> None:
    """New authorities and amended fields stand with the words of both sides."""
    reconcile(SCHEDULER, ten_states, ON_THE_DAY)
    july, december = datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 12, 2, tzinfo=UTC)
    seed(a_record(9500, "FR", name=words("A new office")), recorded_at=july)
    reconcile(SCHEDULER, ten_states, december)
    text = shown(officer, "/desk/editions/2026/2/changes")
    assert "A new office" in text
    assert "Compared with edition 2026/1" in text
    assert "no earlier edition" in shown(officer, f"{PAGE}/changes")
    assert operations.recompiled(OPERATOR, ten_states, FIRST.next()).is_same
