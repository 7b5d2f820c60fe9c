"""Servers under measurement, each a process group of its own, and what they and theirs compute."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import ROOT, EngineFailedError

SECONDS_TO_START = 60
SECONDS_TO_STOP = 10
SECONDS_TO_REST = 300
SECONDS_OF_A_LOOK = 1.0
MOST_AT_REST = 0.02
"""How much of a second a server computes at most when nobody asks it."""
LOOPBACK = "127.0.0.1"
_TICKS = os.sysconf("SC_CLK_TCK")
_GROUP, _USER, _SYSTEM = 2, 11, 12
"""Places in `/proc/<pid>/stat` after the name of the process."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers on the loopback address."""

    name: str
    port: int
    group: int

    def cpu_seconds(self) -> float:
        """Return the computing time of all processes of the server so far."""
        ticks = 0
        for process in Path("/proc").glob("[0-9]*"):
            try:
                stat = (process / "stat").read_text()
            except OSError:  # The process has ended meanwhile.
                continue
            fields = stat.rpartition(")")[2].split()
            if int(fields[_GROUP]) == self.group:
                ticks += int(fields[_USER]) + int(fields[_SYSTEM])
        return ticks / _TICKS

    def wait_until_idle(self) -> None:
        """Wait until all processes of the server are done with what they make when they begin."""
        deadline = time.monotonic() + SECONDS_TO_REST
        while time.monotonic() < deadline:
            before = self.cpu_seconds()
            time.sleep(SECONDS_OF_A_LOOK)
            if self.cpu_seconds() - before <= MOST_AT_REST * SECONDS_OF_A_LOOK:
                return
        raise EngineFailedError(f"{self.name} did not come to rest.")


@contextmanager
def served(name: str, command: list[str], environment: Mapping[str, str]) -> Iterator[Server]:
    """Run a server while the block lasts; `{port}` in its command becomes a free one."""
    port = free_port()
    process = subprocess.Popen(
        [part.format(port=port) for part in command],
        env={**os.environ, **environment},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(name, port, process)
        yield Server(name, port, process.pid)
    finally:
        _stop(process)


def free_port() -> int:
    """Return a port on which nothing listens."""
    with closing(socket.socket()) as found:
        found.bind((LOOPBACK, 0))
        return int(found.getsockname()[1])


def _wait_for(name: str, port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        with closing(socket.socket()) as visitor:
            if visitor.connect_ex((LOOPBACK, port)) == 0:
                return
        time.sleep(0.1)
    raise EngineFailedError(f"{name} did not begin to answer.")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End the whole group, kindly at first."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
