"""The table of what is known about the life of links."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.database import Base, UTCDateTime, coded
from cna_directory.laws.rules.life import LinkLife


class LinkCheck(Base):
    """How one link of records answered last, and when it is asked again."""

    __tablename__ = "link_check"
    __not_recorded__ = "says how a site answered; what records say is not touched by it"

    url_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    url: Mapped[str] = mapped_column(Text)
    life: Mapped[LinkLife] = coded(LinkLife)
    http_status: Mapped[int | None]
    failures: Mapped[int] = mapped_column(default=0)
    """How many times in a row it did not answer well."""
    checked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    alive_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    next_check_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
