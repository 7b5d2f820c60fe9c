"""The table of the finder: the States that somebody often writes to."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.database import Base, UTCDateTime


class StarredState(Base):
    """A State that the holder of an account has marked."""

    __tablename__ = "starred_state"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    state_iso2: Mapped[str] = mapped_column(ForeignKey("state.iso2"), primary_key=True)
    starred_at: Mapped[datetime] = mapped_column(UTCDateTime)
