"""Pure decisions about what may be proposed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta

from cna_directory.access.roles import Role
from cna_directory.authorities.record import Record, RecordStatus, StateProfile
from cna_directory.errors import Problem
from cna_directory.review.standing import ProposalKind

LONGEST_REMARK = 4_000
LARGEST_PAPER = 5 * 1024 * 1024
LONGEST_WAIT = timedelta(days=366)
"""A change may be announced so long before it holds."""

PAPER_BEGINNINGS = {
    "application/pdf": b"%PDF-",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
}
"""What a paper may be, with its first bytes."""

FIXED = ("number", "state", "confirmation", "contact_changed_on")
"""What no proposal changes: who a record is, and what the directory itself says of it."""

FIXED_IN_LIFE = ("status", "superseded_by")
"""What only a proposal to end a record changes."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a proposal is about; the bounds of access go by its State and its authority."""

    kind: ProposalKind
    state_iso2: str
    authority_number: int | None = None
    """The record; empty for the State's profile and for an authority to be added."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A note verbale or another paper that supports a proposal, opened and found to be one."""

    file_name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Return the digest by which the trail knows the paper."""
        return hashlib.sha256(self.content).hexdigest()


def kind_of(target: Target) -> type[Record | StateProfile]:
    """Return whether a proposal speaks of a record or of a State's profile."""
    return StateProfile if target.kind is ProposalKind.PROFILE else Record


def is_between_officers(reader: Role, proposed_as: Role) -> bool:
    """Say whether what an officer wrote and attached is kept from a reader.

    It may name posts that only the secretariat sees.
    """
    return proposed_as is Role.SECRETARIAT and reader is not Role.SECRETARIAT


def problems_with_paper(paper: Paper | None) -> list[Problem]:
    """Return why a paper is not taken."""
    if paper is None:
        return []
    if not paper.content.startswith(PAPER_BEGINNINGS.get(paper.media_type, b"\0no such type")):
        return [Problem("paper", "Attach the paper as a PDF, a PNG or a JPEG file.")]
    if len(paper.content) > LARGEST_PAPER:
        return [Problem("paper", "Attach a file of at most 5 MB.")]
    return []


def problems_with_proposal(
    target: Target,
    base: Record | StateProfile | None,
    proposed: Record | StateProfile,
    *,
    role: Role,
    remark: str,
    effective_from: date | None,
    today: date,
) -> list[Problem]:
    """Return what keeps a proposal from being sent, apart from what the record itself must hold."""
    return [
        *_problems_with_target(target, base, proposed),
        *_problems_with_fixed(target, base, proposed, role),
        *_problems_with_day(effective_from, today),
        *_problems_with_remark(remark),
    ]


def _problems_with_target(
    target: Target, base: Record | StateProfile | None, proposed: Record | StateProfile
) -> Iterator[Problem]:
    if type(proposed) is not kind_of(target) or proposed.state != target.state_iso2:
        yield Problem("", "The proposal belongs to another State. Begin again from its page.")
        return
    if isinstance(proposed, Record):
        if proposed.number != (target.authority_number or 0):
            yield Problem("", "The proposal belongs to another record. Begin again from its page.")
        if (target.kind is ProposalKind.ADDITION) != (base is None):
            yield Problem("", "There is such a record already. Propose a change of it.")
    if base is not None and base == proposed:
        yield Problem("", "Nothing is different from the record. Change what is wrong, then send.")


def _problems_with_fixed(
    target: Target,
    base: Record | StateProfile | None,
    proposed: Record | StateProfile,
    role: Role,
) -> Iterator[Problem]:
    """Find what the proposal would change although nobody may propose it."""
    fixed: tuple[str, ...]
    if isinstance(proposed, Record) and target.kind is ProposalKind.ENDING:
        yield from _problems_with_ending(proposed)
        fixed = tuple(it.name for it in fields(proposed) if it.name not in FIXED_IN_LIFE)
    else:
        fixed = (*FIXED, *FIXED_IN_LIFE)
    if base is None:
        if isinstance(proposed, Record) and not _is_fresh(proposed):
            yield Problem("", "A new record is live, and is confirmed after it was accepted.")
        return
    if role is not Role.SECRETARIAT:
        fixed = (*fixed, "provenance")
    for name in fixed:
        if getattr(base, name, None) != getattr(proposed, name, None):
            yield Problem(name, "A proposal of this kind cannot change this.")


def _is_fresh(record: Record) -> bool:
    return (record.status, record.superseded_by, record.contact_changed_on) == (
        RecordStatus.LIVE,
        None,
        None,
    )


def _problems_with_ending(proposed: Record) -> Iterator[Problem]:
    if proposed.status is RecordStatus.LIVE:
        yield Problem("status", "Say whether the authority has a successor or is withdrawn.")
    if (proposed.status is RecordStatus.SUPERSEDED) != (proposed.superseded_by is not None):
        yield Problem("superseded_by", "Name the authority that succeeds this one.")
    if proposed.superseded_by == proposed.number:
        yield Problem("superseded_by", "An authority does not succeed itself. Name another one.")


def _problems_with_day(effective_from: date | None, today: date) -> Iterator[Problem]:
    if effective_from is None:
        return
    if effective_from < today:
        yield Problem("effective_from", "Choose today or a later day.")
    if effective_from > today + LONGEST_WAIT:
        yield Problem("effective_from", "Choose a day within a year.")


def _problems_with_remark(remark: str) -> Iterator[Problem]:
    if len(remark) > LONGEST_REMARK:
        yield Problem("remark", f"Shorten the remark to at most {LONGEST_REMARK} characters.")
    if "\0" in remark:
        yield Problem("remark", "Remove the NUL character from the remark.")
