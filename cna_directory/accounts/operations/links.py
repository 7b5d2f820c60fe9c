"""What the operations on accounts share: adding an account, making a one-time link, spending it.

Plain functions, called inside an operation.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from cna_directory import clock
from cna_directory.accounts.models import Account, OneTimeLink
from cna_directory.accounts.queries import Link
from cna_directory.accounts.rules.addresses import normalised_address
from cna_directory.accounts.standing import AccountStatus, LinkPurpose
from cna_directory.accounts.tokens import hash_of, new_token
from cna_directory.database import db
from cna_directory.errors import LinkExpired

SPENT_LINK = "This link was used before, or its time has run out."

ACTIVATION_HOLDS_FOR = timedelta(days=10)


def add_account(*, email: str, status: AccountStatus, **fields: Any) -> Account:
    """Add an account and give it its number."""
    account = Account(
        email=normalised_address(email), status=status, created_at=clock.now(), **fields
    )
    db.session.add(account)
    db.session.flush()
    return account


def make_link(
    account: Account, purpose: LinkPurpose, holds_for: timedelta, sent_to: str | None = None
) -> str:
    """Make a one-time link for an account; return its token, which is kept nowhere.

    `sent_to` is kept where using the link gives the account the address that got it.
    """
    now, token = clock.now(), new_token()
    db.session.add(
        OneTimeLink(
            purpose=purpose,
            token_hash=hash_of(token),
            account_id=account.id,
            made_at=now,
            expires_at=now + holds_for,
            new_email=sent_to,
        )
    )
    return token


def spend(link: Link, purpose: LinkPurpose) -> Account:
    """Mark a link as used if it still can be, under a lock that the second of two waits for."""
    now = clock.now()
    unspent = db.session.scalars(
        select(OneTimeLink)
        .where(
            OneTimeLink.id == link.id,
            OneTimeLink.purpose == purpose,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now,
        )
        .with_for_update()
    ).one_or_none()
    if unspent is None:
        raise LinkExpired(SPENT_LINK)
    unspent.used_at = now
    return unspent.account


def place_of(account: Account) -> str:
    """Return what the trail calls an account."""
    return f"account/{account.id}"
