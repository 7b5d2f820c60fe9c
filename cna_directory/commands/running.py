"""`serve` and `scheduler`: the two processes of a deployment."""

import argparse

from cna_directory.commands.console import (
    Commands,
    add_command,
    directory,
    require_newest_tables,
    words,
)
from cna_directory.settings import Settings

SECONDS_TO_STOP = 10


def add_to(commands: Commands) -> None:
    """Add the commands."""
    serve_ = add_command(commands, "serve", serve, "serve the site, behind a buffering proxy")
    serve_.add_argument("--address", default="127.0.0.1", help="address to listen on")
    serve_.add_argument("--port", type=int, default=8080, help="port to listen on")
    serve_.add_argument("--workers", type=int, default=1, help="processes, one for each core")
    add_command(commands, "scheduler", scheduler, "issue editions and deliver mail when due")


def serve(chosen: argparse.Namespace) -> int:
    """Serve the site until stopped: one process for each core, one thread in each.

    More threads make SQLite's work slower, because they wait for each other.
    """
    from granian import Granian
    from granian.constants import Interfaces

    settings = Settings.from_environment()
    require_newest_tables(settings)
    words.print(f"Serving {settings.base_url} from {chosen.address}:{chosen.port}")
    Granian(
        "wsgi:app",
        address=chosen.address,
        port=chosen.port,
        interface=Interfaces.WSGI,
        workers=chosen.workers,
        blocking_threads=1,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_STOP,
        log_access=False,
    ).serve()
    return 0


def scheduler(chosen: argparse.Namespace) -> int:
    """Run the scheduler until stopped."""
    from cna_directory import scheduler as second_process
    from cna_directory.editions.signing import fault_of_key

    with directory() as (app, settings):
        if fault := fault_of_key(settings):
            words.print(fault)
        second_process.run(app)
    return 0
