"""Sessions: which one holds, whose it is, and where an account is signed in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, select

from cna_directory import clock
from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account, UserSession
from cna_directory.accounts.rules.sessions import browser_in_words, is_session_over, session_limits
from cna_directory.accounts.standing import AccountStatus
from cna_directory.accounts.tokens import hash_of
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.reference.queries import STAMP, keep_stamp


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
    confirmed_at: datetime
    """When the holder last showed a second factor."""
    terms_version: str
    """Of the terms of use that the account accepted last."""


_SESSION, _ACCOUNT = UserSession.__table__.c, Account.__table__.c
_OPEN_SESSION = (
    select(
        _SESSION.id,
        _SESSION.account_id,
        _SESSION.created_at,
        _SESSION.last_seen_at,
        _SESSION.confirmed_at,
        _ACCOUNT.role,
        _ACCOUNT.state_iso2,
        _ACCOUNT.authority_number,
        _ACCOUNT.language,
        _ACCOUNT.terms_version,
        STAMP.scalar_subquery().label("stamp"),
    )
    .join_from(UserSession.__table__, Account.__table__, _ACCOUNT.id == _SESSION.account_id)
    .where(
        _SESSION.token_hash == bindparam("token_hash"),
        _SESSION.ended_at.is_(None),
        _ACCOUNT.status == AccountStatus.ACTIVE,
    )
)
"""Made once, and of the tables: every request of an account asks it, and putting it together, or
asking it through the mapped classes, costs as much as the answer. The stamp of the catalogue comes
with it, because most pages want it next."""


def open_session(token: str, now: datetime) -> OpenSession | None:
    """Return the session of a token if it holds, read together with its account at once."""
    row = db.session.execute(_OPEN_SESSION, {"token_hash": hash_of(token)}).one_or_none()
    if row is not None:
        keep_stamp(row.stamp)
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
        row.confirmed_at,
        row.terms_version,
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


def is_new_browser(account_id: int, device_hash: str) -> bool:
    """Say whether an account signed in before, but never in the browser that carries this mark."""
    at_account = select(UserSession.id).where(UserSession.account_id == account_id)
    signed_in_before = db.session.scalar(at_account.limit(1)) is not None
    in_this_one = at_account.where(UserSession.device_hash == device_hash).limit(1)
    return signed_in_before and db.session.scalar(in_this_one) is None


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
