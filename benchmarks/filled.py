"""Folders with one invented directory each: our database, and what a peer reads.

They are made once for a size and kept below `instance/`, so that a second run begins at once.
"""

import re
import shutil
from contextvars import Context
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from flask.testing import FlaskClient

from benchmarks.bulk import write_first_revisions
from benchmarks.invented_records import invented_directory
from benchmarks.measuring import ROOT, EngineFailedError
from benchmarks.peers.datasette_file import write_file
from cna_directory import migrating
from cna_directory.access.actors import OPERATOR
from cna_directory.access.roles import Role
from cna_directory.accounts.operations import make_demonstration_accounts_and_links
from cna_directory.commands.console import opened
from cna_directory.seeding import loading
from cna_directory.seeding.reference_rows import rows_of
from cna_directory.settings import PROJECT_FOLDER, Settings

FOLDER = ROOT / "instance" / "bench-finder"
SEEDS = PROJECT_FOLDER / "seeds"
A_STATE = "FR"
FORM_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class FilledFolder:
    """The same directory of one size twice over."""

    size: int
    path: Path

    @property
    def peers_file(self) -> Path:
        """Return the file that Datasette reads."""
        return self.path / "peer.db"

    def settings(self) -> Settings:
        """Return the settings of the program on this directory."""
        return Settings.from_environment(self.environment())

    def environment(self) -> dict[str, str]:
        """Return what sets the program upon this directory."""
        return {
            "CNA_MODE": "demonstration",
            "CNA_DATABASE_URL": f"sqlite:///{self.path / 'directory.sqlite'}",
            "CNA_DATA_DIR": str(self.path),
            "CNA_SECRET_KEY": "a-key-for-measuring-and-for-nothing-else",
            "CNA_BASE_URL": "http://localhost",
        }


def filled_folder(size: int, *, is_fresh: bool = False) -> FilledFolder:
    """Return the folder of a size, filled where it is missing, out of date or wanted fresh."""
    folder = FilledFolder(size, FOLDER / str(size))
    done = folder.path / "done"
    is_good = done.exists() and migrating.is_at_head(folder.settings().database_url)
    if is_fresh or not is_good:
        shutil.rmtree(folder.path, ignore_errors=True)
        folder.path.mkdir(parents=True)
        _fill(folder)
        done.touch()
    return folder


def _fill(folder: FilledFolder) -> None:
    settings = folder.settings()
    migrating.upgrade(settings.database_url)
    with opened(settings):
        loading.load_reference(SEEDS)
    directory = invented_directory(folder.size, SEEDS)
    # It checks at its end that every row finds the rows it points to.
    with migrating.open_connection(settings.database_url) as connection:
        write_first_revisions(connection, directory.history)
    regions = {row["iso2"]: row["region"] for row in rows_of(SEEDS, "states.json")}
    write_file(folder.peers_file, directory.records, regions)


def reader_cookie(folder: FilledFolder) -> str:
    """Sign in a reader, by the pages that the demonstration has for it; return the cookies."""
    settings = folder.settings()
    with opened(settings) as app:
        links = make_demonstration_accounts_and_links(
            OPERATOR, settings=settings, state_iso2=A_STATE
        )
        link = next(link.address for link in links if link.role is Role.READER)
        # Within the context that is open here all requests would pass for one, and the cookie would
        # lack what later ones put into it.
        return Context().run(_signed_in_by, link, app.test_client())


def _signed_in_by(link: str, browser: FlaskClient) -> str:
    """Return the cookie of a browser that has used the link and seen its first page."""
    token = FORM_TOKEN.search(browser.get(link).text)
    if token is None:
        raise EngineFailedError("The page that signs in by a link shows no form.")
    answer = browser.post(link, data={"csrf_token": token[1]})
    if answer.status_code != HTTPStatus.SEE_OTHER:
        raise EngineFailedError(f"Signing in by a link answered {answer.status}.")
    # The first page gives the cookie the secret of its forms; later ones find it there.
    browser.get("/")
    name = browser.application.config["SESSION_COOKIE_NAME"]
    cookie = browser.get_cookie(name)
    return f"{name}={cookie.value if cookie else ''}"
