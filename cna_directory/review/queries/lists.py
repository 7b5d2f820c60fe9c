"""Lists of proposals: what waits for the secretariat, and what somebody sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from cna_directory import clock
from cna_directory.access.roles import Role
from cna_directory.authorities.record import Record, StateProfile
from cna_directory.database import db
from cna_directory.languages import LocalisedText
from cna_directory.review.models import ChangeProposal
from cna_directory.review.queries.contents import contents_of, proposed_by
from cna_directory.review.queries.examined import differences_of, signals_of
from cna_directory.review.queries.waiting import for_an_officer
from cna_directory.review.rules import Target
from cna_directory.review.standing import OPEN, ProposalKind, ProposalStatus
from cna_directory.web.paging import Page

ANSWERED_WITHIN = timedelta(days=90)
"""How long a form begins with what was sent back; who has not answered by then begins anew."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for a decision, and since when the oldest does."""

    number: int
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal as a list shows it."""

    id: int
    kind: ProposalKind
    status: ProposalStatus
    state_iso2: str
    authority_number: int | None
    name: LocalisedText | None
    """Of the authority; nothing for a State's profile."""
    account_id: int
    proposed_at: datetime
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReturnedProposal:
    """A proposal that was sent back and that nobody has answered yet."""

    id: int
    base_revision: int
    proposed: Record | StateProfile
    effective_from: date | None
    remark: str
    reason: str
    is_of_state: bool
    """Whether a focal point of the State sent it back, and not the secretariat."""


@dataclass(frozen=True, slots=True)
class WaitingProposal:
    """A proposal as the queue shows it."""

    proposal: ProposalRow
    fields: int
    signals: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which proposals a list shows; without a status, those that are open."""

    state_iso2: str = ""
    kind: ProposalKind | None = None
    status: ProposalStatus | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the queue."""

    rows: tuple[WaitingProposal, ...]
    page: Page


def proposals_waiting() -> Waiting:
    """Return how many proposals wait for the secretariat, and since when."""
    number, oldest_at = db.session.execute(
        select(func.count(ChangeProposal.id), func.min(ChangeProposal.proposed_at)).where(
            for_an_officer()
        )
    ).one()
    return Waiting(number, oldest_at)


def queue_of_proposals(asked: Asked, number: int) -> Queue:
    """Return one page of the proposals asked for; the oldest first."""
    total = db.session.scalar(_asked(select(func.count(ChangeProposal.id)), asked)) or 0
    shown = Page(number, total)
    found = db.session.scalars(
        _asked(select(ChangeProposal), asked)
        .order_by(ChangeProposal.proposed_at, ChangeProposal.id)
        .limit(shown.per_page)
        .offset(shown.offset)
    )
    return Queue(tuple(_waiting(proposal) for proposal in found.all()), shown)


def open_proposals(
    state: str | None = None, authority: int | None = None
) -> tuple[ProposalRow, ...]:
    """Return the proposals nobody has decided on, of a State or on a record; the oldest first."""
    asked = select(ChangeProposal).where(ChangeProposal.status.in_(OPEN))
    if state is not None:
        asked = asked.where(ChangeProposal.state_iso2 == state)
    if authority is not None:
        asked = asked.where(ChangeProposal.authority_number == authority)
    return _rows(
        db.session.scalars(asked.order_by(ChangeProposal.proposed_at, ChangeProposal.id)).all()
    )


def proposals_of(account_id: int) -> tuple[ProposalRow, ...]:
    """Return what an account proposed, the newest first."""
    return _rows(
        db.session.scalars(
            select(ChangeProposal)
            .where(ChangeProposal.proposed_by == account_id)
            .order_by(ChangeProposal.proposed_at.desc(), ChangeProposal.id.desc())
        ).all()
    )


def returned_proposal(account_id: int, target: Target) -> ReturnedProposal | None:
    """Return what an account proposed last of something and got back to correct, if it has."""
    answer = aliased(ChangeProposal)
    found = db.session.scalar(
        select(ChangeProposal)
        .where(
            ChangeProposal.proposed_by == account_id,
            ChangeProposal.kind == target.kind,
            ChangeProposal.state_iso2 == target.state_iso2,
            ChangeProposal.authority_number.is_not_distinct_from(target.authority_number),
            ChangeProposal.status == ProposalStatus.RETURNED,
            ChangeProposal.decided_at > clock.now() - ANSWERED_WITHIN,
            ~select(answer.id).where(answer.succeeds_id == ChangeProposal.id).exists(),
        )
        .order_by(ChangeProposal.id.desc())
        .limit(1)
    )
    if found is None:
        return None
    return ReturnedProposal(
        id=found.id,
        base_revision=found.base_revision,
        proposed=proposed_by(found),
        effective_from=found.effective_from,
        remark=found.remark,
        reason=found.reason,
        is_of_state=found.decided_as is Role.FOCAL_POINT,
    )


def _asked(query: Select[Any], asked: Asked) -> Select[Any]:
    query = query.where(
        ChangeProposal.status == asked.status if asked.status else ChangeProposal.status.in_(OPEN)
    )
    if asked.state_iso2:
        query = query.where(ChangeProposal.state_iso2 == asked.state_iso2)
    if asked.kind:
        query = query.where(ChangeProposal.kind == asked.kind)
    return query


def _rows(found: Iterable[ChangeProposal]) -> tuple[ProposalRow, ...]:
    return tuple(_row(proposal) for proposal in found)


def _row(proposal: ChangeProposal) -> ProposalRow:
    proposed = proposed_by(proposal)
    return ProposalRow(
        id=proposal.id,
        kind=proposal.kind,
        status=proposal.status,
        state_iso2=proposal.state_iso2,
        authority_number=proposal.authority_number,
        name=proposed.name if isinstance(proposed, Record) else None,
        account_id=proposal.proposed_by,
        proposed_at=proposal.proposed_at,
        decided_at=proposal.decided_at,
    )


def _waiting(proposal: ChangeProposal) -> WaitingProposal:
    contents = contents_of(proposal)
    return WaitingProposal(
        _row(proposal), len(differences_of(contents)), len(signals_of(proposal, contents))
    )
