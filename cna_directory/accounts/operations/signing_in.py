"""Signing in by password or one-time link, and ending sessions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, delete, func, select, update

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts import passwords, queries
from cna_directory.accounts.models import Account, SignInAttempt, UserSession
from cna_directory.accounts.operations.links import SPENT_LINK, place_of, spend
from cna_directory.accounts.rules.addresses import counted_address, normalised_address
from cna_directory.accounts.rules.sign_in_limits import LONGEST_COUNTED, judge_sign_in
from cna_directory.accounts.standing import AccountStatus, Factor, LinkPurpose, RefusalReason
from cna_directory.accounts.tokens import hash_of, new_token
from cna_directory.audit.actions import Action
from cna_directory.database import db, is_sqlite
from cna_directory.errors import LinkExpired, Problem, RuleBroken, TooManyAttempts
from cna_directory.operation import bookkeeping, note, operation

WRONG_PAIR = "This e-mail address and password do not belong together. Check both and try again."
"""The one answer to every refused sign-in, so that it does not tell which addresses are known."""

TRIES_LOCK = 0x434E42  # Any number that nothing else in the database uses as an advisory lock.


def sign_in_by_password(
    actor: Actor, *, email: str, password: str, browser: str, instead_of: int | None = None
) -> str:
    """Sign in and return the token of the new session.

    Not an operation itself: hashing takes its time and must not hold the database. The try is
    counted before the hash is computed, so that no number of tries at once slips through.

    Raises:
        RuleBroken: refused, for whatever reason.
        TooManyAttempts: a limit stands against the try; no hash was computed.
    """
    account = queries.account_by_email(email)
    account_id = account.id if account else None
    try:
        try_id = _count_try(email, account_id, actor.remote_address)
    except TooManyAttempts:
        refuse_sign_in(actor, account_id, reason=RefusalReason.TOO_MANY_ATTEMPTS)
        raise
    # The hash comes first whether there is an account or not, so that both take as long.
    is_right = passwords.is_right(account.password_hash if account else None, password)
    if account is None or not is_right:
        reason = RefusalReason.WRONG_PASSWORD if account else RefusalReason.UNKNOWN_ADDRESS
        refuse_sign_in(actor, account_id, reason=reason)
        raise RuleBroken([Problem("password", WRONG_PAIR)])
    new_hash = _renewed_hash(account, password)
    try:
        return accept_sign_in(
            actor, account, browser=browser, instead_of=instead_of, try_id=try_id, new_hash=new_hash
        )
    except RuleBroken:
        refuse_sign_in(actor, account_id, reason=RefusalReason.NOT_ACTIVE)
        raise


def _renewed_hash(account: Account, password: str) -> str | None:
    if account.password_hash and passwords.is_outdated(account.password_hash):
        return passwords.hash_password(password)
    return None


def _count_try(email: str, account_id: int | None, remote_address: str) -> int:
    """Write a try down as failed, unless a limit stands against it; return its number."""
    now, address_hash = clock.now(), hash_of(normalised_address(email))
    with bookkeeping():
        if not is_sqlite():
            # Counting and writing down belong together; SQLite has one writer anyway.
            db.session.execute(select(func.pg_advisory_xact_lock(TRIES_LOCK)))
        if limit := judge_sign_in(queries.failed_tries(address_hash, account_id, remote_address)):
            raise TooManyAttempts(limit.advice)
        db.session.execute(delete(SignInAttempt).where(SignInAttempt.at < now - LONGEST_COUNTED))
        from_there = counted_address(remote_address)
        made = SignInAttempt(address_hash=address_hash, remote_address=from_there, at=now)
        db.session.add(made)
        db.session.flush()
        return made.id


@operation(Action.SIGN_IN_ACCEPTED, needs=Capability.SIGN_IN)
def accept_sign_in(
    actor: Actor,
    account: Account,
    *,
    browser: str,
    instead_of: int | None,
    try_id: int,
    new_hash: str | None,
) -> str:
    """Begin a session after the right password; return its token.

    Raises:
        RuleBroken: the account is not active, in the words of every refusal.
    """
    if account.status is not AccountStatus.ACTIVE:
        raise RuleBroken([Problem("password", WRONG_PAIR)])
    db.session.execute(
        update(SignInAttempt).where(SignInAttempt.id == try_id).values(succeeded=True)
    )
    if new_hash:
        account.password_hash = new_hash
    note(subject=place_of(account), by="password")
    return _begin_session(actor, account, browser, instead_of, Factor.DEMONSTRATION_LINK)


@operation(Action.SIGN_IN_REFUSED, needs=Capability.SIGN_IN)
def refuse_sign_in(actor: Actor, account_id: int | None, *, reason: RefusalReason) -> None:
    """Record a try that failed, and why; the e-mail address that was typed is not kept."""
    note(subject=f"account/{account_id}" if account_id else "", reason=reason)


def sign_in_by_link(
    actor: Actor, link: queries.Link, *, browser: str, instead_of: int | None = None
) -> str:
    """Sign in by a one-time link and return the token of the new session.

    Raises:
        LinkExpired: the link was used before, or its time has run out; the try is recorded.
    """
    try:
        return accept_sign_in_by_link(actor, link, browser=browser, instead_of=instead_of)
    except LinkExpired:
        refuse_sign_in(actor, link.account_id, reason=RefusalReason.LINK_SPENT)
        raise


@operation(Action.SIGN_IN_ACCEPTED, needs=Capability.SIGN_IN)
def accept_sign_in_by_link(
    actor: Actor, link: queries.Link, *, browser: str, instead_of: int | None
) -> str:
    """Use a one-time link to begin a session; return the session's token.

    Raises:
        LinkExpired: the link was used before, or its time has run out.
    """
    account = spend(link, LinkPurpose.SIGN_IN)
    if account.status is not AccountStatus.ACTIVE:
        raise LinkExpired(SPENT_LINK)
    note(subject=place_of(account), by="link")
    return _begin_session(actor, account, browser, instead_of, Factor.DEMONSTRATION_LINK)


def _begin_session(
    actor: Actor, account: Account, browser: str, instead_of: int | None, factor: Factor
) -> str:
    now, token = clock.now(), new_token()
    if instead_of is not None:
        _end(db.session.scalars(_unended(instead_of)).all(), now)
    db.session.add(
        UserSession(
            token_hash=hash_of(token),
            account_id=account.id,
            created_at=now,
            last_seen_at=now,
            remote_address=actor.remote_address,
            user_agent=browser,
            factor=factor,
            confirmed_at=now,
        )
    )
    return token


def note_seen(session_id: int) -> None:
    """Note that a session is in use."""
    with bookkeeping():
        db.session.execute(
            update(UserSession).where(UserSession.id == session_id).values(last_seen_at=clock.now())
        )


@operation(Action.SIGNED_OUT, needs=Capability.SIGN_OUT)
def end_session(actor: Actor, session: queries.SessionOwner) -> None:
    """End one session of the actor's own; its cookie is refused from now on."""
    ended = _end(db.session.scalars(_unended(session.id)).all(), clock.now())
    note(subject=f"account/{actor.account_id}", sessions=ended)


@operation(Action.SIGNED_OUT, needs=Capability.SIGN_OUT)
def end_all_sessions(actor: Actor) -> None:
    """End all sessions of the actor, this one included."""
    assert actor.account_id is not None  # noqa: S101 - only signed-in roles may sign out.
    ended = _end(db.session.scalars(queries.unended_sessions(actor.account_id)).all(), clock.now())
    note(subject=f"account/{actor.account_id}", sessions=ended)


def _end(sessions: Sequence[UserSession], now: datetime) -> int:
    for user_session in sessions:
        user_session.ended_at = now
    return len(sessions)


def _unended(session_id: int) -> Select[UserSession]:
    return select(UserSession).where(UserSession.id == session_id, UserSession.ended_at.is_(None))
