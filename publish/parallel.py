"""Several languages of an edition at once, each in a process of its own.

A language depends on no other, and setting one keeps a processor busy for a while. The processes are
started fresh and not forked: whoever calls this may hold connections and threads that must not be
inherited. Each speaks through a pipe of its own, which ends with it: so one that is killed, in the
middle of a word even, is missed at once.
"""

import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")
Step = Callable[[float], None]
"""Told which part of one piece of work is done, from 0 to 1."""

MOST_PROCESSES = 4
"""More would take memory faster than they save time: each holds a whole book."""

SECONDS_BETWEEN_LOOKS = 1.0
FINE = 100
"""Into how many steps a piece of work is divided for whoever watches."""


class PieceFailedError(Exception):
    """Tells why one of the pieces could not be made."""


@dataclass(frozen=True, slots=True)
class _Done(Generic[Made]):
    made: Made


@dataclass(frozen=True, slots=True)
class _Failure:
    """What went wrong, in words: not every exception can travel between processes."""

    told: str


def processes_for(pieces: int) -> int:
    """Return how many processes so many pieces of work are worth."""
    return min(pieces, os.cpu_count() or 1, MOST_PROCESSES)


def made_at_once(
    work: Callable[[str, Step], Made],
    pieces: Sequence[str],
    tell: Callable[[int, int], None],
) -> list[Made]:
    """Do the same work on each piece, several at a time; return what came of them in their order.

    `work` and what it returns must be able to travel between processes. `tell` is called at least
    every second; what it raises ends all the work.

    Raises:
        PieceFailedError: one of them raised an error, or its process was killed; that ends all the
            work.
    """
    most = processes_for(len(pieces))
    waiting = list(reversed(pieces))
    at_work: list[_Worker[Made]] = []
    parts = dict.fromkeys(pieces, 0.0)
    made: dict[str, Made] = {}
    try:
        while waiting or at_work:
            while waiting and len(at_work) < most:
                at_work.append(_Worker(work, waiting.pop()))
            for worker in _heard(at_work):
                said = worker.said()
                if isinstance(said, _Done):
                    made[worker.piece], said = said.made, 1.0
                    worker.end()
                    at_work.remove(worker)
                parts[worker.piece] = said
            tell(int(sum(parts.values()) * FINE), len(pieces) * FINE)
    finally:
        for worker in at_work:
            worker.end()
    return [made[piece] for piece in pieces]


class _Worker(Generic[Made]):
    """A process that makes one piece, and the pipe through which it says how far it is."""

    def __init__(self, work: Callable[[str, Step], Made], piece: str) -> None:
        """Begin to make the piece."""
        context = multiprocessing.get_context("spawn")
        self.piece = piece
        self.pipe, its_end = context.Pipe(duplex=False)
        self._process = context.Process(target=_make, args=(work, piece, its_end), daemon=True)
        self._process.start()
        # Held by that process alone, its end of the pipe closes when it ends, however it does.
        its_end.close()

    def said(self) -> "float | _Done[Made]":
        """Return the part that is done, or the piece itself.

        Raises:
            PieceFailedError: the piece cannot be made, or the process has ended without it.
        """
        try:
            said: float | _Done[Made] | _Failure = self.pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            raise PieceFailedError(self._how_it_ended()) from None
        if isinstance(said, _Failure):
            raise PieceFailedError(said.told)
        return said

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.pipe.close()

    def _how_it_ended(self) -> str:
        code = self._process.exitcode or 0
        if code >= 0:
            return f"{self.piece}: the process that made it ended too early, with code {code}."
        return (
            f"{self.piece}: the process that made it was killed ({signal.Signals(-code).name})."
            " Most often the machine has run out of memory."
        )


def _heard(workers: "Sequence[_Worker[Made]]") -> "list[_Worker[Made]]":
    """Wait a moment for what is said; return those that say something, or have ended."""
    ready = wait([worker.pipe for worker in workers], SECONDS_BETWEEN_LOOKS)
    return [worker for worker in workers if worker.pipe in ready]


def _make(work: Callable[[str, Step], Any], piece: str, pipe: Connection) -> None:
    """Make a piece, in the process that was started for it."""
    said: _Done[Any] | _Failure
    try:
        said = _Done(work(piece, pipe.send))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told where it is waited for.
        trace = "".join(traceback.format_exception(error))
        said = _Failure(f"{piece}: {type(error).__name__}: {error}\n{trace}")
    with suppress(OSError):  # Nobody waits any more where the other end is gone.
        pipe.send(said)
