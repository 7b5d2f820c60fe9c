"""Several languages of an edition at once, each in a process of its own.

A language depends on no other, and setting one keeps a processor busy for a while. The processes are
started fresh and not forked: whoever calls this may hold connections and threads that must not be
inherited.
"""

import multiprocessing
import os
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.queues import Queue
from queue import Empty
from typing import TypeVar, cast

Made = TypeVar("Made")
Step = Callable[[float], None]
"""Told which part of one piece of work is done, from 0 to 1."""

MOST_PROCESSES = 4
"""More would take memory faster than they save time: each holds a whole book."""

SECONDS_BETWEEN_LOOKS = 1.0
FINE = 100
"""Into how many steps a piece of work is divided for whoever watches."""

_told: "Queue[tuple[int, float]] | None" = None
_work: Callable[..., object] | None = None


class PieceFailedError(Exception):
    """Tells why one of the pieces could not be made."""


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
    every second; what it raises ends all the work, and so does what a piece of it raises.
    """
    context = multiprocessing.get_context("spawn")
    told: Queue[tuple[int, float]] = context.Queue()
    parts = [0.0] * len(pieces)
    with context.Pool(processes_for(len(pieces)), _begin, (told, work)) as pool:
        waited = pool.map_async(_do, list(enumerate(pieces)), chunksize=1)
        while not waited.ready():
            waited.wait(SECONDS_BETWEEN_LOOKS)
            _take(told, parts)
            tell(int(sum(parts) * FINE), len(pieces) * FINE)
        made = waited.get()
    for piece in made:
        if isinstance(piece, _Failure):
            raise PieceFailedError(piece.told)
    return cast("list[Made]", made)


def _take(told: "Queue[tuple[int, float]]", parts: list[float]) -> None:
    try:
        while True:
            place, part = told.get_nowait()
            parts[place] = part
    except Empty:
        return


def _begin(told: "Queue[tuple[int, float]]", work: Callable[..., object]) -> None:
    global _told, _work
    _told, _work = told, work


def _do(piece: tuple[int, str]) -> object:
    place, name = piece
    if _told is None or _work is None:
        raise RuntimeError("a process has to be begun before it works")
    told = _told
    try:
        made = _work(name, lambda part: told.put((place, part)))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told where it is waited for.
        trace = "".join(traceback.format_exception(error))
        return _Failure(f"{name}: {type(error).__name__}: {error}\n{trace}")
    told.put((place, 1.0))
    return made
