"""Reading the yearly cycle: what is due, who is written to, and what came of it."""

from cna_directory.confirmations.queries.cycle import (
    DueRecord,
    ProfileToConfirm,
    RecordToConfirm,
    StateOverdue,
    next_due,
    overdue,
    overdue_of,
    profile_to_confirm,
    records_to_confirm,
    states_to_remind,
    states_to_remind_by_hand,
)
from cna_directory.confirmations.queries.figures import reminders_to_confirmations
from cna_directory.confirmations.queries.recipients import Recipients, accounts_written_to

__all__ = [
    "DueRecord",
    "ProfileToConfirm",
    "Recipients",
    "RecordToConfirm",
    "StateOverdue",
    "accounts_written_to",
    "next_due",
    "overdue",
    "overdue_of",
    "profile_to_confirm",
    "records_to_confirm",
    "reminders_to_confirmations",
    "states_to_remind",
    "states_to_remind_by_hand",
]
