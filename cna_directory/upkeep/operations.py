"""Keeping drafts. They are not recorded in the trail, so these are bookkeeping; what is sent is."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import delete, select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import refuse_unless_may
from cna_directory.accounts.models import Account
from cna_directory.accounts.standing import AccountStatus
from cna_directory.admission.letters import open_letter
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import EditConflict
from cna_directory.limits import Limit, count_try
from cna_directory.operation import bookkeeping, note, operation
from cna_directory.review.rules import Paper
from cna_directory.upkeep.models import RecordDraft
from cna_directory.upkeep.queries import Draft, OwnState, Work

PAPERS_OF_ACCOUNT = Limit(
    "proposal_paper",
    100,
    timedelta(days=1),
    "You have attached 100 papers within a day. Send your proposal without one, or go on tomorrow.",
)

SAVED_ELSEWHERE = (
    "Other windows save this form again and again at the same moment. What they saved is kept; what "
    "you typed in this one is not saved yet. Go back, and save it again."
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


def save_draft(
    actor: Actor,
    work: Work,
    values: Mapping[str, str],
    *,
    read: Draft | None,
    answers_id: int | None,
) -> None:
    """Keep what somebody has typed about a record, in place of the draft that was read before.

    The draft remembers the revision that was seen when it began, whatever happens to the record,
    and the proposal that it answers.

    Raises:
        AccessRefused: the actor may not propose a change of this.
        EditConflict: another window has saved the draft since it was read.
    """
    refuse_unless_may(actor, Capability.PROPOSE_CHANGE, work.target)
    with bookkeeping():
        draft = _draft_as_read(actor, work, read)
        if draft is None:
            draft = RecordDraft(account_id=actor.account_id, subject=work.subject)
            db.session.add(draft)
        draft.base_revision, draft.answers_id = work.revision, answers_id
        draft.fields, draft.saved_at = dict(values), clock.now()


def forget_draft(actor: Actor, work: Work, *, read: Draft | None) -> None:
    """Throw away what somebody has typed about a record, as it was read.

    Raises:
        EditConflict: another window has saved the draft since it was read.
    """
    with bookkeeping():
        draft = _draft_as_read(actor, work, read)
        if draft is not None:
            db.session.delete(draft)


def forget_drafts_of_closed_accounts(actor: Actor) -> None:
    """Throw away what was typed in accounts that are closed for good: nobody comes back to it.

    Raises:
        AccessRefused: the actor does not keep accounts.
    """
    refuse_unless_may(actor, Capability.KEEP_ACCOUNTS)
    closed = select(Account.id).where(Account.status == AccountStatus.CLOSED)
    with bookkeeping():
        db.session.execute(delete(RecordDraft).where(RecordDraft.account_id.in_(closed)))


def _draft_as_read(actor: Actor, work: Work, read: Draft | None) -> RecordDraft | None:
    """Return the draft to write into and keep others from it; it is still the one that was read.

    Raises:
        EditConflict: it is not.
    """
    draft = db.session.scalar(
        select(RecordDraft)
        .where(RecordDraft.account_id == actor.account_id, RecordDraft.subject == work.subject)
        .with_for_update()
    )
    if (draft.fields if draft else None) != (read.values if read else None):
        raise EditConflict(SAVED_ELSEWHERE)
    return draft


@operation(Action.RECORDS_TAKEN_ALONG, needs=Capability.WORK_FOR_STATE)
def record_calendar(actor: Actor, state: OwnState, *, records: int) -> None:
    """Record that an account takes along the days on which records of its State are due."""
    note(f"state/{state.state_iso2}", format="ics", records=records)
