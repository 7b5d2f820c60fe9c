"""The tables of files that were read in and wait to be accepted."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.database import Base, UTCDateTime, coded
from cna_directory.exchange.standing import ImportStatus, Step


class RecordImport(Base):
    """A file with records that an officer uploaded, and what became of it."""

    __tablename__ = "record_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[ImportStatus] = coded(ImportStatus, index=True)
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    """Of the file; the dry run and the acceptance are bound to it."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, info={"trail": "hidden"})
    rows: Mapped[int]
    good: Mapped[int]
    """Rows that change something and that nothing is wrong with."""
    faulty: Mapped[int]
    uploaded_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    """Whose file it is. Whoever reads it again does not become that."""
    uploaded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    read_again_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """Who let the same file be compared anew; empty for a file that was read once."""
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    accepted_hash: Mapped[str] = mapped_column(String(64), default="")
    """Of the rows as they were accepted; what is written has the very same."""
    written_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why nothing of an accepted file was written."""
    forgotten_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When the file itself and its rows were removed, because they had had their time."""

    @property
    def account_id(self) -> int:
        """Return the account of whoever uploaded it, by which the bounds of access go."""
        return self.uploaded_by


class ImportedRow(Base):
    """What one row of a file would change, and what is wrong with it."""

    __tablename__ = "imported_row"
    __not_recorded__ = "nothing that anyone reads as truth; what is accepted becomes revisions"

    import_id: Mapped[int] = mapped_column(
        ForeignKey("record_import.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """As the person sees it in a table program: the first row after the titles is 2."""
    authority_number: Mapped[int | None]
    """Empty for an authority to be added."""
    state_iso2: Mapped[str] = mapped_column(String(2))
    base_revision: Mapped[int]
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """`{"field", "old", "new"}` for each field that differs."""
    problems: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """`{"field", "words"}` for each thing that is wrong; a row with problems is not written."""
    proposed: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """The whole record as plain values; empty where the row has problems or changes nothing."""
    words: Mapped[str] = mapped_column(Text, default="")
    """What the row is called in lists: the name of the authority."""


class ImportWork(Base):
    """How far the writing of an accepted file has come, for whoever watches it."""

    __tablename__ = "import_work"
    __not_recorded__ = "it only shows progress; acceptance and outcome are operations of the trail"

    import_id: Mapped[int] = mapped_column(
        ForeignKey("record_import.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    step: Mapped[Step] = coded(Step)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    told_at: Mapped[datetime] = mapped_column(UTCDateTime)
