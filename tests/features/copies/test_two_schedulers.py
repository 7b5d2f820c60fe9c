"""Several schedulers at work on the same queue: each copy is made once."""

import threading

from flask import Flask
from sqlalchemy import select

from cna_directory.access.actors import SCHEDULER
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditOperation
from cna_directory.copies import operations
from cna_directory.database import db
from tests.features.accounts.visitors import an_account, browser_at
from tests.features.copies.issued import issue
from tests.features.copies.test_copies import ask

SCHEDULERS = 4
READERS = 3


def test_four_schedulers_make_each_copy_once(app: Flask) -> None:
    issue(app)
    asked = []
    for at in range(READERS):
        browser = browser_at(app)
        browser.let_in(an_account(app, f"reader{at}@mission.example"))
        asked += [ask(browser), ask(browser, "mul", "csv")]
    db.session.rollback()
    begin = threading.Barrier(SCHEDULERS)
    made: list[int] = []
    failed: list[Exception] = []

    def work() -> None:
        with app.app_context():
            begin.wait()
            try:
                made.append(operations.make_waiting_copies(SCHEDULER, app.extensions["settings"]))
            except Exception as error:  # noqa: BLE001 - shown by the test.
                failed.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=work) for _ in range(SCHEDULERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sum(made) == len(asked)
    links = db.session.scalars(
        select(AuditOperation.details).where(AuditOperation.action == Action.COPY_MADE)
    )
    assert sorted(details["copy"] for details in links) == sorted(asked)
