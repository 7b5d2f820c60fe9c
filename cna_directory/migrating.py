"""Brings the tables of a database to the newest version, and says whether they are there.

Migrations run on an engine of their own: the application's engine refuses every change that does
not come from an operation.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event, inspect

from cna_directory import features  # noqa: F401 - every feature's tables belong to the comparison.
from cna_directory.audit.models import AuditOperation
from cna_directory.audit.protection import protect
from cna_directory.database import Base, prepare_engine
from cna_directory.settings import PROJECT_FOLDER


def upgrade(database_url: str, to: str = "head") -> None:
    """Bring the database to a version, then protect the trail anew.

    A migration that rebuilds a table of the trail leaves its triggers behind, so they are laid
    again after every run.
    """
    with open_connection(database_url) as connection:
        command.upgrade(_config(connection), to)
        if inspect(connection).has_table(AuditOperation.__tablename__):
            protect(connection)


def downgrade(database_url: str, to: str) -> None:
    """Take the database back to an older version."""
    with open_connection(database_url) as connection:
        command.downgrade(_config(connection), to)


def write_migration(database_url: str, message: str, number: str) -> None:
    """Write the migration that leads from the database's tables to the models; for developers."""
    with open_connection(database_url) as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=number)


def differences(database_url: str) -> list[Any]:
    """Return in what the tables differ from the models; nothing where they are equal."""
    with open_connection(database_url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def is_at_head(database_url: str) -> bool:
    """Say whether every migration has been applied."""
    with open_connection(database_url) as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    return set(current) == set(ScriptDirectory.from_config(_config(None)).get_heads())


def _config(connection: Connection | None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(PROJECT_FOLDER / "migrations"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


@contextmanager
def open_connection(database_url: str) -> Iterator[Connection]:
    """Open a transaction in which tables may be rebuilt, committed at the end.

    SQLite rebuilds a table by dropping the old one, which its foreign keys would not let go; they
    are switched off before the transaction begins and checked before it ends.
    """
    engine = create_engine(database_url)
    prepare_engine(engine)
    is_sqlite = engine.dialect.name == "sqlite"
    if is_sqlite:
        event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA foreign_keys=OFF"))
    try:
        with engine.connect().execution_options(write=True) as connection, connection.begin():
            yield connection
            if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RuntimeError("a migration would leave rows that point to nothing")
    finally:
        engine.dispose()
