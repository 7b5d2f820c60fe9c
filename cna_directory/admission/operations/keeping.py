"""What the scheduler does about account requests: drafts go, requests lapse, persons are forgotten."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import refuse_unless_may
from cna_directory.accounts import queries as accounts
from cna_directory.admission.models import (
    AccountRequest,
    AccountRequestDraft,
    AccountRequestNote,
    Letter,
    Nomination,
    Vouching,
)
from cna_directory.admission.operations.holding import held_request, place_of
from cna_directory.admission.queries.keeping import (
    DueRequest,
    letters_to_forget,
    requests_to_forget,
    requests_to_lapse,
)
from cna_directory.admission.rules.retention import (
    DRAFTS_KEPT_FOR,
    is_to_forget_letter,
    is_to_forget_person,
    lapses,
)
from cna_directory.admission.rules.steps import next_status
from cna_directory.admission.standing import RequestStep
from cna_directory.audit.actions import Action
from cna_directory.audit.erasing import erase_personal_values
from cna_directory.database import db
from cna_directory.errors import AlreadyClaimed
from cna_directory.operation import bookkeeping, note, operation
from cna_directory.turns import each_in_turn

DueStep = tuple[Callable[..., None], DueRequest]

IN_THE_MEANTIME = "This has been dealt with in the meantime."


def keep_requests(actor: Actor, now: datetime) -> int:
    """Do what is due about drafts and requests at `now`; return how many requests changed.

    Each request is an operation of its own, so that an interruption loses nothing.
    """
    remove_old_drafts(actor, now)
    due = (
        *((lapse_request, request) for request in requests_to_lapse(now)),
        *((forget_person, request) for request in requests_to_forget(now)),
        *((forget_letter, request) for request in letters_to_forget(now)),
    )

    def do(step: DueStep) -> None:
        act, request = step
        act(actor, request, now=now)

    def called(step: DueStep) -> str:
        return place_of(step[1])

    return len(each_in_turn(due, do, called).or_raise())


def remove_old_drafts(actor: Actor, now: datetime) -> None:
    """Remove drafts that nobody has touched for a while, and letters that belong to nothing.

    Raises:
        AccessRefused: the actor does not keep accounts.
    """
    refuse_unless_may(actor, Capability.KEEP_ACCOUNTS)
    before = now - DRAFTS_KEPT_FOR
    with bookkeeping():
        db.session.execute(
            delete(AccountRequestDraft).where(AccountRequestDraft.changed_at < before)
        )
        kept = [
            select(table.letter_id).where(table.letter_id.is_not(None))
            for table in (AccountRequest, AccountRequestDraft)
        ]
        db.session.execute(
            delete(Letter).where(
                Letter.uploaded_at < before, *(Letter.id.not_in(letters) for letters in kept)
            )
        )


@operation(Action.ACCOUNT_REQUEST_LAPSED, needs=Capability.KEEP_ACCOUNTS)
def lapse_request(actor: Actor, due: DueRequest, *, now: datetime) -> None:
    """End a request whose e-mail address nobody has shown to be theirs in time.

    Raises:
        AlreadyClaimed: it was confirmed, or has lapsed already.
    """
    account_request = held_request(due.id)
    status = next_status(account_request.status, RequestStep.LAPSE)
    if status is None or not lapses(account_request.status, account_request.confirm_by, now):
        raise AlreadyClaimed(IN_THE_MEANTIME)
    account_request.status, account_request.decided_at = status, now
    account_request.confirm_token_hash = None
    note(subject=place_of(account_request))


@operation(Action.ACCOUNT_REQUEST_ERASED, needs=Capability.KEEP_ACCOUNTS)
def forget_person(actor: Actor, due: DueRequest, *, now: datetime) -> None:
    """Take the personal data out of a request that led to no account, and out of the trail.

    State, organisation, post, dates and the decision stay: they are no person.

    Raises:
        AlreadyClaimed: it has been done.
    """
    it = held_request(due.id)
    if not is_to_forget_person(it.status, it.decided_at, it.erased_at, now):
        raise AlreadyClaimed(IN_THE_MEANTIME)
    notes = db.session.scalars(
        select(AccountRequestNote).where(AccountRequestNote.account_request_id == it.id)
    ).all()
    vouchings = db.session.scalars(
        select(Vouching).where(Vouching.account_request_id == it.id)
    ).all()
    nominations = _nominations_to_forget(it)
    for written in notes:
        written.text = ""
    for vouching in vouchings:
        vouching.remark = ""
    for nomination in nominations:
        nomination.email, nomination.withdrawn_at = "", nomination.withdrawn_at or now
    it.email = it.person_name = it.telephone = it.purpose = it.reason = ""
    it.confirm_token_hash, it.erased_at = None, now
    _remove_letter(it)
    erase_personal_values(
        {
            "account_request": [str(it.id)],
            "account_request_note": [str(row.id) for row in notes],
            "vouching": [str(row.id) for row in vouchings],
            "nomination": [str(row.id) for row in nominations],
        },
        place_of(it),
    )
    note(subject=place_of(it), erased="person")


@operation(Action.ACCOUNT_REQUEST_ERASED, needs=Capability.KEEP_ACCOUNTS)
def forget_letter(actor: Actor, due: DueRequest, *, now: datetime) -> None:
    """Remove the letter of an approved request; its digest stays with the decision.

    Raises:
        AlreadyClaimed: it has been done.
    """
    it = held_request(due.id)
    has_letter = it.letter_id is not None
    if not is_to_forget_letter(it.status, it.decided_at, now, has_letter=has_letter):
        raise AlreadyClaimed(IN_THE_MEANTIME)
    _remove_letter(it)
    note(subject=place_of(it), erased="letter")


def _nominations_to_forget(it: AccountRequest) -> Sequence[Nomination]:
    """Return the nominations of an address that has no account and for which nobody else asks."""
    asks_again = select(AccountRequest.id).where(
        AccountRequest.email == it.email, AccountRequest.id != it.id
    )
    if accounts.account_by_email(it.email) or db.session.scalars(asks_again).first():
        return ()
    return db.session.scalars(select(Nomination).where(Nomination.email == it.email)).all()


def _remove_letter(account_request: AccountRequest) -> None:
    """Remove the letter of a request; a draft that still names it lets go of it first."""
    letter_id, account_request.letter_id = account_request.letter_id, None
    if letter_id is None:
        return
    db.session.flush()
    db.session.execute(
        update(AccountRequestDraft)
        .where(AccountRequestDraft.letter_id == letter_id)
        .values(letter_id=None)
    )
    db.session.execute(delete(Letter).where(Letter.id == letter_id))
