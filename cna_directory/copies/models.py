"""The table of copies: who was given which copy, and how far its making has come."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.database import Base, UTCDateTime, coded


class CopyStatus(StrEnum):
    """How far a copy has come."""

    WAITING = "waiting"
    BEING_MADE = "being_made"
    READY = "ready"
    FAILED = "failed"
    OVER = "over"
    """Its bytes are forgotten; number, hash and holder are kept, so that it can be traced."""


class EditionCopy(Base):
    """One copy of one file of an edition, made for one account."""

    __tablename__ = "edition_copy"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    """What every page of it shows; random, with check characters, so that no other is hit by chance."""
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    organisation: Mapped[str] = mapped_column(String(300))
    """As it stands in the running foot: the account's organisation on the day it was asked for."""
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    language: Mapped[str] = mapped_column(String(20))
    format: Mapped[str] = mapped_column(String(10))
    extract: Mapped[str] = mapped_column(String(60), default="")
    """Empty for the whole edition, else `state/FR` or `request-type/extradition`."""
    status: Mapped[CopyStatus] = coded(CopyStatus, index=True)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    made_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(UTCDateTime)
    reason: Mapped[str] = mapped_column(Text, default="")
    name: Mapped[str] = mapped_column(String(200), default="")
    media_type: Mapped[str] = mapped_column(String(100), default="")
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="", index=True)
    signature: Mapped[bytes] = mapped_column(LargeBinary, default=b"", info={"trail": "digest"})
    """The signature beside a file that cannot carry its own; empty for a PDF, which carries it."""
