"""Reading what was issued: editions with their files and corrigenda, and the bytes of a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from cna_directory.accounts.models import Account
from cna_directory.accounts.standing import AccountStatus
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditOperation
from cna_directory.database import db
from cna_directory.editions.calendar import HALVES, LAST_YEAR, EditionNumber
from cna_directory.editions.models import (
    Edition,
    EditionContent,
    EditionCorrigendum,
    EditionFile,
    EditionStatus,
    FileChunk,
)
from cna_directory.errors import NotFound
from cna_directory.languages import EDITION_LANGUAGES, TRILINGUAL

EVER_ISSUED = (EditionStatus.ISSUED, EditionStatus.WITHDRAWN)
TAKING = (Action.COPY_ASKED.value, Action.EDITION_DOWNLOADED.value)
"""By what somebody comes to have a file of an edition."""


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
    unsigned_sha256: str = ""
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Corrigendum:
    """What was found wrong in an issued edition, and what holds instead."""

    published_at: datetime
    text: str
    withdraws: bool


@dataclass(frozen=True, slots=True)
class IssuedEdition:
    """An issued edition with its files; one that was withdrawn since is still listed."""

    number: EditionNumber
    closing_on: date
    issued_on: date
    content_hash: str
    trail_head: str
    counts: dict[str, Any]
    files: tuple[IssuedFile, ...]
    withdrawn_at: datetime | None = None
    corrigenda: tuple[Corrigendum, ...] = ()
    compared_with: str = ""
    follows_withdrawn: bool = False
    """Whether it was compared with nothing because all editions before it were withdrawn."""
    newer: EditionNumber | None = None
    """The newest edition after it that holds."""

    def file(self, language: str, file_format: str) -> IssuedFile | None:
        """Return its file in a language and format, if it has one."""
        wanted = (language, file_format)
        return next((f for f in self.files if (f.language, f.format) == wanted), None)

    def main_file(self, language: str) -> IssuedFile | None:
        """Return its PDF for a reader of a language: in that one, else trilingual, else English."""
        found = (self.file(code, "pdf") for code in (language, TRILINGUAL, "en"))
        return next((file for file in found if file), None)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the codes of the languages it is set in, the main one first."""
        return tuple(code for code in EDITION_LANGUAGES if self.file(code, "pdf"))

    @property
    def is_withdrawn(self) -> bool:
        """Say whether it must not be used any more; its files are for officers alone then."""
        return self.withdrawn_at is not None


def issued_editions() -> tuple[IssuedEdition, ...]:
    """Return the issued editions, the withdrawn among them, with their files, the newest first."""
    rows = db.session.scalars(
        select(Edition)
        .where(Edition.status.in_(EVER_ISSUED))
        .order_by(Edition.year.desc(), Edition.half.desc())
    )
    return _with_files(rows.all())


def issued_edition(year: int, half: int) -> IssuedEdition:
    """Return one edition that was issued, and may have been withdrawn since.

    Raises:
        NotFound: no such edition has been issued.
    """
    # An address may hold numbers that no database can even compare.
    is_possible = year <= LAST_YEAR and half in HALVES
    row = is_possible and db.session.scalar(
        select(Edition).where(
            Edition.year == year, Edition.half == half, Edition.status.in_(EVER_ISSUED)
        )
    )
    if not row:
        raise NotFound("No edition with this number has been issued. See the list of editions.")
    (found,) = _with_files([row])
    return found


def issued_file(year: int, half: int, language: str, extension: str) -> IssuedFile:
    """Return one file of an issued edition; the extension may have two parts, as `rtf.p7s`.

    Raises:
        NotFound: no such edition has been issued, or not in this language or format.
    """
    language, _, file_format = f"{language}.{extension}".partition(".")
    for file in issued_edition(year, half).files:
        if (file.language, file.format) == (language, file_format):
            return file
    raise NotFound("This edition has no such file. See the list of editions for those it has.")


def latest_issued_before(number: EditionNumber) -> tuple[EditionNumber, datetime] | None:
    """Return the newest edition before one that holds, with its closing; withdrawn ones do not."""
    rows = db.session.execute(
        select(Edition.year, Edition.half, Edition.closing_at).where(
            Edition.status == EditionStatus.ISSUED, Edition.year <= number.year
        )
    )
    found = {EditionNumber(row.year, row.half): row.closing_at for row in rows}
    earlier = max((known for known in found if known < number), default=None)
    return None if earlier is None else (earlier, found[earlier])


def was_issued_before(number: EditionNumber, moment: datetime) -> bool:
    """Say whether any edition with an earlier number was issued by a moment, withdrawn or not."""
    return _is_any_before(_ever_issued(), number, moment)


def _ever_issued() -> Sequence[Edition]:
    return db.session.scalars(select(Edition).where(Edition.status.in_(EVER_ISSUED))).all()


def _is_any_before(editions: Sequence[Edition], number: EditionNumber, moment: datetime) -> bool:
    return any(_number(row) < number and _issued_at(row) < moment for row in editions)


def _number(row: Edition) -> EditionNumber:
    return EditionNumber(row.year, row.half)


def _issued_at(row: Edition) -> datetime:
    return row.issued_at or row.issue_at


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


def edition_taken_by(number: EditionNumber) -> Sequence[Account]:
    """Return the active accounts that have taken a file or a copy of an edition.

    The trail is asked: it knows of each before its first byte leaves.
    """
    takers = select(AuditOperation.actor_account_id).where(
        AuditOperation.action.in_(TAKING),
        AuditOperation.details["edition"].as_string() == str(number),
    )
    return db.session.scalars(
        select(Account)
        .where(Account.id.in_(takers), Account.status == AccountStatus.ACTIVE)
        .order_by(Account.id)
    ).all()


def _with_files(rows: Sequence[Edition]) -> tuple[IssuedEdition, ...]:
    ids = [row.id for row in rows]
    files: dict[int, list[EditionFile]] = {}
    for file in db.session.scalars(
        select(EditionFile)
        .where(EditionFile.edition_id.in_(ids))
        .order_by(EditionFile.language, EditionFile.format)
    ):
        files.setdefault(file.edition_id, []).append(file)
    corrigenda: dict[int, list[EditionCorrigendum]] = {}
    for corrigendum in db.session.scalars(
        select(EditionCorrigendum)
        .where(EditionCorrigendum.edition_id.in_(ids))
        .order_by(EditionCorrigendum.id)
    ):
        corrigenda.setdefault(corrigendum.edition_id, []).append(corrigendum)
    every = _ever_issued()
    return tuple(
        _issued(row, files.get(row.id, []), corrigenda.get(row.id, []), every) for row in rows
    )


def _issued(
    row: Edition,
    files: Sequence[EditionFile],
    corrigenda: Sequence[EditionCorrigendum],
    every: Sequence[Edition],
) -> IssuedEdition:
    number = _number(row)
    holding = (_number(each) for each in every if each.status is EditionStatus.ISSUED)
    newer = max((each for each in holding if each > number), default=None)
    return IssuedEdition(
        number=number,
        closing_on=row.closing_at.date(),
        issued_on=_issued_at(row).date(),
        content_hash=row.content_hash,
        trail_head=row.trail_head,
        counts=row.counts,
        files=tuple(
            IssuedFile(
                number,
                f.language,
                f.format,
                f.name,
                f.media_type,
                f.size,
                f.sha256,
                f.unsigned_sha256,
                f.pages,
            )
            for f in files
        ),
        withdrawn_at=row.withdrawn_at,
        corrigenda=tuple(Corrigendum(c.published_at, c.text, c.withdraws) for c in corrigenda),
        compared_with=row.compared_with,
        follows_withdrawn=not row.compared_with and _is_any_before(every, number, row.closing_at),
        newer=newer,
    )
