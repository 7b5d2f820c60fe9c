"""Seeds reach the tables whole, and a load that was broken off goes on where it stopped."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from cna_directory.authorities import queries
from cna_directory.authorities.models import Revision
from cna_directory.database import db
from cna_directory.reference.models import Instrument, Party, RequestType, State
from cna_directory.seeding import loading
from cna_directory.seeding.history import SeedRevision
from tests.builders import RECORDED_AT, a_record

HISTORY = [
    SeedRevision(a_record(number, state, acronym=acronym), moment, moment.date(), "for a test")
    for number, state in ((9001, "FR"), (9002, "JP"), (9003, "PE"))
    for acronym, moment in (("A", RECORDED_AT), ("B", RECORDED_AT + timedelta(days=5)))
]


def revisions() -> int:
    return db.session.scalar(select(func.count()).select_from(Revision)) or 0


def silent(done: int, in_all: int) -> None:
    """Show no progress."""


def test_reference_rows_are_all_there(app: Flask) -> None:
    counted = {
        table.__tablename__: db.session.scalar(select(func.count()).select_from(table))
        for table in (State, Instrument, RequestType, Party)
    }
    assert counted == {"state": 197, "instrument": 6, "request_type": 10, "party": 1062}
    assert not loading.is_empty()


def test_a_load_that_was_broken_off_goes_on_where_it_stopped(app: Flask) -> None:
    def break_off(done: int, in_all: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        loading.load_records(HISTORY, break_off)
    assert revisions() == 4
    assert loading.load_records(HISTORY, silent) == 2
    assert revisions() == len(HISTORY)
    assert [queries.authority_record(n).number for n in (9001, 9002, 9003)] == [2, 2, 2]
    assert loading.load_records(HISTORY, silent) == 0


def test_every_seed_keeps_the_rules_of_the_house(app: Flask) -> None:
    """A State of each kind is enough here; the demonstration's test loads all of them."""
    from cna_directory.seeding import all_revisions
    from cna_directory.settings import PROJECT_FOLDER

    plan = all_revisions(Path(PROJECT_FOLDER) / "seeds", RECORDED_AT.date())
    few = [step for step in plan.revisions if step.record.state in {"AT", "EG", "IN", "TH", "US"}]
    assert loading.load_records(few, silent) == len(few)
