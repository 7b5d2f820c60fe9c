"""What the secretariat watches of one edition: its course, its proof, and who was told."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select

from cna_directory import clock
from cna_directory.database import db
from cna_directory.editions.calendar import HALVES, LAST_YEAR, EditionNumber, Schedule
from cna_directory.editions.differences import ChangesOfState, changes_of
from cna_directory.editions.models import (
    Edition,
    EditionLease,
    EditionProof,
    EditionStatus,
    EditionWork,
    FileChunk,
    ProofFile,
)
from cna_directory.editions.queries.course import next_edition, schedule_of
from cna_directory.editions.queries.issued import content_of
from cna_directory.editions.rules import time_left
from cna_directory.errors import NotFound
from cna_directory.mail.models import MailStatus, OutgoingMail
from cna_directory.settings import Settings
from publish.content import read_content

NO_SUCH_EDITION = "There is no edition with this number yet. See the list of editions."
NO_SUCH_FILE = "This proof has no such file. See the page of its edition."
MOST_RECIPIENTS = 200
"""Recipients that one page lists; the failed come first."""


@dataclass(frozen=True, slots=True)
class WatchedEdition:
    """An edition as the secretariat sees it, issued or not."""

    number: EditionNumber
    status: EditionStatus
    closing_at: datetime
    issue_at: datetime
    frozen_at: datetime | None = None
    issued_at: datetime | None = None
    withdrawn_at: datetime | None = None
    proof_built_at: datetime | None = None
    reason: str = ""
    content_hash: str = ""
    compared_with: str = ""

    @property
    def is_over(self) -> bool:
        """Say whether it has been issued, or even withdrawn since."""
        return self.issued_at is not None


@dataclass(frozen=True, slots=True)
class Work:
    """How far the work on an edition is that is under way."""

    kind: str
    step: str
    done: int
    total: int
    minutes_left: int | None
    """Whole minutes, 0 for less than one; `None` where it is too early to say."""
    is_going_on: bool
    """Whether somebody still holds the claim; else it is taken up again at the next wake."""


@dataclass(frozen=True, slots=True)
class FileOfProof:
    """A file of a proof, or the picture of one of its pages."""

    number: EditionNumber
    language: str
    format: str
    page: int
    name: str
    media_type: str
    size: int
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of an edition, with what a person should look at."""

    built_at: datetime
    content_hash: str
    warnings: tuple[dict[str, Any], ...]
    files: tuple[FileOfProof, ...]
    pictures: tuple[FileOfProof, ...]
    is_kept: bool
    """Whether its files are still there; some time after the issue only their hashes are."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is told of an edition, and how far the mail has come."""

    mail_id: int
    address: str
    status: MailStatus
    attempts: int
    last_error: str


def edition_number(year: int, half: int) -> EditionNumber:
    """Return the number of an edition by the parts of an address.

    Raises:
        NotFound: no edition can have it.
    """
    if not (0 < year <= LAST_YEAR and half in HALVES):
        raise NotFound(NO_SUCH_EDITION)
    return EditionNumber(year, half)


def watched_editions(settings: Settings, now: datetime) -> tuple[WatchedEdition, ...]:
    """Return every edition that was begun, and the next to come, the newest first."""
    schedule, coming = schedule_of(settings), next_edition(settings, now).number
    proofs = {row.edition_id: row.built_at for row in db.session.scalars(select(EditionProof))}
    found = {
        EditionNumber(row.year, row.half): _watched(row, schedule, proofs.get(row.id))
        for row in db.session.scalars(select(Edition))
    }
    found.setdefault(coming, _to_come(coming, schedule))
    return tuple(found[number] for number in sorted(found, reverse=True))


def watched_edition(number: EditionNumber, settings: Settings, now: datetime) -> WatchedEdition:
    """Return one edition that was begun, or the next to come.

    Raises:
        NotFound: it is neither.
    """
    for found in watched_editions(settings, now):
        if found.number == number:
            return found
    raise NotFound(NO_SUCH_EDITION)


def work_on(number: EditionNumber) -> Work | None:
    """Return how far the work on an edition is; `None` where none is under way."""
    row = db.session.get(EditionWork, (number.year, number.half), populate_existing=True)
    if row is None:
        return None
    lease = db.session.get(EditionLease, (number.year, number.half), populate_existing=True)
    left = time_left(row.done, row.total, row.told_at - row.began_at)
    return Work(
        kind=row.kind,
        step=row.step,
        done=row.done,
        total=row.total,
        minutes_left=None if left is None else int(left.total_seconds() // 60),
        is_going_on=bool(lease and lease.lease_until and lease.lease_until >= clock.now()),
    )


def proof_of(number: EditionNumber) -> Proof | None:
    """Return the proof of an edition; `None` where it is not built."""
    row = db.session.scalar(
        select(EditionProof)
        .join(Edition, Edition.id == EditionProof.edition_id)
        .where(Edition.year == number.year, Edition.half == number.half)
    )
    if row is None:
        return None
    found = db.session.scalars(
        select(ProofFile).where(ProofFile.proof_id == row.id).order_by(ProofFile.id)
    )
    files = [_file_of_proof(number, file) for file in found]
    return Proof(
        built_at=row.built_at,
        content_hash=row.content_hash,
        warnings=tuple(row.warnings),
        files=tuple(file for file in files if not file.page),
        pictures=tuple(file for file in files if file.page),
        is_kept=all(_is_kept(file.sha256) for file in files),
    )


def proof_file(year: int, half: int, language: str, extension: str) -> FileOfProof:
    """Return one file of a proof.

    Raises:
        NotFound: there is no proof, or it has no such file.
    """
    if "\0" in language + extension:  # PostgreSQL cannot even be asked for it.
        raise NotFound(NO_SUCH_FILE)
    of_language = (ProofFile.language == language, ProofFile.format == extension)
    return _one_of_proof(edition_number(year, half), *of_language, ProofFile.page == 0)


def proof_picture(year: int, half: int, page: int) -> FileOfProof:
    """Return the picture of a page of a proof.

    Raises:
        NotFound: there is no proof, or the page is not pictured.
    """
    if page < 1:
        raise NotFound(NO_SUCH_FILE)
    return _one_of_proof(edition_number(year, half), ProofFile.page == page)


def grouped_warnings(proof: Proof) -> dict[str, list[dict[str, Any]]]:
    """Return the warnings of a proof by their kind."""
    grouped: dict[str, list[dict[str, Any]]] = {}
    for warning in proof.warnings:
        grouped.setdefault(warning["kind"], []).append(warning)
    return grouped


def changes_in(number: EditionNumber, language: str) -> tuple[ChangesOfState, ...]:
    """Return what is different from the edition before, State by State, in words of a language.

    Raises:
        NotFound: the edition is not closed yet.
    """
    compressed = content_of(number.year, number.half)
    if compressed is None:
        raise NotFound("This edition is not closed yet, so nothing can be compared.")
    return changes_of(read_content(zlib.decompress(compressed)), language)


def recipients_of(number: EditionNumber) -> tuple[dict[MailStatus, int], Sequence[Recipient]]:
    """Return how many mails about an edition wait, are sent and failed, and to whom they go."""
    about = OutgoingMail.about == f"edition/{number}"
    counted = db.session.execute(
        select(OutgoingMail.status, func.count()).where(about).group_by(OutgoingMail.status)
    )
    numbers = {row[0]: row[1] for row in counted}
    rows = db.session.scalars(
        select(OutgoingMail)
        .where(about)
        # By the words of the states: failed, sent, waiting.
        .order_by(OutgoingMail.status, OutgoingMail.id)
        .limit(MOST_RECIPIENTS)
    )
    shown = [Recipient(m.id, m.recipient, m.status, m.attempts, m.last_error) for m in rows]
    return {status: numbers.get(status, 0) for status in MailStatus}, shown


def _one_of_proof(number: EditionNumber, *conditions: ColumnElement[bool]) -> FileOfProof:
    row = db.session.scalar(
        select(ProofFile)
        .join(EditionProof, EditionProof.id == ProofFile.proof_id)
        .join(Edition, Edition.id == EditionProof.edition_id)
        .where(Edition.year == number.year, Edition.half == number.half, *conditions)
    )
    if row is None or not _is_kept(row.sha256):
        raise NotFound(NO_SUCH_FILE)
    return _file_of_proof(number, row)


def _is_kept(sha256: str) -> bool:
    """Say whether the bytes of a file are still there."""
    return bool(db.session.scalar(select(exists().where(FileChunk.sha256 == sha256))))


def _file_of_proof(number: EditionNumber, row: ProofFile) -> FileOfProof:
    return FileOfProof(
        number,
        row.language,
        row.format,
        row.page,
        row.name,
        row.media_type,
        row.size,
        row.sha256,
        row.pages,
    )


def _watched(row: Edition, schedule: Schedule, proof_built_at: datetime | None) -> WatchedEdition:
    number = EditionNumber(row.year, row.half)
    is_begun = row.claimed_at is not None or row.issued_at is not None
    return WatchedEdition(
        number=number,
        status=row.status,
        closing_at=row.closing_at if is_begun else schedule.closing_at(number),
        issue_at=row.issue_at if is_begun else schedule.issue_at(number),
        frozen_at=row.frozen_at,
        issued_at=row.issued_at,
        withdrawn_at=row.withdrawn_at,
        proof_built_at=proof_built_at,
        reason=row.reason,
        content_hash=row.content_hash,
        compared_with=row.compared_with,
    )


def _to_come(number: EditionNumber, schedule: Schedule) -> WatchedEdition:
    return WatchedEdition(
        number, EditionStatus.DUE, schedule.closing_at(number), schedule.issue_at(number)
    )
