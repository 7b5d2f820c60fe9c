"""Two officers who decide on one proposal at the same moment: one outcome each time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from cna_directory.authorities.queries import authority_record
from cna_directory.authorities.record import ConfirmationMeans
from cna_directory.confirmations.operations import confirm_records
from cna_directory.confirmations.rules import StateRecords
from cna_directory.database import db, is_sqlite
from cna_directory.errors import DirectoryError, EditConflict
from cna_directory.mail.models import OutgoingMail
from cna_directory.review import operations
from cna_directory.review.queries import ExaminedProposal
from cna_directory.review.standing import ProposalStatus
from tests.builders import a_record, seed
from tests.features.review.proposals import (
    NUMBER,
    accept,
    examined,
    focal_point,
    live,
    officer,
    propose,
)

ROUNDS = {"sqlite": 100, "postgresql": 15}
DECIDED = {ProposalStatus.ACCEPTED, ProposalStatus.REFUSED}


def decided(app: Flask, decide: Callable[[], object], start: Barrier) -> bool:
    """Say whether a decision went through."""
    with app.app_context():
        start.wait()
        try:
            decide()
        except DirectoryError:
            return False
        finally:
            db.session.remove()
    return True


def mails() -> int:
    """Return how many proposers were told of a decision."""
    db.session.rollback()
    told = ("proposal_accepted", "proposal_refused")
    asked = select(func.count()).where(OutgoingMail.message_name.in_(told))
    return db.session.scalar(asked) or 0


def test_two_officers_at_once_come_to_one_outcome(app: Flask) -> None:
    if is_sqlite():
        event.listen(db.engine, "connect", lambda c, _: c.execute("PRAGMA synchronous=OFF"))
        db.session.remove()
        db.engine.dispose()
    seed(a_record())
    proposer = focal_point(app)
    one, another = officer(app), officer(app, "another@secretariat.example")
    settings = app.extensions["settings"]

    def refuse(seen: ExaminedProposal) -> None:
        operations.refuse_proposal(
            another, seen, reason="No.", content_seen=seen.content_hash, settings=settings
        )

    rounds = ROUNDS[db.engine.dialect.name]
    outcomes = set()
    with ThreadPoolExecutor(2) as pool:
        for number in range(rounds):
            acronym, start = f"A{number}", Barrier(2)
            seen = examined(propose(proposer, acronym=acronym))
            rival = partial(refuse, seen) if number % 2 else partial(accept, app, another, seen)
            tries = [
                pool.submit(decided, app, decide, start)
                for decide in (partial(accept, app, one, seen), rival)
            ]
            assert sum(tried.result() for tried in tries) == 1
            status = examined(seen.id).status
            assert status in DECIDED
            assert (live().acronym == acronym) == (status is ProposalStatus.ACCEPTED)
            outcomes.add(status)
    assert mails() == rounds
    assert ProposalStatus.ACCEPTED in outcomes


def test_a_confirmation_that_comes_between_is_not_lost(app: Flask) -> None:
    """It is committed after the decision read the record and before it holds it."""
    if is_sqlite():
        pytest.skip("SQLite lets nobody else write while an operation runs")
    seed(a_record())
    proposer = focal_point(app)
    seen = examined(propose(proposer, acronym="NEW"))
    shown = {NUMBER: authority_record(NUMBER).content_hash}

    def confirm() -> None:
        with app.app_context():
            confirm_records(
                proposer,
                StateRecords("FR", (NUMBER,)),
                means=ConfirmationMeans.ACCOUNT,
                seen=shown,
            )
            db.session.remove()

    with ThreadPoolExecutor(1) as pool:
        between = iter([confirm])

        def interrupt(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            if "FROM authority" in statement and "FOR UPDATE" in statement:
                for act in between:
                    pool.submit(act).result(timeout=20)

        event.listen(db.engine, "before_cursor_execute", interrupt)
        with pytest.raises(EditConflict):
            accept(app, officer(app), seen)
    assert next(between, None) is None
    assert live().acronym != "NEW"
    assert live().confirmation is not None
