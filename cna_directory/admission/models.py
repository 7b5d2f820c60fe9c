"""The tables of asking for an account: drafts, letters, requests, and who speaks for the applicant."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cna_directory.access.roles import Role
from cna_directory.accounts.models import DIGEST
from cna_directory.admission.standing import (
    NoteKind,
    RequestStatus,
    Voucher,
    VouchingAnswer,
)
from cna_directory.database import Base, CodeList, UTCDateTime, coded


class Letter(Base):
    """A supporting letter or note verbale, as it was uploaded."""

    __tablename__ = "letter"
    __not_recorded__ = "the request that it supports is recorded with its digest"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    """Bytes."""
    sha256: Mapped[str] = mapped_column(DIGEST)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    uploaded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class AccountRequestDraft(Base):
    """The answers of somebody who is still filling in the pages; kept for days and then forgotten."""

    __tablename__ = "account_request_draft"
    __not_recorded__ = "nobody has sent it yet; what is sent becomes a request, which is recorded"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(DIGEST, unique=True)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Values of the pages by field, as typed; checked again when the request is sent."""
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)


class AccountRequest(Base):
    """Somebody asks to get in. Role and State of the account are set by whoever approves."""

    __tablename__ = "account_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    """What the applicant quotes; random, so that it says nothing about how many there are."""
    status: Mapped[RequestStatus] = coded(RequestStatus, index=True)
    status_token_hash: Mapped[str] = mapped_column(DIGEST, unique=True, info={"trail": "hidden"})
    """Of the secret address at which the applicant sees how it stands and answers questions."""
    confirm_token_hash: Mapped[str | None] = mapped_column(
        DIGEST, unique=True, info={"trail": "hidden"}
    )
    """Of the link that shows the e-mail address to be the applicant's; empty until it was sent."""
    confirm_by: Mapped[datetime] = mapped_column(UTCDateTime)
    mailed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When the first mail was posted; by the scheduler, so that sending takes as long for all."""

    email: Mapped[str] = mapped_column(String(254), index=True, info={"trail": "personal"})
    person_name: Mapped[str] = mapped_column(String(300), info={"trail": "personal"})
    telephone: Mapped[str] = mapped_column(String(60), default="", info={"trail": "personal"})
    state_iso2: Mapped[str] = mapped_column(ForeignKey("state.iso2"), index=True)
    organisation: Mapped[str] = mapped_column(String(300))
    post_title: Mapped[str] = mapped_column(String(300))
    wished_role: Mapped[Role] = coded(Role)
    request_types: Mapped[tuple[str, ...]] = mapped_column(CodeList())
    purpose: Mapped[str] = mapped_column(Text, info={"trail": "personal"})
    voucher: Mapped[Voucher] = coded(Voucher)
    language: Mapped[str] = mapped_column(String(20))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    letter: Mapped[Letter | None] = relationship()
    letter_sha256: Mapped[str] = mapped_column(DIGEST, default="")

    submitted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str] = mapped_column(Text, default="", info={"trail": "personal"})
    """Why it was refused, or by what means the applicant was proofed, in the officer's words."""
    erased_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When the personal data was taken away."""

    first_approved_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    first_approved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    approved_role: Mapped[Role | None] = coded(Role)
    approved_state_iso2: Mapped[str | None] = mapped_column(ForeignKey("state.iso2"))
    approved_authority_number: Mapped[int | None]
    approved_succeeds_account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """The account whose holder hands the post over to the applicant."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """The account that came of it."""


class AccountRequestNote(Base):
    """A question of the secretariat to an applicant, or the answer to it."""

    __tablename__ = "account_request_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_request_id: Mapped[int] = mapped_column(ForeignKey("account_request.id"), index=True)
    kind: Mapped[NoteKind] = coded(NoteKind)
    text: Mapped[str] = mapped_column(Text, info={"trail": "personal"})
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """The officer who asked; empty for the applicant."""
    written_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Vouching(Base):
    """A focal point was asked whether an applicant of the own State is genuine."""

    __tablename__ = "vouching"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_request_id: Mapped[int] = mapped_column(ForeignKey("account_request.id"), index=True)
    state_iso2: Mapped[str] = mapped_column(ForeignKey("state.iso2"), index=True)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answer: Mapped[VouchingAnswer | None] = coded(VouchingAnswer)
    remark: Mapped[str] = mapped_column(Text, default="", info={"trail": "personal"})
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Nomination(Base):
    """A State's focal point or mission says who is to have an account, before or after it is asked for.

    The holder of an account names a successor in the same way.
    """

    __tablename__ = "nomination"

    id: Mapped[int] = mapped_column(primary_key=True)
    state_iso2: Mapped[str | None] = mapped_column(ForeignKey("state.iso2"), index=True)
    """Empty where an officer of the secretariat names a successor."""
    email: Mapped[str] = mapped_column(String(254), index=True, info={"trail": "personal"})
    post_title: Mapped[str] = mapped_column(String(300))
    role: Mapped[Role] = coded(Role)
    nominated_by: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    nominated_at: Mapped[datetime] = mapped_column(UTCDateTime)
    hands_over: Mapped[bool] = mapped_column(default=False)
    """Whether the nominee succeeds the one who nominates, whose account then ends."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
