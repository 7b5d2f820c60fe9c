"""States, accounts and days for the tests of the yearly cycle."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

import time_machine
from flask import Flask
from sqlalchemy import Connection, insert

from cna_directory import scheduler
from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account
from cna_directory.accounts.standing import AccountStatus
from cna_directory.authorities.record import Confirmation, ConfirmationMeans, Record
from cna_directory.confirmations.queries import records_to_confirm
from cna_directory.database import db
from tests.builders import a_record, seed
from tests.features.accounts.visitors import past_the_application, rows

OFFICER = Actor(Role.SECRETARIAT, account_id=1)


@contextmanager
def at(day: date, hour: int = 9) -> Iterator[None]:
    """Travel to a day."""
    with time_machine.travel(datetime.combine(day, time(hour), tzinfo=UTC), tick=False):
        yield


def confirmed(number: int, state: str, day: date | None, **changes: Any) -> Record:
    """Return a small record that its State confirmed on a day, or never."""
    confirmation = day and Confirmation(day, ConfirmationMeans.ACCOUNT, "focal point")
    return a_record(number, state, confirmation=confirmation, **changes)


def seeded(*records: Record, on: date) -> None:
    """Put records into the directory as they were recorded on a day."""
    seed(*records, recorded_at=datetime.combine(on, time(8), tzinfo=UTC))
    db.session.remove()


def focal_point(state: str, account_id: int) -> Actor:
    """Return the focal point of a State as an actor."""
    return Actor(Role.FOCAL_POINT, account_id=account_id, state=state)


def an_address(app: Flask, email: str, role: Role, state: str, **fields: Any) -> int:
    """Write an account past the pages, because many are wanted; return its number."""
    with past_the_application(app) as connection:
        return written(connection, email, role, state, **fields)


def written(connection: Connection, email: str, role: Role, state: str, **fields: Any) -> int:
    """Write an account through an open connection; return its number."""
    values = {
        "email": email,
        "role": role,
        "state_iso2": state,
        "post_title": "Adviser",
        "organisation": "Ministry",
        "language": "en",
        "status": AccountStatus.ACTIVE,
        "created_at": datetime(2024, 1, 1, tzinfo=UTC),
    }
    made = connection.execute(insert(Account).values(values | fields))
    return int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0


def job(app: Flask) -> None:
    """Let the scheduler wake once."""
    scheduler.remind_to_confirm(app.extensions["settings"])
    db.session.remove()


def seen(state: str) -> dict[int, str]:
    """Return the content hashes that a page of a State's records would carry."""
    return {it.number: it.content_hash for it in records_to_confirm(state)}


def reminders(app: Flask) -> list[tuple[int, str, int, str, str]]:
    """Return number, day due, stage, day and receiver of every reminder on record."""
    found = rows(
        app,
        "SELECT authority_number, due_on, stage, reminded_at, sent_to FROM confirmation_reminder "
        "ORDER BY reminded_at, authority_number, stage",
    )
    return [(r[0], str(r[1]), r[2], str(r[3])[:10], r[4]) for r in found]
