"""Second factors of accounts, and sign-ins that wait for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from cna_directory.accounts.models import (
    Account,
    AuthenticatorApp,
    Passkey,
    PendingSignIn,
    RecoveryCode,
)
from cna_directory.accounts.rules.factors import Factors
from cna_directory.accounts.standing import AccountStatus, Factor
from cna_directory.accounts.tokens import hash_of
from cna_directory.database import db


def factors_of(account_id: int) -> Factors:
    """Return what an account has to show beside its password."""
    row = db.session.execute(
        select(
            select(func.count()).where(Passkey.account_id == account_id).scalar_subquery(),
            exists().where(AuthenticatorApp.account_id == account_id),
            select(func.count())
            .where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
            .scalar_subquery(),
            select(func.count()).where(RecoveryCode.account_id == account_id).scalar_subquery(),
        )
    ).one()
    return Factors(row[0], bool(row[1]), row[2], row[3])


@dataclass(frozen=True, slots=True)
class PasskeyRow:
    """A passkey as its holder sees it in the list."""

    id: int
    name: str
    made_at: datetime
    last_used_at: datetime | None


def passkeys_of(account_id: int) -> list[PasskeyRow]:
    """Return an account's passkeys, oldest first."""
    found = db.session.scalars(
        select(Passkey).where(Passkey.account_id == account_id).order_by(Passkey.id)
    )
    return [PasskeyRow(p.id, p.name, p.made_at, p.last_used_at) for p in found]


def credential_ids_of(account_id: int) -> Sequence[bytes]:
    """Return what browsers know an account's passkeys by."""
    return db.session.scalars(
        select(Passkey.credential_id).where(Passkey.account_id == account_id).order_by(Passkey.id)
    ).all()


def app_since(account_id: int) -> datetime | None:
    """Return since when an account has its authenticator app."""
    return db.session.scalar(
        select(AuthenticatorApp.made_at).where(AuthenticatorApp.account_id == account_id)
    )


def number_with_app_only() -> int:
    """Return how many active accounts have no passkey, which a false site could not use."""
    statement = select(func.count(Account.id)).where(
        Account.status == AccountStatus.ACTIVE,
        exists().where(AuthenticatorApp.account_id == Account.id),
        ~exists().where(Passkey.account_id == Account.id),
    )
    return db.session.scalar(statement) or 0


@dataclass(frozen=True, slots=True)
class Pending:
    """A sign-in whose password was right, and the account it leads into."""

    id: int
    account_id: int
    email: str
    role: Role
    state: str
    authority_number: int | None
    language: str
    factor: Factor | None
    """The second factor that was shown, where only the recovery codes are still missing."""

    def as_actor(self, remote_address: str) -> Actor:
        """Return who acts where an account sets up its first second factor."""
        return Actor(
            self.role,
            account_id=self.account_id,
            state=self.state,
            authority_number=self.authority_number,
            remote_address=remote_address,
            language=self.language,
        )


def pending_sign_in(token: str) -> Pending | None:
    """Return the sign-in that waits under a token, unless its time has run out."""
    row = db.session.execute(
        select(PendingSignIn, Account)
        .join(Account, Account.id == PendingSignIn.account_id)
        .where(
            PendingSignIn.token_hash == hash_of(token),
            PendingSignIn.ended_at.is_(None),
            PendingSignIn.expires_at > clock.now(),
            Account.status == AccountStatus.ACTIVE,
        )
    ).one_or_none()
    if row is None:
        return None
    pending, account = row
    return Pending(
        pending.id,
        account.id,
        account.email,
        account.role,
        account.state_iso2 or "",
        account.authority_number,
        account.language,
        pending.factor,
    )
