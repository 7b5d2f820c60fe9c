"""What a proposal holds, and what it stands against: the record as it was, and as it is now."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select

from cna_directory import clock
from cna_directory.access.roles import Role
from cna_directory.authorities.models import Authority, Revision
from cna_directory.authorities.plain import from_plain
from cna_directory.authorities.record import (
    Provenance,
    ProvenanceKind,
    Record,
    RecordStatus,
    StateProfile,
)
from cna_directory.database import db
from cna_directory.review.models import ChangeProposal
from cna_directory.review.rules import Target, base_seen
from cna_directory.review.standing import ProposalKind

Anything = Record | StateProfile


@dataclass(frozen=True, slots=True)
class Contents:
    """A proposal with what it was made from, and what holds on the day from which it is to hold."""

    base: Anything | None
    """As the proposer saw it; empty for an addition."""
    live: Anything | None
    live_hash: str
    """Of the revision that holds; a decision names it. Empty where there is none."""
    proposed: Anything


def begins_on(proposal: ChangeProposal) -> date:
    """Return the day from which a proposal holds if it is accepted today."""
    return max(proposal.effective_from or clock.today(), clock.today())


def target_of(proposal: ChangeProposal) -> Target:
    """Return what a proposal is about."""
    number = None if proposal.kind is ProposalKind.ADDITION else proposal.authority_number
    return Target(proposal.kind, proposal.state_iso2, number)


def proposed_by(proposal: ChangeProposal) -> Anything:
    """Return the record as it is proposed."""
    if proposal.kind is ProposalKind.PROFILE:
        return from_plain(proposal.proposed, StateProfile)
    return from_plain(proposal.proposed, Record)


def contents_of(proposal: ChangeProposal) -> Contents:
    """Return what a proposal holds and what it stands against today."""
    target = target_of(proposal)
    proposed = proposed_by(proposal)
    if target.kind is ProposalKind.ADDITION:
        return Contents(None, None, "", proposed)
    held = holding_revision(target, begins_on(proposal))
    return Contents(
        base=seen_by(proposal.proposed_as, base_of(target, proposal.base_revision)),
        live=record_of(held) if held else empty_profile(target.state_iso2),
        live_hash=held.content_hash if held else "",
        proposed=proposed,
    )


def seen_by(role: Role, record: Anything) -> Anything:
    """Return a record as an account of that role sees it."""
    return base_seen(record, to_secretariat=role is Role.SECRETARIAT)


def base_of(target: Target, number: int) -> Anything:
    """Return the record of a numbered revision; before the first one, a profile with nothing in it."""
    found = numbered_revision(target, number)
    return record_of(found) if found else empty_profile(target.state_iso2)


def numbered_revision(target: Target, number: int) -> Revision | None:
    """Return the revision of that number of what a proposal is about."""
    return db.session.scalar(_revisions_of(target).where(Revision.number == number))


def holding_revision(target: Target, day: date) -> Revision | None:
    """Return the revision that holds on a day; before the first day, the one that will hold first."""
    ordered = _revisions_of(target)
    latest = ordered.where(Revision.effective_from <= day).order_by(
        Revision.effective_from.desc(), Revision.number.desc()
    )
    first = ordered.order_by(Revision.effective_from, Revision.number.desc())
    return db.session.scalar(latest.limit(1)) or db.session.scalar(first.limit(1))


def record_of(revision: Revision) -> Anything:
    """Return the record of which a revision is the snapshot."""
    if revision.authority_number is not None:
        return from_plain(revision.snapshot, Record)
    return from_plain(revision.snapshot, StateProfile)


def empty_profile(state_iso2: str) -> StateProfile:
    """Return the profile of a State of which the directory holds none yet."""
    return StateProfile(state_iso2, Provenance(ProvenanceKind.STATE))


def is_live_from(number: int, state_iso2: str, day: date) -> bool:
    """Say whether a record of a State is live on a day, and no end of it is recorded for later."""
    revisions = db.session.scalars(
        select(Revision)
        .where(Revision.authority_number == number)
        .order_by(Revision.effective_from, Revision.number)
    )
    by_day = {it.effective_from: it for it in revisions}
    begun = max((it for it in by_day if it <= day), default=None)
    if begun is None:
        return False
    coming = (from_plain(it.snapshot, Record) for on, it in by_day.items() if on >= begun)
    return all(it.state == state_iso2 and it.status is RecordStatus.LIVE for it in coming)


def is_authority_of(number: int, state_iso2: str) -> bool:
    """Say whether a record that is live today belongs to a State."""
    found = db.session.scalar(
        select(Authority.number).where(
            Authority.number == number,
            Authority.state == state_iso2,
            Authority.status == RecordStatus.LIVE,
        )
    )
    return found is not None


def _revisions_of(target: Target) -> Select[Revision]:
    if target.kind is ProposalKind.PROFILE:
        return select(Revision).where(Revision.state_iso2 == target.state_iso2)
    return select(Revision).where(Revision.authority_number == target.authority_number)
