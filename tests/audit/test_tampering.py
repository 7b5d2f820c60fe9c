"""Whatever is changed in the trail past the program, verifying names the place, every time."""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from cna_directory.audit import chain
from cna_directory.authorities.record import ContactPoint
from cna_directory.database import db
from tests.audit.test_protection import unprotect
from tests.builders import a_record, seed, words

CASES = 50
TABLES = ("audit_operation", "audit_entry", "audit_personal_value")
"""An operation comes before what refers to it."""
COLUMNS = [
    *(
        ("audit_operation", name)
        for name in (
            "number",
            "action",
            "actor_role",
            "actor_account_id",
            "happened_at",
            "subject",
            "details",
            "previous_hash",
            "hash",
        )
    ),
    *(
        ("audit_entry", name)
        for name in ("operation_number", "position", "table_name", "row_key", "kind", "changes")
    ),
    *(
        ("audit_personal_value", name)
        for name in ("commitment", "operation_number", "salt", "value")
    ),
]
IN_JSON = {"details", "changes"}


@dataclass
class Tampering:
    """What was done, and the operations of which one must be named."""

    what: str
    places: set[int]
    expected_head: str = ""


@pytest.fixture
def behind(app: Flask) -> Iterator[Engine]:
    """Fill a trail, take its protection away, and return an engine that nothing watches."""
    for number in range(9001, 9006):
        contact = ContactPoint(words("Desk"), person_name="Ekaterine Sample")
        seed(a_record(number, contact_points=(contact,)))
    db.session.rollback()
    engine = create_engine(db.engine.url)
    with engine.begin() as connection:
        unprotect(connection)
        for table in TABLES:
            connection.execute(text(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}"))
    yield engine
    engine.dispose()


@contextmanager
def undone(engine: Engine) -> Iterator[None]:
    """Put the trail back as it was."""
    yield
    db.session.rollback()
    with engine.begin() as connection:
        for table in reversed(TABLES):
            connection.execute(text(f"DELETE FROM {table}"))
        for table in TABLES:
            connection.execute(text(f"INSERT INTO {table} SELECT * FROM kept_{table}"))


def flip(value: Any, draw: random.Random) -> Any:
    """Return a value with one bit changed, or the nearest that its type allows."""
    if value is None:
        return 1
    if isinstance(value, int):
        return value ^ (1 << draw.randrange(8))
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1)
    is_text = isinstance(value, str)
    changed = bytearray(value.encode() if is_text else bytes(value))
    changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return changed.decode(errors="strict") if is_text else bytes(changed)


def means_the_same(column: str, before: Any, after: Any) -> bool:
    """Say whether a JSON text is only spelt otherwise: the chain covers what it says."""
    try:
        return column in IN_JSON and bool(json.loads(before) == json.loads(after))
    except ValueError:
        return False


def change_a_bit(connection: Connection, draw: random.Random) -> Tampering | None:
    """Change one bit of one row; `None` where the drawn change is none or is refused."""
    table, column = draw.choice(COLUMNS)
    is_cast = column in IN_JSON and connection.dialect.name == "postgresql"
    shown = f"CAST({column} AS TEXT)" if is_cast else column
    place, keys = {
        "audit_operation": ("number", ("number",)),
        "audit_entry": ("operation_number", ("operation_number", "position")),
        "audit_personal_value": ("operation_number", ("commitment",)),
    }[table]
    listed = f"SELECT {shown} AS it, {place} AS place, {', '.join(keys)} FROM {table}"
    rows = connection.execute(text(f"{listed} ORDER BY {', '.join(keys)}")).mappings().all()
    row = draw.choice([row for row in rows if row["it"] != ""])
    try:
        after = flip(row["it"], draw)
    except UnicodeDecodeError:
        return None
    if means_the_same(column, row["it"], after):
        return None
    where = " AND ".join(f"{key} = :{key}_before" for key in keys)
    values = {f"{key}_before": row[key] for key in keys} | {"after": after}
    new = "CAST(:after AS JSON)" if is_cast else ":after"
    connection.execute(text(f"UPDATE {table} SET {column} = {new} WHERE {where}"), values)
    places = {row["place"]} | ({after} if column == place else set())
    return Tampering(f"{table}.{column}: {row['it']!r} -> {after!r}", places)


def remove_a_row(connection: Connection, draw: random.Random) -> Tampering:
    """Remove an operation with its entries, or one entry; not the last, which is a cut tail."""
    last = connection.execute(text("SELECT max(number) FROM audit_operation")).scalar_one()
    number = draw.randrange(1, last)
    entries = (
        connection.execute(
            text(f"SELECT position FROM audit_entry WHERE operation_number = {number}")
        )
        .scalars()
        .all()
    )
    if entries and draw.random() < 0.5:
        position = draw.choice(sorted(entries))
        connection.execute(
            text(
                f"DELETE FROM audit_entry WHERE operation_number = {number}"
                f" AND position = {position}"
            )
        )
        return Tampering(f"entry {number}/{position} removed", {number})
    remove_operations(connection, f"= {number}")
    return Tampering(f"operation {number} removed", {number})


def cut_the_tail(connection: Connection, draw: random.Random) -> Tampering:
    """Remove the last operations; the head that was printed before tells."""
    last = connection.execute(
        text("SELECT number, hash FROM audit_operation ORDER BY number DESC LIMIT 1")
    ).one()
    kept = draw.randrange(1, last.number)
    remove_operations(connection, f"> {kept}")
    return Tampering(f"cut after {kept}", {kept}, expected_head=last.hash)


def remove_operations(connection: Connection, which: str) -> None:
    for table, column in (
        ("audit_personal_value", "operation_number"),
        ("audit_entry", "operation_number"),
        ("audit_operation", "number"),
    ):
        connection.execute(text(f"DELETE FROM {table} WHERE {column} {which}"))


def tamper(engine: Engine, draw: random.Random) -> Tampering:
    """Do one thing to the trail that the database takes."""
    while True:
        act = draw.choice((change_a_bit, change_a_bit, change_a_bit, remove_a_row, cut_the_tail))
        try:
            with engine.begin() as connection:
                done = act(connection, draw)
        except DBAPIError:
            continue
        if done is not None:
            return done


def test_random_tampering_is_located_in_every_case(behind: Engine) -> None:
    draw = random.Random(20261122)
    assert chain.verify() is None
    missed = []
    for _ in range(CASES):
        with undone(behind):
            db.session.rollback()
            done = tamper(behind, draw)
            broken = chain.verify(done.expected_head)
            if broken is None or broken.number not in done.places:
                missed.append((done, broken))
    assert missed == []
    assert chain.verify() is None, "everything was put back"


def test_a_bit_of_every_column_counts(behind: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    for column in COLUMNS:
        monkeypatch.setattr("tests.audit.test_tampering.COLUMNS", [column])
        with undone(behind):
            db.session.rollback()
            done = first_that_is_taken(behind, random.Random(str(column)))
            if done is None:
                assert column[1].endswith("number"), "only keys are kept as they are"
                continue
            broken = chain.verify()
            assert broken is not None, done
            assert broken.number in done.places, done


def first_that_is_taken(engine: Engine, draw: random.Random) -> Tampering | None:
    """Try until the database takes a changed bit; `None` if it takes none."""
    for _ in range(40):
        with suppress(DBAPIError), engine.begin() as connection:
            if done := change_a_bit(connection, draw):
                return done
    return None


def test_what_cannot_be_read_is_named_and_stops_nothing(behind: Engine) -> None:
    if behind.dialect.name != "sqlite":
        return  # PostgreSQL keeps no text in such columns that is not what it should be.
    for value in ("'{\"rows\": '", "CAST(x'ff' AS TEXT)"):
        with undone(behind):
            with behind.begin() as connection:
                connection.execute(
                    text(f"UPDATE audit_operation SET details = {value} WHERE number = 6")
                )
            broken = chain.verify()
            assert broken is not None
            assert (broken.number, broken.reason) == (6, "it cannot be read")


def test_a_personal_value_that_was_put_in_place_of_another_is_found(behind: Engine) -> None:
    """Commitment, salt and value may fit each other; the chain knows only its own."""
    ours = chain.commitment_digest(b"0123456789abcdef", "Somebody Else")
    with behind.begin() as connection:
        place, theirs = connection.execute(
            text(
                "SELECT operation_number, commitment FROM audit_personal_value"
                " ORDER BY operation_number, commitment LIMIT 1"
            )
        ).one()
        connection.execute(
            text(
                "UPDATE audit_personal_value SET commitment = :c, salt = :s, value = :v"
                " WHERE commitment = :theirs"
            ),
            {"c": ours, "s": b"0123456789abcdef", "v": "Somebody Else", "theirs": theirs},
        )
    broken = chain.verify()
    assert broken is not None
    assert (broken.number, broken.reason) == (place, "a personal value was altered")


def test_an_entry_of_no_operation_is_found(behind: Engine) -> None:
    if behind.dialect.name != "sqlite":
        return  # PostgreSQL keeps the foreign key whoever writes.
    with behind.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO audit_entry (operation_number, position, table_name, row_key, kind,"
                " changes) VALUES (777777, 1, 'state', 'FR', 'changed', '{}')"
            )
        )
    broken = chain.verify()
    assert broken is not None
    assert broken.number == 777777
