"""The table of outgoing mail: what an operation posted and the scheduler delivers."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.database import Base, UTCDateTime, coded


class MailStatus(StrEnum):
    """How far a mail has come."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class OutgoingMail(Base):
    """One mail to one recipient; it exists exactly if the change it tells of was committed."""

    __tablename__ = "outgoing_mail"
    __not_recorded__ = "the operation that posted it is recorded; the rest are marks of delivery"
    __table_args__ = (Index("ix_outgoing_mail_status_next_try_at", "status", "next_try_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    message_name: Mapped[str] = mapped_column(String(60), index=True)
    about: Mapped[str] = mapped_column(String(60), default="", index=True)
    """What it tells of, such as `edition/2026/1`, where its recipients are shown together."""
    ending_link: Mapped[str] = mapped_column(String(500), default="")
    """The address that ends mails of this kind; emptied when the mail is sent, as its text is."""
    sender: Mapped[str] = mapped_column(String(254))
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    """Emptied when the mail is sent: it may hold a one-time link, which nothing should keep."""
    html: Mapped[str] = mapped_column(Text)
    """Emptied when the mail is sent, as `text`."""
    message_id: Mapped[str] = mapped_column(String(300), unique=True)
    """Fixed when the mail is posted, so that a repeated delivery is recognised as such."""
    status: Mapped[MailStatus] = coded(MailStatus)
    attempts: Mapped[int] = mapped_column(default=0)
    posted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    next_try_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_error: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class MailPause(Base):
    """The mails of one kind are kept back: nothing of that name leaves while the row stands."""

    __tablename__ = "mail_pause"

    message_name: Mapped[str] = mapped_column(String(60), primary_key=True)
    paused_at: Mapped[datetime] = mapped_column(UTCDateTime)
    reason: Mapped[str] = mapped_column(Text)
