"""A sign-in that waits for its second factor; plain functions, called inside an operation."""

from datetime import timedelta

from sqlalchemy import delete, update

from cna_directory import clock
from cna_directory.accounts.models import Account, PendingSignIn
from cna_directory.accounts.queries import Pending, factors_of
from cna_directory.accounts.standing import AccountStatus, Factor
from cna_directory.accounts.tokens import hash_of, new_token
from cna_directory.database import db
from cna_directory.errors import LinkExpired

PENDING_FOR = timedelta(minutes=10)
OVER = "Too much time has passed since the password. Sign in again."
SET_UP_ALREADY = "This account has a second factor already. Sign in again and show it."


def begin_pending(account: Account) -> str:
    """Let a sign-in wait for its second factor; return its token."""
    now, token = clock.now(), new_token()
    db.session.execute(delete(PendingSignIn).where(PendingSignIn.expires_at < now))
    db.session.add(
        PendingSignIn(
            token_hash=hash_of(token),
            account_id=account.id,
            made_at=now,
            expires_at=now + PENDING_FOR,
        )
    )
    return token


def end_pending(pending: Pending) -> Account:
    """End a sign-in that waits, once, and return its account.

    Raises:
        LinkExpired: it was ended before, or its time has run out, or the account is not active.
    """
    _change(pending, ended_at=clock.now())
    account = db.session.get_one(Account, pending.account_id)
    if account.status is not AccountStatus.ACTIVE:
        raise LinkExpired(OVER)
    return account


def note_factor(pending: Pending, factor: Factor) -> None:
    """Note that a second factor was shown, and give time to write the recovery codes down.

    Raises:
        LinkExpired: the sign-in was ended before, or its time has run out.
    """
    _change(pending, factor=factor, expires_at=clock.now() + PENDING_FOR)


def note_first_factor(pending: Pending, factor: Factor) -> None:
    """Note that the first second factor of an account was set up, before it is added.

    Raises:
        LinkExpired: the account has one by now; whoever knows the password alone adds none to it.
    """
    db.session.get_one(Account, pending.account_id, with_for_update=True)
    if factors_of(pending.account_id).has_any:
        raise LinkExpired(SET_UP_ALREADY)
    note_factor(pending, factor)


def _change(pending: Pending, **values: object) -> None:
    changed = db.session.scalars(
        update(PendingSignIn)
        .where(
            PendingSignIn.id == pending.id,
            PendingSignIn.ended_at.is_(None),
            PendingSignIn.expires_at > clock.now(),
        )
        .values(**values)
        .returning(PendingSignIn.id)
    ).all()
    if not changed:
        raise LinkExpired(OVER)
