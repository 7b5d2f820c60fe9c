"""The database itself refuses to rewrite the trail, and a trail rewritten all the same is found."""

import sqlite3

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from flask import Flask
from sqlalchemy import Connection, Engine, String, create_engine, text
from sqlalchemy.exc import DBAPIError

from cna_directory import migrating
from cna_directory.audit import chain
from cna_directory.audit.protection import protect
from cna_directory.database import db
from tests.builders import a_record, seed

REMOVAL = """DELETE FROM audit_entry WHERE operation_number = 3;
DELETE FROM audit_operation WHERE number = 3"""
REWRITINGS = [
    "UPDATE audit_operation SET action = 'nothing'",
    "UPDATE audit_entry SET changes = '{}'",
    "DELETE FROM audit_operation",
    "DELETE FROM audit_entry WHERE position = 1",
]
ONLY_SQLITE = [
    "REPLACE INTO audit_operation SELECT * FROM audit_operation WHERE number = 1",
    "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry",
]
ONLY_POSTGRESQL = ["TRUNCATE audit_entry", "TRUNCATE audit_operation CASCADE"]


def other_engine() -> Engine:
    """Return an engine that none of our own guards watch, as a wrong program would have."""
    return create_engine(db.engine.url)


def rewritings(dialect: str) -> list[str]:
    return REWRITINGS + (ONLY_SQLITE if dialect == "sqlite" else ONLY_POSTGRESQL)


def assert_refused(engine: Engine) -> None:
    for statement in rewritings(engine.dialect.name):
        with (
            pytest.raises(DBAPIError, match=r"append-only|foreign key"),
            engine.begin() as connection,
        ):
            connection.execute(text(statement))


def test_the_database_refuses_to_rewrite_the_chain(app: Flask) -> None:
    seed(a_record())
    engine = other_engine()
    assert_refused(engine)
    engine.dispose()
    assert chain.verify() is None


def test_replace_is_refused_without_recursive_triggers_too(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        return  # PostgreSQL has no REPLACE; the test above covers its words.
    seed(a_record())
    connection = sqlite3.connect(str(db.engine.url.database))
    connection.execute("PRAGMA recursive_triggers = OFF")
    for statement in ONLY_SQLITE:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


def test_the_protection_stands_again_after_a_batch_migration(app: Flask) -> None:
    """Batch mode on SQLite rebuilds a table; `migrating.upgrade` lays the triggers again."""
    seed(a_record())
    url = db.engine.url.render_as_string(hide_password=False)
    db.session.remove()
    with migrating.open_connection(url) as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("audit_entry", recreate="auto") as batch:
            batch.alter_column("kind", type_=String(20))
        protect(connection)
    unwatched = other_engine()
    assert_refused(unwatched)
    unwatched.dispose()


def test_upgrading_lays_the_protection(app: Flask) -> None:
    url = db.engine.url.render_as_string(hide_password=False)
    db.session.remove()
    engine = other_engine()
    if engine.dialect.name == "sqlite":
        with engine.begin() as connection:
            connection.execute(text("DROP TRIGGER audit_entry_no_delete"))
            connection.execute(text("DROP TRIGGER audit_operation_no_delete"))
    else:
        with engine.begin() as connection:
            connection.execute(text("DROP TRIGGER audit_entry_append_only ON audit_entry"))
    migrating.upgrade(url)
    seed(a_record())
    assert_refused(engine)
    engine.dispose()


def unprotect(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        found = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%'"
        for (name,) in connection.execute(text(found)).all():
            connection.execute(text(f"DROP TRIGGER {name}"))
    else:
        for table in ("audit_entry", "audit_operation"):
            connection.execute(text(f"DROP TRIGGER {table}_append_only ON {table}"))


@pytest.mark.parametrize(
    ("tampering", "reason"),
    [
        ("UPDATE audit_operation SET actor_role = 'reader' WHERE number = 3", "does not match"),
        ("UPDATE audit_entry SET row_key = 'DE' WHERE operation_number = 3", "does not match"),
        ("DELETE FROM audit_entry WHERE operation_number = 3 AND position = 2", "does not match"),
        (REMOVAL, "missing"),
        ("UPDATE audit_operation SET previous_hash = hash WHERE number = 4", "does not follow"),
    ],
)
def test_tampering_behind_the_databases_back_is_found(
    app: Flask, tampering: str, reason: str
) -> None:
    db.session.rollback()  # PostgreSQL would wait for the reader before it lets a trigger go.
    engine = other_engine()
    with engine.begin() as connection:
        unprotect(connection)
        for statement in tampering.split(";"):
            connection.execute(text(statement))
    engine.dispose()
    db.session.rollback()
    broken = chain.verify()
    assert broken is not None
    assert reason in broken.reason


def test_a_cut_tail_is_found_by_a_head_kept_elsewhere(app: Flask) -> None:
    seed(a_record())
    printed = chain.head()
    db.session.rollback()  # PostgreSQL would wait for the reader before it lets a trigger go.
    engine = other_engine()
    with engine.begin() as connection:
        unprotect(connection)
        for table, column in (("audit_entry", "operation_number"), ("audit_operation", "number")):
            connection.execute(text(f"DELETE FROM {table} WHERE {column} = {printed.number}"))
    engine.dispose()
    db.session.rollback()
    assert chain.verify() is None, "a cut tail leaves a whole chain"
    assert chain.verify(printed.hash) is not None
