"""One-time links with what their pages show."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.roles import Role
from cna_directory.accounts.models import OneTimeLink
from cna_directory.accounts.standing import LinkPurpose
from cna_directory.accounts.tokens import hash_of
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound


@dataclass(frozen=True, slots=True)
class Link:
    """A one-time link with what its page shows of the account."""

    id: int
    account_id: int
    is_unspent: bool
    email: str
    post_title: str
    role: Role
    made_at: datetime
    sent_to: str
    """The address that using the link gives to the account; empty where it changes none."""


def sign_in_link(token: str) -> Link:
    """Return a link made to sign in, spent or not; an unknown token raises `NotFound`."""
    return _link(token, LinkPurpose.SIGN_IN)


def activation_link(token: str) -> Link:
    """Return a link made to activate, spent or not; an unknown token raises `NotFound`."""
    return _link(token, LinkPurpose.ACTIVATE)


def password_reset_link(token: str) -> Link:
    """Return a link made to set a new password, spent or not."""
    return _link(token, LinkPurpose.RESET_PASSWORD)


def email_change_link(token: str) -> Link:
    """Return a link made to prove a new e-mail address, spent or not."""
    return _link(token, LinkPurpose.CHANGE_EMAIL)


def not_me_link(token: str) -> Link:
    """Return a link made to disown what happened to an account, spent or not."""
    return _link(token, LinkPurpose.NOT_ME)


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
    return Link(
        found.id,
        account.id,
        is_unspent,
        account.email,
        account.post_title,
        account.role,
        found.made_at,
        found.new_email or "",
    )
