"""Access tokens: which one holds, whose it is, and which ones an account has."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, and_, select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from cna_directory.accounts.models import AccessToken, Account, PagesRead
from cna_directory.accounts.rules.access_tokens import TokenState, capabilities_of, token_state
from cna_directory.accounts.standing import AccountStatus, Scope
from cna_directory.accounts.tokens import hash_of
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound


@dataclass(frozen=True, slots=True)
class OpenToken:
    """A token that holds, with what a request needs to know of its account."""

    id: int
    account_id: int
    role: Role
    state: str
    authority_number: int | None
    language: str
    terms_version: str
    scopes: tuple[Scope, ...]
    last_used_on: date | None
    read_today: int
    """What the account has read today, as far as it is written down."""

    def as_actor(self, remote_address: str) -> Actor:
        """Return who acts with this token: the account, within the scopes."""
        return Actor(
            self.role,
            account_id=self.account_id,
            state=self.state,
            authority_number=self.authority_number,
            remote_address=remote_address,
            language=self.language,
            limited_to=capabilities_of(self.scopes),
        )


def open_token(token: str, now: datetime) -> OpenToken | None:
    """Return a token if it holds, read together with its account at once."""
    row = db.session.execute(
        select(
            AccessToken.id,
            AccessToken.account_id,
            Account.role,
            Account.state_iso2,
            Account.authority_number,
            Account.language,
            Account.terms_version,
            AccessToken.scopes,
            AccessToken.last_used_on,
            PagesRead.number,
        )
        .join(Account, Account.id == AccessToken.account_id)
        .outerjoin(PagesRead, and_(PagesRead.account_id == Account.id, PagesRead.day == now.date()))
        .where(
            AccessToken.token_hash == hash_of(token),
            AccessToken.ended_at.is_(None),
            AccessToken.expires_at > now,
            Account.status == AccountStatus.ACTIVE,
        )
    ).one_or_none()
    if row is None:
        return None
    return OpenToken(
        row.id,
        row.account_id,
        row.role,
        row.state_iso2 or "",
        row.authority_number,
        row.language,
        row.terms_version,
        row.scopes,
        row.last_used_on,
        row.number or 0,
    )


@dataclass(frozen=True, slots=True)
class TokenOwner:
    """A token and the account it belongs to."""

    id: int
    account_id: int


def access_token_owner(token_id: int) -> TokenOwner:
    """Return whose token it is, for the bounds of who may end it.

    Raises:
        NotFound: there is no such token.
    """
    found = db.session.get(AccessToken, token_id)
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    return TokenOwner(found.id, found.account_id)


def unended_tokens(account_id: int) -> Select[AccessToken]:
    """Return the statement for an account's tokens that nobody has ended."""
    return (
        select(AccessToken)
        .where(AccessToken.account_id == account_id, AccessToken.ended_at.is_(None))
        .order_by(AccessToken.id)
    )


def number_of_open_tokens(account_id: int) -> int:
    """Return how many tokens of an account hold now."""
    still = unended_tokens(account_id).where(AccessToken.expires_at > clock.now())
    return len(db.session.scalars(still).all())


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token as its owner sees it in the list."""

    id: int
    name: str
    scopes: tuple[Scope, ...]
    made_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    last_used_on: date | None
    state: TokenState


def access_tokens_of(account_id: int) -> list[TokenRow]:
    """Return the tokens of an account, newest first."""
    now = clock.now()
    found = db.session.scalars(
        select(AccessToken)
        .where(AccessToken.account_id == account_id)
        .order_by(AccessToken.id.desc())
    )
    return [
        TokenRow(
            t.id,
            t.name,
            t.scopes,
            t.made_at,
            t.expires_at,
            t.ended_at,
            t.last_used_on,
            token_state(t.ended_at, t.expires_at, now),
        )
        for t in found
    ]
