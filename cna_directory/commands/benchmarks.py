"""`bench`: measure the directory beside its peers, in one run."""

import argparse
import importlib
import sys

from cna_directory.commands.console import Commands
from cna_directory.settings import PROJECT_FOLDER


def add_to(commands: Commands) -> None:
    """Add the command; what follows the subject is the benchmark's own."""
    command = commands.add_parser("bench", help="measure: bench edition|finder [--help]")
    command.add_argument("subject", choices=["edition", "finder"])
    command.add_argument("arguments", nargs=argparse.REMAINDER)
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Run a benchmark; it prints its own table."""
    sys.path.insert(0, str(PROJECT_FOLDER))
    subject = importlib.import_module(f"benchmarks.{chosen.subject}")

    code: int = subject.run(chosen.arguments)
    return code
