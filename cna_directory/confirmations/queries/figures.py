"""What came of the reminders, for the statistics of the desk."""

from datetime import date

from sqlalchemy import select

from cna_directory.authorities.models import Revision
from cna_directory.confirmations.models import ConfirmationReminder
from cna_directory.confirmations.rules import THE_STATE, Sent, SentTo, StageFigure, figures_of
from cna_directory.database import db


def reminders_to_confirmations(since: date, until: date) -> tuple[StageFigure, ...]:
    """Return for each stage the records asked about in rounds begun from one day to another.

    The last figure, of stage -1, is of reminders that officers sent by hand.
    """
    rows = db.session.execute(
        select(
            ConfirmationReminder.authority_number,
            ConfirmationReminder.due_on,
            ConfirmationReminder.stage,
            ConfirmationReminder.reminded_at,
            ConfirmationReminder.sent_to,
        ).where(
            ConfirmationReminder.authority_number != THE_STATE,
            ConfirmationReminder.due_on >= since,
            ConfirmationReminder.due_on <= until,
        )
    )
    rounds: dict[tuple[int, date], tuple[Sent, ...]] = {}
    for number, begun, stage, at, to in rows:
        reminder = Sent(stage, at.date(), SentTo(to))
        rounds[number, begun] = (*rounds.get((number, begun), ()), reminder)
    return figures_of(rounds, _confirmed_on(since))


def _confirmed_on(since: date) -> dict[int, tuple[date, ...]]:
    """Return the days from `since` on which each record that a State was reminded of was confirmed."""
    day = Revision.snapshot["confirmation"]["confirmed_on"].as_string()
    reminded = select(ConfirmationReminder.authority_number).where(
        ConfirmationReminder.due_on >= since
    )
    rows = db.session.execute(
        select(Revision.authority_number, day)
        .where(Revision.authority_number.in_(reminded), day >= since.isoformat())
        .distinct()
    )
    found: dict[int, tuple[date, ...]] = {}
    for number, text in rows:
        if number is not None:
            found[number] = (*found.get(number, ()), date.fromisoformat(text))
    return found
