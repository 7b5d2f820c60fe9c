"""Pieces made in processes of their own: all of them in order, or an error soon and nothing left."""

import multiprocessing
import time
from collections.abc import Callable
from typing import Any

import pytest

from publish import parallel
from publish.parallel import PieceFailedError, made_at_once
from tests.publish import piecework

PATIENCE = 60.0


class OutOfPatienceError(Exception):
    """What was awaited did not happen."""


def patient() -> Callable[[int, int], None]:
    """Return what is told of the work, and ends it when it takes too long."""
    ends = time.monotonic() + PATIENCE

    def tell(done: int, total: int) -> None:
        if time.monotonic() > ends:
            raise OutOfPatienceError

    return tell


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def test_what_is_made_comes_in_the_order_of_the_pieces() -> None:
    """More pieces than processes, and the first takes longest; what is told grows to the whole."""
    told: list[tuple[int, int]] = []
    made = made_at_once(piecework.works, "abc", lambda done, total: told.append((done, total)))
    assert made == ["A", "B", "C"]
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (300, 300)
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (piecework.fails, "b: ValueError: no word for this"),
        (piecework.is_killed, r"b: .* killed \(SIGKILL\)"),
        (piecework.is_killed_in_the_middle, r"killed \(SIGKILL\)"),
        (piecework.returns_early, "ended too early, with code 7"),
    ],
)
def test_a_piece_that_cannot_be_made_ends_the_work(work: Any, why: str) -> None:
    """However it comes to its end: it is said, and nobody goes on with the others."""
    with pytest.raises(PieceFailedError, match=why):
        made_at_once(work, "abc", patient())
    assert multiprocessing.active_children() == []


def test_who_is_told_may_end_the_work() -> None:
    """The claim is lost, or the program is to end."""

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made_at_once(piecework.fails, "ac", stop)
    assert multiprocessing.active_children() == []


def test_it_is_told_though_nobody_says_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a claim is renewed, and a standstill noticed."""
    monkeypatch.setattr(parallel, "SECONDS_BETWEEN_LOOKS", 0.01)
    told: list[int] = []
    made_at_once(piecework.works, "a", lambda done, total: told.append(done))
    assert len(told) > 10
