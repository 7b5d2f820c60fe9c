"""Keeping drafts. They are not recorded in the trail, so these are bookkeeping; what is sent is."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import delete, select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import refuse_unless_may
from cna_directory.admission.letters import open_letter
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.limits import Limit, count_try
from cna_directory.operation import bookkeeping, note, operation
from cna_directory.review.rules import Paper
from cna_directory.upkeep.models import RecordDraft
from cna_directory.upkeep.queries import OwnState, Work

PAPERS_OF_ACCOUNT = Limit(
    "proposal_paper",
    100,
    timedelta(days=1),
    "You have attached 100 papers within a day. Send your proposal without one, or go on tomorrow.",
)


def open_paper(actor: Actor, content: bytes, file_name: str) -> Paper:
    """Count the try, then open what somebody attached and return what is kept of it.

    Raises:
        TooManyAttempts: the account has attached as much as it may within a day.
        RuleBroken: it is no paper that is taken; the sentence says what to do.
        TooBusy: another paper is being read and takes its time.
    """
    count_try([(PAPERS_OF_ACCOUNT, str(actor.account_id))])
    opened = open_letter(content, file_name)
    return Paper(opened.file_name, opened.media_type, opened.content)


def save_draft(actor: Actor, work: Work, values: Mapping[str, str]) -> None:
    """Keep what somebody has typed about a record, in place of what was kept before.

    The draft remembers the revision that was seen when it began, whatever happens to the record.

    Raises:
        AccessRefused: the actor may not propose a change of this.
    """
    refuse_unless_may(actor, Capability.PROPOSE_CHANGE, work.target)
    with bookkeeping():
        draft = db.session.scalar(
            select(RecordDraft)
            .where(RecordDraft.account_id == actor.account_id, RecordDraft.subject == work.subject)
            .with_for_update()
        )
        if draft is None:
            draft = RecordDraft(
                account_id=actor.account_id, subject=work.subject, base_revision=work.revision
            )
            db.session.add(draft)
        draft.fields = dict(values)
        draft.saved_at = clock.now()


def forget_draft(actor: Actor, work: Work) -> None:
    """Throw away what somebody has typed about a record."""
    with bookkeeping():
        db.session.execute(
            delete(RecordDraft).where(
                RecordDraft.account_id == actor.account_id, RecordDraft.subject == work.subject
            )
        )


@operation(Action.RECORDS_TAKEN_ALONG, needs=Capability.WORK_FOR_STATE)
def record_calendar(actor: Actor, state: OwnState, *, records: int) -> None:
    """Record that an account takes along the days on which records of its State are due."""
    note(f"state/{state.state_iso2}", format="ics", records=records)
