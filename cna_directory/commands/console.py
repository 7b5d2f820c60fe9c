"""How commands answer: in words, with progress on a terminal, or in JSON with `--json`."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy.exc import OperationalError

from cna_directory import migrating
from cna_directory.application import create_app
from cna_directory.database import db
from cna_directory.settings import SettingMissing, Settings

Commands = Any
"""What argparse's `add_subparsers` returns; its class is private."""

words = Console(stderr=True, highlight=False, soft_wrap=True)
"""Progress and explanations go to standard error, answers to standard output."""


def add_command(commands: Commands, name: str, run: Any, sentence: str) -> argparse.ArgumentParser:
    """Add a command with its `--json` and return its parser."""
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=sentence, description=sentence
    )
    command.add_argument("--json", action="store_true", help="answer in JSON")
    command.set_defaults(run=run)
    return command


def answer(chosen: argparse.Namespace, sentence: str, **values: Any) -> None:
    """Print an answer in the form that was asked for."""
    if chosen.json:
        print(json.dumps(values, ensure_ascii=False, default=str))
    else:
        print(sentence)


@contextmanager
def directory() -> Iterator[tuple[Flask, Settings]]:
    """Open the application as the environment sets it, for a command that uses the database."""
    settings = Settings.from_environment()
    require_newest_tables(settings)
    with opened(settings) as app:
        yield app, settings


@contextmanager
def opened(settings: Settings) -> Iterator[Flask]:
    """Open the application with its context, and leave no connection behind."""
    app = create_app(settings)
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


def require_newest_tables(settings: Settings) -> None:
    """Raise `SettingMissing` unless the database answers and every migration has been applied."""
    try:
        is_at_head = migrating.is_at_head(settings.database_url)
    except OperationalError as error:
        raise SettingMissing(f"The database cannot be opened: {error.orig}") from error
    if not is_at_head:
        raise SettingMissing(
            "The database is not at the newest version: run python3 -m cna_directory migrations"
            " upgrade"
        )


@contextmanager
def progress(stage: str) -> Iterator[Any]:
    """Show a bar on a terminal, a line at the end elsewhere; yields `(done, in_all) -> None`."""
    if not sys.stderr.isatty():
        words.print(f"{stage} ...")
        yield lambda done, in_all: None
        return
    columns = (
        TextColumn("{task.description:<28}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=words) as bars:
        task = bars.add_task(stage, total=None)
        yield lambda done, in_all: bars.update(task, completed=done, total=in_all)
