"""`demo`: from nothing to a served directory with an issued edition, on this machine alone."""

import argparse
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import FrameType

from cna_directory import clock, migrating
from cna_directory.access.actors import OPERATOR, SCHEDULER
from cna_directory.access.roles import Role
from cna_directory.accounts.operations.demonstration import (
    DemonstrationLink,
    demonstration_email,
    has_other_accounts,
    make_demonstration_accounts_and_links,
)
from cna_directory.authorities.queries import (
    count_records,
    live_records,
    states_with_records,
)
from cna_directory.authorities.record import ProvenanceKind
from cna_directory.commands.console import Commands, add_command, opened, progress, words
from cna_directory.editions import calendar
from cna_directory.editions.operations import Outcome, reconcile
from cna_directory.editions.queries import awaited_editions, issued_editions, schedule_of
from cna_directory.editions.rules import over_all
from cna_directory.errors import PublishingFailed
from cna_directory.languages import EDITION_LANGUAGES
from cna_directory.reference.queries import request_types, states
from cna_directory.seeding import all_revisions, loading
from cna_directory.seeding.made_up_requests import load_made_up_requests
from cna_directory.settings import PROJECT_FOLDER, SettingMissing, Settings

HOST_STATE = "AT"
"""The State to which the demonstration's focal point and authority user belong."""

KEPT = {"CNA_DATA_DIR", "CNA_DATABASE_URL", "CNA_EDITION_LANGUAGES", "CNA_FIRST_EDITION"}
"""What of the environment a demonstration heeds; the rest is for a directory in service."""

PORTS = range(8080, 8100)
SEEDS = PROJECT_FOLDER / "seeds"
SECONDS_TO_STOP = 10


def add_to(commands: Commands) -> None:
    """Add the command."""
    command = add_command(commands, "demo", run, "try the directory here, with made-up records")
    command.add_argument("--port", type=int, help="port to serve on (first free one from 8080)")
    command.add_argument("--no-serve", action="store_true", help="stop when the edition is issued")
    command.add_argument("--fresh", action="store_true", help="set old data aside, begin anew")


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands when the demonstration is ready."""

    authorities: int
    authorities_real: int
    states: int
    request_types: int
    edition: str
    seconds: float
    data_dir: str


def run(chosen: argparse.Namespace) -> int:
    """Prepare what is missing, issue what is due, then serve until stopped."""
    began = time.monotonic()
    settings = demonstration_settings(chosen.port, serves=not chosen.no_serve)
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    if chosen.fresh:
        set_aside(settings.data_folder)
    with in_use(settings.data_folder, fcntl.LOCK_SH):
        return _demonstrate(chosen, settings, began)


def _demonstrate(chosen: argparse.Namespace, settings: Settings, began: float) -> int:
    migrating.upgrade(settings.database_url)
    with opened(settings):
        _load(settings)
        settings = _with_first_edition(settings)
        edition = _issue(settings)
        summary = _summary(settings, edition, time.monotonic() - began)
        links = [] if chosen.no_serve else _links(settings)
        if links:
            _ask_for_accounts(settings)
        _say(summary)
    if chosen.json:
        print(json.dumps(asdict(summary)), flush=True)
    return 0 if chosen.no_serve else _serve(settings, links)


def demonstration_settings(port: int | None, *, serves: bool) -> Settings:
    """Return the settings of a demonstration; only loopback, and no mail ever leaves it.

    Raises:
        SettingMissing: the port is taken.
    """
    environment = {key: value for key, value in os.environ.items() if key in KEPT}
    chosen = _free_port(port) if serves else PORTS[0]
    return Settings.from_environment(
        {
            **environment,
            "CNA_MODE": "demonstration",
            "CNA_BASE_URL": f"http://localhost:{chosen}",
        }
    )


def _free_port(wanted: int | None) -> int:
    for port in [wanted] if wanted else PORTS:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    taken = f"Port {wanted} is" if wanted else f"The ports {PORTS[0]} to {PORTS[-1]} are"
    raise SettingMissing(f"{taken} taken; choose another with --port.")


@contextmanager
def in_use(folder: Path, how: int) -> Iterator[None]:
    """Hold the data for this demonstration: with others, or with `LOCK_EX` alone.

    Raises:
        SettingMissing: they are held otherwise.
    """
    with (folder / "in-use").open("w") as mark:
        try:
            fcntl.flock(mark, how | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SettingMissing(
                f"A demonstration is running on the data in {folder}; stop it first."
            ) from None
        yield


def set_aside(folder: Path) -> None:
    """Move the demonstration's data to a folder beside it; the one set aside before is replaced.

    Raises:
        SettingMissing: a demonstration is running on them, which would write on beside the new ones.
    """
    aside = folder.with_name(f"{folder.name}-previous")
    with in_use(folder, fcntl.LOCK_EX):
        files = list(folder.glob("directory.sqlite*"))
        if not files:
            return
        for old in aside.glob("directory.sqlite*"):
            old.unlink()
        aside.mkdir(exist_ok=True)
        for file in files:
            file.rename(aside / file.name)
    words.print(f"Old data set aside in {aside}")


def refuse_a_directory_in_service() -> None:
    """Keep made-up records out of a database that was not begun by the demonstration.

    Raises:
        SettingMissing: it holds records and none is made up, or an account of somebody else.
    """
    counts = count_records()
    is_served = counts.all > 0 and ProvenanceKind.MADE_UP not in counts.by_provenance
    if is_served or has_other_accounts():
        raise SettingMissing(
            "This database belongs to a directory in service; the demonstration would add made-up"
            " records to it. Unset CNA_DATABASE_URL or name another database."
        )


def _load(settings: Settings) -> None:
    refuse_a_directory_in_service()
    schedule, now = schedule_of(settings), clock.now()
    if loading.is_empty():
        words.print("Loading States, treaties and parties ...")
        loading.load_reference(SEEDS)
    as_of = schedule.closing_at(calendar.latest_past(schedule, now)).date()
    if len(states_with_records()) == len(states("en")):
        return
    plan = all_revisions(SEEDS, as_of)
    with progress("Loading authorities") as show:
        loading.load_records(plan.revisions, show)


def _with_first_edition(settings: Settings) -> Settings:
    """Return settings under which the latest past edition is due, and none before it.

    Once an edition is issued, the oldest issued one stays the first.
    """
    if settings.first_edition:
        return settings
    issued = [edition.number for edition in issued_editions()]
    first = min(issued, default=calendar.latest_past(schedule_of(settings), clock.now()))
    return replace(settings, first_edition=str(first))


def _issue(settings: Settings) -> str:
    outcomes: tuple[Outcome, ...] = ()
    if awaited_editions(settings, clock.now()):
        with progress("Building the edition") as show:
            outcomes = reconcile(
                SCHEDULER,
                settings,
                clock.now(),
                over_all(len(EDITION_LANGUAGES), show),
                with_proofs=False,
            )
    newest = max((edition.number for edition in issued_editions()), default=None)
    if newest is None:
        reasons = "; ".join(outcome.reason for outcome in outcomes)
        raise PublishingFailed(f"No edition could be issued: {reasons}")
    return str(newest)


def _summary(settings: Settings, edition: str, seconds: float) -> Summary:
    records = live_records()
    real = {(r.state, r.name) for r in records if r.provenance is not ProvenanceKind.MADE_UP}
    designated = {code for record in records for code in record.request_types}
    return Summary(
        authorities=len(records),
        authorities_real=len(real),
        states=len({record.state for record in records}),
        request_types=sum(t.is_mission_type and t.code in designated for t in request_types()),
        edition=edition,
        seconds=round(seconds, 1),
        data_dir=str(settings.data_folder),
    )


def _links(settings: Settings) -> list[DemonstrationLink]:
    own = [record.number for record in live_records() if record.state == HOST_STATE]
    return make_demonstration_accounts_and_links(
        OPERATOR,
        settings=settings,
        state_iso2=HOST_STATE,
        authority_number=min(own, default=None),
    )


def _ask_for_accounts(settings: Settings) -> None:
    """Put made-up requests into the queue, once: who has decided them all finds them decided."""
    roles = (Role.FOCAL_POINT, Role.SECRETARIAT)
    emails = {role: demonstration_email(role) for role in roles}
    load_made_up_requests(settings, host_state=HOST_STATE, emails=emails)


def _say(summary: Summary) -> None:
    counts = count_records().by_provenance
    words.print(
        f"\n{summary.authorities} authorities in {summary.states} States:"
        f" {counts.get(ProvenanceKind.HISTORIC, 0)} from historic public notifications,"
        f" {counts.get(ProvenanceKind.MADE_UP, 0)} made up."
        f"\nEdition {summary.edition} is issued as PDF and RTF. Ready after {summary.seconds} s."
        f"\nData: {summary.data_dir}"
    )


def _serve(settings: Settings, links: list[DemonstrationLink]) -> int:
    """Run web server and scheduler as two processes until one ends or somebody stops them."""
    environment = {**os.environ, **_as_environment(settings)}
    port = settings.base_url.rsplit(":", 1)[1]
    commands = (["serve", "--port", port], ["scheduler"])
    log = settings.data_folder / "demonstration.log"
    with log.open("w") as said:
        children = [
            subprocess.Popen(
                [sys.executable, "-m", "cna_directory", *command],
                env=environment,
                cwd=PROJECT_FOLDER,
                stdout=said,
                stderr=said,
            )
            for command in commands
        ]
    signal.signal(signal.SIGTERM, _stop)
    try:
        _wait_until_served(int(port), children)
        _say_links(settings, links)
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
    except KeyboardInterrupt:
        return 0
    finally:
        _end(children)
    words.print(f"A part of the demonstration ended by itself; {log} says why.")
    return 1


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _wait_until_served(port: int, children: list[subprocess.Popen[bytes]]) -> None:
    while all(child.poll() is None for child in children):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


def _say_links(settings: Settings, links: list[DemonstrationLink]) -> None:
    words.print(f"\nThe directory is served at {settings.base_url}\nSign in once with each link:\n")
    for link in links:
        words.print(f"  {link.post_title:<42}{link.address}")
    words.print("\nStop with Ctrl+C; the same command starts it again with its data.")


def _as_environment(settings: Settings) -> dict[str, str]:
    return {
        "CNA_MODE": settings.mode.value,
        "CNA_DATA_DIR": str(settings.data_folder),
        "CNA_DATABASE_URL": settings.database_url,
        "CNA_BASE_URL": settings.base_url,
        "CNA_FIRST_EDITION": settings.first_edition,
        "CNA_SECRET_KEY": settings.secret_key,
        "CNA_SMTP_URL": "",
    }
