"""What the secretariat does to the accounts of others by the word of one officer."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.roles import Role
from cna_directory.accounts.messages import administration as messages
from cna_directory.accounts.messages.activating import activate_your_account
from cna_directory.accounts.models import (
    Account,
    AuthenticatorApp,
    Passkey,
    RecoveryCode,
)
from cna_directory.accounts.operations.deciding import settle_what_waits
from cna_directory.accounts.operations.ending import (
    end_access_tokens,
    sign_out_everywhere,
    take_off_announcements,
    withdraw_links,
)
from cna_directory.accounts.operations.links import ACTIVATION_HOLDS_FOR, make_link, place_of
from cna_directory.accounts.queries.administration import ManagedAccount
from cna_directory.accounts.rules.administration import (
    PRIVILEGED,
    Place,
    needs_second_officer,
    problems_with_leaving,
    problems_with_place,
    problems_with_reason,
    problems_with_step,
)
from cna_directory.accounts.rules.standing import next_status
from cna_directory.accounts.standing import AccountStatus, AccountStep, LinkPurpose
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import Problem
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation, require
from cna_directory.settings import Settings


@operation(Action.ACCOUNT_SUSPENDED, needs=Capability.MANAGE_ACCOUNTS)
def suspend_account(
    actor: Actor, subject: ManagedAccount, *, reason: str, settings: Settings
) -> None:
    """Shut an account out from the next request on, until an officer restores it.

    Raises:
        RuleBroken: it is not active, no reason was given, or nobody could do its work.
    """
    require(problems_with_reason(reason))
    account, others = held_account(subject.account_id)
    require(leaving_problems(account, others))
    shut_out(account)
    post(messages.account_suspended(account, settings), settings)
    note(subject=place_of(account), reason=reason.strip())


@operation(Action.ACCOUNT_RESTORED, needs=Capability.MANAGE_ACCOUNTS)
def restore_account(
    actor: Actor, subject: ManagedAccount, *, reason: str, settings: Settings
) -> None:
    """Let a suspended account in again; whoever restores it has asked whether it is still in post.

    Raises:
        RuleBroken: it is not suspended, no reason was given, or it takes another officer too.
    """
    require(problems_with_reason(reason))
    account, _ = held_account(subject.account_id)
    if account.role in PRIVILEGED:
        require([Problem("", "This account needs a second officer.")])
    let_in_again(account, settings)
    note(subject=place_of(account), reason=reason.strip())


@operation(Action.ACCOUNT_CLOSED, needs=Capability.MANAGE_ACCOUNTS)
def close_account(
    actor: Actor, subject: ManagedAccount, *, reason: str, settings: Settings
) -> None:
    """End an account for good; its row stays, because the trail speaks of it.

    Raises:
        RuleBroken: it is closed already, no reason was given, or nobody could do its work.
    """
    require(problems_with_reason(reason))
    account, others = held_account(subject.account_id)
    require(leaving_problems(account, others))
    require(problems_with_step(account.status, AccountStep.CLOSE))
    end_for_good(actor, account, settings)
    post(messages.account_closed(account, settings), settings)
    note(subject=place_of(account), reason=reason.strip())


@operation(Action.ACCOUNT_ROLE_CHANGED, needs=Capability.MANAGE_ACCOUNTS)
def change_place(
    actor: Actor, subject: ManagedAccount, place: Place, *, reason: str, settings: Settings
) -> None:
    """Give an account another role, State or authority; its sessions have it from the next request.

    Raises:
        RuleBroken: the account cannot have this place, or not by the word of one officer.
    """
    require(problems_with_reason(reason))
    account, _ = held_account(subject.account_id)
    require(place_problems(account, place))
    if needs_second_officer(account.role, place.role):
        require([Problem("role", "This role needs a second officer.")])
    put_in_place(account, place)
    post(messages.account_role_changed(account, settings), settings)
    note(subject=place_of(account), role=place.role, reason=reason.strip())


@operation(Action.SIGNED_OUT, needs=Capability.MANAGE_ACCOUNTS)
def end_sessions(actor: Actor, subject: ManagedAccount, *, reason: str) -> None:
    """End every session of an account; its holder can sign in again.

    Raises:
        RuleBroken: no reason was given.
    """
    require(problems_with_reason(reason))
    account, _ = held_account(subject.account_id)
    ended = sign_out_everywhere(account)
    note(subject=place_of(account), sessions=ended, reason=reason.strip())


@operation(Action.LINK_MADE, needs=Capability.MANAGE_ACCOUNTS)
def send_activation_link(actor: Actor, subject: ManagedAccount, *, settings: Settings) -> None:
    """Post a fresh activation link to an account that was not activated in time.

    Raises:
        RuleBroken: the account does not wait to be activated.
    """
    account, _ = held_account(subject.account_id)
    require(problems_with_step(account.status, AccountStep.ACTIVATE))
    token = fresh_activation_link(account)
    is_first = account.activated_at is None
    message = activate_your_account if is_first else messages.activate_again
    post(message(account, token, settings), settings)
    note(subject=place_of(account), purpose=LinkPurpose.ACTIVATE)


# What follows are plain functions, called inside an operation.


def close_predecessor(actor: Actor, account: Account, settings: Settings) -> None:
    """Close the account whose post `account` takes over, if there is one."""
    if account.succeeds_account_id is None:
        return
    predecessor, _ = held_account(account.succeeds_account_id)
    if next_status(predecessor.status, AccountStep.CLOSE):
        end_for_good(actor, predecessor, settings)


def held_account(account_id: int) -> tuple[Account, Sequence[Account]]:
    """Return an account, and the other active ones that are privileged; whoever else waits.

    They are locked together and in one order: two officers who suspend each other at the same time
    would otherwise leave nobody.
    """
    is_privileged = Account.role.in_(PRIVILEGED) & (Account.status == AccountStatus.ACTIVE)
    held = db.session.scalars(
        select(Account)
        .where(or_(Account.id == account_id, is_privileged))
        .order_by(Account.id)
        .with_for_update()
    ).all()
    account = next(one for one in held if one.id == account_id)
    return account, [one for one in held if one is not account]


def leaving_problems(account: Account, others: Sequence[Account]) -> list[Problem]:
    """Return why an account cannot cease to act; one that is not active leaves no gap."""
    if account.status is not AccountStatus.ACTIVE:
        return []
    return problems_with_leaving(account.role, [other.role for other in others])


def place_problems(account: Account, place: Place) -> list[Problem]:
    """Return why an account cannot be given a place."""
    before = Place(account.role, account.state_iso2, account.authority_number)
    problems = problems_with_place(before, place)
    if account.status is AccountStatus.CLOSED:
        problems.append(Problem("", "This account is closed for good."))
    return problems


def take_step(account: Account, step: AccountStep) -> None:
    """Move an account along its life; a step that leads nowhere raises `RuleBroken`."""
    require(problems_with_step(account.status, step))
    account.status = next_status(account.status, step) or account.status


def shut_out(account: Account) -> None:
    """Suspend an account; its holder may still say "not me" by a link got earlier."""
    take_step(account, AccountStep.SUSPEND)
    sign_out_everywhere(account)
    end_access_tokens(account)
    take_off_announcements(account)
    withdraw_links(account, set(LinkPurpose) - {LinkPurpose.NOT_ME})


def let_in_again(account: Account, settings: Settings) -> None:
    """Restore a suspended account, whose holder is still in post, and tell the holder."""
    take_step(account, AccountStep.RESTORE)
    account.post_confirmed_at, account.post_asked_at = clock.now(), None
    post(messages.account_restored(account, settings), settings)


def put_in_place(account: Account, place: Place) -> None:
    """Give an account its role, State and authority."""
    account.role = Role(place.role)
    account.state_iso2, account.authority_number = place.state_iso2, place.authority_number


def fresh_activation_link(account: Account) -> str:
    """Make the one activation link of an account that still opens; return its token."""
    withdraw_links(account, set(LinkPurpose))
    return make_link(account, LinkPurpose.ACTIVATE, ACTIVATION_HOLDS_FOR)


def take_ways_in(account: Account) -> None:
    """Take away the password and every second factor of an account, and all that is open."""
    for table in (Passkey, AuthenticatorApp, RecoveryCode):
        for factor in db.session.scalars(select(table).where(table.account_id == account.id)):
            db.session.delete(factor)
    account.password_hash = None
    sign_out_everywhere(account)
    end_access_tokens(account)
    take_off_announcements(account)
    withdraw_links(account, set(LinkPurpose))


def end_for_good(actor: Actor, account: Account, settings: Settings) -> None:
    """Close an account, take every way into it, and settle what waits for it."""
    take_step(account, AccountStep.CLOSE)
    take_ways_in(account)
    settle_what_waits(actor, account, settings)
