"""When a job or a mail is late, and where the links of a mail are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

MAIL_IS_LATE_AFTER = timedelta(hours=1)
JOB_IS_LATE_AFTER = timedelta(minutes=20)
"""Every job wakes each minute; while an edition is made it may take a quarter of an hour."""


def needs_looking_after(*, error: str, started_at: datetime, now: datetime) -> bool:
    """Say whether a job of the scheduler failed or has not begun for too long."""
    return bool(error) or now - started_at > JOB_IS_LATE_AFTER


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a mail's text."""

    text: str
    is_link: bool


def pieces_of(text: str, base_url: str) -> Iterator[Piece]:
    """Yield a mail's text in pieces; the addresses of this directory are links, no others."""
    address = re.compile(rf"({re.escape(base_url)}(?:/[!-~]*)?)(?=\s|$)")
    for position, part in enumerate(address.split(text)):
        if part:
            yield Piece(part, is_link=position % 2 == 1)


SUBJECT = re.compile(r"[a-z_]+(/[a-z0-9_-]+){1,4}")


def subject_named(text: str) -> str:
    """Return the thing that an address names, such as `edition/2026/1`; empty where it names none."""
    return text if SUBJECT.fullmatch(text) else ""
