"""Reading editions: which are issued, what is due, and the bytes of a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from cna_directory.authorities.queries import first_recorded_at
from cna_directory.database import db
from cna_directory.editions.calendar import (
    HALVES,
    LAST_YEAR,
    EditionNumber,
    Schedule,
    due_editions,
    first_closing_after,
    next_to_issue,
    parse_schedule,
)
from cna_directory.editions.models import (
    Edition,
    EditionContent,
    EditionFile,
    EditionStatus,
    FileChunk,
)
from cna_directory.errors import NotFound
from cna_directory.jobs import ISSUE_DUE_EDITIONS, LastRun, last_runs
from cna_directory.settings import SettingMissing, Settings


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """One file of an issued edition, as lists and downloads need it."""

    number: EditionNumber
    language: str
    format: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class IssuedEdition:
    """An issued edition with its files."""

    number: EditionNumber
    closing_on: date
    issued_on: date
    content_hash: str
    trail_head: str
    counts: dict[str, Any]
    files: tuple[IssuedFile, ...]


@dataclass(frozen=True, slots=True)
class AwaitedEdition:
    """An edition whose time of issue has come and that is not issued yet."""

    number: EditionNumber
    status: EditionStatus
    issue_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class NextEdition:
    """The edition to come, with its dates."""

    number: EditionNumber
    closing_on: date
    issue_on: date


def schedule_of(settings: Settings) -> Schedule:
    """Return the schedule of this deployment.

    Raises:
        SettingMissing: the settings hold no schedule that can work.
    """
    try:
        return parse_schedule(settings.edition_closings, settings.edition_issues)
    except ValueError as error:
        raise SettingMissing(f"CNA_EDITION_CLOSINGS and CNA_EDITION_ISSUES: {error}") from error


def first_due(settings: Settings) -> EditionNumber | None:
    """Return the first edition that is ever due; none while the directory is empty.

    Raises:
        SettingMissing: `CNA_FIRST_EDITION` is not the number of an edition.
    """
    if settings.first_edition:
        try:
            return EditionNumber.parse(settings.first_edition)
        except ValueError as error:
            raise SettingMissing(f"CNA_FIRST_EDITION: {error}") from error
    began = first_recorded_at()
    return None if began is None else first_closing_after(schedule_of(settings), began)


def awaited_editions(settings: Settings, now: datetime) -> tuple[AwaitedEdition, ...]:
    """Return what should have been issued by now and is not, the oldest first."""
    schedule = schedule_of(settings)
    known = {EditionNumber(row.year, row.half): row for row in db.session.scalars(select(Edition))}
    awaited = []
    for number in due_editions(schedule, first_due(settings), now):
        row = known.get(number)
        status = row.status if row else EditionStatus.DUE
        if status is not EditionStatus.ISSUED:
            reason = row.reason if row else ""
            awaited.append(AwaitedEdition(number, status, schedule.issue_at(number), reason))
    return tuple(awaited)


def oldest_overdue(settings: Settings, now: datetime) -> AwaitedEdition | None:
    """Return the oldest edition that should be out, is not, and that nobody holds back."""
    overdue = (a for a in awaited_editions(settings, now) if a.status is not EditionStatus.HELD)
    return next(overdue, None)


def last_wake() -> LastRun | None:
    """Return how the scheduler's last look at the editions went; `None` if it never looked."""
    return next((run for run in last_runs() if run.name == ISSUE_DUE_EDITIONS), None)


def next_edition(settings: Settings, now: datetime) -> NextEdition:
    """Return the edition to come, with its closing and issue."""
    schedule = schedule_of(settings)
    number = next_to_issue(schedule, now)
    return NextEdition(number, schedule.closing_at(number).date(), schedule.issue_at(number).date())


def issued_editions() -> tuple[IssuedEdition, ...]:
    """Return the issued editions with their files, the newest first."""
    files: dict[int, list[EditionFile]] = {}
    for file in db.session.scalars(
        select(EditionFile).order_by(EditionFile.language, EditionFile.format)
    ):
        files.setdefault(file.edition_id, []).append(file)
    rows = db.session.scalars(
        select(Edition)
        .where(Edition.status == EditionStatus.ISSUED)
        .order_by(Edition.year.desc(), Edition.half.desc())
    )
    return tuple(_issued(row, files.get(row.id, [])) for row in rows)


def issued_edition(year: int, half: int) -> IssuedEdition:
    """Return one issued edition.

    Raises:
        NotFound: no such edition has been issued.
    """
    # An address may hold numbers that no database can even compare.
    is_possible = year <= LAST_YEAR and half in HALVES
    row = is_possible and db.session.scalar(
        select(Edition).where(
            Edition.year == year, Edition.half == half, Edition.status == EditionStatus.ISSUED
        )
    )
    if not row:
        raise NotFound("No edition with this number has been issued. See the list of editions.")
    files = db.session.scalars(
        select(EditionFile)
        .where(EditionFile.edition_id == row.id)
        .order_by(EditionFile.language, EditionFile.format)
    )
    return _issued(row, list(files))


def issued_file(year: int, half: int, language: str, extension: str) -> IssuedFile:
    """Return one file of an issued edition.

    Raises:
        NotFound: no such edition has been issued, or not in this language or format.
    """
    for file in issued_edition(year, half).files:
        if (file.language, file.format) == (language, extension):
            return file
    raise NotFound("This edition has no such file. See the list of editions for those it has.")


def chunks_of(sha256: str) -> Iterator[bytes]:
    """Give the bytes of a file piece by piece.

    The database is let go between two pieces: a slow reader must not keep it from its work.
    """
    position = 0
    while True:
        chunk = db.session.scalar(
            select(FileChunk.content).where(
                FileChunk.sha256 == sha256, FileChunk.position == position
            )
        )
        db.session.rollback()
        if chunk is None:
            return
        yield chunk
        position += 1


def content_of(year: int, half: int) -> bytes | None:
    """Return the compressed content of an edition, or `None` if it is not stored."""
    return db.session.scalar(
        select(EditionContent.compressed)
        .join(Edition, Edition.id == EditionContent.edition_id)
        .where(Edition.year == year, Edition.half == half)
    )


def _issued(row: Edition, files: list[EditionFile]) -> IssuedEdition:
    number = EditionNumber(row.year, row.half)
    return IssuedEdition(
        number=number,
        closing_on=row.closing_at.date(),
        issued_on=(row.issued_at or row.issue_at).date(),
        content_hash=row.content_hash,
        trail_head=row.trail_head,
        counts=row.counts,
        files=tuple(
            IssuedFile(number, f.language, f.format, f.name, f.media_type, f.size, f.sha256)
            for f in files
        ),
    )
