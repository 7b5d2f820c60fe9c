"""Ending what an account has open; plain functions, called inside an operation."""

from collections.abc import Collection

from sqlalchemy import select, update

from cna_directory import clock
from cna_directory.accounts.models import (
    AccessToken,
    Account,
    OneTimeLink,
    PendingSignIn,
    UserSession,
)
from cna_directory.accounts.standing import LinkPurpose
from cna_directory.database import db
from cna_directory.mail import outbox


def sign_out_everywhere(account: Account, but: int | None = None) -> int:
    """End the sessions of an account but one, and the sign-ins that wait for a second factor.

    Their cookies are refused from the next request on. Returns how many sessions there were.
    """
    now = clock.now()
    ended = db.session.scalars(
        update(UserSession)
        .where(
            UserSession.account_id == account.id,
            UserSession.ended_at.is_(None),
            UserSession.id != (but or 0),
        )
        .values(ended_at=now)
        .returning(UserSession.id)
    ).all()
    db.session.execute(
        update(PendingSignIn)
        .where(PendingSignIn.account_id == account.id, PendingSignIn.ended_at.is_(None))
        .values(ended_at=now)
    )
    return len(ended)


def end_access_tokens(account: Account) -> None:
    """End the tokens of an account's programs, where it is shut out or its holder was not heard.

    Changing a password and signing out leave them: programs go on while people come and go.
    """
    still = select(AccessToken).where(
        AccessToken.account_id == account.id, AccessToken.ended_at.is_(None)
    )
    for token in db.session.scalars(still):
        token.ended_at = clock.now()


def take_off_announcements(account: Account) -> None:
    """Keep announcements and news that are still unsent from somebody who is shut out."""
    outbox.take_off_endable(account.email)


def withdraw_links(
    account: Account, purposes: Collection[LinkPurpose], later_than: int = 0
) -> None:
    """Make the unspent links of an account for these purposes worthless.

    `later_than` is the number of a link: older ones stay as they are.
    """
    unspent = select(OneTimeLink).where(
        OneTimeLink.account_id == account.id,
        OneTimeLink.purpose.in_(purposes),
        OneTimeLink.used_at.is_(None),
        OneTimeLink.id > later_than,
    )
    for link in db.session.scalars(unspent):
        link.used_at = clock.now()
