"""The table of subscribers' choices."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.database import Base, UTCDateTime


class EditionSubscription(Base):
    """What one subscriber chose; whether editions are announced at all stands with the account."""

    __tablename__ = "edition_subscription"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id"), primary_key=True, autoincrement=False
    )
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Language codes of editions; empty means the language of the account."""
    formats: Mapped[list[str]] = mapped_column(JSON, default=list)
    """`pdf`, `rtf`, `csv`, `json`; empty means PDF."""
    unsubscribe_nonce: Mapped[str] = mapped_column(String(64), info={"trail": "hidden"})
    """Goes into the secret of the links that end the subscription; a new one outdates them all."""
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
