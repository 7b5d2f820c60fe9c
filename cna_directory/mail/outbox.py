"""The outbox: operations post into it, the scheduler delivers from it.

Delivery is at least once. A mail is claimed before it is sent, so that two deliverers do not send
it twice; one whose deliverer dies is taken up again later, under the same Message-ID.

What somebody may no longer be told is taken off before it is sent. One that a deliverer has in its
hands at that moment still arrives: nothing calls it back.
"""

import email.policy
import uuid
from collections.abc import Callable
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from typing import cast

from sqlalchemy import ColumnElement, CursorResult, delete, or_, select, update

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import refuse_unless_may
from cna_directory.database import db
from cna_directory.mail.message import Message
from cna_directory.mail.models import MailPause, MailStatus, OutgoingMail
from cna_directory.mail.rules import HELD_FOR, LONGEST_WAIT, is_given_up, next_try
from cna_directory.mail.transport import RefusedForGood, Transport, Unreachable
from cna_directory.operation import bookkeeping, note
from cna_directory.settings import Settings


def post(message: Message, settings: Settings) -> None:
    """Put a message into the outbox; called inside an operation, so that both happen or neither."""
    now, rendered = clock.now(), message.rendered()
    host = settings.host_name.split(":", 1)[0]
    db.session.add(
        OutgoingMail(
            message_name=message.name,
            about=message.about,
            ending_link=message.ending_link,
            sender=settings.mail_sender,
            recipient=message.recipient,
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            message_id=f"<{uuid.uuid4().hex}@{host}>",
            status=MailStatus.WAITING,
            posted_at=now,
            next_try_at=now,
        )
    )


def remove_mail_before(moment: datetime) -> None:
    """Remove what was posted before a moment, sent or not; inside an operation or bookkeeping."""
    db.session.execute(delete(OutgoingMail).where(OutgoingMail.posted_at < moment))


def take_off_about(about: str, *message_names: str) -> None:
    """Take off the unsent mails of these names about one thing; inside an operation."""
    _take_off(OutgoingMail.about == about, OutgoingMail.message_name.in_(message_names))


def take_off_ended_by(token: str) -> None:
    """Take off the unsent mails whose link to end them holds a token; inside an operation."""
    _take_off(OutgoingMail.ending_link.endswith(f"/{token}", autoescape=True))


def take_off_endable(recipient: str) -> None:
    """Take off the unsent mails to an address that its reader could end; inside an operation.

    These are announcements and news. What tells a holder about the account itself stays.
    """
    _take_off(OutgoingMail.recipient == recipient, OutgoingMail.ending_link != "")


def _take_off(*which: ColumnElement[bool]) -> None:
    """Remove unsent mails; the outbox shows them no more, and the trail says how many there were."""
    unsent = OutgoingMail.status.in_((MailStatus.WAITING, MailStatus.FAILED))
    taken_off = db.session.execute(
        delete(OutgoingMail).where(unsent, *which).execution_options(synchronize_session=False)
    )
    if number := cast("CursorResult[object]", taken_off).rowcount:
        note(mails_taken_off=number)


def deliver_waiting_mail(
    actor: Actor, transport: Transport | None, now: Callable[[], datetime] = clock.now
) -> int:
    """Send the mail that is due, one by one; return how many were sent.

    Without a transport, as in the demonstration, everything stays where it is. Where the server
    cannot be reached, everything waits for the next wake and no try is used up. The clock is asked
    anew for each mail: a claim must hold from now and not from when a long run began.

    Raises:
        AccessRefused: the actor may not deliver mail.
    """
    refuse_unless_may(actor, Capability.DELIVER_MAIL)
    sent = 0
    while transport is not None and (mail := _claim(now())):
        try:
            sent += _deliver(mail, transport, now)
        except Unreachable:
            break
    return sent


def _claim(now: datetime) -> OutgoingMail | None:
    """Take the next mail that is due, counting the try before it is made.

    It is returned apart from the session, because its row may be taken off while it is sent.
    """
    with bookkeeping():
        mail = db.session.scalars(
            select(OutgoingMail)
            .where(
                OutgoingMail.status == MailStatus.WAITING,
                _is_due(now),
                OutgoingMail.message_name.not_in(select(MailPause.message_name)),
            )
            .order_by(OutgoingMail.next_try_at, OutgoingMail.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if mail is not None:
            mail.attempts += 1
            mail.next_try_at = max(now + HELD_FOR, next_try(mail.attempts, now))
    if mail is not None:
        db.session.expunge(mail)
    return mail


def _is_due(now: datetime) -> ColumnElement[bool]:
    """Return the condition under which a waiting mail is tried, also after the clock was put back."""
    return or_(
        OutgoingMail.next_try_at <= now,
        # What nobody has tried waits for nothing.
        OutgoingMail.attempts == 0,
        # No pause is that long: it was written by a clock that has been put back since.
        OutgoingMail.next_try_at > now + LONGEST_WAIT,
    )


def _deliver(mail: OutgoingMail, transport: Transport, now: Callable[[], datetime]) -> bool:
    try:
        transport(as_email(mail))
    except Unreachable as error:
        # The server was tried and not the mail, which is due again at the next wake.
        _mark_unsent(mail, error, attempts=mail.attempts - 1, next_try_at=now())
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is kept with the mail.
        is_over = is_given_up(mail.attempts, refused_for_good=isinstance(error, RefusedForGood))
        _mark_unsent(
            mail,
            error,
            status=MailStatus.FAILED if is_over else MailStatus.WAITING,
            next_try_at=next_try(mail.attempts, now()),
        )
        return False
    _mark(
        OutgoingMail.id == mail.id,
        status=MailStatus.SENT,
        sent_at=now(),
        last_error="",
        text="",
        html="",
        ending_link="",
    )
    return True


def _mark_unsent(mail: OutgoingMail, error: Exception, **values: object) -> None:
    """Say why a mail was not sent, unless another deliverer has taken it up since or has sent it."""
    _mark(
        OutgoingMail.id == mail.id,
        OutgoingMail.status == MailStatus.WAITING,
        OutgoingMail.attempts == mail.attempts,
        last_error=f"{type(error).__name__}: {error}",
        **values,
    )


def _mark(*which: ColumnElement[bool], **values: object) -> None:
    with bookkeeping():
        db.session.execute(update(OutgoingMail).where(*which).values(**values))


def as_email(mail: OutgoingMail) -> EmailMessage:
    """Return a mail in the form of RFC 5322; the policy refuses line breaks in headers."""
    made = EmailMessage(policy=email.policy.SMTP)
    made["Message-ID"] = mail.message_id
    made["Date"] = mail.posted_at
    made["From"] = Address(addr_spec=mail.sender)
    made["To"] = Address(addr_spec=mail.recipient)
    made["Subject"] = mail.subject
    made["Auto-Submitted"] = "auto-generated"
    if mail.ending_link:
        made["List-Unsubscribe"] = f"<{mail.ending_link}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(mail.text)
    made.add_alternative(mail.html, subtype="html")
    return made
