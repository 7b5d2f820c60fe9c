"""The table of filters that officers keep."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.database import Base, UTCDateTime


class SavedFilter(Base):
    """A list of the desk as an officer narrowed it, under a name of its own."""

    __tablename__ = "saved_filter"
    __table_args__ = (UniqueConstraint("account_id", "name"),)
    __not_recorded__ = "a bookmark of one officer, which changes nothing that others see"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    page: Mapped[str] = mapped_column(String(60))
    """Endpoint of the list."""
    chosen: Mapped[str] = mapped_column(Text)
    """The query part of its address."""
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)
