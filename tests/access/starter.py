"""The program as a web server starts it, in a process of its own.

It is loaded into a fork server, so that what the program imports is imported once for many starts.
"""

import os
import runpy
import sys
from collections.abc import Mapping
from pathlib import Path

import cna_directory.application
import cna_directory.finder.catalogue.beforehand  # noqa: F401 - imported for the starts.
from cna_directory.settings import PROJECT_FOLDER


def start_program(environment: Mapping[str, str], out: Path, err: Path) -> None:
    """Open the door for web servers in these surroundings, and say so where it opens."""
    os.environ.clear()
    os.environ.update(environment)
    for number, file in enumerate((out, err), start=1):
        with file.open("wb") as said:
            os.dup2(said.fileno(), number)
    runpy.run_path(str(PROJECT_FOLDER / "wsgi.py"))
    sys.stdout.write("started\n")
