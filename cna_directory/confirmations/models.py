"""The table of reminders to confirm."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.database import Base, UTCDateTime


class ConfirmationReminder(Base):
    """That a State was reminded of one record at one stage; one mail tells of all that are due.

    What holds for the State as a whole is asked about like a record, under the number `THE_STATE`.
    """

    __tablename__ = "confirmation_reminder"
    __table_args__ = (
        UniqueConstraint(
            "state_iso2",
            "authority_number",
            "due_on",
            "stage",
            name="uq_confirmation_reminder_once",
        ),
    )
    __not_recorded__ = "the operation that reminds a State names the records in the trail"

    id: Mapped[int] = mapped_column(primary_key=True)
    state_iso2: Mapped[str] = mapped_column(ForeignKey("state.iso2"))
    authority_number: Mapped[int] = mapped_column(index=True)
    """No foreign key, because what holds for a State as a whole has no number of its own."""
    due_on: Mapped[date] = mapped_column(index=True)
    """The day the confirmation was due: it tells one year's cycle from the next."""
    stage: Mapped[int]
    """Days after that day: 0, 30, 60 or 90; by hand, the days that had passed, negative."""
    reminded_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    sent_to: Mapped[str] = mapped_column(String(20))
    """`focal_points`, `mission`, or `nobody` where the State has no account that could answer."""
