"""The tables of accounts: who may come in, who is in, and how they got there."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cna_directory.access.roles import Role
from cna_directory.accounts.standing import (
    AccountStatus,
    ChallengePurpose,
    ChangeStatus,
    Factor,
    LinkPurpose,
    ProposedChange,
    Scope,
)
from cna_directory.database import Base, CodeList, UTCDateTime, coded

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
    post_title: Mapped[str] = mapped_column(String(300))
    organisation: Mapped[str] = mapped_column(String(300))
    role: Mapped[Role] = coded(Role, index=True)
    state_iso2: Mapped[str | None] = mapped_column(ForeignKey("state.iso2"), index=True)
    """Empty for the secretariat."""
    authority_number: Mapped[int | None] = mapped_column(index=True)
    """For an authority user; no foreign key, because accounts do not know authorities."""
    language: Mapped[str] = mapped_column(String(20), default="en")
    status: Mapped[AccountStatus] = coded(AccountStatus, index=True)
    password_hash: Mapped[str | None] = mapped_column(String(200), info={"trail": "hidden"})
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    activated_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    passkey_handle: Mapped[str | None] = mapped_column(
        String(64), unique=True, info={"trail": "hidden"}
    )
    """What a passkey knows the account by: random, so that it says nothing about the holder."""
    terms_version: Mapped[str] = mapped_column(String(20), default="")
    """The version of the terms of use that was accepted last; empty before the first time."""
    terms_accepted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    post_confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When the holder last said to be still in post."""
    post_asked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When the holder was last asked; empty again once there is an answer."""
    post_reminded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When the holder was reminded of a question; counts only if it is later than the question."""
    succeeds_account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """The account of the predecessor in the post, which is closed when this one is activated."""


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
    factor: Mapped[Factor] = coded(Factor)
    confirmed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    """When the holder last showed a second factor; what is privileged asks for a recent one."""
    device_hash: Mapped[str] = mapped_column(DIGEST, default="")
    """Of the random mark this browser carries, which only tells a new browser from a known one."""


class AccessToken(Base):
    """A token by which a program of the account's holder reads the directory; the holder names it.

    It can do no more than the account can, and no more than its scopes say.
    """

    __tablename__ = "access_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(DIGEST, unique=True, info={"trail": "hidden"})
    name: Mapped[str] = mapped_column(String(60))
    """What the holder calls it, to know which one to end."""
    scopes: Mapped[tuple[Scope, ...]] = mapped_column(CodeList(Scope))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    last_used_on: Mapped[date | None] = mapped_column(info={"trail": "derived"})
    """The day, not the moment, so that not every request writes."""


class PendingSignIn(Base):
    """A right password that waits for its second factor, or for the first one to be set up."""

    __tablename__ = "pending_sign_in"
    __not_recorded__ = "lives for minutes; the sign-in it may become is an operation"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(DIGEST, unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    factor: Mapped[Factor | None] = coded(Factor)
    """The second factor that was shown, where only the recovery codes are still missing."""


class Passkey(Base):
    """A passkey of an account (W3C Web Authentication); it always verifies its user."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary, info={"trail": "digest"})
    sign_count: Mapped[int] = mapped_column(default=0, info={"trail": "derived"})
    transports: Mapped[str] = mapped_column(String(120), default="")
    name: Mapped[str] = mapped_column(String(60))
    """What the holder calls it, to know which one to remove."""
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info={"trail": "derived"})


class PasskeyChallenge(Base):
    """A question put to a passkey; its answer counts once."""

    __tablename__ = "passkey_challenge"
    __not_recorded__ = "lives for minutes and is removed with its answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_hash: Mapped[str] = mapped_column(DIGEST, unique=True)
    purpose: Mapped[ChallengePurpose] = coded(ChallengePurpose)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """Empty where anybody may answer: signing in by passkey alone."""
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)


class AuthenticatorApp(Base):
    """The secret that an account shares with an authenticator app (RFC 6238); one at a time."""

    __tablename__ = "authenticator_app"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), unique=True)
    secret: Mapped[str] = mapped_column(String(255), info={"trail": "hidden"})
    """Encrypted: unlike a password it must be read to check a code."""
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    """When its first code was typed; before that nothing is kept of it."""
    last_step: Mapped[int] = mapped_column(default=0, info={"trail": "derived"})
    """The time step of the last code that was accepted, so that each code counts once."""


class RecoveryCode(Base):
    """One of the codes an account keeps on paper for the day its second factor is gone."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    code_hash: Mapped[str] = mapped_column(DIGEST, unique=True, info={"trail": "hidden"})
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class PasswordResetAsked(Base):
    """A wish for a new password, answered by the scheduler.

    The page writes it down for known and unknown addresses alike, so that neither its words nor its
    time tell them apart.
    """

    __tablename__ = "password_reset_asked"
    __not_recorded__ = "is removed when it is answered; the link made for it is recorded"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)


class AccountChange(Base):
    """A change of an account that one person proposes and an officer, another one, decides."""

    __tablename__ = "account_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    kind: Mapped[ProposedChange] = coded(ProposedChange)
    role_then: Mapped[Role | None] = coded(Role)
    """The role that the account had when this was proposed; whoever proposed it spoke of that."""
    state_iso2_then: Mapped[str | None] = mapped_column(ForeignKey("state.iso2"))
    new_role: Mapped[Role | None] = coded(Role)
    new_state_iso2: Mapped[str | None] = mapped_column(ForeignKey("state.iso2"))
    new_authority_number: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text)
    """Why, and for a lost second factor by what means the holder was proofed."""
    status: Mapped[ChangeStatus] = coded(ChangeStatus, index=True)
    proposed_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class PagesRead(Base):
    """How many pages an account read on a day."""

    __tablename__ = "pages_read"
    __not_recorded__ = "counts reading, which changes nothing"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)


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
    new_email: Mapped[str | None] = mapped_column(String(254), info={"trail": "personal"})
    """For a change of address: the one that the link was sent to."""


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
