"""Accounts: one's own, by address, and those who get what mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from cna_directory.access.actors import Actor
from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account, PasswordResetAsked
from cna_directory.accounts.rules.addresses import normalised_address
from cna_directory.accounts.standing import AccountStatus
from cna_directory.database import db
from cna_directory.reference.models import State


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """An account as its holder sees it."""

    email: str
    post_title: str
    organisation: str
    role: Role
    state_names: dict[str, str] | None
    authority_number: int | None
    language: str
    has_password: bool
    terms_version: str
    terms_accepted_at: datetime | None
    post_confirmed_at: datetime | None
    post_asked_at: datetime | None
    """When the holder was asked to confirm being in post; empty where no answer is awaited."""


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
        account.language,
        account.password_hash is not None,
        account.terms_version,
        account.terms_accepted_at,
        account.post_confirmed_at or account.activated_at,
        account.post_asked_at,
    )


def account_of(actor: Actor, *, for_update: bool = False) -> Account:
    """Return the account behind an actor; `for_update` keeps it from changing until it is written."""
    return db.session.get_one(Account, actor.account_id, with_for_update=for_update or None)


def known_of(account_id: int) -> list[str]:
    """Return what others know of an account, which makes no good password."""
    account, names = db.session.execute(
        select(Account, State.names)
        .outerjoin(State, State.iso2 == Account.state_iso2)
        .where(Account.id == account_id)
    ).one()
    of_state = [(names or {}).get(language, "") for language in {account.language, "en"}]
    return [account.post_title, account.organisation, *of_state]


def asked_password_resets() -> Sequence[str]:
    """Return the addresses for which somebody wants a new password, oldest first."""
    return db.session.scalars(
        select(PasswordResetAsked.email)
        .group_by(PasswordResetAsked.email)
        .order_by(func.min(PasswordResetAsked.id))
    ).all()


def account_by_email(email: str) -> Account | None:
    """Return the account of an e-mail address, however it is typed."""
    address = normalised_address(email)
    if "\0" in address:
        return None  # No account has such an address, and PostgreSQL cannot even be asked.
    return db.session.scalars(select(Account).where(Account.email == address)).one_or_none()


def all_addresses() -> Sequence[str]:
    """Return the e-mail address of every account."""
    return db.session.scalars(select(Account.email)).all()


def secretariat() -> Sequence[Account]:
    """Return the active officers of the secretariat."""
    return db.session.scalars(
        select(Account)
        .where(Account.role == Role.SECRETARIAT, Account.status == AccountStatus.ACTIVE)
        .order_by(Account.id)
    ).all()
