"""Opening what a stranger uploads as a supporting letter."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

import structlog

from cna_directory.admission.rules.letters import (
    SENTENCES,
    LetterRefusal,
    clean_file_name,
    media_type_of,
    refusal_at_first_sight,
)
from cna_directory.errors import Problem, RuleBroken, TooBusy

log = structlog.get_logger()

READER = Path(__file__).with_name("letter_reader.py")
SECONDS_TO_WAIT = 6

AT_ONCE = BoundedSemaphore(1)
"""A flood of uploads waits here instead of taking a processor each."""

LONGEST_WAIT = 2.0
"""Seconds that an upload waits for its turn; an honest letter is read in a fraction of one."""

BUSY = "Other letters are being read just now. Wait a minute and send yours again."


@dataclass(frozen=True, slots=True)
class OpenedLetter:
    """A letter that was opened and found to be one."""

    file_name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Return the digest by which the trail knows the letter."""
        return hashlib.sha256(self.content).hexdigest()


def open_letter(content: bytes, file_name: str) -> OpenedLetter:
    """Open an upload and return what is kept of it.

    Raises:
        RuleBroken: it is no letter that is taken; the sentence says what to do.
        TooBusy: another letter is being read and takes its time.
    """
    refusal = refusal_at_first_sight(content)
    if refusal is None:
        media_type = media_type_of(content)
        with _turn():
            refusal, kept = _read_apart(content, media_type)
        if refusal is None:
            return OpenedLetter(clean_file_name(file_name, media_type), media_type, kept)
    raise RuleBroken([Problem("letter", SENTENCES[refusal])])


@contextmanager
def _turn() -> Iterator[None]:
    if not AT_ONCE.acquire(timeout=LONGEST_WAIT):
        raise TooBusy(BUSY)
    try:
        yield
    finally:
        AT_ONCE.release()


def _read_apart(content: bytes, media_type: str) -> tuple[LetterRefusal | None, bytes]:
    """Read a letter in a program of its own, whose end is not ours."""
    try:
        done = subprocess.run(
            [sys.executable, "-IB", str(READER), media_type],
            input=content,
            capture_output=True,
            timeout=SECONDS_TO_WAIT,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        return LetterRefusal.TOO_COSTLY, b""
    if done.returncode != 0:
        log.warning("letter could not be read", status=done.returncode)
        return LetterRefusal.TOO_COSTLY, b""
    said, _, kept = done.stdout.partition(b"\n")
    refusal = json.loads(said)["refusal"]
    return (LetterRefusal(refusal), b"") if refusal else (None, kept)
