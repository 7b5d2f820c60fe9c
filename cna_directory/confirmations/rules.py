"""Pure decisions of the yearly cycle: from when a record is due, and which reminder is owed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cna_directory.access.roles import Role
from cna_directory.authorities.record import Confirmation, ConfirmationMeans
from cna_directory.authorities.rules import DAYS_OF_GRACE, due_on
from cna_directory.errors import Problem

STAGES = (0, 30, 60, DAYS_OF_GRACE)
"""Days after a confirmation was due on which its State is written to.

The last mail says that the record is shown as not confirmed from that day on.
"""

DAYS_BETWEEN_MAILS = 7
"""An officer who reminds all States leaves those in peace that were written to later than this."""

LONGEST_REFERENCE = 120
LONGEST_NUMBER = 9
"""Digits of the number of a record."""

FOCAL_POINT, PERMANENT_MISSION = "focal point", "permanent mission"
"""In which role a State confirms, as records keep it; never a person's name."""


class SentTo(StrEnum):
    """Who was reminded for a State."""

    FOCAL_POINTS = "focal_points"
    MISSION = "mission"
    NOBODY = "nobody"


THE_STATE = 0
"""Stands among the numbers of records for what holds for the State whichever office is asked."""


@dataclass(frozen=True, slots=True)
class StateRecords:
    """Some records of one State; also what the grants compare with the actor's own State.

    `THE_STATE` among the numbers means its profile.
    """

    state_iso2: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """A reminder that was recorded: its stage, when, and to whom it went."""

    stage: int
    on: date
    to: SentTo

    @property
    def is_by_hand(self) -> bool:
        """Say whether an officer sent it, and not the calendar."""
        return self.stage < 0


def first_due_on(confirmation: Confirmation | None, recorded_on: date) -> date:
    """Return since when a record is due to be confirmed, or the day on which it will be.

    What a State has never confirmed, such as a historic notification, is due from the day on which
    the directory learned of it.
    """
    return recorded_on if confirmation is None else due_on(confirmation.confirmed_on)


def confirmed_before(today: date) -> date:
    """Return the last day on which a record can have been confirmed that is due on a day."""
    try:
        return today.replace(year=today.year - 1)
    except ValueError:  # 29 February
        return date(today.year - 1, 2, 28)


def round_begun_on(due: date, today: date) -> date:
    """Return the day on which the round of reminders began that is under way.

    A State that stays silent is asked again each year, so that whoever comes into office learns of
    it. Before a record is due, its round begins on the day it will be.
    """
    begun = due
    while (again := due_on(begun)) <= today:
        begun = again
    return begun


def stage_owed(
    begun: date, today: date, sent: Mapping[int, SentTo], recipient: SentTo
) -> int | None:
    """Return the stage whose reminder is owed on a day in a round, if one is.

    Of the stages that have passed only the last one counts: after weeks in which nothing was sent a
    State gets one mail that tells how it stands, and not one for each stage. What reached nobody is
    owed again as soon as somebody can be told.
    """
    passed = [stage for stage in STAGES if begun + timedelta(days=stage) <= today]
    if not passed:
        return None
    settled = {
        stage for stage, to in sent.items() if to is not SentTo.NOBODY or recipient is SentTo.NOBODY
    }
    owed = passed[-1]
    return None if any(stage >= owed for stage in settled) else owed


def next_reminder_on(begun: date, today: date) -> date:
    """Return the day of the next reminder by the calendar, if nothing is confirmed meanwhile."""
    days = ((begun + timedelta(days=stage)) for stage in STAGES)
    return next((day for day in days if day > today), due_on(begun))


def stage_by_hand(begun: date, today: date) -> int:
    """Return the stage of a reminder that an officer sends: the days that have passed, negative.

    It is the same for a whole day, so that the database lets a State be reminded once a day.
    """
    return -(today - begun).days


def may_remind(last_sent_on: date | None, today: date, days_between: int = 1) -> bool:
    """Say whether a State may be written to by hand, some days after the last mail to it."""
    return last_sent_on is None or last_sent_on + timedelta(days=days_between) <= today


def by_which_role(means: ConfirmationMeans) -> str:
    """Return in which role a State confirms by some means."""
    return FOCAL_POINT if means is ConfirmationMeans.ACCOUNT else PERMANENT_MISSION


def problems_with_confirmation(
    role: Role, target: StateRecords, means: ConfirmationMeans, reference: str
) -> list[Problem]:
    """Return what is wrong with a confirmation before any record is looked at."""
    problems = []
    if not target.numbers:
        problems.append(Problem("numbers", "Choose at least one record."))
    is_focal_point = role is Role.FOCAL_POINT
    if is_focal_point is not (means is ConfirmationMeans.ACCOUNT):
        words = "A focal point confirms through the account, an officer on a paper of the State."
        problems.append(Problem("means", words))
    if not is_focal_point and not reference.strip():
        problems.append(
            Problem("note_reference", "Enter the reference of the note verbale, or of the form.")
        )
    if len(reference) > LONGEST_REFERENCE:
        words = f"Shorten the reference to at most {LONGEST_REFERENCE} characters."
        problems.append(Problem("note_reference", words))
    return problems


def reason_of(means: ConfirmationMeans, reference: str) -> str:
    """Return what the history of a record says of a confirmation."""
    return {
        ConfirmationMeans.ACCOUNT: "Confirmed by the focal point of the State",
        ConfirmationMeans.NOTE_VERBALE: f"Confirmed by note verbale {reference}",
        ConfirmationMeans.FORM: f"Confirmed by form {reference}",
    }[means].strip()


def ticked(number: int, content_hash: str) -> str:
    """Return the value of a box to tick: a record with what it held when the page was made."""
    return f"{number}.{content_hash}"


def seen_in(values: Iterable[str]) -> dict[int, str]:
    """Return the content hashes by number that ticked boxes hold; what is no such value is left."""
    found = {}
    for value in values:
        number, _, content_hash = value.partition(".")
        if number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER:
            found[int(number)] = content_hash
    return found


@dataclass(frozen=True, slots=True)
class StageFigure:
    """What came of the reminders of one stage: records asked about, and confirmed before the next."""

    stage: int
    reminded: int
    confirmed: int

    @property
    def percent(self) -> int:
        """Return the part that was confirmed, in whole per cent."""
        return round(100 * self.confirmed / self.reminded) if self.reminded else 0


def figures_of(
    rounds: Mapping[tuple[int, date], tuple[Sent, ...]], confirmed: Mapping[int, tuple[date, ...]]
) -> tuple[StageFigure, ...]:
    """Return for each stage how many records were asked about and confirmed before the next.

    `rounds` are the reminders by record and round, `confirmed` the days on which each record was
    confirmed. Reminders by hand count as stage -1. What reached nobody asked nobody.
    """
    asked = dict.fromkeys((*STAGES, -1), 0)
    answered = dict.fromkeys((*STAGES, -1), 0)
    for (number, begun), reminders in rounds.items():
        heard = sorted(
            (it for it in reminders if it.to is not SentTo.NOBODY), key=lambda it: (it.on, it.stage)
        )
        for it in heard:
            asked[max(it.stage, -1)] += 1
        day = min((d for d in confirmed.get(number, ()) if d >= begun), default=None)
        before = [it for it in heard if day is not None and it.on <= day < due_on(begun)]
        if before:
            answered[max(before[-1].stage, -1)] += 1
    return tuple(StageFigure(stage, asked[stage], answered[stage]) for stage in asked)
