"""The tables of change proposals and of the papers that come with them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.access.roles import Role
from cna_directory.database import Base, CodeList, UTCDateTime, coded
from cna_directory.review.standing import ProposalKind, ProposalStatus


class ProposalPaper(Base):
    """A note verbale or another paper that supports a proposal, as it was uploaded."""

    __tablename__ = "proposal_paper"
    __not_recorded__ = "the proposal that it supports is recorded with its digest"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    """Bytes."""
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    uploaded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ChangeProposal(Base):
    """A record as somebody wants it to be, against the revision that was seen then.

    Content never changes after it was submitted: who wants something else, withdraws the proposal
    or gets it back, and submits another. So a decision that names the content hash is bound to
    exactly what was seen.
    """

    __tablename__ = "change_proposal"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('addition', 'profile') OR authority_number IS NOT NULL", name="has_a_subject"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ProposalKind] = coded(ProposalKind)
    status: Mapped[ProposalStatus] = coded(ProposalStatus, index=True)
    state_iso2: Mapped[str] = mapped_column(ForeignKey("state.iso2"), index=True)
    authority_number: Mapped[int | None] = mapped_column(ForeignKey("authority.number"), index=True)
    """Empty for a profile, and for an addition until it is accepted."""
    base_revision: Mapped[int]
    """The number of the revision that the proposer saw; zero for an addition."""
    base_hash: Mapped[str] = mapped_column(String(64))
    proposed: Mapped[dict[str, Any]] = mapped_column(JSON, info={"trail": "digest"})
    """The whole record as plain values (`authorities.plain`)."""
    content_hash: Mapped[str] = mapped_column(String(64))
    """Of what is proposed; whoever decides names it."""
    effective_from: Mapped[date | None]
    """The day from which it is to hold; empty for the day of the decision."""
    remark: Mapped[str] = mapped_column(Text, default="", info={"trail": "personal"})
    """What the proposer says to the secretariat."""
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("proposal_paper.id"))
    paper_sha256: Mapped[str] = mapped_column(String(64), default="")
    proposed_by: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    proposed_as: Mapped[Role] = coded(Role)
    proposed_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    succeeds_id: Mapped[int | None] = mapped_column(ForeignKey("change_proposal.id"))
    """The returned proposal that this one answers."""
    signed_off_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    signed_off_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_as: Mapped[Role | None] = coded(Role)
    """A focal point may send back what waits for its agreement; all else an officer decides."""
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reason: Mapped[str] = mapped_column(Text, default="", info={"trail": "personal"})
    """Why it was returned or refused, or accepted in part, in words to the proposer."""
    accepted_fields: Mapped[tuple[str, ...]] = mapped_column(CodeList, default=())
    """The paths of the fields that were accepted, where not all were."""
    resulting_revision: Mapped[int | None]

    @property
    def account_id(self) -> int:
        """Return the proposer's account, by which the bounds of access go."""
        return self.proposed_by
