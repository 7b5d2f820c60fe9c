"""The head of the trail goes outside once a day, with the word whether the chain held."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier

import pytest
import time_machine
from flask import Flask
from sqlalchemy import create_engine, text

from cna_directory.access.actors import SCHEDULER, VISITOR
from cna_directory.access.roles import Role
from cna_directory.audit import chain
from cna_directory.database import db
from cna_directory.errors import AccessRefused
from cna_directory.settings import SettingMissing, Settings
from cna_directory.trail import operations, queries
from tests.audit.test_protection import unprotect
from tests.conftest import make_settings
from tests.features.accounts.visitors import an_account, change, rows

TODAY = datetime(2031, 5, 6, 0, 1, tzinfo=UTC)
TOMORROW = datetime(2031, 5, 7, 0, 1, tzinfo=UTC)


def mails(app: Flask) -> list[tuple[str, str, str]]:
    return [
        tuple(row)
        for row in rows(
            app,
            "SELECT recipient, subject, text FROM outgoing_mail"
            " WHERE message_name = 'trail_head' ORDER BY id",
        )
    ]


def test_it_goes_to_officers_administrators_and_witnesses_once_a_day(
    app: Flask, settings: Settings
) -> None:
    an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    an_account(app, "administrator@secretariat.example", Role.ADMINISTRATOR)
    an_account(app, "gone@secretariat.example", Role.SECRETARIAT)
    an_account(app, "reader@mission.example")
    change(app, "UPDATE account SET status = 'suspended' WHERE email LIKE 'gone@%'")
    witnessed = replace(
        settings, trail_witnesses=("auditor@court.example", "Officer@secretariat.example")
    )
    with time_machine.travel(TODAY, tick=False):
        head = chain.head()
        assert operations.verify_and_post_head(SCHEDULER, witnessed)
        assert not operations.verify_and_post_head(SCHEDULER, witnessed)
    sent = mails(app)
    assert sorted(mail[0] for mail in sent) == [
        "administrator@secretariat.example",
        "auditor@court.example",
        "officer@secretariat.example",
    ]
    for _, subject, body in sent:
        assert subject == "Head of the audit trail, 2031-05-06"
        assert f"trail verify --head {head.hash}" in body
        assert f"Operations: {head.number}" in body
        assert "every operation in it holds" in body
    with time_machine.travel(TOMORROW, tick=False):
        assert operations.verify_and_post_head(SCHEDULER, witnessed)
    assert len(mails(app)) == 6
    posted = queries.last_posted_head()
    assert posted is not None
    assert (posted.fault, posted.posted_at) == ("", TOMORROW)
    assert chain.verify(head.hash, posted.hash) is None


def test_two_schedulers_at_once_post_it_once(app: Flask, settings: Settings) -> None:
    an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    db.session.rollback()
    start = Barrier(4)

    def wake(_: int) -> bool:
        with app.app_context():
            try:
                start.wait()
                return operations.verify_and_post_head(SCHEDULER, settings)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(wake, range(4))) == [False, False, False, True]
    assert len(mails(app)) == 1


def tamper(app: Flask, *statements: str) -> None:
    db.session.rollback()
    engine = create_engine(app.extensions["settings"].database_url)
    with engine.begin() as connection:
        unprotect(connection)
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
    db.session.rollback()


def test_a_broken_chain_is_told_loudly(app: Flask, settings: Settings) -> None:
    an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    tamper(app, "UPDATE audit_operation SET subject = 'x' WHERE number = 4")
    assert operations.verify_and_post_head(SCHEDULER, settings)
    ((_, subject, body),) = mails(app)
    assert subject.startswith("WARNING: the audit trail does not hold")
    assert "does NOT hold" in body
    assert "number 4: its content does not match its hash" in body
    posted = queries.last_posted_head()
    assert posted is not None
    assert (posted.broken_number, posted.fault) == (4, "its content does not match its hash")


def test_a_tail_that_was_cut_is_found_by_the_head_that_an_edition_prints(
    app: Flask, settings: Settings
) -> None:
    an_account(app, "officer@secretariat.example", Role.SECRETARIAT)
    printed = chain.head()
    change(
        app,
        "INSERT INTO edition (year, half, status, closing_at, issue_at, issued_at, trail_head,"
        " content_hash, counts, reason) VALUES (2030, 1, 'issued', '2030-05-25 00:00:00',"
        f" '2030-06-01 06:00:00', '2030-06-01 06:00:00', '{printed.hash}', '', '{{}}', '')",
    )
    tamper(
        app,
        f"DELETE FROM audit_personal_value WHERE operation_number = {printed.number}",
        f"DELETE FROM audit_entry WHERE operation_number = {printed.number}",
        f"DELETE FROM audit_operation WHERE number = {printed.number}",
    )
    assert chain.verify() is None
    assert operations.verify_and_post_head(SCHEDULER, settings)
    posted = queries.last_posted_head()
    assert posted is not None
    assert posted.fault == "the expected head is not in the chain"


def test_only_the_scheduler_and_the_operator_post_it(app: Flask, settings: Settings) -> None:
    with pytest.raises(AccessRefused):
        operations.verify_and_post_head(VISITOR, settings)
    assert mails(app) == []


def test_the_witnesses_are_addresses(settings: Settings) -> None:
    read = Settings.from_environment
    around = {"CNA_MODE": "demonstration", "CNA_DATA_DIR": str(settings.data_folder)}
    assert read(around).trail_witnesses == ()
    found = read({**around, "CNA_TRAIL_WITNESSES": "a@court.example, b@press.example ,"})
    assert found.trail_witnesses == ("a@court.example", "b@press.example")
    for wrong in ("court.example", "a@b@c", "a b@court.example", "a@court.example;b@x.example"):
        with pytest.raises(SettingMissing, match="CNA_TRAIL_WITNESSES"):
            read({**around, "CNA_TRAIL_WITNESSES": wrong})
    assert make_settings("sqlite://", settings.data_folder).trail_witnesses == ()
