"""`migrations`: the tables of the database."""

import argparse
import tempfile
from pathlib import Path

from cna_directory import migrating
from cna_directory.commands.console import Commands, add_command, answer
from cna_directory.settings import Settings


def add_to(commands: Commands) -> None:
    """Add the commands."""
    group = commands.add_parser("migrations", help="bring the tables to the newest version")
    actions = group.add_subparsers(metavar="ACTION", required=True)
    add_command(actions, "upgrade", upgrade, "apply every migration that is missing")
    add_command(actions, "check", check, "say whether migrations and models agree")
    write_ = add_command(actions, "write", write, "write a migration (developers)")
    write_.add_argument("number", help="for example 0002")
    write_.add_argument("message", help="what the migration does")


def upgrade(chosen: argparse.Namespace) -> int:
    """Apply every migration that is missing."""
    settings = Settings.from_environment()
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    migrating.upgrade(settings.database_url)
    answer(chosen, "The tables are at the newest version.", at_head=True)
    return 0


def check(chosen: argparse.Namespace) -> int:
    """Migrate an empty database and compare its tables with the models."""
    with tempfile.TemporaryDirectory() as folder:
        url = _empty_database(folder)
        migrating.upgrade(url)
        found = [str(difference) for difference in migrating.differences(url)]
    answer(
        chosen,
        "\n".join(found) or "Migrations and models agree.",
        differences=found,
    )
    return 1 if found else 0


def write(chosen: argparse.Namespace) -> int:
    """Write the migration that leads from the last one to the models."""
    with tempfile.TemporaryDirectory() as folder:
        url = _empty_database(folder)
        migrating.upgrade(url)
        migrating.write_migration(url, chosen.message, chosen.number)
    answer(chosen, f"Written: migrations/versions/{chosen.number}_*.py", number=chosen.number)
    return 0


def _empty_database(folder: str) -> str:
    return f"sqlite:///{Path(folder) / 'empty.sqlite'}"
