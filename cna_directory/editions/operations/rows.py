"""The rows of an edition inside an operation: found, made, and filled with a file's bytes."""

import hashlib

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from cna_directory.database import db, is_sqlite
from cna_directory.editions.calendar import EditionNumber, Schedule
from cna_directory.editions.claims import ClaimLost
from cna_directory.editions.models import Edition, EditionStatus, FileChunk

CHUNK = 1024 * 1024
"""Bytes of a file that one row holds."""


def row_of(number: EditionNumber, schedule: Schedule) -> Edition:
    """Return the row of an edition, made if need be; its lease must be locked before.

    Its dates follow the schedule until it is claimed for the first time.
    """
    edition = found(number)
    if edition is None:
        edition = Edition(year=number.year, half=number.half, status=EditionStatus.DUE)
        edition.trail_head, edition.content_hash, edition.reason = "", "", ""
        edition.compared_with, edition.counts = "", {}
        db.session.add(edition)
    if edition.claimed_at is None:
        edition.closing_at = schedule.closing_at(number)
        edition.issue_at = schedule.issue_at(number)
    return edition


def existing(number: EditionNumber) -> Edition:
    """Return the row of an edition that was claimed.

    Raises:
        ClaimLost: it never was.
    """
    edition = found(number)
    if edition is None:
        raise ClaimLost(f"Edition {number} has never been claimed.")
    return edition


def found(number: EditionNumber) -> Edition | None:
    """Return the row of an edition, or `None` if there is none yet."""
    return db.session.scalar(
        select(Edition).where(Edition.year == number.year, Edition.half == number.half)
    )


def store_bytes(content: bytes) -> str:
    """Store the bytes of a file in pieces, unless they are stored already; return their SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    insert = sqlite.insert if is_sqlite() else postgresql.insert
    for position, start in enumerate(range(0, len(content), CHUNK)):
        piece = content[start : start + CHUNK]
        row = insert(FileChunk).values(sha256=sha256, position=position, content=piece)
        db.session.execute(row.on_conflict_do_nothing())
    return sha256
