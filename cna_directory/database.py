"""The database: base class, column types, and how a transaction begins.

SQLite is the embedded default (WAL, writers begin IMMEDIATE, triggers recursive), PostgreSQL the
engine beyond one machine. Nothing outside this module depends on which of them is in use.
"""

import sqlite3
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Dialect, Engine, MetaData, String, event, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapper, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from cna_directory.languages import LocalisedText, Origin, Translation
from cna_directory.text import compact_json

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


LONGEST_WAIT_FOR_A_WRITER = 15_000
"""Milliseconds that SQLite waits for its one writer, before somebody is asked to try again."""


class Base(DeclarativeBase):
    """The base of all mapped classes.

    A table that the trail does not record says why in `__not_recorded__`.
    """

    metadata = MetaData(naming_convention=NAMING)
    __not_recorded__: str | None = None


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


class UTCDateTime(TypeDecorator[datetime]):
    """A moment in UTC; refuses naive times, gives back aware ones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without zone; SQLite keeps no zone, so UTC is written."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without time zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Coded(TypeDecorator[StrEnum]):
    """A member of an enumeration, stored as its code."""

    impl = String(40)
    cache_ok = True

    def __init__(self, enumeration: type[StrEnum]) -> None:
        """Remember which enumeration the codes belong to."""
        super().__init__()
        self.enumeration = enumeration

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Store the code; a value that is no member raises `ValueError`."""
        return None if value is None else self.enumeration(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Give the member back."""
        return None if value is None else self.enumeration(value)


class CodeList(TypeDecorator[tuple[str, ...]]):
    """A short ordered list of codes or lines, stored as JSON."""

    impl = JSON
    cache_ok = True

    def __init__(self, enumeration: type[StrEnum] | None = None) -> None:
        """Remember the enumeration of the codes, if they have one."""
        super().__init__()
        self.enumeration = enumeration

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> Any:
        """Store a list of plain strings."""
        return None if value is None else [str(item) for item in value]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:
        """Give a tuple back."""
        if value is None:
            return None
        return tuple(self.enumeration(item) if self.enumeration else item for item in value)


class Localised(TypeDecorator[LocalisedText]):
    """A `LocalisedText`, stored as JSON with its language and translations."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: LocalisedText | None, dialect: Dialect) -> Any:
        """Store original and translations."""
        if value is None:
            return None
        translations = [[t.language, t.text, t.origin.value] for t in value.translations]
        return {"language": value.language, "text": value.text, "translations": translations}

    def process_result_value(self, value: Any, dialect: Dialect) -> LocalisedText | None:
        """Give the text back with its translations."""
        if value is None:
            return None
        translations = (
            Translation(lang, text, Origin(o)) for lang, text, o in value["translations"]
        )
        return LocalisedText(value["language"], value["text"], tuple(translations))


def coded(enumeration: type[StrEnum], **options: Any) -> Any:
    """Return a mapped column that holds a member of `enumeration`."""
    return mapped_column(Coded(enumeration), **options)


@event.listens_for(Base, "attribute_instrument", propagate=True)
def _know_old_values(cls: type[Base], key: str, attribute: Any) -> None:
    """Load the old value before a change, because the trail records it."""
    if hasattr(attribute.property, "active_history"):
        attribute.property.active_history = True
        attribute.impl.active_history = True


def prepare_engine(engine: Engine) -> None:
    """Make the engine's connections behave alike on SQLite; PostgreSQL needs nothing."""
    if engine.dialect.name == "sqlite":
        _make_private(engine.url.database)
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)


def _make_private(file: str | None) -> None:
    """Make a new database one that its owner alone can read; SQLite's side files take its mode."""
    if file and file != ":memory:" and Path(file).parent.is_dir() and not Path(file).exists():
        Path(file).touch(mode=0o600)


def _set_pragmas(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    # Python must not guess where a transaction begins: `_begin` says it.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # The trail must survive a power cut once a change is acknowledged.
        f"busy_timeout={LONGEST_WAIT_FOR_A_WRITER}",
        "foreign_keys=ON",
        "recursive_triggers=ON",  # REPLACE would otherwise delete trail rows past the triggers.
        "temp_store=MEMORY",
        "secure_delete=ON",  # What is erased must not stay readable in the file's free pages.
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    """Begin at once as a writer where a write is announced.

    A transaction that reads first and writes later fails with SQLITE_BUSY whenever another writer
    came between, however long the busy timeout is.
    """
    is_write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")


def begin_writing() -> None:
    """End the read transaction of the session and begin a write transaction.

    What was loaded before is read again when it is used, so that a decision rests on what the
    database holds now.
    """
    db.session.rollback()
    # Where no transaction is open, rolling back forgets nothing: the operation before has committed.
    db.session.expire_all()
    db.session.connection(execution_options={"write": True})


def wait_for_writers_of(table: type[Base]) -> None:
    """Wait for those who have added rows and not committed them, and keep others from it till the end.

    Who reads up to the newest id then misses none with a lower one. SQLite has one writer anyway.
    """
    if not is_sqlite():
        db.session.execute(text(f"LOCK TABLE {table.__tablename__} IN SHARE MODE"))


def is_taken(error: IntegrityError) -> bool:
    """Say whether what may be there once was there already: somebody else was quicker."""
    code = getattr(error.orig, "sqlstate", "") or getattr(error.orig, "sqlite_errorname", "")
    return code in {"23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}


def is_held(error: OperationalError) -> bool:
    """Say whether somebody else held what a statement waited for: a later try is welcome."""
    code = getattr(error.orig, "sqlstate", "") or getattr(error.orig, "sqlite_errorname", "")
    return code in {"40001", "40P01", "55P03"} or (code or "").startswith("SQLITE_BUSY")


def is_sqlite() -> bool:
    """Say whether the application's own engine is SQLite."""
    return db.engine.dialect.name == "sqlite"


__all__ = [
    "Base",
    "CodeList",
    "Coded",
    "Localised",
    "Mapper",
    "UTCDateTime",
    "begin_writing",
    "coded",
    "compact_json",
    "db",
    "is_held",
    "is_sqlite",
    "is_taken",
    "prepare_engine",
]
