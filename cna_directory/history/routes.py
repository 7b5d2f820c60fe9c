"""Pages of the past: every revision, any two compared, and a record as it was on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint, current_actor
from cna_directory.access.roles import Role
from cna_directory.authorities.office_week import office_week
from cna_directory.authorities.record import Record, StateProfile
from cna_directory.errors import RuleBroken
from cna_directory.history import queries, showing
from cna_directory.history.queries import History
from cna_directory.history.showing import differences, lines
from cna_directory.reference.queries import names_in
from cna_directory.web.languages import words_language
from cna_directory.web.pages import done, page

blueprint = GuardedBlueprint("history", __name__)

OF_RECORD = "/authorities/<int(max=999999999):number>/history"
OF_STATE = "/states/<string:iso2>/history"
FIRST, SECOND = "<int(max=999999999):older>", "<int(max=999999999):newer>"

Two = tuple[History[Record], int, int]
TwoOfState = tuple[History[StateProfile], int, int]


def _two_of_record(number: int, older: int, newer: int) -> Two:
    return queries.history_of_record(number), older, newer


def _two_of_state(iso2: str, older: int, newer: int) -> TwoOfState:
    return queries.history_of_state(iso2), older, newer


@blueprint.get(OF_RECORD, needs=Capability.READ_DIRECTORY, subject=queries.history_of_record)
def of_record(subject: History[Record]) -> Response:
    """Show every revision of an authority, the newest first."""
    history, names = _as_seen(subject), names_in(words_language())
    return page(
        "history/record",
        record=history.now.record,
        is_live=queries.is_live(history.now.record),
        lines=lines(history, names),
        first_day=history.revisions[0].effective_from,
        names=names,
    )


@blueprint.get(
    f"{OF_RECORD}/{FIRST}/{SECOND}", needs=Capability.READ_DIRECTORY, subject=_two_of_record
)
def compare_record(subject: Two) -> Response:
    """Show what is different between two revisions of an authority, field by field."""
    history, older, newer = subject
    seen, names = _as_seen(history), names_in(words_language())
    old, new = seen.numbered(older), seen.numbered(newer)
    return page(
        "history/compare_record",
        record=seen.now.record,
        is_live=queries.is_live(seen.now.record),
        old=old,
        new=new,
        differences=differences(old.record, new.record, names),
        names=names,
    )


@blueprint.get(
    f"{OF_RECORD}/as-at", needs=Capability.READ_DIRECTORY, subject=queries.history_of_record
)
def as_at(subject: History[Record]) -> Response:
    """Show an authority as its page was at the end of a day."""
    history, names = _as_seen(subject), names_in(words_language())
    asked = _day_asked_for()
    held = history.on(asked.day) if asked.day else None
    if asked.day is None or held is None:
        return page(
            "history/no_such_day",
            asked.status,
            record=history.now.record,
            is_live=queries.is_live(history.now.record),
            asked=asked,
            names=names,
        )
    return page(
        "history/as_at",
        day=asked.day,
        shown=showing.as_at(history, held, asked.day),
        record=held.record,
        is_live=queries.is_live(history.now.record),
        was_live=queries.is_live(held.record),
        week=office_week(held.record),
        names=names,
    )


@blueprint.get(OF_STATE, needs=Capability.READ_DIRECTORY, subject=queries.history_of_state)
def of_state(subject: History[StateProfile]) -> Response:
    """Show every revision of what holds for a State as a whole."""
    names = names_in(words_language())
    return page(
        "history/state",
        iso2=subject.now.record.state,
        lines=lines(subject, names),
        names=names,
    )


@blueprint.get(
    f"{OF_STATE}/as-at", needs=Capability.READ_DIRECTORY, subject=queries.history_of_state
)
def state_as_at(subject: History[StateProfile]) -> Response:
    """Show what held for a State as a whole at the end of a day."""
    asked, names = _day_asked_for(), names_in(words_language())
    held = subject.on(asked.day) if asked.day else None
    if asked.day is None or held is None:
        return page(
            "history/no_such_day_of_state",
            asked.status,
            iso2=subject.now.record.state,
            asked=asked,
            names=names,
        )
    return page(
        "history/state_as_at",
        iso2=held.record.state,
        day=asked.day,
        shown=showing.as_at(subject, held, asked.day),
        profile=held.record,
        names=names,
    )


@blueprint.get(
    f"{OF_STATE}/{FIRST}/{SECOND}", needs=Capability.READ_DIRECTORY, subject=_two_of_state
)
def compare_state(subject: TwoOfState) -> Response:
    """Show what is different between two revisions of a State's profile."""
    history, older, newer = subject
    old, new = history.numbered(older), history.numbered(newer)
    names = names_in(words_language())
    return page(
        "history/compare_state",
        iso2=new.record.state,
        old=old,
        new=new,
        differences=differences(old.record, new.record, names),
        names=names,
    )


@blueprint.get(
    f"{OF_RECORD}/two", needs=Capability.READ_DIRECTORY, subject=queries.history_of_record
)
def choose_two(subject: History[Record]) -> Response:
    """Lead to the comparison of the two revisions that were chosen."""
    return _led_to("history.compare_record", "history.of_record", number=subject.now.record.number)


@blueprint.get(f"{OF_STATE}/two", needs=Capability.READ_DIRECTORY, subject=queries.history_of_state)
def choose_two_of_state(subject: History[StateProfile]) -> Response:
    """Lead to the comparison of the two revisions that were chosen."""
    return _led_to("history.compare_state", "history.of_state", iso2=subject.now.record.state)


def _led_to(comparison: str, history: str, **place: Any) -> Response:
    """Lead to the comparison of the revisions that the address names, or back to the history."""
    typed = [request.args.get(name, "") for name in ("older", "newer")]
    if not all(it.isascii() and it.isdigit() and len(it) < 10 for it in typed):
        return done(history, _("Choose two revisions to compare."), **place)
    older, newer = sorted(int(it) for it in typed)
    return done(comparison, older=older, newer=newer, **place)


def _as_seen(history: History[Record]) -> History[Record]:
    return queries.seen_by(history, is_secretariat=current_actor().role is Role.SECRETARIAT)


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day that an address names, or what to enter instead."""

    typed: str
    day: date | None = None
    problem: str = ""

    @property
    def status(self) -> int:
        """Return how the answer goes out where nothing is known of the day."""
        return RuleBroken.status if self.problem else 200


def _day_asked_for() -> AskedDay:
    typed = request.args.get("on", "").strip()
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return AskedDay(typed, problem=_("Enter a day as year, month, day: 2026-11-22."))
    if day > clock.today():
        later = _("This day is still to come. Enter today or an earlier day.")
        return AskedDay(typed, problem=later)
    return AskedDay(typed, day)
