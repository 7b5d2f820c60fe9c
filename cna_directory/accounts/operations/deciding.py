"""Deciding what somebody proposed for an account; plain functions, called inside an operation."""

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.accounts.messages import administration as messages
from cna_directory.accounts.messages import departures
from cna_directory.accounts.models import Account, AccountChange
from cna_directory.accounts.queries.administration import officers_beside
from cna_directory.accounts.standing import AccountStatus, ChangeStatus, ProposedChange
from cna_directory.database import db
from cna_directory.mail.outbox import post
from cna_directory.settings import Settings


def decide(actor: Actor, change: AccountChange, status: ChangeStatus) -> None:
    """Write down how a proposed change ends, and who said so."""
    change.status, change.decided_by, change.decided_at = status, actor.account_id, clock.now()


def tell_of_decision(
    actor: Actor, change: AccountChange, account: Account, settings: Settings
) -> None:
    """Tell the focal point who reported a departure what became of the account.

    Of all else the other officers are told.
    """
    if change.kind is ProposedChange.CLOSE:
        _answer_reporter(change, account, settings)
        return
    is_accepted = change.status is ChangeStatus.ACCEPTED
    told = messages.account_change_accepted if is_accepted else messages.account_change_refused
    for officer in officers_beside(actor.account_id, account.id):
        post(told(officer, account, settings), settings)


def settle_what_waits(actor: Actor, account: Account, settings: Settings) -> None:
    """Decide what still waits for an account that is closed: only its end has come true."""
    waiting = select(AccountChange).where(
        AccountChange.account_id == account.id, AccountChange.status == ChangeStatus.WAITING
    )
    for change in db.session.scalars(waiting.order_by(AccountChange.id).with_for_update()).all():
        is_its_end = change.kind is ProposedChange.CLOSE
        decide(actor, change, ChangeStatus.ACCEPTED if is_its_end else ChangeStatus.REFUSED)
        tell_of_decision(actor, change, account, settings)


def _answer_reporter(change: AccountChange, account: Account, settings: Settings) -> None:
    """Say what holds of the account, however the report itself was decided."""
    reporter = db.session.get_one(Account, change.proposed_by)
    if reporter.status is AccountStatus.ACTIVE:
        is_closed = account.status is AccountStatus.CLOSED
        answer = departures.departure_answered(reporter, account, settings, is_closed=is_closed)
        post(answer, settings)
