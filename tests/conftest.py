"""What every test may ask for: a database of its own, an application on it, a small directory.

The tables are migrated once and copied for each test, so that tests really commit. A test that asks
for `app` runs on SQLite and, where `CNA_TEST_POSTGRESQL_URL` names a server, on PostgreSQL too.
"""

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from cna_directory import migrating
from cna_directory.accounts import passwords
from cna_directory.application import create_app
from cna_directory.database import db
from cna_directory.seeding import loading
from cna_directory.settings import PROJECT_FOLDER, Mode, Settings

POSTGRESQL = os.environ.get("CNA_TEST_POSTGRESQL_URL", "")
ENGINES = [
    "sqlite",
    *([pytest.param("postgresql", marks=pytest.mark.postgresql)] if POSTGRESQL else []),
]
SEEDS = PROJECT_FOLDER / "seeds"


def make_settings(database_url: str, folder: Path, mode: Mode = Mode.DEMONSTRATION) -> Settings:
    """Return settings for a test: a demonstration on loopback unless said otherwise."""
    is_https = mode is Mode.PRODUCTION
    return Settings.from_environment(
        {
            "CNA_MODE": mode.value,
            "CNA_DATABASE_URL": database_url,
            "CNA_DATA_DIR": str(folder),
            "CNA_SECRET_KEY": "a-key-for-tests-and-for-nothing-else",
            "CNA_BASE_URL": "https://directory.example" if is_https else "http://localhost",
            "CNA_PROXIES": "1" if is_https else "0",
        }
    )


@pytest.fixture(autouse=True)
def light_hashes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hash passwords with light figures, except where hashing itself is tested."""
    if request.node.get_closest_marker("full_hashes"):
        yield
        return
    light = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", light)
        patch.setattr(passwords, "NOBODYS_HASH", light.hash("nobody"))
        yield


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


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def migrated_sqlite(shared_folder: Path) -> Path:
    """Return an SQLite file with all tables and no rows but those of reference data."""
    with made_once(shared_folder, "migrated.sqlite") as file:
        if file is not None:
            prepare(f"sqlite:///{file}", shared_folder)
    return shared_folder / "migrated.sqlite"


@pytest.fixture(scope="session")
def migrated_postgresql(shared_folder: Path) -> str:
    """Return the name of a PostgreSQL database with all tables, to copy from."""
    with made_once(shared_folder, "postgresql-template") as file:
        if file is not None:
            name = f"cna_template_{uuid.uuid4().hex[:8]}"
            on_server(f"CREATE DATABASE {name}")
            prepare(postgresql_url(name), shared_folder)
            file.write_text(name)
    return (shared_folder / "postgresql-template").read_text()


def prepare(url: str, folder: Path) -> None:
    """Migrate a database and load the reference rows."""
    migrating.upgrade(url)
    app = create_app(make_settings(url, folder))
    with app.app_context():
        loading.load_reference(SEEDS)
        db.session.remove()
        db.engine.dispose()


def postgresql_url(name: str) -> str:
    """Return the address of a database on the test server."""
    return make_url(POSTGRESQL).set(database=name).render_as_string(hide_password=False)


def on_server(statement: str) -> None:
    """Run a statement about databases on the test server."""
    engine = create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Yield the address of a database of this test alone, with reference rows."""
    if request.param == "sqlite":
        file = tmp_path / "directory.sqlite"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), file)
        yield f"sqlite:///{file}"
        return
    name = f"cna_test_{uuid.uuid4().hex[:12]}"
    on_server(f"CREATE DATABASE {name} TEMPLATE {request.getfixturevalue('migrated_postgresql')}")
    yield postgresql_url(name)
    on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Return the settings of a demonstration on this test's database."""
    return make_settings(database_url, tmp_path)


class CompiledOnce(BytecodeCache):
    """Keeps what templates compile to, because every test makes an application of its own."""

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give back what was kept; jinja itself notices a template that changed since."""
        if kept := self.kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED_ONCE = CompiledOnce()


@contextmanager
def running(settings: Settings) -> Iterator[Flask]:
    """Open an application with its context, and leave no connection behind."""
    app = create_app(settings)
    app.jinja_env.bytecode_cache = COMPILED_ONCE
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """Yield an application with an open context on this test's database."""
    with running(settings) as application:
        yield application


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a visitor's browser without JavaScript."""
    return app.test_client()


@pytest.fixture
def production(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Yield an application as it runs in production."""
    with running(make_settings(database_url, tmp_path, Mode.PRODUCTION)) as application:
        yield application
