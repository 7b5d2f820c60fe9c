"""Databases for tests, each as good as new: SQLite files are copied, PostgreSQL's are restored.

Tests really commit, so each needs a database that nobody else sees. On PostgreSQL it costs a tenth of
a second to make one, but a few milliseconds to put one back: a worker keeps a database for whatever
tests begin with, and after a test takes away the rows that are newer than it and brings back those
that it changed. Where the tables themselves were changed, the database is dropped. The user must be
a superuser: the triggers that protect the trail stand aside while rows are put back.
"""

import fcntl
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.engine import make_url

REMEMBER = """
CREATE SCHEMA kept;

CREATE TABLE kept.one AS
SELECT c.relname AS name, string_agg(format('k.%1$I = p.%1$I', a.attname), ' AND ') AS is_same
FROM pg_class c
JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
GROUP BY c.relname;

DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT name FROM kept.one LOOP
        EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', 'rows_of_' || one.name, one.name);
    END LOOP;
END $$;

CREATE TABLE kept.number AS
SELECT sequencename AS name, coalesce(last_value, start_value) AS value,
       last_value IS NOT NULL AS is_used
FROM pg_sequences WHERE schemaname = 'public';

-- What the catalogues of the database hold: it differs as soon as anything is made, altered or dropped.
CREATE FUNCTION kept.shape() RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(shape, ' ' ORDER BY shape) FROM (
        SELECT 'class ' || count(*) || ' ' || max(xmin::text::bigint) FROM pg_class
        UNION ALL SELECT 'column ' || count(*) || ' ' || max(xmin::text::bigint) FROM pg_attribute
        UNION ALL SELECT 'default ' || count(*) || ' ' || max(xmin::text::bigint) FROM pg_attrdef
        UNION ALL SELECT 'index ' || count(*) || ' ' || max(xmin::text::bigint) FROM pg_index
        UNION ALL SELECT 'rule ' || count(*) || ' ' || max(xmin::text::bigint) FROM pg_rewrite
        UNION ALL SELECT 'check ' || count(*) || ' ' || max(xmin::text::bigint) FROM pg_constraint
        UNION ALL SELECT 'trigger ' || count(*) || ' ' || max(xmin::text::bigint) FROM pg_trigger
        UNION ALL SELECT 'function ' || count(*) || ' ' || max(xmin::text::bigint) FROM pg_proc
        UNION ALL SELECT 'sequence ' || count(*) || ' ' || max(xmin::text::bigint) FROM pg_sequence
        UNION ALL SELECT 'setting ' || count(*) FROM pg_db_role_setting
    ) AS part (shape)
$$;

CREATE FUNCTION kept.restore(shape text, since bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE one record; is_touched boolean;
BEGIN
    IF kept.shape() <> shape THEN
        RETURN false;
    END IF;
    PERFORM set_config('session_replication_role', 'replica', true);
    FOR one IN SELECT name, is_same FROM kept.one LOOP
        EXECUTE format('DELETE FROM public.%I WHERE xmin::text::bigint > $1', one.name) USING since;
        EXECUTE format(
            'INSERT INTO public.%1$I OVERRIDING SYSTEM VALUE SELECT * FROM kept.%2$I AS k'
            ' WHERE NOT EXISTS (SELECT FROM public.%1$I AS p WHERE %3$s)',
            one.name, 'rows_of_' || one.name, one.is_same
        );
    END LOOP;
    PERFORM setval(format('public.%I', name), value, is_used) FROM kept.number;
    RETURN true;
END $$;
"""

# A test that started threads or processes may have left some of them connected.
DISCONNECT = """
SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


@contextmanager
def made_once(folder: Path, name: str) -> Iterator[Path | None]:
    """Yield the path to make, or `None` where another worker of this run has made it."""
    done = folder / f"{name}.done"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if done.exists():
            yield None
        else:
            yield folder / name
            done.touch()


@dataclass(frozen=True)
class Contents:
    """What tests begin with: a name, what writes it at an address, and what must be there before."""

    name: str
    write: Callable[[str], None]
    upon: "Contents | None" = None


def file_with(contents: Contents, folder: Path) -> Path:
    """Return an SQLite file to copy, made once for all workers that share the folder."""
    with made_once(folder, f"{contents.name}.sqlite") as file:
        if file is not None:
            if contents.upon is not None:
                shutil.copy(file_with(contents.upon, folder), file)
            contents.write(f"sqlite:///{file}")
    return folder / f"{contents.name}.sqlite"


@dataclass
class Database:
    """A PostgreSQL database that a worker keeps: how it looked when it was new."""

    name: str
    connection: Connection
    shape: str
    since: int

    def is_restored(self) -> bool:
        """Disconnect everybody else and put the rows back; say whether that was enough."""
        self.connection.execute(text(DISCONNECT))
        statement = text("SELECT kept.restore(:shape, :since)")
        return bool(self.connection.scalar(statement, {"shape": self.shape, "since": self.since}))


class Server:
    """A PostgreSQL server with the databases that this worker keeps there."""

    def __init__(self, url: str, folder: Path) -> None:
        """Connect; the folder is where workers tell one another what they have made."""
        self.url, self.folder = make_url(url), folder
        self.connection = self._connect(self.url.database or "")
        self.free: dict[str, list[Database]] = {}

    def address(self, database: str) -> str:
        """Return the address of a database on this server."""
        return self.url.set(database=database).render_as_string(hide_password=False)

    @contextmanager
    def lend(self, contents: Contents) -> Iterator[str]:
        """Yield the address of a database that holds the contents and nothing else."""
        free = self.free.setdefault(contents.name, [])
        database = free.pop() if free else self._copy(self._original(contents))
        yield self.address(database.name)
        if database.is_restored():
            free.append(database)
        else:
            self._drop(database)

    def close(self) -> None:
        """Drop what this worker has kept."""
        for databases in self.free.values():
            for database in databases:
                self._drop(database)
        self.connection.close()

    def _original(self, contents: Contents) -> str:
        """Return the name of the database to copy, made once for all workers."""
        with made_once(self.folder, f"{contents.name}.postgresql") as file:
            if file is not None:
                name = f"cna_template_{uuid.uuid4().hex[:8]}"
                upon = self._original(contents.upon) if contents.upon else "template1"
                self._create(name, upon)
                contents.write(self.address(name))
                file.write_text(name)
        return (self.folder / f"{contents.name}.postgresql").read_text()

    def _copy(self, original: str) -> Database:
        name = f"cna_test_{uuid.uuid4().hex[:12]}"
        self._create(name, original)
        connection = self._connect(name)
        connection.exec_driver_sql(REMEMBER, execution_options={"no_parameters": True})
        shape = connection.scalar(text("SELECT kept.shape()"))
        since = connection.scalar(text("SELECT pg_current_xact_id()::text::bigint"))
        assert shape is not None
        assert since is not None
        return Database(name, connection, shape, since)

    def _create(self, name: str, template: str) -> None:
        # Copying files takes half the time that writing every page to the log takes.
        self.connection.execute(
            text(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        )

    def _drop(self, database: Database) -> None:
        database.connection.close()
        self.connection.execute(text(f"DROP DATABASE {database.name} WITH (FORCE)"))

    def _connect(self, database: str) -> Connection:
        address = self.address(database)
        engine = create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        return engine.connect()
