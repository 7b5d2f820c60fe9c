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
from cna_directory.review.queries.references import problems_with_references
from cna_directory.review.showing import ShownField, new_fields, shown_fields
from cna_directory.review.standing import ProposalKind
from cna_directory.settings import Settings
from cna_directory.upkeep.queries import DEMONSTRATION, Work, as_begun, draft_of
from cna_directory.upkeep.rules.filling import Values, filled, tidied
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
    """Return the form of a record with the draft of it that the actor keeps, if there is one."""
    draft = draft_of(actor.account_id or 0, work.subject)
    if draft is None:
        return _sheet(actor, work, work, settings, None)
    begun = as_begun(work, draft.base_revision)
    return replace(
        _sheet(actor, work, begun, settings, draft.saved_at), values=tidied(work.made, draft.values)
    )


def sheet_begun(actor: Actor, work: Work, base_revision: int, settings: Settings) -> Sheet:
    """Return the form as it was opened on a revision, or the draft that is kept already."""
    kept = sheet_of(actor, work, settings)
    if kept.saved_at is not None:
        return kept
    return _sheet(actor, work, as_begun(work, base_revision), settings, None)


def _sheet(
    actor: Actor, work: Work, begun: Work, settings: Settings, saved_at: datetime | None
) -> Sheet:
    base = begun.seen_by(actor.role)
    if work.kind is ProposalKind.ADDITION and settings.is_demonstration:
        base = replace(base, provenance=DEMONSTRATION)
    has_moved_on = begun.content_hash != work.content_hash
    return Sheet(begun, base, begun.values(actor.role), saved_at, has_moved_on)


def what_would_change(sheet: Sheet, names: Names) -> tuple[ShownField, ...]:
    """Return each field that would change, exactly as the secretariat is going to see it."""
    proposed = sheet.proposed
    if sheet.work.kind is ProposalKind.ADDITION and isinstance(proposed, Record):
        return new_fields(proposed, names)
    found = differences(*(to_plain(it) for it in (sheet.base, sheet.base, proposed)))
    return shown_fields(found, sheet.base, names)
