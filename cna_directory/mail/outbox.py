"""The outbox: operations post into it, the scheduler delivers from it.

Delivery is at least once. A mail is claimed before it is sent, so that two deliverers do not send
it twice; one whose deliverer dies is taken up again later, under the same Message-ID.
"""

import email.policy
import uuid
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage

from sqlalchemy import delete, select, update

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import refuse_unless_may
from cna_directory.database import db
from cna_directory.mail.message import Message
from cna_directory.mail.models import MailPause, MailStatus, OutgoingMail
from cna_directory.mail.rules import is_given_up, next_try
from cna_directory.mail.transport import RefusedForGood, Transport, Unreachable
from cna_directory.operation import bookkeeping
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


def deliver_waiting_mail(actor: Actor, transport: Transport | None, now: datetime) -> int:
    """Send the mail that is due, one by one; return how many were sent.

    Without a transport, as in the demonstration, everything stays where it is. Where the server
    cannot be reached, the rest waits for the next wake and no try of theirs is used up.

    Raises:
        AccessRefused: the actor may not deliver mail.
    """
    refuse_unless_may(actor, Capability.DELIVER_MAIL)
    sent = 0
    while transport is not None and (mail := _claim(now)):
        try:
            sent += _deliver(mail, transport, now)
        except Unreachable:
            break
    return sent


def _claim(now: datetime) -> OutgoingMail | None:
    """Take the next mail that is due, counting the try before it is made."""
    with bookkeeping():
        mail = db.session.scalars(
            select(OutgoingMail)
            .where(
                OutgoingMail.status == MailStatus.WAITING,
                OutgoingMail.next_try_at <= now,
                OutgoingMail.message_name.not_in(select(MailPause.message_name)),
            )
            .order_by(OutgoingMail.next_try_at, OutgoingMail.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if mail is not None:
            mail.attempts += 1
            mail.next_try_at = next_try(mail.attempts, now)
    return mail


def _deliver(mail: OutgoingMail, transport: Transport, now: datetime) -> bool:
    try:
        transport(as_email(mail))
    except Unreachable as error:
        _mark_failed_try(mail, error)
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is kept with the mail.
        _mark_failed_try(mail, error)
        return False
    _mark(
        mail, status=MailStatus.SENT, sent_at=now, last_error="", text="", html="", ending_link=""
    )
    return True


def _mark_failed_try(mail: OutgoingMail, error: Exception) -> None:
    given_up = is_given_up(mail.attempts, refused_for_good=isinstance(error, RefusedForGood))
    _mark(
        mail,
        status=MailStatus.FAILED if given_up else MailStatus.WAITING,
        last_error=f"{type(error).__name__}: {error}",
    )


def _mark(mail: OutgoingMail, **values: object) -> None:
    with bookkeeping():
        db.session.execute(update(OutgoingMail).where(OutgoingMail.id == mail.id).values(**values))


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
