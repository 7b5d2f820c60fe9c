"""Asks a server for pages from a process of its own, and says how it answered.

`python -m benchmarks.asking`; the task comes as JSON on standard input, the outcome goes as JSON to
standard output. Connections are kept open and each asks for one page after the other until the time
is up, so the load is bounded; the addresses go round in their order.
"""

import itertools
import json
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection, HTTPException
from statistics import median, quantiles

SECONDS_OF_PATIENCE = 60
HOST = "localhost"


@dataclass(frozen=True, slots=True)
class Task:
    """What to ask for: addresses in turn, by several connections at once, for some seconds."""

    port: int
    addresses: tuple[str, ...]
    cookie: str = ""
    connections: int = 4
    seconds: float = 1
    most_answers: int | None = None
    """After how many answers it is enough, however much time is left."""
    begin_with: int = 0
    """How many addresses earlier tasks have asked for, so that none is asked for twice."""


@dataclass(slots=True)
class Outcome:
    """How a server answered."""

    answers: int
    failures: list[str]
    median_ms: float
    late_ms: float
    """What one in a hundred answers took at least."""
    longest_bytes: int
    seconds: float


@dataclass(slots=True)
class _Tally:
    """What the connections have seen so far."""

    milliseconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    longest_bytes: int = 0


def main() -> None:
    """Do the task of standard input."""
    given = json.load(sys.stdin)
    task = Task(**{**given, "addresses": tuple(given["addresses"])})
    sys.stdout.write(json.dumps(asdict(perform(task))) + "\n")


def perform(task: Task) -> Outcome:
    """Ask until the time is up; every connection ends with an answer it has waited for."""
    tally, began = _Tally(), time.monotonic()
    last = None if task.most_answers is None else task.begin_with + task.most_answers
    turn = iter(range(task.begin_with, last)) if last else itertools.count(task.begin_with)
    threads = [
        threading.Thread(target=_ask, args=(task, turn, tally, began + task.seconds))
        for _ in range(task.connections)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = sorted(tally.milliseconds)
    return Outcome(
        answers=len(taken),
        failures=tally.failures,
        median_ms=median(taken) if taken else 0.0,
        late_ms=quantiles(taken, n=100)[-1] if len(taken) > 1 else sum(taken),
        longest_bytes=tally.longest_bytes,
        seconds=time.monotonic() - began,
    )


def _ask(task: Task, turn: Iterator[int], tally: _Tally, until: float) -> None:
    connection = HTTPConnection("127.0.0.1", task.port, timeout=SECONDS_OF_PATIENCE)
    headers = {"Host": HOST, "Accept-Language": "en"}
    if task.cookie:
        headers["Cookie"] = task.cookie
    try:
        for place in turn:
            if time.monotonic() >= until:
                break
            address = task.addresses[place % len(task.addresses)]
            began = time.perf_counter()
            connection.request("GET", address, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            tally.milliseconds.append((time.perf_counter() - began) * 1000)
            tally.longest_bytes = max(tally.longest_bytes, len(body))
            if answer.status != 200:
                tally.failures.append(f"{answer.status} {address}")
    except (OSError, HTTPException) as error:
        tally.failures.append(repr(error))
    finally:
        connection.close()


if __name__ == "__main__":
    main()
