"""Asking focal points whether an applicant is known to their State, and taking the answer."""

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts import queries as accounts
from cna_directory.admission.messages.vouching import please_vouch, vouching_answered
from cna_directory.admission.models import AccountRequest, Vouching
from cna_directory.admission.operations.holding import held_request, place_of
from cna_directory.admission.queries.vouchings import VouchingQuestion, focal_points_of
from cna_directory.admission.rules.vouching import is_open_for_vouching, problems_with_vouching
from cna_directory.admission.standing import VouchingAnswer
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import EditConflict
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation, require
from cna_directory.settings import Settings

ANSWERED_BEFORE = (
    "This question has been answered already, or the secretariat has decided. "
    "Nothing was changed; write to the secretariat if you know something new."
)


def ask_focal_points(account_request: AccountRequest, settings: Settings) -> None:
    """Ask the focal points of an applicant's State whether the applicant is known.

    Called inside an operation. Where a State has no focal point the question waits for the first
    one, and the officer sees that nobody was there to answer.
    """
    db.session.add(
        Vouching(
            account_request_id=account_request.id,
            state_iso2=account_request.state_iso2,
            asked_at=clock.now(),
        )
    )
    for focal_point in focal_points_of(account_request.state_iso2):
        post(please_vouch(focal_point, account_request, settings), settings)


@operation(Action.VOUCHING_ANSWERED, needs=Capability.VOUCH)
def answer_vouching(
    actor: Actor,
    question: VouchingQuestion,
    *,
    answer: VouchingAnswer,
    remark: str,
    settings: Settings,
) -> None:
    """Say whether an applicant belongs to the own State, once, and tell the secretariat.

    Raises:
        RuleBroken: the remark is too long, or missing where it is needed.
        EditConflict: another focal point has answered, or the secretariat has decided.
    """
    require(problems_with_vouching(answer, remark))
    account_request = held_request(question.account_request_id)
    vouching = db.session.get_one(Vouching, question.id)
    if not is_open_for_vouching(vouching.answer, account_request.status):
        raise EditConflict(ANSWERED_BEFORE)
    vouching.answer, vouching.remark = answer, remark.strip()
    vouching.answered_by, vouching.answered_at = actor.account_id, clock.now()
    for officer in accounts.secretariat():
        post(vouching_answered(officer, account_request, vouching, settings), settings)
    note(subject=place_of(account_request), answer=answer)
