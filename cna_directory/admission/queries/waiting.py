"""Account requests as the secretariat sees them: the queue, and one request with all around it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account, OneTimeLink
from cna_directory.accounts.standing import AccountStatus, LinkPurpose
from cna_directory.admission.models import AccountRequest, AccountRequestNote, Letter
from cna_directory.admission.queries.signals import as_asked, facts_around, nominations_for
from cna_directory.admission.rules.signals import KnownNomination, Signal, signals, warnings_in
from cna_directory.admission.rules.vouching import OPEN
from cna_directory.admission.standing import NoteKind, RequestStatus
from cna_directory.database import compact_json, db
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.web.paging import Page


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """A request as the queue shows it."""

    id: int
    reference: str
    confirmed_at: datetime
    state_iso2: str
    post_title: str
    organisation: str
    status: RequestStatus
    warnings: int


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the queue."""

    rows: tuple[WaitingRequest, ...]
    page: Page


def waiting_requests(status: RequestStatus | None, number: int) -> Queue:
    """Return one page of the requests with a status, or of all that are open; the oldest first."""
    total = db.session.scalar(_of_status(select(func.count(AccountRequest.id)), status)) or 0
    shown = Page(number, total)
    found = db.session.scalars(
        _of_status(select(AccountRequest), status)
        .order_by(AccountRequest.confirmed_at, AccountRequest.id)
        .limit(shown.per_page)
        .offset(shown.offset)
    ).all()
    return Queue(_with_warnings(found), shown)


def has_requests() -> bool:
    """Say whether anybody has ever asked for an account."""
    return db.session.scalar(select(AccountRequest.id).limit(1)) is not None


def _of_status(question: Select[Any], status: RequestStatus | None) -> Select[Any]:
    wanted = OPEN if status is None else {status}
    return question.where(
        AccountRequest.status.in_(wanted), AccountRequest.confirmed_at.is_not(None)
    )


def _with_warnings(found: Sequence[AccountRequest]) -> tuple[WaitingRequest, ...]:
    facts = facts_around(found) if found else None
    return tuple(
        WaitingRequest(
            id=it.id,
            reference=it.reference,
            confirmed_at=it.confirmed_at or it.submitted_at,
            state_iso2=it.state_iso2,
            post_title=it.post_title,
            organisation=it.organisation,
            status=it.status,
            warnings=warnings_in(signals(as_asked(it), facts)) if facts else 0,
        )
        for it in found
    )


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A question or an answer."""

    kind: NoteKind
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """What the page says of a letter."""

    file_name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ShownApproval:
    """What the first officer approved, and who that was."""

    by_account_id: int
    by_post: str
    at: datetime
    role: Role
    state_iso2: str | None
    authority_number: int | None
    proof: str
    succeeds_account_id: int | None


@dataclass(frozen=True, slots=True)
class ExaminedRequest:
    """A request as an officer sees it; `seen` says exactly which content that was."""

    id: int
    reference: str
    status: RequestStatus
    email: str
    person_name: str
    telephone: str
    state_iso2: str
    organisation: str
    post_title: str
    wished_role: Role
    request_types: tuple[str, ...]
    purpose: str
    voucher: str
    language: str
    submitted_at: datetime
    confirmed_at: datetime
    decided_at: datetime | None
    reason: str
    is_erased: bool
    notes: tuple[ShownNote, ...]
    letter: ShownLetter | None
    first_approval: ShownApproval | None
    account_id: int | None
    seen: str


def examined_request(account_request_id: int) -> ExaminedRequest:
    """Return one request; one whose address nobody has confirmed raises `NotFound`."""
    it = db.session.scalars(
        select(AccountRequest).where(
            AccountRequest.id == account_request_id, AccountRequest.confirmed_at.is_not(None)
        )
    ).one_or_none()
    if it is None or it.confirmed_at is None:
        raise NotFound(NO_SUCH_PAGE)
    return ExaminedRequest(
        id=it.id,
        reference=it.reference,
        status=it.status,
        email=it.email,
        person_name=it.person_name,
        telephone=it.telephone,
        state_iso2=it.state_iso2,
        organisation=it.organisation,
        post_title=it.post_title,
        wished_role=it.wished_role,
        request_types=it.request_types,
        purpose=it.purpose,
        voucher=it.voucher,
        language=it.language,
        submitted_at=it.submitted_at,
        confirmed_at=it.confirmed_at,
        decided_at=it.decided_at,
        reason=it.reason,
        is_erased=it.erased_at is not None,
        notes=_notes(it),
        letter=_letter(it),
        first_approval=_first_approval(it),
        account_id=it.account_id,
        seen=content_seen(it),
    )


def content_seen(it: AccountRequest) -> str:
    """Return a digest of all that a decision rests on: another content, another digest."""
    parts = [
        it.status.value,
        it.email,
        it.person_name,
        it.telephone,
        it.state_iso2,
        it.organisation,
        it.post_title,
        it.wished_role.value,
        list(it.request_types),
        it.purpose,
        it.letter_sha256,
        it.reason,
        str(it.first_approved_by),
        str(it.first_approved_at),
        str(it.approved_role),
        str(it.approved_state_iso2),
        str(it.approved_authority_number),
        str(it.approved_succeeds_account_id),
        [[note.kind.value, note.text] for note in _notes(it)],
    ]
    return hashlib.sha256(compact_json(parts).encode(errors="surrogatepass")).hexdigest()


def _notes(it: AccountRequest) -> tuple[ShownNote, ...]:
    found = db.session.scalars(
        select(AccountRequestNote)
        .where(AccountRequestNote.account_request_id == it.id)
        .order_by(AccountRequestNote.id)
    )
    return tuple(ShownNote(note.kind, note.text, note.written_at) for note in found)


def _letter(it: AccountRequest) -> ShownLetter | None:
    found = db.session.get(Letter, it.letter_id) if it.letter_id else None
    if found is None:
        return None
    return ShownLetter(found.file_name, found.media_type, found.size, found.sha256)


def _first_approval(it: AccountRequest) -> ShownApproval | None:
    if it.first_approved_by is None or it.first_approved_at is None or it.approved_role is None:
        return None
    return ShownApproval(
        by_account_id=it.first_approved_by,
        by_post=db.session.get_one(Account, it.first_approved_by).post_title,
        at=it.first_approved_at,
        role=it.approved_role,
        state_iso2=it.approved_state_iso2,
        authority_number=it.approved_authority_number,
        proof=it.reason,
        succeeds_account_id=it.approved_succeeds_account_id,
    )


def signals_for(account_request_id: int) -> tuple[Signal, ...]:
    """Return the signals of one request."""
    it = db.session.get_one(AccountRequest, account_request_id)
    return signals(as_asked(it), facts_around([it]))


@dataclass(frozen=True, slots=True)
class EarlierRequest:
    """Another request from the same address."""

    id: int
    reference: str
    status: RequestStatus
    submitted_at: datetime


def earlier_requests(request: ExaminedRequest) -> tuple[EarlierRequest, ...]:
    """Return the other requests from the same address, the newest first."""
    if request.is_erased:
        return ()
    found = db.session.scalars(
        select(AccountRequest)
        .where(
            AccountRequest.email == request.email,
            AccountRequest.id != request.id,
            AccountRequest.confirmed_at.is_not(None),
        )
        .order_by(AccountRequest.submitted_at.desc(), AccountRequest.id.desc())
    )
    return tuple(EarlierRequest(it.id, it.reference, it.status, it.submitted_at) for it in found)


@dataclass(frozen=True, slots=True)
class HeldAccount:
    """An account of the applicant's State."""

    id: int
    post_title: str
    organisation: str
    role: Role
    status: AccountStatus


def accounts_of_state(state_iso2: str) -> tuple[HeldAccount, ...]:
    """Return the accounts of a State that are not closed."""
    found = db.session.scalars(
        select(Account)
        .where(Account.state_iso2 == state_iso2, Account.status != AccountStatus.CLOSED)
        .order_by(Account.role, Account.id)
    )
    return tuple(
        HeldAccount(it.id, it.post_title, it.organisation, it.role, it.status) for it in found
    )


def predecessors_of(email: str) -> tuple[KnownNomination, ...]:
    """Return the hand-overs to an address by holders whose accounts are still active."""
    active = select(Account.id).where(Account.status == AccountStatus.ACTIVE)
    still = frozenset(db.session.scalars(active))
    return tuple(
        it for it in nominations_for([email]) if it.hands_over and it.by_account_id in still
    )


@dataclass(frozen=True, slots=True)
class Invitation:
    """How the account stands that came of a request."""

    account_id: int
    status: AccountStatus
    link_until: datetime | None


def invitation_of(request: ExaminedRequest) -> Invitation | None:
    """Return how the account of an approved request stands, and how long its last link holds."""
    if request.account_id is None:
        return None
    account = db.session.get_one(Account, request.account_id)
    until = db.session.scalar(
        select(func.max(OneTimeLink.expires_at)).where(
            OneTimeLink.account_id == account.id, OneTimeLink.purpose == LinkPurpose.ACTIVATE
        )
    )
    return Invitation(account.id, account.status, until)
