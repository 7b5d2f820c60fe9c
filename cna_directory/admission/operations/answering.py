"""What an applicant does with a request that was sent: answering a question, withdrawing it."""

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts.queries import secretariat
from cna_directory.admission.messages.own_request import account_request_waiting
from cna_directory.admission.models import AccountRequest, AccountRequestNote
from cna_directory.admission.operations.holding import held_request, place_of
from cna_directory.admission.queries.own_request import OwnRequest
from cna_directory.admission.rules.answers import several_lines
from cna_directory.admission.rules.own_request import problems_with_answer
from cna_directory.admission.rules.steps import next_status
from cna_directory.admission.standing import NoteKind, RequestStep
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import EditConflict
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation, require
from cna_directory.settings import Settings

NOT_NOW = "Your request stands differently now. Open its page again to see how."


@operation(Action.ACCOUNT_REQUEST_ANSWERED, needs=Capability.ASK_FOR_ACCOUNT)
def answer_question(actor: Actor, own: OwnRequest, *, text: str, settings: Settings) -> None:
    """Answer what the secretariat asked, which brings the request before it again.

    Raises:
        RuleBroken: the answer is empty or too long.
        EditConflict: nothing is asked now.
    """
    cleaned = several_lines(text)
    require(problems_with_answer(cleaned))
    found = held_request(own.id)
    status = next_status(found.status, RequestStep.ANSWER)
    if status is None:
        raise EditConflict(NOT_NOW)
    found.status = status
    db.session.add(
        AccountRequestNote(
            account_request_id=found.id,
            kind=NoteKind.ANSWER,
            text=cleaned,
            written_at=clock.now(),
        )
    )
    tell_officers(found, settings)
    note(subject=place_of(found))


@operation(Action.ACCOUNT_REQUEST_LAPSED, needs=Capability.ASK_FOR_ACCOUNT)
def withdraw_account_request(actor: Actor, own: OwnRequest) -> None:
    """Take a request back before it is decided.

    Raises:
        EditConflict: it is decided, or was withdrawn before.
    """
    found = held_request(own.id)
    status = next_status(found.status, RequestStep.LAPSE)
    if status is None:
        raise EditConflict(NOT_NOW)
    found.status, found.decided_at = status, clock.now()
    note(subject=place_of(found), by="applicant")


def tell_officers(account_request: AccountRequest, settings: Settings) -> None:
    """Tell every officer that a request waits for a decision; called inside an operation."""
    for officer in secretariat():
        post(account_request_waiting(officer, account_request, settings), settings)
