"""What somebody has before them: a record, what they typed about it, and what follows from that."""

from dataclasses import dataclass, replace
from datetime import datetime

from cna_directory.access.actors import Actor
from cna_directory.authorities.comparing import differences
from cna_directory.authorities.plain import to_plain
from cna_directory.authorities.record import Record, StateProfile
from cna_directory.authorities.rules import problems_with
from cna_directory.errors import Problem
from cna_directory.reference.queries import Names
from cna_directory.review.queries import ReturnedProposal, returned_proposal
from cna_directory.review.queries.references import problems_with_references
from cna_directory.review.showing import ShownField, new_fields, shown_fields
from cna_directory.review.standing import ProposalKind
from cna_directory.settings import Settings
from cna_directory.upkeep.queries import DEMONSTRATION, Work, as_begun, draft_of
from cna_directory.upkeep.rules.filling import Values, filled, tidied, values_of
from cna_directory.upkeep.rules.problems import located


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form with what was typed into it."""

    work: Work
    """The record as it was when the work began."""
    base: Record | StateProfile
    """The same as whoever works on it sees it."""
    values: Values
    saved_at: datetime | None
    has_moved_on: bool
    """Whether the record has changed since the work began."""
    answers: ReturnedProposal | None
    """What the secretariat sent back and this is going to answer."""

    @property
    def proposed(self) -> Record | StateProfile:
        """Return the record as it would be; what cannot be read is left out."""
        return filled(self.base, self.values).record

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what has to be put right before it can be sent."""
        read = filled(self.base, self.values)
        if read.problems:
            return read.problems
        found = [*problems_with(read.record), *problems_with_references(read.record)]
        return located(found, self.values)


def sheet_of(actor: Actor, work: Work, settings: Settings) -> Sheet:
    """Return the form of a record with the draft of it that the actor keeps, if there is one.

    Without a draft the form begins with what the secretariat sent back, if it waits for an answer.
    """
    account_id = actor.account_id or 0
    draft, answers = draft_of(account_id, work.subject), returned_proposal(account_id, work.target)
    if draft is not None:
        base_revision, values, saved_at = draft.base_revision, draft.values, draft.saved_at
    elif answers is not None:
        base_revision, values, saved_at = answers.base_revision, values_of(answers.proposed), None
    else:
        return _sheet(actor, work, work, settings)
    sheet = _sheet(actor, work, as_begun(work, base_revision), settings)
    return replace(sheet, values=tidied(work.made, values), saved_at=saved_at, answers=answers)


def sheet_begun(actor: Actor, work: Work, base_revision: int, settings: Settings) -> Sheet:
    """Return the form as it was opened on a revision, or the draft that is kept already."""
    kept = sheet_of(actor, work, settings)
    if kept.saved_at is not None or kept.answers is not None:
        return kept
    return _sheet(actor, work, as_begun(work, base_revision), settings)


def _sheet(actor: Actor, work: Work, begun: Work, settings: Settings) -> Sheet:
    base = begun.seen_by(actor.role)
    if work.kind is ProposalKind.ADDITION and settings.is_demonstration:
        base = replace(base, provenance=DEMONSTRATION)
    has_moved_on = begun.content_hash != work.content_hash
    return Sheet(begun, base, begun.values(actor.role), None, has_moved_on, None)


def what_would_change(sheet: Sheet, names: Names) -> tuple[ShownField, ...]:
    """Return each field that would change, exactly as the secretariat is going to see it."""
    proposed = sheet.proposed
    if sheet.work.kind is ProposalKind.ADDITION and isinstance(proposed, Record):
        return new_fields(proposed, names)
    found = differences(*(to_plain(it) for it in (sheet.base, sheet.base, proposed)))
    return shown_fields(found, sheet.base, names)


def what_was_typed(sheet: Sheet, saved: Sheet, names: Names) -> tuple[ShownField, ...]:
    """Return each field in which a form differs from what another window saved of it."""
    elsewhere, here = to_plain(saved.proposed), to_plain(sheet.proposed)
    return shown_fields(differences(elsewhere, elsewhere, here), saved.proposed, names)
