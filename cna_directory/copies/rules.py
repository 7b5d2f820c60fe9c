"""What holds for copies: how many may wait, how long they are kept, when one is tried again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from cna_directory.errors import Problem

MOST_WAITING = 3
"""Copies of one account that may wait or be in the making at a time."""

KEPT = timedelta(days=30)
"""How long the file of a copy is kept; its number, its hash and whose it is are kept for good."""

LEASE = timedelta(minutes=10)
"""How long whoever makes a copy has for it before another may begin; it takes seconds."""

PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
"""How long a copy that could not be made waits, longer after each try; then it is given up."""

LONGEST_PAUSE = max(LEASE, *PAUSES)
"""Whoever waits longer was written down by a clock that has been put back since."""

MOST_TRIES = len(PAUSES) + 1

FORMATS = ("pdf", "rtf", "csv", "json")
FORMATS_OF_PARTS = ("pdf", "rtf")

WITHDRAWN = "The edition was withdrawn."
NEVER_ENDED = f"Its making was begun {MOST_TRIES} times, and each time it was broken off."
NOT_AS_ISSUED = "Compiled again, the edition is not as it was issued, so no part is cut from it."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a copy is asked of: a file of an edition, or of an extract from it."""

    language: str
    format: str
    extract: str = ""
    """Empty for the whole edition, else `state/FR` or `request-type/extradition`."""


def problems_of(
    wanted: Wanted,
    there: Collection[tuple[str, str]],
    parts: Collection[str],
    *,
    waiting: int,
    is_withdrawn: bool,
) -> list[Problem]:
    """Return what stands against a copy.

    `there` are language and format of the edition's files, `parts` the extracts that can be cut.
    """
    if is_withdrawn:
        return [Problem("format", "This edition is withdrawn. Ask for a copy of another one.")]
    if (wanted.language, wanted.format) not in there or wanted.format not in FORMATS:
        return [Problem("format", "This edition has no such file. Choose one of those it has.")]
    if wanted.extract and wanted.extract not in parts:
        return [Problem("extract", "Choose a State or a type of request.")]
    if wanted.extract and wanted.format not in FORMATS_OF_PARTS:
        return [Problem("format", "A part of an edition is a PDF or an RTF. Choose one of them.")]
    if waiting >= MOST_WAITING:
        return [
            Problem(
                "format",
                f"{MOST_WAITING} of your copies are being made. Take them first, then ask for more.",
            )
        ]
    return []


def pause_after(attempts: int) -> timedelta | None:
    """Return how long a copy waits that failed so many times; `None` if it is given up."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def kept_until(made_at: datetime) -> datetime:
    """Return when the file of a copy is forgotten."""
    return made_at + KEPT


def file_name(stem: str, number: str, file_format: str) -> str:
    """Return the name of a copy's file: that of the master with the number of the copy."""
    return f"{stem.removesuffix(f'.{file_format}')}-{number}.{file_format}"
