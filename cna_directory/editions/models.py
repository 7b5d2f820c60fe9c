"""The tables of editions: what was issued, from which content, and the bytes of its files.

Everything that a person reads of an edition appears in one transaction. What only serves to get
there, the lease of the scheduler at work, stands in a table of its own.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.database import Base, UTCDateTime, coded

DIGEST = String(64)
"""A SHA-256 in hexadecimal."""


class EditionStatus(StrEnum):
    """Where an edition stands between its closing and its issue."""

    DUE = "due"
    FROZEN = "frozen"
    """Closed: what it says is kept, and only its day is awaited."""
    BUILDING = "building"
    FAILED = "failed"
    HELD = "held"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"
    """Was issued and must not be used any more; its corrigendum says why."""


class Edition(Base):
    """One of the two editions of a year; its content and files are there once it is issued."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("year", "half"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    half: Mapped[int]
    status: Mapped[EditionStatus] = coded(EditionStatus, index=True)
    closing_at: Mapped[datetime] = mapped_column(UTCDateTime)
    issue_at: Mapped[datetime] = mapped_column(UTCDateTime)
    """The moment from which it may be issued, as the schedule had it when it was frozen."""
    frozen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When its content was taken at the closing; what is recorded later is for the next one."""
    compared_with: Mapped[str] = mapped_column(String(10), default="")
    """The edition whose content its list of changes is counted from, such as `2026/1`."""
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    issued_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    trail_head: Mapped[str] = mapped_column(DIGEST, default="")
    """Head of the trail when the content was frozen, for the colophon."""
    content_hash: Mapped[str] = mapped_column(DIGEST, default="")
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it is held, or why the last try failed."""


class EditionLease(Base):
    """Which scheduler is at work on an edition, and until when nobody else may begin.

    `fence` grows with every claim, hold and release. Who was stopped for a while and comes back
    holds an old number and can issue nothing.
    """

    __tablename__ = "edition_lease"
    __not_recorded__ = "it only keeps schedulers apart; each claim is an operation of the trail"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    half: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    owner: Mapped[str] = mapped_column(String(120), default="")
    fence: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None] = mapped_column(UTCDateTime)


class EditionContent(Base):
    """The frozen content of an edition, to set it from again: canonical JSON, compressed."""

    __tablename__ = "edition_content"

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    compressed: Mapped[bytes] = mapped_column(LargeBinary, info={"trail": "digest"})


class EditionFile(Base):
    """One file of an issued edition; its bytes lie in the chunks of the same hash."""

    __tablename__ = "edition_file"
    __table_args__ = (UniqueConstraint("edition_id", "language", "format"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    language: Mapped[str] = mapped_column(String(20))
    format: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(DIGEST, index=True)
    unsigned_sha256: Mapped[str] = mapped_column(DIGEST, default="")
    """The hash before it was signed: what compiling the same content again must give."""
    pages: Mapped[int] = mapped_column(default=0)
    """Pages of a PDF; 0 for a format that has none."""


class EditionCorrigendum(Base):
    """What was found wrong in an issued edition, and what holds instead."""

    __tablename__ = "edition_corrigendum"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    published_at: Mapped[datetime] = mapped_column(UTCDateTime)
    text: Mapped[str] = mapped_column(Text)
    withdraws: Mapped[bool]
    """Whether the edition must not be used any more because of it."""


class EditionProof(Base):
    """The proof of an edition: what will be issued on its day if nothing is done."""

    __tablename__ = "edition_proof"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), unique=True)
    built_at: Mapped[datetime] = mapped_column(UTCDateTime)
    content_hash: Mapped[str] = mapped_column(DIGEST)
    warnings: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """What a person should look at before the day, as `rules.warnings` names it."""


class ProofFile(Base):
    """One file of a proof, or the picture of one of its pages; the bytes lie in chunks."""

    __tablename__ = "proof_file"
    __table_args__ = (UniqueConstraint("proof_id", "language", "format", "page"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proof_id: Mapped[int] = mapped_column(ForeignKey("edition_proof.id"), index=True)
    language: Mapped[str] = mapped_column(String(20))
    format: Mapped[str] = mapped_column(String(10))
    """`pdf`, `rtf`, or `png` for the picture of a page."""
    page: Mapped[int] = mapped_column(default=0)
    """The page that is pictured, from 1; 0 for a whole file."""
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(DIGEST, index=True)
    pages: Mapped[int] = mapped_column(default=0)


class EditionWork(Base):
    """How far the work on an edition has come, for whoever watches it."""

    __tablename__ = "edition_work"
    __not_recorded__ = "it only shows progress; each begin and end is an operation of the trail"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    half: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(10))
    """`proof` or `issue`."""
    step: Mapped[str] = mapped_column(String(40))
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    began_at: Mapped[datetime] = mapped_column(UTCDateTime)
    told_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ChapterCache(Base):
    """A chapter as it was laid out, found by the hash of all that its layout depends on."""

    __tablename__ = "chapter_cache"
    __not_recorded__ = "it holds nothing that the content does not; it may be emptied at any time"

    key: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    laid: Mapped[bytes] = mapped_column(LargeBinary)
    used_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)


class FileChunk(Base):
    """A piece of a file of at most 1 MiB, found by the hash of the whole file and its place."""

    __tablename__ = "file_chunk"
    __not_recorded__ = "the trail records the hash of the whole file, which these bytes must give"

    sha256: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)
