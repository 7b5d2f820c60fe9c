"""An issued edition that is wrong: a corrigendum, or its withdrawal, and who is told of it."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import insert, select

from cna_directory.access.actors import OPERATOR, SCHEDULER, Actor
from cna_directory.access.roles import Role
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditOperation
from cna_directory.database import db
from cna_directory.editions import operations, queries
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.models import Edition, EditionStatus
from cna_directory.editions.operations import reconcile
from cna_directory.errors import AccessRefused, RuleBroken
from cna_directory.mail.models import OutgoingMail
from cna_directory.mail.operations import pause_mail, resume_mail, try_all_again
from cna_directory.settings import Settings
from tests.features.accounts.mailbox import mailbox
from tests.features.accounts.visitors import an_account, change, past_the_application, subscribed
from tests.features.editions.directory import ON_THE_DAY
from tests.features.editions.test_course import SECOND_DAY
from tests.features.subscriptions.announcing import announce, delivered

FIRST = EditionNumber(2026, 1)
OFFICER = Actor(Role.SECRETARIAT, account_id=1)
ISSUED = {
    "year": 2026,
    "status": EditionStatus.ISSUED,
    "closing_at": ON_THE_DAY,
    "issue_at": ON_THE_DAY,
    "issued_at": ON_THE_DAY,
    "counts": {},
}


@pytest.fixture
def told(app: Flask, ten_states: Settings) -> set[str]:
    """Issue the first edition to a subscriber and to one who took a file; return their addresses."""
    an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    subscribed(app, an_account(app, "subscriber@state.example"))
    an_account(app, "other@state.example")
    taker = an_account(app, "taker@state.example")
    reconcile(SCHEDULER, ten_states, ON_THE_DAY)
    file = queries.issued_edition(2026, 1).files[0]
    operations.record_download(Actor(Role.SECRETARIAT, account_id=taker), file)
    return {"subscriber@state.example", "taker@state.example"}


@pytest.fixture
def two_issued(app: Flask) -> Settings:
    """Put two editions without files into the list, of which one subscriber is told."""
    an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    subscribed(app, an_account(app, "subscriber@state.example"))
    with past_the_application(app) as connection:
        for half in (1, 2):
            connection.execute(insert(Edition).values(half=half, **ISSUED))
    settings: Settings = app.extensions["settings"]
    return settings


def mailed(name: str) -> set[str]:
    """Return who is told in mails of one kind, and look that each says about what it is."""
    mails = db.session.scalars(select(OutgoingMail).where(OutgoingMail.message_name == name)).all()
    assert {mail.about for mail in mails} <= {"edition/2026/1"}
    assert len({mail.recipient for mail in mails}) == len(mails)
    return {mail.recipient for mail in mails}


def test_a_corrigendum_reaches_everybody_with_the_edition(
    ten_states: Settings, told: set[str]
) -> None:
    """It stands beside the edition, which otherwise holds."""
    text = "On page 12 the telephone number of AR is wrong.\nIt ends in 7."
    operations.publish_corrigendum(OFFICER, FIRST, text=text, settings=ten_states)
    edition = queries.issued_edition(2026, 1)
    assert [(c.text, c.withdraws) for c in edition.corrigenda] == [(text, False)]
    assert not edition.is_withdrawn
    assert mailed("edition_corrigendum") == told


def test_a_withdrawn_edition_stays_listed_and_is_compared_with_no_more(
    ten_states: Settings, told: set[str]
) -> None:
    """Everybody with it is told; it is withdrawn once, and the next one leaves it out."""
    operations.withdraw_edition(OFFICER, FIRST, text="A page is missing.", settings=ten_states)
    edition = queries.issued_edition(2026, 1)
    assert edition.is_withdrawn
    assert [c.withdraws for c in edition.corrigenda] == [True]
    assert mailed("edition_withdrawn") == told
    for again in (operations.withdraw_edition, operations.publish_corrigendum):
        with pytest.raises(RuleBroken):
            again(OFFICER, FIRST, text="Once more.", settings=ten_states)
    assert reconcile(SCHEDULER, ten_states, ON_THE_DAY) == ()
    with time_machine.travel(SECOND_DAY, tick=True):
        reconcile(SCHEDULER, ten_states, SECOND_DAY)
    assert [str(e.number) for e in queries.issued_editions()] == ["2026/2", "2026/1"]
    assert queries.issued_edition(2026, 2).compared_with == ""
    said = select(AuditOperation.details).where(
        AuditOperation.action == Action.EDITION_WITHDRAWN.value
    )
    assert db.session.scalars(said).one()["reason"] == "A page is missing."


@pytest.mark.parametrize("server_says", ["", "451 busy", "550 never"])
@pytest.mark.parametrize("is_kept_back", [False, True])
def test_nobody_hears_of_the_issue_after_the_withdrawal(
    app: Flask, two_issued: Settings, server_says: str, *, is_kept_back: bool
) -> None:
    """Announcements that wait, failed or are kept back are taken off."""
    change(app, "DELETE FROM outgoing_mail")
    announce(SCHEDULER, two_issued)
    if server_says:
        assert delivered(server_says) == []
    if is_kept_back:
        pause_mail(OFFICER, "edition_available", reason="A page looks wrong.")
    operations.withdraw_edition(OFFICER, FIRST, text="A page is missing.", settings=two_issued)
    if is_kept_back:
        resume_mail(OFFICER, "edition_available")
    try_all_again(OFFICER)
    subject = "Edition 2026/1 of the directory is withdrawn: do not use it"
    assert delivered(later=timedelta(days=1)) == [("subscriber@state.example", subject)]
    said = select(AuditOperation.details).where(
        AuditOperation.action == Action.EDITION_WITHDRAWN.value
    )
    assert db.session.scalars(said).one()["mails_taken_off"] == 1


def test_the_mail_on_a_withdrawal_names_the_newer_edition(app: Flask, two_issued: Settings) -> None:
    """Readers are not told to wait for an edition that is out."""
    operations.withdraw_edition(OFFICER, FIRST, text="A page is missing.", settings=two_issued)
    (mail,) = mailbox(app, "edition_withdrawn")
    assert "Use edition 2026/2 instead:\n\nhttp://localhost/editions/2026/2\n" in mail.text
    assert "until the next edition" not in mail.text


def test_the_mail_on_a_withdrawal_names_no_edition_that_is_withdrawn_or_older(
    app: Flask, two_issued: Settings
) -> None:
    """Where no newer edition holds, readers are sent to the pages."""
    for number in (FIRST.next(), FIRST):
        operations.withdraw_edition(OFFICER, number, text="All of it.", settings=two_issued)
    of_second, of_first = mailbox(app, "edition_withdrawn")
    for mail, other in ((of_second, "2026/1"), (of_first, "2026/2")):
        assert "until the next edition" in mail.text
        assert other not in mail.text


def test_what_is_not_said_or_not_issued_is_refused(ten_states: Settings, told: set[str]) -> None:
    """A text is needed, and an edition that is out; the command line does not withdraw."""
    for text in ("", "  ", "x" * 20_000):
        with pytest.raises(RuleBroken):
            operations.withdraw_edition(OFFICER, FIRST, text=text, settings=ten_states)
    with pytest.raises(RuleBroken):
        operations.withdraw_edition(OFFICER, FIRST.next(), text="Why.", settings=ten_states)
    with pytest.raises(AccessRefused):
        operations.withdraw_edition(OPERATOR, FIRST, text="Why.", settings=ten_states)
    assert mailed("edition_withdrawn") == set()
