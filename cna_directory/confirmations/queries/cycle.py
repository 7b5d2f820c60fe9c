"""Which records are due to be confirmed, since when, and which reminders they have had.

What holds for a State as a whole is due like a record of it, under the number `THE_STATE`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, null, or_, select, true

from cna_directory import clock
from cna_directory.authorities.models import Authority, Revision, StateProfile
from cna_directory.authorities.queries import profile_of_state, records_of_state
from cna_directory.authorities.record import Confirmation, ProvenanceKind, Record, RecordStatus
from cna_directory.authorities.rules import ConfirmationState, Standing, standing, visible
from cna_directory.authorities.summaries import is_shown
from cna_directory.confirmations.models import ConfirmationReminder
from cna_directory.confirmations.queries.recipients import Recipients, recipients_by_state
from cna_directory.confirmations.rules import (
    DAYS_BETWEEN_MAILS,
    THE_STATE,
    Sent,
    SentTo,
    confirmed_before,
    first_due_on,
    may_remind,
    next_reminder_on,
    round_begun_on,
    stage_owed,
)
from cna_directory.database import db
from cna_directory.languages import LocalisedText

Round = tuple[str, int, date]
"""A round of reminders: the State, the number of the record, and the day on which it began."""


@dataclass(frozen=True, slots=True)
class DueRecord:
    """A live record, or a State's profile, of which the State has to say again whether it holds."""

    number: int
    state: str
    name: LocalisedText | None
    """None of what holds for the State as a whole: pages say that in words of their own."""
    provenance_kind: ProvenanceKind
    standing: Standing
    due_on: date
    """Since when; what was never confirmed is due since the directory learned of it."""
    begun_on: date
    """When the round of reminders began that is under way."""
    days_overdue: int
    reminders: tuple[Sent, ...]
    """Those of this round, in the order of their days."""
    next_on: date
    """The day of the next reminder by the calendar."""
    is_ending: bool
    """An end of the record is recorded already and waits for its day: nobody is asked any more."""

    @property
    def is_of_state(self) -> bool:
        """Say whether it is what holds for the State as a whole."""
        return self.number == THE_STATE

    @property
    def is_not_confirmed(self) -> bool:
        """Say whether readers see the record as not confirmed."""
        return self.standing.state is ConfirmationState.NOT_CONFIRMED

    def owes(self, today: date, recipient: SentTo) -> int | None:
        """Return the stage whose reminder its State should get on a day, if any."""
        if self.is_ending:
            return None
        sent = {it.stage: it.to for it in self.reminders}
        return stage_owed(self.begun_on, today, sent, recipient)


@dataclass(frozen=True)
class StateOverdue:
    """A State with its records that are due, and who is written to about them."""

    state: str
    records: tuple[DueRecord, ...]
    recipients: Recipients

    @property
    def days_overdue(self) -> int:
        """Return for how many days the oldest of the records has been due."""
        return max(it.days_overdue for it in self.records)

    @property
    def not_confirmed(self) -> int:
        """Return how many of the records are shown as not confirmed."""
        return sum(it.is_not_confirmed for it in self.records)

    @cached_property
    def reminders(self) -> tuple[Sent, ...]:
        """Return the mails of this round, each once however many records it told of."""
        told = {(it.on, it.to): it for record in self.records for it in record.reminders}
        return tuple(told[key] for key in sorted(told))

    @property
    def last_sent_on(self) -> date | None:
        """Return when somebody of the State was written to last."""
        days = [it.on for it in self.reminders if it.to is not SentTo.NOBODY]
        return max(days, default=None)

    @property
    def next_on(self) -> date | None:
        """Return the day of the next reminder by the calendar; none where all records end."""
        return min((it.next_on for it in self.records if not it.is_ending), default=None)


def overdue(today: date) -> tuple[StateOverdue, ...]:
    """Return the States with records that are due on a day, what is due longest first."""
    told, by_state = recipients_by_state(), _by_state((*_due(today), *_due_profiles(today)))
    found = [
        StateOverdue(state, _longest_first(records), told.get(state, Recipients.nobody()))
        for state, records in by_state.items()
    ]
    return tuple(sorted(found, key=lambda it: (-it.days_overdue, it.state)))


def overdue_of(state: str, today: date) -> StateOverdue:
    """Return one State with its records that are due on a day, which may be none."""
    told = recipients_by_state(state)
    records = (*_due(today, state), *_due_profiles(today, state))
    return StateOverdue(state, _longest_first(records), told.get(state, Recipients.nobody()))


def states_to_remind(today: date) -> tuple[str, ...]:
    """Return the States to which the calendar owes a reminder on a day."""
    return tuple(
        it.state
        for it in sorted(overdue(today), key=lambda it: it.state)
        if any(record.owes(today, it.recipients.to) is not None for record in it.records)
    )


def states_to_remind_by_hand(today: date) -> tuple[str, ...]:
    """Return the States that an officer writes to who reminds all."""
    return tuple(
        it.state
        for it in overdue(today)
        if it.recipients.to is not SentTo.NOBODY
        and may_remind(it.last_sent_on, today, DAYS_BETWEEN_MAILS)
        and any(not record.is_ending for record in it.records)
    )


@dataclass(frozen=True, slots=True)
class RecordToConfirm:
    """A record of a State as it is confirmed: with what it holds, which is what is confirmed."""

    record: Record
    content_hash: str
    """Sent along with the confirmation, so that nothing is confirmed that was not seen."""
    standing: Standing
    due_on: date
    is_due: bool

    @property
    def number(self) -> int:
        """Return the number of the record."""
        return self.record.number


def records_to_confirm(state: str) -> tuple[RecordToConfirm, ...]:
    """Return the live records of a State as its accounts see them, what is due longest first."""
    today = clock.today()
    recorded = _recorded_on(state)
    found = []
    for it in records_of_state(state):
        confirmation = it.record.confirmation
        due = first_due_on(confirmation, recorded.get(it.record.number, it.effective_from))
        found.append(
            RecordToConfirm(
                visible(it.record, to_secretariat=False),
                it.content_hash,
                standing(confirmation, today),
                due,
                is_due=due <= today,
            )
        )
    return tuple(sorted(found, key=lambda it: (it.due_on, it.number)))


@dataclass(frozen=True, slots=True)
class ProfileToConfirm:
    """What holds for a State whichever office is asked, as it is confirmed with its records."""

    content_hash: str
    standing: Standing
    is_due: bool


def profile_to_confirm(state: str) -> ProfileToConfirm | None:
    """Return a State's profile as it is confirmed, under the number `THE_STATE`."""
    found = profile_of_state(state)
    if found is None:
        return None
    today = clock.today()
    confirmed = standing(found.record.confirmation, today)
    return ProfileToConfirm(
        found.content_hash, confirmed, is_due=bool(_due_profiles(today, found.record.state))
    )


def next_due(state: str) -> date | None:
    """Return the day on which the first record of a State is due, past or to come."""
    recorded = _recorded_on(state)
    rows = db.session.execute(_columns().where(is_shown(), _is_of(state)))
    days = [first_due_on(_confirmation(row), recorded.get(row.number, date.max)) for row in rows]
    profiles = db.session.execute(_columns_of_profiles(state))
    days += [first_due_on(_confirmation(row), row.recorded_at.date()) for row in profiles]
    return min(days, default=None)


def _is_of(state: str) -> ColumnElement[bool]:
    """Return the condition under which a record is of a State; of any, where none is named."""
    return Authority.state == state if state else true()


def _due(today: date, state: str = "") -> tuple[DueRecord, ...]:
    """Return the records that are due on a day, in the order of their numbers."""
    column = Authority.__table__.c
    is_due = or_(column.confirmed_on.is_(None), column.confirmed_on <= confirmed_before(today))
    rows = db.session.execute(
        _columns().where(is_shown(), is_due, _is_of(state)).order_by(Authority.number)
    ).all()
    if not rows:
        return ()
    is_any_new = any(row.confirmed_on is None for row in rows)
    recorded = _recorded_on(state) if is_any_new else {}
    sent, ending = _reminders(today, state), _ending(today, state)
    made = (
        _due_record(
            row, recorded.get(row.number, today), today, sent, is_ending=row.number in ending
        )
        for row in rows
    )
    return tuple(it for it in made if it.due_on <= today)


def _due_profiles(today: date, state: str = "") -> tuple[DueRecord, ...]:
    """Return what holds for States as a whole and is due to be confirmed on a day."""
    rows = db.session.execute(_columns_of_profiles(state)).all()
    due = [row for row in rows if first_due_on(_confirmation(row), row.recorded_at.date()) <= today]
    sent = _reminders(today, state) if due else {}
    return tuple(
        _due_record(row, row.recorded_at.date(), today, sent, is_ending=False) for row in due
    )


def _due_record(
    row: Any,
    recorded_on: date,
    today: date,
    sent: Mapping[Round, Sequence[Sent]],
    *,
    is_ending: bool,
) -> DueRecord:
    confirmation = _confirmation(row)
    due = first_due_on(confirmation, recorded_on)
    begun = round_begun_on(due, today)
    return DueRecord(
        number=row.number,
        state=row.state,
        name=row.name,
        provenance_kind=row.provenance_kind,
        standing=standing(confirmation, today),
        due_on=due,
        begun_on=begun,
        days_overdue=(today - due).days,
        reminders=tuple(sent.get((row.state, row.number, begun), ())),
        next_on=next_reminder_on(begun, today),
        is_ending=is_ending,
    )


def _columns() -> Select[Any]:
    column = Authority.__table__.c
    return select(
        Authority.number,
        Authority.state,
        Authority.name,
        column.provenance_kind,
        column.confirmed_on,
        column.confirmation_means,
        column.confirmed_by,
    )


def _columns_of_profiles(state: str = "") -> Select[Any]:
    """Ask for the profiles in force with when each was recorded first, as for records."""
    column = StateProfile.__table__.c
    return (
        select(
            literal(THE_STATE).label("number"),
            StateProfile.state.label("state"),
            null().label("name"),
            column.provenance_kind,
            column.confirmed_on,
            column.confirmation_means,
            column.confirmed_by,
            Revision.recorded_at,
        )
        .join(Revision, Revision.state_iso2 == StateProfile.state)
        .where(
            StateProfile.revision_number > 0,
            Revision.number == 1,
            StateProfile.state == state if state else true(),
        )
        .order_by(StateProfile.state)
    )


def _confirmation(row: Any) -> Confirmation | None:
    if row.confirmed_on is None:
        return None
    return Confirmation(row.confirmed_on, row.confirmation_means, row.confirmed_by)


def _recorded_on(state: str = "") -> dict[int, date]:
    """Return since when records that were never confirmed are in the directory."""
    rows = db.session.execute(
        select(Authority.number, Revision.recorded_at, Revision.effective_from)
        .join(Authority, Authority.number == Revision.authority_number)
        .where(
            Revision.number == 1,
            Authority.__table__.c.confirmed_on.is_(None),
            is_shown(),
            _is_of(state),
        )
    )
    return {number: max(at.date(), effective_from) for number, at, effective_from in rows}


def _reminders(today: date, state: str = "") -> dict[Round, list[Sent]]:
    """Return the reminders of the rounds that may be under way on a day, by record and round."""
    rows = db.session.execute(
        select(
            ConfirmationReminder.state_iso2,
            ConfirmationReminder.authority_number,
            ConfirmationReminder.due_on,
            ConfirmationReminder.stage,
            ConfirmationReminder.reminded_at,
            ConfirmationReminder.sent_to,
        )
        .where(
            ConfirmationReminder.due_on > confirmed_before(today),
            ConfirmationReminder.state_iso2 == state if state else true(),
        )
        .order_by(ConfirmationReminder.reminded_at, ConfirmationReminder.stage)
    )
    found: dict[Round, list[Sent]] = {}
    for iso2, number, begun, stage, at, to in rows:
        found.setdefault((iso2, number, begun), []).append(Sent(stage, at.date(), SentTo(to)))
    return found


def _ending(today: date, state: str) -> frozenset[int]:
    """Return the records for which an end is recorded that takes effect after a day."""
    rows = db.session.execute(
        select(Authority.number, Revision.snapshot)
        .join(Authority, Authority.number == Revision.authority_number)
        .where(Revision.effective_from > today, _is_of(state))
    )
    return frozenset(n for n, snapshot in rows if snapshot["status"] != RecordStatus.LIVE)


def _longest_first(records: Sequence[DueRecord]) -> tuple[DueRecord, ...]:
    return tuple(sorted(records, key=lambda it: (it.due_on, it.number)))


def _by_state(records: Sequence[DueRecord]) -> dict[str, list[DueRecord]]:
    found: dict[str, list[DueRecord]] = {}
    for it in records:
        found.setdefault(it.state, []).append(it)
    return found
