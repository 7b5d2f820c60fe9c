"""The tables of accounts: who may come in, who is in, and how they got there."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cna_directory.access.roles import Role
from cna_directory.accounts.standing import AccountStatus, LinkPurpose
from cna_directory.database import Base, UTCDateTime, coded

DIGEST = String(64)
"""A SHA-256 in hexadecimal."""

REMOTE_ADDRESS = String(45)
"""The longest way to write an IPv6 address."""


class Account(Base):
    """An account: a post, not a person, that may come in under one role."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True, info={"trail": "personal"})
    """As `rules.normalised_address` writes it, so that one mailbox has one account."""
    post_title: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = coded(Role, index=True)
    state_iso2: Mapped[str | None] = mapped_column(ForeignKey("state.iso2"), index=True)
    """Empty for the secretariat."""
    authority_number: Mapped[int | None] = mapped_column(index=True)
    """For an authority user; no foreign key, because accounts do not know authorities."""
    language: Mapped[str] = mapped_column(String(20), default="en")
    is_subscriber: Mapped[bool] = mapped_column(default=False)
    status: Mapped[AccountStatus] = coded(AccountStatus, index=True)
    password_hash: Mapped[str | None] = mapped_column(String(200), info={"trail": "hidden"})
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    activated_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class UserSession(Base):
    """One sign-in that may still be under way.

    How long it may last follows from the role the account has now, so no end is stored.
    """

    __tablename__ = "user_session"
    __not_recorded__ = "its begin and end are operations; last_seen_at moves with every page"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(DIGEST, unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    remote_address: Mapped[str] = mapped_column(REMOTE_ADDRESS)
    user_agent: Mapped[str] = mapped_column(String(160))


class OneTimeLink(Base):
    """A secret address that does one thing for one account, once, for a time."""

    __tablename__ = "one_time_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[LinkPurpose] = coded(LinkPurpose)
    token_hash: Mapped[str] = mapped_column(DIGEST, unique=True, info={"trail": "hidden"})
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    account: Mapped[Account] = relationship()
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class SignInAttempt(Base):
    """One try with a password, kept as long as the limits count it."""

    __tablename__ = "sign_in_attempt"
    __not_recorded__ = "counts for the limits; the sign-in itself is an operation"
    __table_args__ = (
        Index("ix_sign_in_attempt_address_hash_at", "address_hash", "at"),
        Index("ix_sign_in_attempt_remote_address_at", "remote_address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    address_hash: Mapped[str] = mapped_column(DIGEST)
    """Of the e-mail address as typed, so that known and unknown ones are counted alike."""
    remote_address: Mapped[str] = mapped_column(REMOTE_ADDRESS)
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    succeeded: Mapped[bool] = mapped_column(default=False)
