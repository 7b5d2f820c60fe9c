"""Whether two kinds of requests can be told apart by the time they take."""

import gc
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

WARM_UP = 10
"""Pairs asked before the measuring, which fill caches and open connections."""


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep the collector of garbage out of what is measured."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


Prepared = Callable[[int], Callable[[], None]]
"""Takes a number, makes ready whatever must differ by it, and returns what is to be timed."""


def measured(
    one: Prepared, other: Prepared, pairs: int, chance: random.Random
) -> tuple[list[float], list[float]]:
    """Return the seconds that each of two kinds of requests took, asked in turn in random order."""
    times: tuple[list[float], list[float]] = ([], [])
    kinds = (one, other)
    with undisturbed():
        for number in range(WARM_UP + pairs):
            for kind in chance.sample((0, 1), 2):
                ask = kinds[kind](2 * number + kind)
                begins = time.perf_counter()
                ask()
                times[kind].append(time.perf_counter() - begins)
    return times[0][WARM_UP:], times[1][WARM_UP:]


def area_under_curve(first: Sequence[float], second: Sequence[float]) -> float:
    """Return how often a time of the first kind is longer than one of the second; 0.5 is chance."""
    longer = sum((a > b) + (a == b) / 2 for a in first for b in second)
    return longer / (len(first) * len(second))
