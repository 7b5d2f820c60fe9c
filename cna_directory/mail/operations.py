"""What an officer does with the outbox: keep mails of one kind back, and try failed ones again."""

from typing import cast

from sqlalchemy import CursorResult, update

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import Problem
from cna_directory.mail.models import MailPause, MailStatus, OutgoingMail
from cna_directory.mail.rules import PAUSABLE
from cna_directory.operation import note, operation, require


@operation(Action.MAIL_PAUSED, needs=Capability.PAUSE_MAIL)
def pause_mail(actor: Actor, message_name: str, *, reason: str) -> None:
    """Keep all mails of one name from going out until they are let go again; none is lost.

    Raises:
        RuleBroken: no reason is given, or mails of this name must not wait.
    """
    if message_name not in PAUSABLE:
        require([Problem("reason", "Mails of this kind cannot be kept back.")])
    if not reason.strip():
        require([Problem("reason", "Say why these mails are to wait.")])
    if db.session.get(MailPause, message_name) is None:
        db.session.add(
            MailPause(message_name=message_name, paused_at=clock.now(), reason=reason.strip())
        )
    note(f"mail/{message_name}", reason=reason.strip())


@operation(Action.MAIL_RESUMED, needs=Capability.PAUSE_MAIL)
def resume_mail(actor: Actor, message_name: str) -> None:
    """Let the mails of one name go out again, at the next wake of the scheduler."""
    pause = db.session.get(MailPause, message_name)
    if pause is not None:
        db.session.delete(pause)
    note(f"mail/{message_name}")


@operation(Action.MAIL_TRIED_AGAIN, needs=Capability.PAUSE_MAIL)
def try_all_again(actor: Actor) -> None:
    """Let every mail that was given up be tried as if it were new, after a server was away long."""
    tried = db.session.execute(
        update(OutgoingMail)
        .where(OutgoingMail.status == MailStatus.FAILED)
        .values(status=MailStatus.WAITING, attempts=0, next_try_at=clock.now())
    )
    note("mail/failed", mails=cast("CursorResult[object]", tried).rowcount)


@operation(Action.MAIL_TRIED_AGAIN, needs=Capability.PAUSE_MAIL)
def try_again(actor: Actor, mail_id: int) -> None:
    """Let a mail that was given up be tried as if it were new; its Message-ID stays the same."""
    mail = db.session.get_one(OutgoingMail, mail_id, with_for_update=True)
    if mail.status is not MailStatus.FAILED:
        require([Problem("mail", "This mail is sent already, or it will be tried by itself.")])
    mail.status, mail.attempts, mail.next_try_at = MailStatus.WAITING, 0, clock.now()
    note(f"mail/{mail.message_name}", mail=mail_id)
