"""Work that is given to processes of their own; they load this module and little else."""

import os
import signal
import time

from publish.parallel import Step


def works(piece: str, tell: Step) -> str:
    """Take a moment, longer for the first pieces than for the last, and say when half is done."""
    tell(0.5)
    time.sleep(0.3 if piece == "a" else 0.0)
    return piece.upper()


def fails(piece: str, tell: Step) -> str:
    """Fail at the second piece; never come to an end with any other."""
    if piece == "b":
        raise ValueError("no word for this")
    return _never(tell)


def is_killed(piece: str, tell: Step) -> str:
    """Be killed with the second piece as if memory ran out; never come to an end with any other."""
    if piece == "b":
        os.kill(os.getpid(), signal.SIGKILL)
    return _never(tell)


def is_killed_in_the_middle(piece: str, tell: Step) -> bytes:
    """Be killed when part of what was made is on its way."""
    os.write(_pipe_of(tell), b"\x00\x00\xff\xff only the beginning")
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def returns_early(piece: str, tell: Step) -> str:
    """End the process without a word."""
    os._exit(7)


def _never(tell: Step) -> str:
    while True:
        tell(0.1)
        time.sleep(0.05)


def _pipe_of(tell: Step) -> int:
    return int(tell.__self__.fileno())  # type: ignore[attr-defined]
