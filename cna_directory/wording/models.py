"""The table of reviews of an edition language."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.database import Base, UTCDateTime


class WordingReview(Base):
    """Somebody who knows the language has read every label, title and note of it.

    It holds for exactly the words that were read: when one of them changes, the hash no longer
    agrees and the language is a draft again.
    """

    __tablename__ = "wording_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(20), index=True)
    wording_hash: Mapped[str] = mapped_column(String(64))
    reviewer: Mapped[str] = mapped_column(String(300), info={"trail": "personal"})
    """Function and office of the person who read it, as the secretariat wrote them down."""
    reviewed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    note: Mapped[str] = mapped_column(Text, default="")
    taken_back_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
