"""A request as the one who sent it sees it, through its secret addresses."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from cna_directory import clock
from cna_directory.accounts.tokens import hash_of
from cna_directory.admission.models import AccountRequest, AccountRequestNote
from cna_directory.admission.standing import NoteKind, RequestStatus, Voucher
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound


@dataclass(frozen=True, slots=True)
class ConfirmationLink:
    """The link that shows an e-mail address to be the applicant's."""

    id: int
    reference: str
    email: str
    is_used: bool
    is_over: bool


def confirmation_link(token: str) -> ConfirmationLink:
    """Return the link of a request, used or not; an unknown token raises `NotFound`."""
    found = db.session.scalars(
        select(AccountRequest).where(AccountRequest.confirm_token_hash == hash_of(token))
    ).one_or_none()
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    is_waiting = found.status is RequestStatus.AWAITING_CONFIRMATION
    return ConfirmationLink(
        id=found.id,
        reference=found.reference,
        email=found.email,
        is_used=found.confirmed_at is not None,
        is_over=not is_waiting or clock.now() >= found.confirm_by,
    )


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A question of the secretariat or the answer to it; who asked is not said."""

    kind: NoteKind
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRequest:
    """A request as its page shows it: never what others say of the applicant, nor who decides."""

    id: int
    token: str = field(repr=False)
    reference: str
    status: RequestStatus
    email: str
    submitted_at: datetime
    confirm_by: datetime
    voucher: Voucher
    decided_at: datetime | None
    reason: str
    """Why it was refused; empty for every other status."""
    notes: Sequence[NoteShown]


def own_request(token: str) -> OwnRequest:
    """Return the request whose secret address holds the token; an unknown one raises `NotFound`."""
    found = db.session.scalars(
        select(AccountRequest).where(AccountRequest.status_token_hash == hash_of(token))
    ).one_or_none()
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    return OwnRequest(
        id=found.id,
        token=token,
        reference=found.reference,
        status=found.status,
        email=found.email,
        submitted_at=found.submitted_at,
        confirm_by=found.confirm_by,
        voucher=found.voucher,
        decided_at=found.decided_at,
        reason=found.reason if found.status is RequestStatus.REFUSED else "",
        notes=_notes(found.id),
    )


def _notes(account_request_id: int) -> list[NoteShown]:
    found = db.session.scalars(
        select(AccountRequestNote)
        .where(AccountRequestNote.account_request_id == account_request_id)
        .order_by(AccountRequestNote.id)
    )
    return [NoteShown(note.kind, note.text, note.written_at) for note in found]


def requests_to_mail() -> Sequence[int]:
    """Return the requests whose first mail has not been posted, the oldest first."""
    return db.session.scalars(
        select(AccountRequest.id)
        .where(
            AccountRequest.mailed_at.is_(None),
            AccountRequest.status == RequestStatus.AWAITING_CONFIRMATION,
        )
        .order_by(AccountRequest.id)
    ).all()
