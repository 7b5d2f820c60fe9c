"""One proposal with all that whoever decides, or waits for a decision, has to see."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from cna_directory.access.roles import Role
from cna_directory.accounts.models import Account
from cna_directory.authorities.models import Authority
from cna_directory.authorities.queries import records_of_state
from cna_directory.authorities.record import Record, RecordStatus, StateProfile
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.languages import LocalisedText
from cna_directory.review.models import ChangeProposal, ProposalPaper
from cna_directory.review.queries.contents import Contents, contents_of, seen_by
from cna_directory.review.queries.waiting import is_for_an_officer
from cna_directory.review.rules import (
    FieldDifference,
    Signal,
    signals,
    signals_of_people,
    three_way,
)
from cna_directory.review.standing import OPEN, ProposalKind, ProposalStatus


@dataclass(frozen=True, slots=True)
class PaperOf:
    """What there is to know of a paper before it is opened."""

    file_name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A paper with its bytes, and the proposal that it supports."""

    proposal_id: int
    account_id: int
    state_iso2: str
    proposed_as: Role
    file_name: str
    media_type: str
    sha256: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ExaminedProposal:
    """A proposal as a page shows it; the bounds of access go by its State and its account."""

    id: int
    kind: ProposalKind
    status: ProposalStatus
    state_iso2: str
    authority_number: int | None
    account_id: int
    """The proposer's."""
    proposed_as: Role
    proposer_post: str
    proposed_at: datetime
    effective_from: date | None
    remark: str
    paper: PaperOf | None
    contents: Contents
    content_hash: str
    signed_off_at: datetime | None
    signed_off_by: int | None
    decided_as: Role | None
    decided_at: datetime | None
    reason: str
    accepted_fields: tuple[str, ...]
    resulting_revision: int | None
    is_for_an_officer: bool
    """Whether an officer can decide now; what a State has to agree to waits for its focal point."""
    succeeds_id: int | None
    succeeded_by: int | None
    """The later proposal that answers this one, if there is one."""

    @property
    def is_open(self) -> bool:
        """Say whether somebody other than the proposer has to act."""
        return self.status in OPEN

    @property
    def is_of_state(self) -> bool:
        """Say whether a focal point of the State decided, and not the secretariat."""
        return self.decided_as is Role.FOCAL_POINT

    @property
    def live_hash(self) -> str:
        """Return what names the record that holds now; a decision says it again."""
        return self.contents.live_hash

    @property
    def name(self) -> LocalisedText | None:
        """Return the name of the authority; nothing for a State's profile."""
        known = self.contents.live or self.contents.proposed
        return known.name if isinstance(known, Record) else None

    def differences(self) -> tuple[FieldDifference, ...]:
        """Return what the proposal changes of the record as it is now; nothing for an addition."""
        return differences_of(self.contents)

    def shows_anything(self, role: Role) -> bool:
        """Say whether an account of that role sees anything of what was proposed.

        An officer may change nothing but a contact point that only the secretariat sees.
        """
        base = self.contents.base
        return base is None or seen_by(role, base) != seen_by(role, self.contents.proposed)

    def changes_as_proposed(self, role: Role) -> tuple[FieldDifference, ...]:
        """Return what was proposed, whatever happened since, as an account of that role sees it."""
        base, proposed = self.contents.base, self.contents.proposed
        if base is None:
            return ()
        before, after = seen_by(role, base), seen_by(role, proposed)
        return differences_of(Contents(before, before, "", after))


def differences_of(contents: Contents) -> tuple[FieldDifference, ...]:
    """Return what a proposal changes, three-way; an addition is decided as a whole."""
    base, live, proposed = contents.base, contents.live, contents.proposed
    if isinstance(base, Record) and isinstance(live, Record) and isinstance(proposed, Record):
        return three_way(base, live, proposed)
    if (
        isinstance(base, StateProfile)
        and isinstance(live, StateProfile)
        and isinstance(proposed, StateProfile)
    ):
        return three_way(base, live, proposed)
    return ()


def examined_proposal(proposal_id: int) -> ExaminedProposal:
    """Return one proposal with all around it.

    Raises:
        NotFound: there is none.
    """
    found = db.session.get(ChangeProposal, proposal_id)
    if found is None:
        raise NotFound(NO_SUCH_PAGE)
    return ExaminedProposal(
        id=found.id,
        kind=found.kind,
        status=found.status,
        state_iso2=found.state_iso2,
        authority_number=found.authority_number,
        account_id=found.proposed_by,
        proposed_as=found.proposed_as,
        proposer_post=db.session.get_one(Account, found.proposed_by).post_title,
        proposed_at=found.proposed_at,
        effective_from=found.effective_from,
        remark=found.remark,
        paper=_paper_of(found),
        contents=contents_of(found),
        content_hash=found.content_hash,
        signed_off_at=found.signed_off_at,
        signed_off_by=found.signed_off_by,
        decided_as=found.decided_as,
        decided_at=found.decided_at,
        reason=found.reason,
        accepted_fields=found.accepted_fields,
        resulting_revision=found.resulting_revision,
        is_for_an_officer=is_for_an_officer(found.id),
        succeeds_id=found.succeeds_id,
        succeeded_by=db.session.scalar(
            select(ChangeProposal.id)
            .where(ChangeProposal.succeeds_id == found.id)
            .order_by(ChangeProposal.id.desc())
            .limit(1)
        ),
    )


def signals_of(
    proposal: ChangeProposal | ExaminedProposal, contents: Contents
) -> tuple[Signal, ...]:
    """Return what to look at twice, beside what the directory knows of the State."""
    of_change = signals(
        contents.live,
        contents.proposed,
        state=proposal.state_iso2,
        known_domains=mail_domains_of(proposal.state_iso2, beside=proposal.authority_number),
    )
    return (*people_gone(proposal), *of_change)


def people_gone(proposal: ChangeProposal | ExaminedProposal) -> tuple[Signal, ...]:
    """Return who of those who proposed and agreed may not speak for the State any more."""
    proposer = db.session.get_one(Account, proposal.account_id)
    signer = db.session.get(Account, proposal.signed_off_by) if proposal.signed_off_by else None
    return signals_of_people(proposer.status, signer.status if signer else None)


def mail_domains_of(state_iso2: str, *, beside: int | None) -> frozenset[str]:
    """Return the domains at which the other offices of a State are written to."""
    return frozenset(
        email.address.rpartition("@")[2]
        for revised in records_of_state(state_iso2)
        if revised.record.number != beside
        for email in revised.record.emails
    )


def paper_of(proposal_id: int) -> StoredPaper:
    """Return the paper that supports a proposal.

    Raises:
        NotFound: there is no such proposal, or it came without a paper.
    """
    found = db.session.get(ChangeProposal, proposal_id)
    if found is None or found.paper_id is None:
        raise NotFound(NO_SUCH_PAGE)
    paper = db.session.get_one(ProposalPaper, found.paper_id)
    return StoredPaper(
        proposal_id=found.id,
        account_id=found.proposed_by,
        state_iso2=found.state_iso2,
        proposed_as=found.proposed_as,
        file_name=paper.file_name,
        media_type=paper.media_type,
        sha256=paper.sha256,
        content=paper.content,
    )


def names_of_authorities(state_iso2: str) -> dict[int, str]:
    """Return the names of a State's live authorities by their numbers."""
    found = db.session.execute(
        select(Authority.number, Authority.name).where(
            Authority.state == state_iso2, Authority.status == RecordStatus.LIVE
        )
    )
    return {number: name.text for number, name in found}


def _paper_of(proposal: ChangeProposal) -> PaperOf | None:
    if proposal.paper_id is None:
        return None
    paper = db.session.get_one(ProposalPaper, proposal.paper_id)
    return PaperOf(paper.file_name, paper.media_type, paper.size, paper.sha256)
