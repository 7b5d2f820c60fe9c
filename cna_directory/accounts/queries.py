"""Reading accounts, sessions and links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from cna_directory import clock
from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account, OneTimeLink, SignInAttempt, UserSession
from cna_directory.accounts.rules import (
    FAMILIAR_FOR,
    OVERALL,
    PER_ACCOUNT,
    PER_PAIR,
    PER_REMOTE_ADDRESS,
    FailedTries,
    Limit,
    browser_in_words,
    counted_address,
    is_session_over,
    normalised_address,
    session_limits,
)
from cna_directory.accounts.standing import AccountStatus, LinkPurpose
from cna_directory.accounts.tokens import hash_of
from cna_directory.database import db
from cna_directory.errors import NotFound
from cna_directory.reference.models import State

NO_SUCH_PAGE = "There is no such page, or it is not for you."
"""In the words of the guard, so that what is not there and what is not for somebody look alike."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that holds, with what a request needs to know of its account."""

    id: int
    account_id: int
    role: Role
    state: str
    authority_number: int | None
    language: str
    last_seen_at: datetime


def open_session(token: str, now: datetime) -> OpenSession | None:
    """Return the session of a token if it holds, read together with its account at once."""
    row = db.session.execute(
        select(
            UserSession.id,
            UserSession.account_id,
            UserSession.created_at,
            UserSession.last_seen_at,
            Account.role,
            Account.state_iso2,
            Account.authority_number,
            Account.language,
        )
        .join(Account, Account.id == UserSession.account_id)
        .where(
            UserSession.token_hash == hash_of(token),
            UserSession.ended_at.is_(None),
            Account.status == AccountStatus.ACTIVE,
        )
    ).one_or_none()
    if row is None or is_session_over(
        row.role, created_at=row.created_at, last_seen_at=row.last_seen_at, now=now
    ):
        return None
    return OpenSession(
        row.id,
        row.account_id,
        row.role,
        row.state_iso2 or "",
        row.authority_number,
        row.language,
        row.last_seen_at,
    )


@dataclass(frozen=True, slots=True)
class SessionOwner:
    """A session and the account it belongs to, for the grants to compare."""

    id: int
    account_id: int


def session_owner(session_id: int) -> SessionOwner:
    """Return whose a session is; a number that no session has raises `NotFound`."""
    found = db.session.get(UserSession, session_id)
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    return SessionOwner(found.id, found.account_id)


def unended_sessions(account_id: int) -> Select[UserSession]:
    """Return the statement for an account's sessions that nobody has ended, newest first."""
    return (
        select(UserSession)
        .where(UserSession.account_id == account_id, UserSession.ended_at.is_(None))
        .order_by(UserSession.last_seen_at.desc(), UserSession.id.desc())
    )


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session as its owner sees it in the list."""

    id: int
    created_at: datetime
    last_seen_at: datetime
    ends_at: datetime
    remote_address: str
    browser: str


def sessions_of(account_id: int, role: Role) -> list[SessionRow]:
    """Return an account's sessions that hold now."""
    now, limits = clock.now(), session_limits(role)
    return [
        SessionRow(
            s.id,
            s.created_at,
            s.last_seen_at,
            min(s.created_at + limits.absolute, s.last_seen_at + limits.idle),
            s.remote_address,
            browser_in_words(s.user_agent),
        )
        for s in db.session.scalars(unended_sessions(account_id))
        if not is_session_over(role, created_at=s.created_at, last_seen_at=s.last_seen_at, now=now)
    ]


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """An account as its holder sees it."""

    email: str
    post_title: str
    organisation: str
    role: Role
    state_names: dict[str, str] | None
    authority_number: int | None
    is_subscriber: bool


def own_account(account_id: int) -> OwnAccount:
    """Return the account of whoever is signed in."""
    account, state_names = db.session.execute(
        select(Account, State.names)
        .outerjoin(State, State.iso2 == Account.state_iso2)
        .where(Account.id == account_id)
    ).one()
    return OwnAccount(
        account.email,
        account.post_title,
        account.organisation,
        account.role,
        state_names,
        account.authority_number,
        account.is_subscriber,
    )


def account_by_email(email: str) -> Account | None:
    """Return the account of an e-mail address, however it is typed."""
    address = normalised_address(email)
    if "\0" in address:
        return None  # No account has such an address, and PostgreSQL cannot even be asked.
    return db.session.scalars(select(Account).where(Account.email == address)).one_or_none()


def all_addresses() -> Sequence[str]:
    """Return the e-mail address of every account."""
    return db.session.scalars(select(Account.email)).all()


def subscribers() -> Sequence[Account]:
    """Return the active accounts that get each edition announced."""
    return db.session.scalars(
        select(Account)
        .where(Account.is_subscriber, Account.status == AccountStatus.ACTIVE)
        .order_by(Account.id)
    ).all()


def secretariat() -> Sequence[Account]:
    """Return the active officers of the secretariat."""
    return db.session.scalars(
        select(Account)
        .where(Account.role == Role.SECRETARIAT, Account.status == AccountStatus.ACTIVE)
        .order_by(Account.id)
    ).all()


@dataclass(frozen=True, slots=True)
class Link:
    """A one-time link with what its page shows of the account."""

    id: int
    account_id: int
    is_unspent: bool
    email: str
    post_title: str
    role: Role


def sign_in_link(token: str) -> Link:
    """Return a link made to sign in, spent or not; an unknown token raises `NotFound`."""
    return _link(token, LinkPurpose.SIGN_IN)


def activation_link(token: str) -> Link:
    """Return a link made to activate, spent or not; an unknown token raises `NotFound`."""
    return _link(token, LinkPurpose.ACTIVATE)


def _link(token: str, purpose: LinkPurpose) -> Link:
    found = db.session.scalars(
        select(OneTimeLink).where(
            OneTimeLink.token_hash == hash_of(token), OneTimeLink.purpose == purpose
        )
    ).one_or_none()
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    is_unspent = found.used_at is None and clock.now() < found.expires_at
    account = found.account
    return Link(found.id, account.id, is_unspent, account.email, account.post_title, account.role)


def failed_tries(address_hash: str, account_id: int | None, remote_address: str) -> FailedTries:
    """Return how many tries failed of late from everywhere that the limits look at."""
    at_account = SignInAttempt.address_hash == address_hash
    from_there = SignInAttempt.remote_address == counted_address(remote_address)
    return FailedTries(
        by_pair=_count_failed(PER_PAIR, at_account, from_there),
        by_remote_address=_count_failed(PER_REMOTE_ADDRESS, from_there),
        by_account=_count_failed(PER_ACCOUNT, at_account),
        overall=_count_failed(OVERALL),
        is_familiar=_is_familiar(account_id, remote_address),
    )


def _count_failed(limit: Limit, *conditions: object) -> int:
    statement = select(func.count()).where(
        SignInAttempt.at > clock.now() - limit.within,
        SignInAttempt.succeeded.is_(False),
        *conditions,  # type: ignore[arg-type]
    )
    return db.session.scalar(statement) or 0


def _is_familiar(account_id: int | None, remote_address: str) -> bool:
    statement = select(UserSession.id).where(
        UserSession.account_id == account_id,
        UserSession.remote_address == remote_address,
        UserSession.created_at > clock.now() - FAMILIAR_FOR,
    )
    return db.session.scalar(statement.limit(1)) is not None
