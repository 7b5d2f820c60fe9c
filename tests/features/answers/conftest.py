"""Fixtures for the tests of answers: a reader's browser, and the whole of the seeds, loaded once."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event

from cna_directory.database import db
from cna_directory.seeding import all_revisions, loading
from tests.conftest import SEEDS, make_settings, running
from tests.databases import made_once
from tests.web.conftest import reader

__all__ = ["reader"]

AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="session")
def seeded_file(migrated_sqlite: Path, shared_folder: Path) -> Path:
    """Return an SQLite file with every seed, made once for all workers."""
    with made_once(shared_folder, "answers.sqlite") as file:
        if file is not None:
            shutil.copy(migrated_sqlite, file)
            with running(make_settings(f"sqlite:///{file}", shared_folder)):
                # Nothing here outlives the tests, so the disk need not be waited for.
                event.listen(db.engine, "connect", lambda c, _: c.execute("PRAGMA synchronous=OFF"))
                db.engine.dispose()
                loading.load_records(all_revisions(SEEDS, AS_OF).revisions, lambda *_: None)
    return shared_folder / "answers.sqlite"


@pytest.fixture(scope="module")
def seeded(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Yield an application on a copy of the seeds, for tests that only read."""
    folder = tmp_path_factory.mktemp("seeded")
    shutil.copy(seeded_file, folder / "directory.sqlite")
    with running(make_settings(f"sqlite:///{folder / 'directory.sqlite'}", folder)) as app:
        yield app
