"""A thousand subscribers are told of an edition, whatever the mail server does."""

from collections import Counter
from datetime import timedelta

from flask import Flask
from sqlalchemy import create_engine, insert, select

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER
from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account
from cna_directory.accounts.standing import AccountStatus
from cna_directory.database import db
from cna_directory.editions.operations import reconcile
from cna_directory.mail.models import MailStatus, OutgoingMail
from cna_directory.mail.outbox import deliver_waiting_mail
from cna_directory.mail.transport import smtp
from cna_directory.settings import Settings
from cna_directory.subscriptions.models import EditionSubscription
from tests.features.editions.directory import ON_THE_DAY
from tests.mail.sink import CUT, listening

MANY = 1000


def add_subscribers(app: Flask, number: int) -> None:
    """Make accounts with subscriptions past the pages."""
    engine, now = create_engine(app.extensions["settings"].database_url), clock.now()
    accounts = [
        {
            "email": f"reader{i}@mission.example",
            "post_title": "Legal adviser",
            "organisation": "Permanent Mission",
            "role": Role.READER,
            "status": AccountStatus.ACTIVE,
            "created_at": now,
            "terms_version": "",
            "language": ("en", "fr", "ar")[i % 3],
        }
        for i in range(number)
    ]
    with engine.begin() as connection:
        connection.execute(insert(Account), accounts)
        ids = connection.scalars(select(Account.id).where(Account.email.like("reader%"))).all()
        connection.execute(
            insert(EditionSubscription),
            [
                {
                    "account_id": account_id,
                    "languages": ["en"],
                    "formats": ["pdf"],
                    "ending_token": f"token-of-{account_id}",
                    "changed_at": now,
                }
                for account_id in ids
            ],
        )
    engine.dispose()


def deliver(address: str, minutes: int) -> int:
    """Wake as the scheduler does, so many minutes after the issue."""
    later = timedelta(minutes=minutes)
    return deliver_waiting_mail(SCHEDULER, smtp(address), lambda: clock.now() + later)


def test_no_mail_is_lost_while_the_server_is_down_for_an_hour(
    app: Flask, ten_states: Settings
) -> None:
    add_subscribers(app, MANY)
    reconcile(SCHEDULER, ten_states, ON_THE_DAY)
    for minute in range(60):
        assert deliver("smtp://127.0.0.1:1", minute) == 0
    faults = ["451 busy", CUT, "250 taken", "550 no such mailbox"] * 10
    with listening(*faults) as sink:
        for minute in (60, 90, 180, 600):
            deliver(sink.url, minute)
    reached = Counter(mail["To"] for mail in sink.taken)
    refused = set(
        db.session.scalars(
            select(OutgoingMail.recipient).where(OutgoingMail.status == MailStatus.FAILED)
        )
    )
    assert len(refused) == faults.count("550 no such mailbox")
    assert set(reached) | refused == {f"reader{i}@mission.example" for i in range(MANY)}
    assert set(reached) & refused == set()
    repeated = [mail for mail in sink.taken if reached[mail["To"]] > 1]
    assert len(repeated) == 2 * faults.count(CUT), "only where the line was cut after the mail"
    assert len({mail["Message-ID"] for mail in repeated}) == faults.count(CUT)
    for mail in sink.taken:
        assert str(mail).count("@mission.example") == 1, "nobody learns who else is told"
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert mail["List-Unsubscribe"].startswith("<http://localhost/unsubscribe/token-of-")
