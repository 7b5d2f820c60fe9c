"""Removing what accounts no longer need, by the limits of `rules.retention`."""

from datetime import datetime

from sqlalchemy import delete

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import refuse_unless_may
from cna_directory.accounts.models import (
    PagesRead,
    PasskeyChallenge,
    PasswordResetAsked,
    PendingSignIn,
    SignInAttempt,
    UserSession,
)
from cna_directory.accounts.rules.retention import (
    MAIL_KEPT_FOR,
    PAGES_READ_KEPT_FOR,
    RESET_KEPT_FOR,
    SESSIONS_KEPT_FOR,
    SPENT_KEPT_FOR,
)
from cna_directory.accounts.rules.sign_in_limits import LONGEST_COUNTED
from cna_directory.database import db
from cna_directory.mail.outbox import remove_mail_before
from cna_directory.operation import bookkeeping


def remove_what_is_over(actor: Actor, now: datetime) -> None:
    """Remove old sessions, tries, challenges, counts and mails; none of them is recorded.

    Every session is over long before its time here comes, whoever ended it.

    Raises:
        AccessRefused: the actor does not keep accounts.
    """
    refuse_unless_may(actor, Capability.KEEP_ACCOUNTS)
    first_day = (now - PAGES_READ_KEPT_FOR).date()
    with bookkeeping():
        for statement in (
            delete(UserSession).where(UserSession.created_at < now - SESSIONS_KEPT_FOR),
            delete(PendingSignIn).where(PendingSignIn.expires_at < now - SPENT_KEPT_FOR),
            delete(PasskeyChallenge).where(PasskeyChallenge.expires_at < now - SPENT_KEPT_FOR),
            delete(PasswordResetAsked).where(PasswordResetAsked.asked_at < now - RESET_KEPT_FOR),
            delete(SignInAttempt).where(SignInAttempt.at < now - LONGEST_COUNTED),
            delete(PagesRead).where(PagesRead.day < first_day),
        ):
            db.session.execute(statement)
        remove_mail_before(now - MAIL_KEPT_FOR)
