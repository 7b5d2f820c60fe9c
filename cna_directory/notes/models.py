"""The table of private notes."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.database import Base, UTCDateTime


class PrivateNote(Base):
    """What the secretariat wants to remember about a record or a State, with a scan or without."""

    __tablename__ = "private_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    state_iso2: Mapped[str] = mapped_column(ForeignKey("state.iso2"), index=True)
    authority_number: Mapped[int | None] = mapped_column(ForeignKey("authority.number"), index=True)
    """Empty for a note on the State as a whole."""
    text: Mapped[str] = mapped_column(Text, info={"trail": "personal"})
    scan_name: Mapped[str] = mapped_column(String(200), default="", info={"trail": "personal"})
    scan_media_type: Mapped[str] = mapped_column(String(40), default="")
    scan_sha256: Mapped[str] = mapped_column(String(64), default="")
    scan: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True, info={"trail": "hidden"})
    written_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    written_at: Mapped[datetime] = mapped_column(UTCDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When text and scan were emptied; that there was a note stays."""
