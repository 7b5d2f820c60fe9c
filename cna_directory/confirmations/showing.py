"""What the desk's pages of the cycle show, gathered from queries, and the list as a file."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from cna_directory import clock
from cna_directory.authorities.office_now import OfficeNow
from cna_directory.authorities.queries import authority_records, profile_of_state
from cna_directory.authorities.record import Record
from cna_directory.authorities.rules import visible
from cna_directory.authorities.showing import office_now_of
from cna_directory.confirmations import queries
from cna_directory.confirmations.queries import (
    DueRecord,
    ProfileToConfirm,
    RecordToConfirm,
    StateOverdue,
)
from cna_directory.confirmations.rules import SentTo
from cna_directory.reference.queries import names_in, state_by_code
from cna_directory.text import BYTE_ORDER_MARK, guarded
from cna_directory.web.languages import words_language

HEADS = (
    "state_iso2",
    "state",
    "record",
    "authority",
    "confirmation",
    "due_since",
    "days_since_due",
    "confirmed_on",
    "confirmed_by",
    "reminders",
    "written_to",
    "next_reminder_on",
)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which States the list of what is due shows; nothing narrows nothing."""

    to: SentTo | None = None
    is_not_confirmed: bool = False

    def takes(self, it: StateOverdue) -> bool:
        """Say whether a State stands in the list."""
        return (self.to is None or it.recipients.to is self.to) and (
            not self.is_not_confirmed or it.not_confirmed > 0
        )


@dataclass(frozen=True, slots=True)
class OverdueList:
    """The States of the list, and how many there are of each sort whatever is shown."""

    states: tuple[StateOverdue, ...]
    by_receiver: dict[SentTo, int]
    all_states: int
    with_not_confirmed: int
    records: int
    not_confirmed: int


def overdue_list(narrowed: Narrowed) -> OverdueList:
    """Return what is due today, what is due longest first."""
    found = _overdue_by_name()
    return OverdueList(
        states=tuple(it for it in found if narrowed.takes(it)),
        by_receiver={to: sum(it.recipients.to is to for it in found) for to in SentTo},
        all_states=len(found),
        with_not_confirmed=sum(it.not_confirmed > 0 for it in found),
        records=sum(len(it.records) for it in found),
        not_confirmed=sum(it.not_confirmed for it in found),
    )


def _overdue_by_name() -> tuple[StateOverdue, ...]:
    """Return what is due, longest first; of one day by the States' names as the reader sorts them."""
    place = {code: at for at, code in enumerate(names_in(words_language()).states)}
    found = queries.overdue(clock.today())
    return tuple(sorted(found, key=lambda it: (-it.days_overdue, place[it.state])))


def states_to_remind() -> tuple[str, ...]:
    """Return the States that are written to where an officer reminds all now."""
    now = clock.now()
    return queries.states_to_remind_by_hand(now.date())


@dataclass(frozen=True, slots=True)
class OneState:
    """A State on the desk: what is due in it, and all that it could confirm."""

    iso2: str
    overdue: StateOverdue
    to_confirm: tuple[RecordToConfirm, ...]
    profile: ProfileToConfirm | None
    next_due: date | None


def one_state(iso2: str) -> OneState:
    """Return what is due in a State.

    Raises:
        NotFound: no State has the code.
    """
    code = state_by_code(iso2).iso2
    return OneState(
        code,
        queries.overdue_of(code, clock.today()),
        queries.records_to_confirm(code),
        queries.profile_to_confirm(code),
        queries.next_due(code),
    )


@dataclass(frozen=True, slots=True)
class ToCall:
    """An authority to telephone: the record without what only some may see, and the time there."""

    due: DueRecord
    record: Record
    now: OfficeNow


@dataclass(frozen=True, slots=True)
class StateToCall:
    """The authorities of a State to telephone."""

    overdue: StateOverdue
    authorities: tuple[ToCall, ...]


def telephone_list(narrowed: Narrowed, state: str = "") -> tuple[StateToCall, ...]:
    """Return whom to telephone about what is due, by State."""
    found = [it for it in _overdue_by_name() if narrowed.takes(it) and state in {"", it.state}]
    numbers = [record.number for it in found for record in it.records]
    records = {it.record.number: it.record for it in authority_records(numbers)}
    calls = (StateToCall(it, tuple(_to_call(it, records))) for it in found)
    return tuple(it for it in calls if it.authorities)


def _to_call(found: StateOverdue, records: Mapping[int, Record]) -> Iterable[ToCall]:
    profile = profile_of_state(found.state)
    for due in found.records:
        if due.number in records:
            record = visible(records[due.number], to_secretariat=False)
            yield ToCall(due, record, office_now_of(record, profile.record if profile else None))


def csv_of(states: Iterable[StateOverdue], names: Mapping[str, str]) -> str:
    """Return a row for each record that is due, as CSV (RFC 4180), guarded against formulas."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(HEADS)
    for it in states:
        for record in it.records:
            table.writerow([guarded(cell) for cell in _cells(it, record, names[it.state])])
    return BYTE_ORDER_MARK + written.getvalue()


def _cells(found: StateOverdue, it: DueRecord, name: str) -> tuple[str, ...]:
    reminders = (f"{sent.on} {sent.to}" for sent in it.reminders)
    return (
        found.state,
        name,
        "" if it.is_of_state else str(it.number),
        it.name.text if it.name else _("What holds for the State as a whole"),
        it.standing.state.value,
        it.due_on.isoformat(),
        str(it.days_overdue),
        it.standing.confirmed_on.isoformat() if it.standing.confirmed_on else "",
        it.standing.by,
        "; ".join(reminders),
        found.recipients.to.value,
        "" if it.is_ending else it.next_on.isoformat(),
    )
