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
from cna_directory.upkeep.queries import (
    DEMONSTRATION,
    Draft,
    Work,
    answered_by,
    as_begun,
    draft_of,
)
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
    has_moved_on: bool
    """Whether the record has changed since the work began."""
    draft: Draft | None = None
    """What is kept of it; what is saved next takes its place."""
    answers: ReturnedProposal | None = None
    """What was sent back and this is going to answer."""
    unanswered: ReturnedProposal | None = None
    """What was sent back and this does not answer, because it was begun apart from it."""

    @property
    def saved_at(self) -> datetime | None:
        """Return when it was kept last, if it is."""
        return self.draft.saved_at if self.draft else None

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
    draft, returned = draft_of(account_id, work.subject), returned_proposal(account_id, work.target)
    if draft is not None:
        return _drafted(actor, work, draft, returned, settings)
    if returned is not None:
        sheet = _sheet(actor, work, as_begun(work, returned.base_revision), settings)
        values = tidied(work.made, values_of(returned.proposed))
        return replace(sheet, values=values, answers=returned)
    return _sheet(actor, work, work, settings)


def sheet_begun(
    actor: Actor, work: Work, base_revision: int, answers_id: int | None, settings: Settings
) -> Sheet:
    """Return the form as it was opened on a revision, or the draft that is kept already.

    `answers_id` is the proposal with which the form began: one that came back since is not answered
    by what was begun without it.
    """
    kept = sheet_of(actor, work, settings)
    is_answer = kept.answers is not None and kept.answers.id == answers_id
    if kept.draft is not None or is_answer:
        return kept
    begun = _sheet(actor, work, as_begun(work, base_revision), settings)
    return replace(begun, unanswered=kept.answers)


def _drafted(
    actor: Actor, work: Work, draft: Draft, returned: ReturnedProposal | None, settings: Settings
) -> Sheet:
    answers = answered_by(draft)
    is_other = returned is not None and (answers is None or answers.id != returned.id)
    return replace(
        _sheet(actor, work, as_begun(work, draft.base_revision), settings),
        values=tidied(work.made, draft.values),
        draft=draft,
        answers=answers,
        unanswered=returned if is_other else None,
    )


def _sheet(actor: Actor, work: Work, begun: Work, settings: Settings) -> Sheet:
    base = begun.seen_by(actor.role)
    if work.kind is ProposalKind.ADDITION and settings.is_demonstration:
        base = replace(base, provenance=DEMONSTRATION)
    has_moved_on = begun.content_hash != work.content_hash
    return Sheet(begun, base, begun.values(actor.role), has_moved_on)


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
