"""Reminding States: by the calendar, and when an officer thinks it is time.

Each State is an operation of its own, so that an interruption loses nothing. The unique rows of
`ConfirmationReminder` decide who was first: whoever comes second posts no mail.
"""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import delete, insert

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import refuse_unless_may
from cna_directory.audit.actions import Action
from cna_directory.confirmations import messages, queries
from cna_directory.confirmations.models import ConfirmationReminder
from cna_directory.confirmations.queries import DueRecord, StateOverdue
from cna_directory.confirmations.rules import SentTo, may_remind, stage_by_hand
from cna_directory.database import db
from cna_directory.errors import AlreadyClaimed, EditConflict
from cna_directory.limits import Limit, count_try
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation
from cna_directory.settings import Settings
from cna_directory.turns import Turns, each_in_turn

REMINDED_ALREADY = "This State was written to today, or nothing of it is due any more."
NOBODY_TO_REMIND = "This State has no account that could be written to. Telephone its authorities."
BY_HAND = Limit(
    "reminders_by_hand",
    60,
    timedelta(hours=1),
    "You have sent 60 reminders within an hour. Go on in an hour.",
)
TO_ALL = Limit(
    "reminders_to_all",
    2,
    timedelta(days=1),
    "All States were reminded twice within a day. Try again tomorrow.",
)

Staged = tuple[DueRecord, int]
"""A record with the stage of the reminder that tells of it."""


def remind_states(actor: Actor, settings: Settings, now: datetime) -> int:
    """Write to every State that the calendar owes a reminder; return how many were written to.

    It may be called at any time and again.
    """
    refuse_unless_may(actor, Capability.REMIND_TO_CONFIRM)
    remind = partial(remind_state, actor, settings=settings, now=now)
    owed = queries.states_to_remind(now.date())
    return sum(each_in_turn(owed, remind, _place_of).or_raise())


@operation(Action.CONFIRMATION_REMINDED, needs=Capability.REMIND_TO_CONFIRM)
def remind_state(actor: Actor, state: str, *, settings: Settings, now: datetime) -> bool:
    """Send the reminder that the calendar owes a State; say whether there was anybody to get it.

    Raises:
        AlreadyClaimed: nothing is owed any more.
    """
    today = now.date()
    found = queries.overdue_of(state, today)
    owed = [
        (record, stage)
        for record in found.records
        if (stage := record.owes(today, found.recipients.to)) is not None
    ]
    if not owed:
        raise AlreadyClaimed(REMINDED_ALREADY)
    return _remind(found, owed, settings, now) is not SentTo.NOBODY


def remind_now(actor: Actor, state: str, settings: Settings) -> None:
    """Remind one State at once, as an officer decides.

    Raises:
        EditConflict: the State was written to today, nothing is due, or nobody could be told.
        TooManyAttempts: the officer has sent too many within an hour.
    """
    refuse_unless_may(actor, Capability.REMIND_TO_CONFIRM)
    count_try([(BY_HAND, str(actor.account_id))])
    remind_by_hand(actor, state, settings=settings, now=clock.now())


def remind_all_now(actor: Actor, settings: Settings) -> Turns[str, None]:
    """Remind every State that was not written to for a week; return what came of it for each.

    Raises:
        TooManyAttempts: that was done twice within a day.
    """
    refuse_unless_may(actor, Capability.REMIND_TO_CONFIRM)
    count_try([(TO_ALL, "")])
    now = clock.now()
    remind = partial(remind_by_hand, actor, settings=settings, now=now)
    return each_in_turn(queries.states_to_remind_by_hand(now.date()), remind, _place_of)


@operation(Action.CONFIRMATION_REMINDED, needs=Capability.REMIND_TO_CONFIRM)
def remind_by_hand(actor: Actor, state: str, *, settings: Settings, now: datetime) -> None:
    """Send a reminder of everything that is due in a State.

    Raises:
        EditConflict: the State was written to today, nothing is due, or nobody could be told.
    """
    today = now.date()
    found = queries.overdue_of(state, today)
    told = [(it, stage_by_hand(it.begun_on, today)) for it in found.records if not it.is_ending]
    if not told or not may_remind(found.last_sent_on, today):
        raise EditConflict(REMINDED_ALREADY)
    if _remind(found, told, settings, now) is SentTo.NOBODY:
        raise EditConflict(NOBODY_TO_REMIND)


def _remind(found: StateOverdue, told: list[Staged], settings: Settings, now: datetime) -> SentTo:
    """Record the reminders and post one mail to each who gets it; return who that is."""
    to, accounts = queries.accounts_written_to(found.state)
    _record(told, to, now)
    asked = [it for it in found.records if not it.is_ending]
    for account in accounts:
        post(messages.please_confirm(account, to, asked, settings), settings)
    note(
        subject=_place_of(found.state),
        records=[record.number for record, _ in told if not record.is_of_state],
        stage=sorted({stage for _, stage in told}),
        sent_to=to.value,
        mails=len(accounts),
        **({"profile": True} if any(record.is_of_state for record, _ in told) else {}),
    )
    return to


def _place_of(state: str) -> str:
    return f"state/{state}"


def _record(told: list[Staged], to: SentTo, now: datetime) -> None:
    """Write a row for each reminder; one that reached nobody gives way to one that does."""
    for record, stage in told:
        of_reminder = {
            "state_iso2": record.state,
            "authority_number": record.number,
            "due_on": record.begun_on,
            "stage": stage,
        }
        db.session.execute(
            delete(ConfirmationReminder)
            .filter_by(**of_reminder)
            .where(ConfirmationReminder.sent_to == SentTo.NOBODY.value)
        )
        db.session.execute(
            insert(ConfirmationReminder).values(**of_reminder, reminded_at=now, sent_to=to.value)
        )
