"""Counts the instructions of one request, which no neighbour on the machine can change.

The application answers in process, under callgrind, with counting switched on around the answers
alone. It takes `valgrind` and a C compiler, for the few lines that switch it on; where one of them is
missing nothing is counted, and the benchmark says so. Python's collector of garbage rests meanwhile,
because when it comes is a matter of chance.
"""

import ctypes
import gc
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.filled import FilledFolder
from benchmarks.measuring import ROOT, EngineFailedError
from cna_directory import clock

NEEDED = ("valgrind", "gcc")
TIMES_WARM = 2
SWITCH = """
#include <valgrind/callgrind.h>
void begin(void) { CALLGRIND_START_INSTRUMENTATION; CALLGRIND_ZERO_STATS; }
void end(void) { CALLGRIND_STOP_INSTRUMENTATION; CALLGRIND_DUMP_STATS; }
"""
TOTAL = re.compile(r"^totals: (\d+)", re.MULTILINE)

Addresses = Mapping[str, tuple[Sequence[str], Sequence[str]]]
"""By the kind of page, what is asked for beforehand and what is counted."""


def can_count() -> bool:
    """Say whether this machine has what counting takes."""
    return all(shutil.which(program) for program in NEEDED)


def counted(folder: FilledFolder, cookie: str, addresses: Addresses) -> dict[str, float]:
    """Return how many instructions a page of each kind takes.

    A kind of which a page fails is left out: an error page is cheap.
    """
    with tempfile.TemporaryDirectory(prefix="bench-finder-") as made:
        switch = _switch(Path(made))
        command = [
            *("valgrind", "--tool=callgrind", "--instr-atstart=no"),
            f"--callgrind-out-file={made}/counted",
            *(sys.executable, "-m", __name__, str(switch)),
        ]
        ended = subprocess.run(
            command,
            input=json.dumps({"cookie": cookie, "addresses": addresses}),
            env={**os.environ, **folder.environment(), "PYTHONHASHSEED": "0"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if ended.returncode != 0:
            raise EngineFailedError(f"Counting failed: {ended.stderr.strip()[-800:]}")
        answering: list[str] = json.loads(ended.stdout.splitlines()[-1])
        return {
            kind: _total(Path(f"{made}/counted.{number}")) / len(addresses[kind][1])
            for number, kind in enumerate(answering, start=1)
        }


def _switch(folder: Path) -> Path:
    source, library = folder / "switch.c", folder / "switch.so"
    source.write_text(SWITCH)
    command = ["gcc", "-shared", "-fPIC", "-o", str(library), str(source)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise EngineFailedError(f"The switch does not compile: {ended.stderr.strip()[-400:]}")
    return library


def _total(dump: Path) -> int:
    found = TOTAL.search(dump.read_text())
    if found is None:
        raise EngineFailedError("callgrind left a file without a total.")
    return int(found[1])


def main(switch: str) -> None:
    """Answer what standard input asks for, with counting on around each kind."""
    # The parent counts without the application; only what runs under callgrind makes it.
    from benchmarks.guarded_application import made

    app, task, counter = made(), json.load(sys.stdin), ctypes.CDLL(switch)
    answering: list[str] = []
    # Under callgrind a minute is over soon, and with it what pages are kept for.
    began = clock.now()
    clock.now = lambda: began
    for kind, (beforehand, addresses) in task["addresses"].items():
        if not _warm(app, beforehand, task["cookie"]):
            continue
        gc.collect()
        gc.disable()
        counter.begin()
        for address in addresses:
            _answer(app, address, task["cookie"])
        counter.end()
        gc.enable()
        answering.append(kind)
    sys.stdout.write(json.dumps(answering) + "\n")


def _warm(app: Flask, addresses: Sequence[str], cookie: str) -> bool:
    """Ask for everything beforehand; say whether all of it is answered."""
    return all(
        _answer(app, address, cookie).startswith("200")
        for _ in range(TIMES_WARM)
        for address in addresses
    )


def _answer(app: Flask, address: str, cookie: str) -> str:
    environ = EnvironBuilder(address, headers=[("Cookie", cookie)]).get_environ()
    _, status, _ = run_wsgi_app(app, environ, buffered=True)
    return status


if __name__ == "__main__":
    main(sys.argv[1])
