"""What officers of the secretariat do with an account request."""

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts import queries as accounts
from cna_directory.accounts.models import Account
from cna_directory.admission.messages import deciding as messages
from cna_directory.admission.models import AccountRequest, AccountRequestNote
from cna_directory.admission.operations.holding import held_request, place_of
from cna_directory.admission.operations.inviting import invite_applicant, invite_once_more
from cna_directory.admission.operations.status_address import status_address
from cna_directory.admission.queries.letters import StoredLetter
from cna_directory.admission.queries.waiting import (
    ExaminedRequest,
    content_seen,
    predecessors_of,
)
from cna_directory.admission.rules.deciding import (
    Approval,
    needs_two_officers,
    problems_with_approval,
    problems_with_decider,
    problems_with_second_officer,
    problems_with_text,
)
from cna_directory.admission.rules.steps import next_status
from cna_directory.admission.standing import NoteKind, RequestStatus, RequestStep
from cna_directory.audit.actions import Action
from cna_directory.authorities import queries as authorities
from cna_directory.database import db
from cna_directory.errors import EditConflict, Problem
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation, require
from cna_directory.settings import Settings

CHANGED_SINCE = (
    "This request has changed since you opened it: the applicant answered, or another officer "
    "decided. Nothing was changed. Open it again, read it, and decide then."
)


@operation(Action.ACCOUNT_REQUEST_QUESTIONED, needs=Capability.DECIDE_ACCOUNT_REQUEST)
def ask_applicant(
    actor: Actor, request: ExaminedRequest, *, question: str, seen: str, settings: Settings
) -> None:
    """Ask the applicant something; the request waits for the answer.

    Raises:
        RuleBroken: the question is empty or too long, or the address is the officer's own.
        EditConflict: the request is not the one that the officer saw.
    """
    require(problems_with_text("question", question))
    held = _held_as_seen(actor, request, seen)
    held.status = _step(held, RequestStep.ASK)
    db.session.add(
        AccountRequestNote(
            account_request_id=held.id,
            kind=NoteKind.QUESTION,
            text=question.strip(),
            account_id=actor.account_id,
            written_at=clock.now(),
        )
    )
    link = status_address(held, settings)
    post(messages.question_about_your_request(held, question.strip(), link, settings), settings)
    note(subject=place_of(held))


@operation(Action.ACCOUNT_REQUEST_REFUSED, needs=Capability.DECIDE_ACCOUNT_REQUEST)
def refuse_account_request(
    actor: Actor, request: ExaminedRequest, *, reason: str, seen: str, settings: Settings
) -> None:
    """Refuse a request, and tell the applicant why and how to ask again.

    Raises:
        RuleBroken: the reason is empty or too long, or the address is the officer's own.
        EditConflict: the request is not the one that the officer saw.
    """
    require(problems_with_text("reason", reason))
    held = _held_as_seen(actor, request, seen)
    held.status = _step(held, RequestStep.REFUSE)
    held.reason = reason.strip()
    _close(held, actor)
    post(messages.your_request_was_refused(held, held.reason, settings), settings)
    note(subject=place_of(held))


@operation(Action.ACCOUNT_REQUEST_APPROVED, needs=Capability.DECIDE_ACCOUNT_REQUEST)
def approve_account_request(
    actor: Actor, request: ExaminedRequest, *, approval: Approval, seen: str, settings: Settings
) -> None:
    """Approve a request: the applicant is invited, or a second officer is asked to confirm.

    Raises:
        RuleBroken: what was chosen does not fit together, the address has an account already or is
            the officer's own.
        EditConflict: the request is not the one that the officer saw.
    """
    held = _held_as_seen(actor, request, seen)
    if held.status is RequestStatus.AWAITING_SECOND_OFFICER:
        raise EditConflict(CHANGED_SINCE)  # Only `confirm_approval` looks at who was the first.
    _require_approvable(held, approval)
    needs_two = needs_two_officers(approval.role)
    step = RequestStep.APPROVE_FIRST if needs_two else RequestStep.APPROVE
    held.status = _step(held, step)
    held.approved_role = approval.role
    held.approved_state_iso2 = approval.state_iso2
    held.approved_authority_number = approval.authority_number
    held.approved_succeeds_account_id = approval.succeeds_account_id
    held.reason = approval.proof
    if needs_two:
        held.first_approved_by, held.first_approved_at = actor.account_id, clock.now()
        _tell_other_officers(held, actor, settings)
    else:
        _close(held, actor)
        invite_applicant(held, settings)
    _note_approval(held, "first" if needs_two else "only")


@operation(Action.ACCOUNT_REQUEST_APPROVED, needs=Capability.DECIDE_ACCOUNT_REQUEST)
def confirm_approval(
    actor: Actor, request: ExaminedRequest, *, seen: str, settings: Settings
) -> None:
    """Confirm exactly what another officer approved; the applicant is invited.

    Raises:
        RuleBroken: the officer is the first one, or the address has an account by now.
        EditConflict: the approval is not the one that the officer saw.
    """
    held = _held_as_seen(actor, request, seen)
    if held.status is not RequestStatus.AWAITING_SECOND_OFFICER:
        raise EditConflict(CHANGED_SINCE)
    require(problems_with_second_officer(actor.account_id, held.first_approved_by))
    _require_free_address(held)
    held.status = _step(held, RequestStep.APPROVE)
    _close(held, actor)
    invite_applicant(held, settings)
    _note_approval(held, "second")


@operation(Action.ACCOUNT_REQUEST_SENT_BACK, needs=Capability.DECIDE_ACCOUNT_REQUEST)
def send_back_approval(
    actor: Actor, request: ExaminedRequest, *, why: str, seen: str, settings: Settings
) -> None:
    """Take the first officer's approval away: the request waits for a decision again.

    Raises:
        RuleBroken: the reason is empty or too long, or the address is the officer's own.
        EditConflict: the approval is not the one that the officer saw.
    """
    require(problems_with_text("why", why))
    held = _held_as_seen(actor, request, seen)
    held.status = _step(held, RequestStep.SEND_BACK)
    if held.first_approved_by is not None:
        first = db.session.get_one(Account, held.first_approved_by)
        post(messages.approval_sent_back(first, held, settings), settings)
    held.first_approved_by = held.first_approved_at = None
    held.approved_role = held.approved_state_iso2 = held.approved_authority_number = None
    held.approved_succeeds_account_id = None
    held.reason = why.strip()
    note(subject=place_of(held))


@operation(Action.LINK_MADE, needs=Capability.DECIDE_ACCOUNT_REQUEST)
def invite_again(actor: Actor, request: ExaminedRequest, *, settings: Settings) -> None:
    """Send a new activation link to an applicant whose link ran out; the old one ends.

    Raises:
        EditConflict: the account is active by now, or was closed.
    """
    held = held_request(request.id)
    require(problems_with_decider(_address_of(actor), held.email))
    invite_once_more(held, settings)
    note(subject=place_of(held), purpose="activate")


@operation(Action.LETTER_DOWNLOADED, needs=Capability.DECIDE_ACCOUNT_REQUEST)
def record_letter_download(actor: Actor, letter: StoredLetter) -> None:
    """Record who takes which letter, before its first byte leaves."""
    note(subject=f"account-request/{letter.account_request_id}", sha256=letter.sha256)


def _held_as_seen(actor: Actor, request: ExaminedRequest, seen: str) -> AccountRequest:
    """Return the request, held, if it still is the one that was seen and the actor may decide."""
    held = held_request(request.id)
    require(problems_with_decider(_address_of(actor), held.email))
    if content_seen(held) != seen:
        raise EditConflict(CHANGED_SINCE)
    return held


def _address_of(actor: Actor) -> str:
    account = db.session.get(Account, actor.account_id) if actor.account_id else None
    return account.email if account else ""


def _step(held: AccountRequest, step: RequestStep) -> RequestStatus:
    status = next_status(held.status, step)
    if status is None:
        raise EditConflict(CHANGED_SINCE)
    return status


def _close(held: AccountRequest, actor: Actor) -> None:
    held.decided_by, held.decided_at = actor.account_id, clock.now()


def _require_approvable(held: AccountRequest, approval: Approval) -> None:
    of_state = authorities.records_of_state(approval.state_iso2) if approval.state_iso2 else ()
    require(
        problems_with_approval(
            approval,
            authorities={found.record.number for found in of_state},
            predecessors={it.by_account_id for it in predecessors_of(held.email)},
        )
    )
    _require_free_address(held)


def _require_free_address(held: AccountRequest) -> None:
    if accounts.account_by_email(held.email):
        require(
            [
                Problem(
                    "",
                    "There is an account with this e-mail address already. Refuse the request, "
                    "or change that account on the page of accounts.",
                )
            ]
        )


def _tell_other_officers(held: AccountRequest, first: Actor, settings: Settings) -> None:
    for officer in accounts.secretariat():
        if officer.id != first.account_id:
            post(messages.second_officer_wanted(officer, held, settings), settings)


def _note_approval(held: AccountRequest, stage: str) -> None:
    note(
        subject=place_of(held),
        role=held.approved_role,
        state=held.approved_state_iso2 or "",
        stage=stage,
    )
