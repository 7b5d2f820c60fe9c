"""What every test may ask for: a database of its own, an application on it, a small directory.

The tables are migrated once and copied for each test, so that tests really commit. A test that asks
for `app` runs on SQLite and, where `CNA_TEST_POSTGRESQL_URL` names a server, on PostgreSQL too.
"""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from cna_directory import migrating
from cna_directory.accounts import passwords
from cna_directory.application import create_app
from cna_directory.database import db
from cna_directory.seeding import loading
from cna_directory.settings import PROJECT_FOLDER, Mode, Settings
from tests.compiled_once import share_statements, share_templates
from tests.databases import Contents, Server, file_with

POSTGRESQL = os.environ.get("CNA_TEST_POSTGRESQL_URL", "")
ENGINES = [
    "sqlite",
    *([pytest.param("postgresql", marks=pytest.mark.postgresql)] if POSTGRESQL else []),
]
SEEDS = PROJECT_FOLDER / "seeds"
LONG = (
    "tests/access/test_matrix.py",
    "tests/browser/",
    "tests/features/accounts/test_races.py",
    "tests/features/answers/test_seeds.py",
    "tests/features/confirmations/test_two_years.py",
    "tests/features/editions/",
    "tests/security/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_collection_finish() -> None:
    """Keep the collector of garbage from walking through everything imported, test after test."""
    gc.collect()
    gc.freeze()
    # An application is some ten thousand objects: let it be built before anybody looks for garbage.
    gc.set_threshold(50_000, 5, 4)


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


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def reference(shared_folder: Path) -> Contents:
    """Return what every test begins with: all tables, and the rows of reference."""
    return Contents("reference", lambda url: prepare(url, shared_folder))


def prepare(url: str, folder: Path) -> None:
    """Migrate a database and load the reference rows."""
    migrating.upgrade(url)
    with running(make_settings(url, folder)):
        loading.load_reference(SEEDS)


@pytest.fixture
def contents(request: pytest.FixtureRequest, reference: Contents, shared_folder: Path) -> Contents:
    """Return what this test begins with: more than reference where it is marked as `filled`."""
    marker = request.node.get_closest_marker("filled")
    return written_by(marker.kwargs["by"], reference, shared_folder) if marker else reference


def written_by(fill: Callable[[], None], upon: Contents, folder: Path) -> Contents:
    """Return what a function writes upon other contents, once for all tests that begin with it."""

    def write(url: str) -> None:
        with running(make_settings(url, folder)):
            fill()

    return Contents(f"{fill.__module__}.{fill.__name__}", write, upon)


@pytest.fixture(scope="session")
def migrated_sqlite(reference: Contents, shared_folder: Path) -> Path:
    """Return an SQLite file with all tables and no rows but those of reference data."""
    return file_with(reference, shared_folder)


@pytest.fixture(scope="session")
def server(shared_folder: Path) -> Iterator[Server]:
    """Yield the PostgreSQL server of the tests."""
    opened = Server(POSTGRESQL, shared_folder)
    yield opened
    opened.close()


@pytest.fixture(params=ENGINES)
def database_url(
    request: pytest.FixtureRequest, contents: Contents, shared_folder: Path, tmp_path: Path
) -> Iterator[str]:
    """Yield the address of a database of this test alone."""
    if request.param == "sqlite":
        file = tmp_path / "directory.sqlite"
        shutil.copy(file_with(contents, shared_folder), file)
        yield f"sqlite:///{file}"
    else:
        with request.getfixturevalue("server").lend(contents) as url:
            yield url


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Return the settings of a demonstration on this test's database."""
    return make_settings(database_url, tmp_path)


@contextmanager
def running(settings: Settings) -> Iterator[Flask]:
    """Open an application with its context, and leave no connection behind."""
    app = create_app(settings)
    share_templates(app)
    with app.app_context():
        share_statements(db.engine)
        if db.engine.dialect.name == "sqlite":
            # No power cut is tested, and no database outlives its test: nothing waits for the disk.
            event.listen(db.engine, "connect", lambda c, _: c.execute("PRAGMA synchronous=OFF"))
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
