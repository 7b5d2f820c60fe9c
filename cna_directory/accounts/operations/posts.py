"""The yearly question: is the holder of an account still in post? Asked by the scheduler."""

from collections.abc import Sequence
from datetime import datetime

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.roles import Role
from cna_directory.accounts.messages import posts as messages
from cna_directory.accounts.models import Account
from cna_directory.accounts.operations.administration import (
    held_account,
    shut_out,
)
from cna_directory.accounts.operations.links import place_of
from cna_directory.accounts.queries.posts import DuePost, focal_points_of, posts_to_ask, question_to
from cna_directory.accounts.rules.posts import PostStep, due_step, may_be_suspended_unasked
from cna_directory.accounts.standing import AccountStatus
from cna_directory.audit.actions import Action
from cna_directory.errors import AlreadyClaimed
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation
from cna_directory.settings import Settings
from cna_directory.turns import each_in_turn

NOT_ANSWERED = "For 60 days nobody has said that the holder of this account is still in post."


def ask_who_is_in_post(actor: Actor, settings: Settings, now: datetime) -> int:
    """Ask, remind and suspend whoever is due at `now`; return how many there were.

    Each account is an operation of its own, so that an interruption loses nothing.
    """
    acts = {
        PostStep.ASK: ask_still_in_post,
        PostStep.REMIND: ask_still_in_post,
        PostStep.SUSPEND: suspend_unanswered,
    }

    def act(due: DuePost) -> None:
        acts[due.step](actor, due, settings=settings, now=now)

    return len(each_in_turn(posts_to_ask(now), act, _called).or_raise())


def _called(due: DuePost) -> str:
    return f"account/{due.account_id}"


@operation(Action.POST_ASKED, needs=Capability.KEEP_ACCOUNTS)
def ask_still_in_post(actor: Actor, due: DuePost, *, settings: Settings, now: datetime) -> None:
    """Ask the holder of an account whether the post is still theirs, or remind of the question.

    Raises:
        AlreadyClaimed: there is an answer, or somebody else has asked.
    """
    account, _ = _still_due(due, now)
    is_reminder = due.step is PostStep.REMIND
    if is_reminder:
        account.post_reminded_at = now
    else:
        account.post_asked_at = now
    post(messages.are_you_still_in_post(account, settings, is_reminder=is_reminder), settings)
    note(subject=place_of(account), is_reminder=is_reminder)


@operation(Action.POST_NOT_CONFIRMED, needs=Capability.KEEP_ACCOUNTS)
def suspend_unanswered(actor: Actor, due: DuePost, *, settings: Settings, now: datetime) -> None:
    """Suspend an account whose holder did not answer, and tell the holder and the State.

    Raises:
        AlreadyClaimed: there is an answer, somebody else has done it, or too few officers would
            be left.
    """
    account, others = _still_due(due, now)
    officers_left = sum(other.role is Role.SECRETARIAT for other in others)
    if not may_be_suspended_unasked(account.role, officers_left):
        raise AlreadyClaimed("Too few officers would be left; a person has to decide.")
    shut_out(account)
    post(messages.post_not_confirmed(account, settings), settings)
    for focal_point in focal_points_of(account.state_iso2, beside=account.id):
        post(messages.post_of_your_state_not_confirmed(focal_point, account, settings), settings)
    note(subject=place_of(account), reason=NOT_ANSWERED)


def _still_due(due: DuePost, now: datetime) -> tuple[Account, Sequence[Account]]:
    account, others = held_account(due.account_id)
    is_active = account.status is AccountStatus.ACTIVE
    if not is_active or due_step(question_to(account), now) is not due.step:
        raise AlreadyClaimed("This has been dealt with in the meantime.")
    return account, others
