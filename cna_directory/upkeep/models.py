"""The table of changes that somebody is still writing."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.database import Base, UTCDateTime


class RecordDraft(Base):
    """What somebody has typed so far; kept so that nothing is lost, and forgotten once it is sent."""

    __tablename__ = "record_draft"
    __table_args__ = (UniqueConstraint("account_id", "subject"),)
    __not_recorded__ = "nobody has sent it yet; what is sent becomes a proposal, which is recorded"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    subject: Mapped[str] = mapped_column(String(40))
    """`authority/1042`, `state/FR` for the profile, `state/FR/new` for an authority to be added."""
    base_revision: Mapped[int]
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("change_proposal.id"))
    """The proposal that was sent back and that this is going to answer."""
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Values of the form by field, as typed."""
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
