"""The program does not start where it would be unsafe (S2), and says what to do."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from cna_directory.settings import SettingMissing, Settings
from tests.access.starter import start_program
from tests.processes import FORKED

SAFE = {
    "CNA_MODE": "production",
    "CNA_SECRET_KEY": "a-key-for-tests-and-for-nothing-else",
    "CNA_BASE_URL": "https://directory.example",
    "CNA_PROXIES": "1",
}


@dataclass(frozen=True)
class Started:
    """How a start ended, and what it said."""

    code: int | None
    out: str
    err: str


def start(folder: Path, **settings: str) -> Started:
    """Start the program in a process of its own, as a server does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CNA_")}
    environment = kept | SAFE | {"CNA_DATA_DIR": str(folder)} | settings
    out, err = folder / "out", folder / "err"
    process = FORKED.Process(target=start_program, args=(environment, out, err))
    process.start()
    process.join()
    ended = Started(process.exitcode, out.read_text(), err.read_text())
    process.close()
    return ended


@pytest.fixture
def folder(tmp_path: Path, migrated_sqlite: Path) -> Path:
    shutil.copyfile(migrated_sqlite, tmp_path / "directory.sqlite")
    (tmp_path / "directory.sqlite").chmod(0o600)
    return tmp_path


def test_it_starts_where_it_is_safe(folder: Path) -> None:
    done = start(folder)
    assert (done.code, done.out) == (0, "started\n"), done.err


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o666])
def test_a_database_that_others_can_read_stops_it(folder: Path, mode: int) -> None:
    (folder / "directory.sqlite").chmod(mode)
    done = start(folder)
    assert done.code != 0
    assert f"chmod 600 {folder}/directory.sqlite" in done.err


def test_debugging_stops_it(folder: Path) -> None:
    done = start(folder, FLASK_DEBUG="1")
    assert done.code != 0
    assert "FLASK_DEBUG" in done.err


@pytest.mark.parametrize("key", ["", "short", "changeme" * 8])
def test_a_missing_short_or_simple_key_stops_it(folder: Path, key: str) -> None:
    done = start(folder, CNA_SECRET_KEY=key)
    assert done.code != 0
    assert "at least 32 random characters" in done.err


def test_an_address_without_encryption_stops_it(folder: Path) -> None:
    done = start(folder, CNA_BASE_URL="http://directory.example")
    assert done.code != 0
    assert "beginning with https://" in done.err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CNA_CONTACT", "nobody"),
        ("CNA_CONTACT", "javascript:alert(1)@x"),
        ("CNA_CONTACT", "a@b.example\nBcc: c@d.example"),
        ("CNA_SECURITY_CONTACT", "security@directory.example"),
        ("CNA_SECURITY_CONTACT", "http://directory.example"),
        ("CNA_SECURITY_CONTACT", "mailto:a@b.example\nExpires: never"),
    ],
)
def test_a_contact_that_would_mislead_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingMissing, match=name):
        Settings.from_environment(SAFE | {name: value})
