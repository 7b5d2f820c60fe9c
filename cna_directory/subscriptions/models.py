"""The table of subscribers' choices."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.database import Base, UTCDateTime


class EditionSubscription(Base):
    """What a subscriber chose; an account without a row gets nothing announced."""

    __tablename__ = "edition_subscription"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id"), primary_key=True, autoincrement=False
    )
    languages: Mapped[list[str]] = mapped_column(JSON)
    """Codes of the languages that editions are issued in; at least one."""
    formats: Mapped[list[str]] = mapped_column(JSON)
    """`pdf`, `rtf`, `csv`, `json`; at least one."""
    ending_token: Mapped[str] = mapped_column(String(64), unique=True, info={"trail": "hidden"})
    """The secret of the links that end the subscription. It is kept as it is, because every mail
    holds it, and all it can do is to end announcements."""
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
