"""Reading the outbox: what waits, what failed, what was sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.mail.models import MailPause, MailStatus, OutgoingMail


@dataclass(frozen=True, slots=True)
class PostedMail:
    """A mail of the outbox without its text, which may hold a one-time link."""

    id: int
    recipient: str
    subject: str
    status: MailStatus
    attempts: int
    posted_at: datetime
    next_try_at: datetime
    sent_at: datetime | None
    last_error: str


@dataclass(frozen=True, slots=True)
class MailWithText:
    """A mail of the outbox with its text; for the demonstration alone, where nothing is sent."""

    posted: PostedMail
    text: str


@dataclass(frozen=True, slots=True)
class Pause:
    """A kind of mail that is kept back."""

    message_name: str
    paused_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class MailInTrouble:
    """How many mails failed or wait too long, and which is the oldest of them."""

    number: int
    oldest_at: datetime | None
    oldest_subject: str = ""


WITHOUT_TEXT = (
    OutgoingMail.id,
    OutgoingMail.recipient,
    OutgoingMail.subject,
    OutgoingMail.status,
    OutgoingMail.attempts,
    OutgoingMail.posted_at,
    OutgoingMail.next_try_at,
    OutgoingMail.sent_at,
    OutgoingMail.last_error,
)


def status_named(text: str) -> MailStatus | None:
    """Return the status that an address names; `None` where it names none."""
    return MailStatus(text) if text in set(MailStatus) else None


def outbox(
    status: MailStatus | None, *, about: str = "", offset: int, most: int
) -> Sequence[PostedMail]:
    """Return the mails of one status, or all, the newest first; all, or those about one thing."""
    asked = select(*WITHOUT_TEXT).order_by(OutgoingMail.id.desc()).offset(offset).limit(most)
    if status is not None:
        asked = asked.where(OutgoingMail.status == status)
    if about:
        asked = asked.where(OutgoingMail.about == about)
    return [_posted(row) for row in db.session.execute(asked)]


def pauses() -> Sequence[Pause]:
    """Return which kinds of mail are kept back, since when and why."""
    rows = db.session.scalars(select(MailPause).order_by(MailPause.message_name))
    return [Pause(row.message_name, row.paused_at, row.reason) for row in rows]


def count_by_status(about: str = "") -> dict[MailStatus, int]:
    """Return how many mails there are of each status, all or about one thing."""
    asked = select(OutgoingMail.status, func.count()).group_by(OutgoingMail.status)
    if about:
        asked = asked.where(OutgoingMail.about == about)
    rows = db.session.execute(asked)
    found = {row[0]: row[1] for row in rows}
    return {status: found.get(status, 0) for status in MailStatus}


def in_trouble(waiting_since: datetime) -> MailInTrouble:
    """Return how many mails failed, or have waited since before a moment."""
    is_late = (OutgoingMail.status == MailStatus.WAITING) & (OutgoingMail.posted_at < waiting_since)
    is_troubled = or_(OutgoingMail.status == MailStatus.FAILED, is_late)
    number = db.session.scalar(select(func.count(OutgoingMail.id)).where(is_troubled)) or 0
    oldest = db.session.execute(
        select(OutgoingMail.posted_at, OutgoingMail.subject)
        .where(is_troubled)
        .order_by(OutgoingMail.posted_at, OutgoingMail.id)
        .limit(1)
    ).first()
    return (
        MailInTrouble(number, oldest.posted_at, oldest.subject)
        if oldest
        else MailInTrouble(0, None)
    )


def posted_mail(mail_id: int) -> PostedMail:
    """Return one mail without its text.

    Raises:
        NotFound: no mail has this number.
    """
    row = db.session.execute(select(*WITHOUT_TEXT).where(OutgoingMail.id == mail_id)).one_or_none()
    if row is None:
        raise NotFound(NO_SUCH_PAGE)
    return _posted(row)


def mail_with_text(mail_id: int) -> MailWithText:
    """Return one mail with its text.

    Raises:
        NotFound: no mail has this number.
    """
    row = db.session.execute(
        select(*WITHOUT_TEXT, OutgoingMail.text).where(OutgoingMail.id == mail_id)
    ).one_or_none()
    if row is None:
        raise NotFound(NO_SUCH_PAGE)
    return MailWithText(_posted(row), row.text)


def _posted(row: Any) -> PostedMail:
    return PostedMail(
        row.id,
        row.recipient,
        row.subject,
        row.status,
        row.attempts,
        row.posted_at,
        row.next_try_at,
        row.sent_at,
        row.last_error,
    )
