"""Signing in: the password, then the second factor; or a passkey alone; and ending sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, func, select, update

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts import passwords, queries
from cna_directory.accounts.models import Account, SignInAttempt, UserSession
from cna_directory.accounts.operations.ending import sign_out_everywhere
from cna_directory.accounts.operations.links import SPENT_LINK, place_of, spend
from cna_directory.accounts.operations.new_browsers import tell_of_new_browser
from cna_directory.accounts.operations.passkeys import NOT_ACCEPTED, answer_taken, use_passkey
from cna_directory.accounts.operations.pending import (
    OVER,
    begin_pending,
    end_pending,
    note_factor,
)
from cna_directory.accounts.operations.refusing import recording_limits, refuse_sign_in
from cna_directory.accounts.operations.second_factors import (
    Counted,
    Shown,
    count_shown,
    use_factor,
)
from cna_directory.accounts.passkeys import Answer
from cna_directory.accounts.rules.addresses import normalised_address
from cna_directory.accounts.rules.sign_in_limits import (
    LONGEST_COUNTED,
    OVERALL,
    PER_ACCOUNT,
    PER_FAMILIAR_ACCOUNT,
    PER_PAIR,
    PER_REMOTE_ADDRESS,
    judge_sign_in,
)
from cna_directory.accounts.standing import (
    AccountStatus,
    ChallengePurpose,
    Factor,
    LinkPurpose,
    RefusalReason,
)
from cna_directory.accounts.tokens import hash_of, new_token
from cna_directory.audit.actions import Action
from cna_directory.database import db, is_sqlite
from cna_directory.errors import LinkExpired, Problem, RuleBroken, TooManyAttempts
from cna_directory.limits import count_refusal, counted_address
from cna_directory.operation import bookkeeping, note, operation
from cna_directory.settings import Settings

WRONG_PAIR = "This e-mail address and password do not belong together. Check both and try again."
"""The one answer to every refused sign-in, so that it does not tell which addresses are known."""

TRIES_LOCK = 0x434E42  # Any number that nothing else in the database uses as an advisory lock.


@dataclass(frozen=True, slots=True)
class Browser:
    """The browser that somebody signs in with."""

    user_agent: str
    mark: str = ""
    """The random mark it carries, which tells a new browser from a known one and grants nothing."""
    session_id: int | None = None
    """The session that is open in it, which ends when another begins."""


def sign_in_by_password(actor: Actor, *, email: str, password: str) -> str:
    """Return the token of a sign-in that waits for its second factor.

    Not an operation itself: hashing takes its time and must not hold the database. The try is
    counted before the hash is computed, so that no number of tries at once slips through.

    Raises:
        RuleBroken: refused, for whatever reason.
        TooManyAttempts: a limit stands against the try; no hash was computed.
    """
    account = queries.account_by_email(email)
    account_id = account.id if account else None
    # Read before the try is counted: afterwards it would take one more question to the database, but
    # only where there is an account, and time would tell. `accept_password` compares it once more.
    verified = account.password_hash if account else None
    with recording_limits(actor, account_id):
        try_id = _count_try(email, account_id, actor.remote_address)
    # The hash comes first whether there is an account or not, so that both take as long.
    is_right = passwords.is_right(verified, password)
    if account is None or verified is None or not is_right:
        reason = RefusalReason.WRONG_PASSWORD if account else RefusalReason.UNKNOWN_ADDRESS
        refuse_sign_in(actor, account_id, reason=reason)
        raise RuleBroken([Problem("password", WRONG_PAIR)])
    new_hash = passwords.hash_password(password) if passwords.is_outdated(verified) else None
    try:
        return accept_password(actor, account, try_id=try_id, verified=verified, new_hash=new_hash)
    except RuleBroken:
        is_active = account.status is AccountStatus.ACTIVE
        reason = RefusalReason.WRONG_PASSWORD if is_active else RefusalReason.NOT_ACTIVE
        refuse_sign_in(actor, account_id, reason=reason)
        raise


def _count_try(email: str, account_id: int | None, remote_address: str) -> int:
    """Write a try down as failed, unless a limit stands against it; return its number."""
    now, address_hash = clock.now(), hash_of(normalised_address(email))
    from_there = counted_address(remote_address)
    with bookkeeping():
        if not is_sqlite():
            # Counting and writing down belong together; SQLite has one writer anyway.
            db.session.execute(select(func.pg_advisory_xact_lock(TRIES_LOCK)))
        limit = judge_sign_in(queries.failed_tries(address_hash, account_id, remote_address))
        if limit is None:
            db.session.execute(
                delete(SignInAttempt).where(SignInAttempt.at < now - LONGEST_COUNTED)
            )
            made = SignInAttempt(address_hash=address_hash, remote_address=from_there, at=now)
            db.session.add(made)
            db.session.flush()
            return made.id
        whose = {
            PER_PAIR: f"{address_hash} {from_there}",
            PER_REMOTE_ADDRESS: from_there,
            PER_ACCOUNT: address_hash,
            PER_FAMILIAR_ACCOUNT: address_hash,
            OVERALL: "",
        }
        is_first = count_refusal(limit.kind, whose[limit], limit.within)
    raise TooManyAttempts(limit.advice, is_first=is_first)


@operation(Action.PASSWORD_ACCEPTED, needs=Capability.SIGN_IN)
def accept_password(
    actor: Actor, account: Account, *, try_id: int, verified: str, new_hash: str | None
) -> str:
    """Let a sign-in wait for its second factor after the right password; return its token.

    `verified` is the hash that the password was compared with, which takes long enough for the
    holder to change the password meanwhile.

    Raises:
        RuleBroken: the account is not active or has another password, in the words of every refusal.
    """
    db.session.refresh(account, with_for_update=True)
    if account.status is not AccountStatus.ACTIVE or account.password_hash != verified:
        raise RuleBroken([Problem("password", WRONG_PAIR)])
    db.session.execute(
        update(SignInAttempt).where(SignInAttempt.id == try_id).values(succeeded=True)
    )
    if new_hash:
        account.password_hash = new_hash
    note(subject=place_of(account))
    return begin_pending(account)


def sign_in_by_second_factor(
    actor: Actor, pending: queries.Pending, shown: Shown, *, browser: Browser, settings: Settings
) -> str | None:
    """Return the token of a new session, or nothing where the recovery codes are still missing.

    Raises:
        RuleBroken: the factor is not right, or was used before; the try is recorded.
        TooManyAttempts: a limit stands against the try.
        LinkExpired: too much time has passed since the password.
    """
    counted = count_shown(
        actor, shown, account_id=pending.account_id, purpose=ChallengePurpose.SIGN_IN
    )
    try:
        if not queries.factors_of(pending.account_id).is_complete:
            accept_factor(actor, pending, counted=counted, settings=settings)
            return None
        return accept_sign_in(actor, pending, counted=counted, browser=browser, settings=settings)
    except RuleBroken:
        refuse_sign_in(actor, pending.account_id, reason=RefusalReason.WRONG_SECOND_FACTOR)
        raise


@operation(Action.SECOND_FACTOR_SHOWN, needs=Capability.SIGN_IN)
def accept_factor(
    actor: Actor, pending: queries.Pending, *, counted: Counted, settings: Settings
) -> None:
    """Note that the second factor was shown, where a set-up that was left goes on with the codes."""
    factor = use_factor(counted, account_id=pending.account_id, settings=settings)
    note_factor(pending, factor)
    note(subject=f"account/{pending.account_id}", factor=factor)


@operation(Action.SIGN_IN_ACCEPTED, needs=Capability.SIGN_IN)
def accept_sign_in(
    actor: Actor,
    pending: queries.Pending,
    *,
    counted: Counted,
    browser: Browser,
    settings: Settings,
) -> str:
    """Begin a session after the second factor; return its token."""
    account = end_pending(pending)
    factor = use_factor(counted, account_id=account.id, settings=settings)
    return _begin_session(actor, account, browser, factor, settings)


@operation(Action.SIGN_IN_ACCEPTED, needs=Capability.SIGN_IN)
def finish_set_up(
    actor: Actor, pending: queries.Pending, *, browser: Browser, settings: Settings
) -> str:
    """Begin a session after the second factor and the recovery codes are set up; return its token.

    Raises:
        LinkExpired: they are not, or too much time has passed.
    """
    account = end_pending(pending)
    if pending.factor is None or not queries.factors_of(account.id).is_complete:
        raise LinkExpired(OVER)
    return _begin_session(actor, account, browser, pending.factor, settings)


def sign_in_by_passkey(actor: Actor, text: str, *, browser: Browser, settings: Settings) -> str:
    """Sign in by a passkey alone and return the token of the new session.

    Raises:
        RuleBroken: refused, in the same words for whatever reason; the try is recorded.
        TooManyAttempts: a limit stands against the try.
    """
    answer = answer_taken(actor, text, purpose=ChallengePurpose.SIGN_IN, account_id=None)
    try:
        return accept_passkey(actor, answer, browser=browser, settings=settings)
    except RuleBroken:
        refuse_sign_in(actor, None, reason=RefusalReason.UNKNOWN_PASSKEY)
        raise


@operation(Action.SIGN_IN_ACCEPTED, needs=Capability.SIGN_IN)
def accept_passkey(
    actor: Actor, answer: Answer | None, *, browser: Browser, settings: Settings
) -> str:
    """Begin a session for the account of a passkey; return its token.

    Raises:
        RuleBroken: the answer is not right, or the account is not active or not yet set up.
    """
    account = use_passkey(answer, account_id=None, settings=settings) if answer else None
    is_open = account is not None and account.status is AccountStatus.ACTIVE
    if account is None or not is_open or not queries.factors_of(account.id).is_complete:
        raise RuleBroken([Problem("passkey", NOT_ACCEPTED)])
    return _begin_session(actor, account, browser, Factor.PASSKEY, settings)


def sign_in_by_link(
    actor: Actor, link: queries.Link, *, browser: Browser, settings: Settings
) -> str:
    """Sign in by a one-time link and return the token of the new session.

    Raises:
        LinkExpired: the link was used before, or its time has run out; the try is recorded.
    """
    try:
        return accept_sign_in_by_link(actor, link, browser=browser, settings=settings)
    except LinkExpired:
        refuse_sign_in(actor, link.account_id, reason=RefusalReason.LINK_SPENT)
        raise


@operation(Action.SIGN_IN_ACCEPTED, needs=Capability.SIGN_IN)
def accept_sign_in_by_link(
    actor: Actor, link: queries.Link, *, browser: Browser, settings: Settings
) -> str:
    """Use a one-time link to begin a session; return the session's token.

    Raises:
        LinkExpired: the link was used before, or its time has run out.
    """
    account = spend(link, LinkPurpose.SIGN_IN)
    if account.status is not AccountStatus.ACTIVE:
        raise LinkExpired(SPENT_LINK)
    return _begin_session(actor, account, browser, Factor.DEMONSTRATION_LINK, settings)


def _begin_session(
    actor: Actor, account: Account, browser: Browser, factor: Factor, settings: Settings
) -> str:
    now, token = clock.now(), new_token()
    if browser.session_id is not None:
        _end(db.session.scalars(_unended(browser.session_id)).all(), now)
    mark = hash_of(browser.mark)
    is_new = queries.is_new_browser(account.id, mark)
    begun = UserSession(
        token_hash=hash_of(token),
        account_id=account.id,
        created_at=now,
        last_seen_at=now,
        remote_address=actor.remote_address,
        user_agent=browser.user_agent,
        factor=factor,
        confirmed_at=now,
        device_hash=mark,
    )
    db.session.add(begun)
    if is_new:
        tell_of_new_browser(account, begun, settings)
    note(subject=place_of(account), by=factor)
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
    account = queries.account_of(actor)
    note(subject=place_of(account), sessions=sign_out_everywhere(account))


def _end(sessions: Sequence[UserSession], now: datetime) -> int:
    for user_session in sessions:
        user_session.ended_at = now
    return len(sessions)


def _unended(session_id: int) -> Select[UserSession]:
    return select(UserSession).where(UserSession.id == session_id, UserSession.ended_at.is_(None))
