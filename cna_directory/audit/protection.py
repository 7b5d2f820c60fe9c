"""What the database itself refuses: the statements that keep the trail append-only.

Migrations call `protect` after they made or rebuilt the tables, because Alembic's batch mode on
SQLite copies a table and leaves its triggers behind.
"""

from sqlalchemy import Connection, text

KEYS = {
    "audit_operation": ("number",),
    "audit_entry": ("operation_number", "position"),
}
"""The tables of the chain with their keys; the side table of personal values stays erasable."""


def protect(connection: Connection) -> None:
    """Make the database refuse update, delete, replace and truncate on the chain."""
    for statement in statements(connection.dialect.name):
        connection.execute(text(statement))


def statements(dialect: str) -> list[str]:
    """Return the statements for `sqlite` or `postgresql`; they may be run again at any time."""
    return _sqlite() if dialect == "sqlite" else _postgresql()


def _sqlite() -> list[str]:
    made = []
    for table, key in KEYS.items():
        for verb in ("update", "delete"):
            name = f"{table}_no_{verb}"
            made.append(f"DROP TRIGGER IF EXISTS {name}")
            made.append(
                f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
            )
        # REPLACE deletes without firing delete triggers on a connection that has not switched
        # recursive triggers on, so an insert over an existing key is refused by itself.
        taken = " AND ".join(f"{column} = NEW.{column}" for column in key)
        made.append(f"DROP TRIGGER IF EXISTS {table}_no_replace")
        made.append(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}"  # noqa: S608 - our names.
            f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken})"
            f" BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
        )
    return made


def _postgresql() -> list[str]:
    refusal = (
        "CREATE OR REPLACE FUNCTION refuse_to_rewrite_the_trail() RETURNS trigger AS $$"
        " BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$ LANGUAGE plpgsql"
    )
    made = [refusal]
    for table in KEYS:
        name = f"{table}_append_only"
        made.append(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        made.append(
            f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_the_trail()"
        )
    return made
