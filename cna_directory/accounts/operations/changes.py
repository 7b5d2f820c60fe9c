"""Changes of accounts that one person proposes and an officer decides."""

from collections.abc import Sequence

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.accounts.messages import administration as messages
from cna_directory.accounts.messages import departures
from cna_directory.accounts.models import Account, AccountChange
from cna_directory.accounts.operations.administration import (
    change_place,
    end_for_good,
    fresh_activation_link,
    held_account,
    leaving_problems,
    let_in_again,
    place_problems,
    put_in_place,
    restore_account,
    take_step,
    take_ways_in,
)
from cna_directory.accounts.operations.deciding import decide, tell_of_decision
from cna_directory.accounts.operations.links import place_of
from cna_directory.accounts.queries.administration import (
    ManagedAccount,
    WaitingChange,
    kinds_waiting,
    officers_beside,
)
from cna_directory.accounts.queries.officials import Official
from cna_directory.accounts.rules.administration import (
    PRIVILEGED,
    Place,
    has_moved,
    needs_second_officer,
    problems_with_accepting,
    problems_with_proofing,
    problems_with_proposal,
    problems_with_reason,
    problems_with_refusing,
    problems_with_step,
)
from cna_directory.accounts.standing import AccountStep, ChangeStatus, ProposedChange
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import EditConflict, Problem
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation, require
from cna_directory.settings import Settings

HAS_MOVED = (
    "The account has another role or State since this was proposed. Refuse it to put it away; if"
    " it still holds, it can be proposed again."
)


def give_place(
    actor: Actor, subject: ManagedAccount, place: Place, *, reason: str, settings: Settings
) -> bool:
    """Change role, State or authority, or propose it where that takes two; say whether it is done.

    Not an operation itself: it chooses which of two it is.

    Raises:
        RuleBroken: the account cannot have this place.
    """
    if needs_second_officer(subject.role, place.role):
        propose_place(actor, subject, place, reason=reason, settings=settings)
        return False
    change_place(actor, subject, place, reason=reason, settings=settings)
    return True


@operation(Action.ACCOUNT_CHANGE_PROPOSED, needs=Capability.MANAGE_ACCOUNTS)
def propose_place(
    actor: Actor, subject: ManagedAccount, place: Place, *, reason: str, settings: Settings
) -> None:
    """Propose to make somebody an officer or an administrator, or to take that role away.

    Raises:
        RuleBroken: the account cannot have this place, or this is proposed already.
    """
    require(problems_with_reason(reason))
    account, others = held_account(subject.account_id)
    require(place_problems(account, place) + _privilege_problems(account, others, place))
    change = _propose(actor, account, ProposedChange.CHANGE_ROLE, reason)
    change.new_role, change.new_state_iso2 = place.role, place.state_iso2
    change.new_authority_number = place.authority_number
    _tell_of_proposal(actor, account, settings)


def restore(actor: Actor, subject: ManagedAccount, *, reason: str, settings: Settings) -> bool:
    """Restore a suspended account, or propose it where that takes two; say whether it is done.

    Not an operation itself: it chooses which of two it is.

    Raises:
        RuleBroken: the account is not suspended, or no reason was given.
    """
    if subject.role in PRIVILEGED:
        propose_restoring(actor, subject, reason=reason, settings=settings)
        return False
    restore_account(actor, subject, reason=reason, settings=settings)
    return True


@operation(Action.ACCOUNT_CHANGE_PROPOSED, needs=Capability.MANAGE_ACCOUNTS)
def propose_restoring(
    actor: Actor, subject: ManagedAccount, *, reason: str, settings: Settings
) -> None:
    """Propose to let a suspended officer or administrator in again.

    Raises:
        RuleBroken: the account is not suspended, no reason was given, or this is proposed already.
    """
    require(problems_with_reason(reason))
    account, _ = held_account(subject.account_id)
    require(problems_with_step(account.status, AccountStep.RESTORE))
    _propose(actor, account, ProposedChange.RESTORE, reason)
    _tell_of_proposal(actor, account, settings)


@operation(Action.ACCOUNT_CHANGE_PROPOSED, needs=Capability.MANAGE_ACCOUNTS)
def propose_new_start(
    actor: Actor, subject: ManagedAccount, *, proofing: str, settings: Settings
) -> None:
    """Propose to let the holder of a lost second factor prove again who is behind the account.

    The holder is told at once: somebody else may have claimed the loss.

    Raises:
        RuleBroken: how the holder was proofed is not said, or the account is not active.
    """
    require(problems_with_proofing(proofing))
    account, _ = held_account(subject.account_id)
    require(problems_with_step(account.status, AccountStep.START_AGAIN))
    _propose(actor, account, ProposedChange.RESET_FACTORS, proofing)
    _tell_of_proposal(actor, account, settings)


@operation(Action.ACCOUNT_CHANGE_PROPOSED, needs=Capability.REPORT_DEPARTURE)
def report_departure(actor: Actor, subject: Official, *, reason: str, settings: Settings) -> None:
    """Say that an official of one's own State has left; the account works until an officer decides.

    The holder is told at once: whoever says so may be mistaken, or have got into the account of a
    focal point.

    Raises:
        RuleBroken: no reason was given, the account is not active, or this is reported already.
    """
    require(problems_with_reason(reason))
    account, _ = held_account(subject.account_id)
    require(problems_with_step(account.status, AccountStep.SUSPEND))
    _propose(actor, account, ProposedChange.CLOSE, reason)
    post(departures.departure_reported(account, settings), settings)
    for officer in officers_beside(account.id):
        post(departures.departure_waits(officer, account, settings), settings)


@operation(Action.ACCOUNT_CHANGE_ACCEPTED, needs=Capability.MANAGE_ACCOUNTS)
def accept_change(actor: Actor, subject: WaitingChange, *, settings: Settings) -> None:
    """Accept what another officer or a focal point proposed, and carry it out.

    Raises:
        RuleBroken: the actor proposed it, it is decided, or it cannot be done to the account.
        EditConflict: the account has another role or State than when it was proposed.
    """
    account, others = held_account(subject.account_id)
    change = _held_change(subject.id)
    require(problems_with_accepting(change.status, change.proposed_by, actor.account_id))
    _refuse_if_moved(change, account)
    decide(actor, change, ChangeStatus.ACCEPTED)
    if change.kind is ProposedChange.RESET_FACTORS:
        _start_again(account, settings)
    elif change.kind is ProposedChange.RESTORE:
        let_in_again(account, settings)
    elif change.kind is ProposedChange.CLOSE:
        require(leaving_problems(account, others))
        end_for_good(actor, account, settings)
        post(messages.account_closed(account, settings), settings)
    else:
        place = Place(
            change.new_role or account.role, change.new_state_iso2, change.new_authority_number
        )
        require(place_problems(account, place) + _privilege_problems(account, others, place))
        put_in_place(account, place)
        post(messages.account_role_changed(account, settings), settings)
    tell_of_decision(actor, change, account, settings)
    note(subject=place_of(account), change=change.kind)


@operation(Action.ACCOUNT_CHANGE_REFUSED, needs=Capability.MANAGE_ACCOUNTS)
def refuse_change(actor: Actor, subject: WaitingChange, *, settings: Settings) -> None:
    """Refuse a proposed change; whoever proposed it may take it back in the same way.

    Raises:
        RuleBroken: it is decided already.
    """
    account, _ = held_account(subject.account_id)
    change = _held_change(subject.id)
    require(problems_with_refusing(change.status))
    decide(actor, change, ChangeStatus.REFUSED)
    tell_of_decision(actor, change, account, settings)
    note(subject=place_of(account), change=change.kind)


def _held_change(change_id: int) -> AccountChange:
    return db.session.get_one(AccountChange, change_id, with_for_update=True)


def _refuse_if_moved(change: AccountChange, account: Account) -> None:
    """Refuse what was said of the holder of another post; what older versions wrote has no place."""
    if change.role_then is None:
        return
    then = Place(change.role_then, change.state_iso2_then)
    if has_moved(then, Place(account.role, account.state_iso2)):
        raise EditConflict(HAS_MOVED)


def _privilege_problems(account: Account, others: Sequence[Account], place: Place) -> list[Problem]:
    """Return why a role cannot be left; coming into one leaves no gap."""
    if account.role in PRIVILEGED and place.role is not account.role:
        return leaving_problems(account, others)
    return []


def _propose(actor: Actor, account: Account, kind: ProposedChange, reason: str) -> AccountChange:
    require(problems_with_proposal(kind, kinds_waiting(account.id)))
    assert actor.account_id is not None  # noqa: S101 - only signed-in roles propose anything.
    change = AccountChange(
        account_id=account.id,
        kind=kind,
        role_then=account.role,
        state_iso2_then=account.state_iso2,
        reason=reason.strip(),
        status=ChangeStatus.WAITING,
        proposed_by=actor.account_id,
        proposed_at=clock.now(),
    )
    db.session.add(change)
    note(subject=place_of(account), change=kind)
    return change


def _tell_of_proposal(actor: Actor, account: Account, settings: Settings) -> None:
    post(messages.account_change_proposed(account, settings), settings)
    for officer in officers_beside(actor.account_id, account.id):
        post(messages.account_change_waits(officer, account, settings), settings)


def _start_again(account: Account, settings: Settings) -> None:
    take_step(account, AccountStep.START_AGAIN)
    take_ways_in(account)
    token = fresh_activation_link(account)
    post(messages.activate_again(account, token, settings), settings)
