"""The table of problems that readers report."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.database import Base, UTCDateTime, coded
from cna_directory.reports.standing import ProblemKind, ReportStatus


class ProblemReport(Base):
    """A reader says that a field of a record is wrong or does not work."""

    __tablename__ = "problem_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_number: Mapped[int] = mapped_column(ForeignKey("authority.number"), index=True)
    state_iso2: Mapped[str] = mapped_column(ForeignKey("state.iso2"), index=True)
    revision_number: Mapped[int]
    """The revision that the reader saw."""
    field: Mapped[str] = mapped_column(String(200))
    """Path of the field in the record, for example `telephones[0].number`; empty for the whole."""
    shown_value: Mapped[str] = mapped_column(Text)
    """What the field said then."""
    kind: Mapped[ProblemKind] = coded(ProblemKind)
    words: Mapped[str] = mapped_column(Text, info={"trail": "personal"})
    happened_on: Mapped[date | None]
    status: Mapped[ReportStatus] = coded(ReportStatus, index=True)
    reported_by: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    reported_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    flagged_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    outcome: Mapped[str] = mapped_column(Text, default="", info={"trail": "personal"})
    """What the reporter was told."""

    @property
    def account_id(self) -> int:
        """Return the reporter's account, by which the bounds of access go."""
        return self.reported_by
