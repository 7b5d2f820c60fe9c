"""The questions to focal points whether an applicant is known to their State."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account
from cna_directory.accounts.standing import AccountStatus
from cna_directory.admission.models import AccountRequest, Vouching
from cna_directory.admission.rules.vouching import is_open_for_vouching
from cna_directory.admission.standing import RequestStatus, VouchingAnswer
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound


def focal_points_of(state_iso2: str) -> Sequence[Account]:
    """Return the active focal points of a State."""
    return db.session.scalars(
        select(Account)
        .where(
            Account.role == Role.FOCAL_POINT,
            Account.status == AccountStatus.ACTIVE,
            Account.state_iso2 == state_iso2,
        )
        .order_by(Account.id)
    ).all()


@dataclass(frozen=True, slots=True)
class VouchingQuestion:
    """A question to a focal point with what may be shown of the applicant; never the letter."""

    id: int
    account_request_id: int
    state_iso2: str
    asked_at: datetime
    answer: VouchingAnswer | None
    answered_at: datetime | None
    remark: str
    status: RequestStatus
    reference: str
    person_name: str
    post_title: str
    organisation: str
    email: str

    @property
    def is_open(self) -> bool:
        """Say whether an answer still counts."""
        return is_open_for_vouching(self.answer, self.status)


def vouching_question(vouching_id: int) -> VouchingQuestion:
    """Return one question to a focal point; an unknown number raises `NotFound`."""
    found = db.session.execute(_questions().where(Vouching.id == vouching_id)).one_or_none()
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    return _question(*found)


def vouching_questions_of(state_iso2: str) -> tuple[VouchingQuestion, ...]:
    """Return the questions to a State's focal points, the newest first."""
    found = db.session.execute(
        _questions()
        .where(Vouching.state_iso2 == state_iso2)
        .order_by(Vouching.asked_at.desc(), Vouching.id.desc())
    )
    return tuple(_question(*row) for row in found)


def _questions() -> Any:
    return (
        select(Vouching, AccountRequest)
        .join(AccountRequest, AccountRequest.id == Vouching.account_request_id)
        # What is left of an erased request is of no use to a focal point.
        .where(AccountRequest.erased_at.is_(None))
    )


def _question(vouching: Vouching, asked: AccountRequest) -> VouchingQuestion:
    return VouchingQuestion(
        id=vouching.id,
        account_request_id=asked.id,
        state_iso2=vouching.state_iso2,
        asked_at=vouching.asked_at,
        answer=vouching.answer,
        answered_at=vouching.answered_at,
        remark=vouching.remark,
        status=asked.status,
        reference=asked.reference,
        person_name=asked.person_name,
        post_title=asked.post_title,
        organisation=asked.organisation,
        email=asked.email,
    )


@dataclass(frozen=True, slots=True)
class VouchingSaid:
    """What a focal point was asked about a request and has said, for an officer."""

    state_iso2: str
    asked_at: datetime
    answer: VouchingAnswer | None
    answered_at: datetime | None
    remark: str
    post_title: str
    """The post of whoever answered; empty before that."""


def vouchings_for(account_request_id: int) -> tuple[VouchingSaid, ...]:
    """Return what focal points were asked about a request, the oldest first."""
    found = db.session.execute(
        select(Vouching, Account.post_title)
        .outerjoin(Account, Account.id == Vouching.answered_by)
        .where(Vouching.account_request_id == account_request_id)
        .order_by(Vouching.id)
    )
    return tuple(
        VouchingSaid(
            state_iso2=vouching.state_iso2,
            asked_at=vouching.asked_at,
            answer=vouching.answer,
            answered_at=vouching.answered_at,
            remark=vouching.remark,
            post_title=post_title or "",
        )
        for vouching, post_title in found
    )
