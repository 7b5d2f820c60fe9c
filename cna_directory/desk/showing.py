"""The pictures of the desk: what was counted, in the words of the page."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from flask_babel import format_date, gettext

from cna_directory import clock
from cna_directory.confirmations.queries import reminders_to_confirmations
from cna_directory.coverage.queries import coverage
from cna_directory.desk.queries import figures as counted
from cna_directory.desk.rules.figures import (
    COUNTED_FOR,
    Age,
    Figure,
    FigureName,
    Row,
    TimesToDecide,
    ages,
    by_month,
    last_months,
    times_to_decide,
)
from cna_directory.languages import EDITION_LANGUAGES
from cna_directory.mail.models import MailStatus
from cna_directory.reference.queries import names_in
from cna_directory.web.languages import edition_language_name, words_language

FORMATS = ("pdf", "rtf", "csv", "json")


def figure(name: FigureName) -> Figure:
    """Return one of the pictures, counted now."""
    return MAKERS[name]()


def figures() -> tuple[Figure, ...]:
    """Return all pictures in their order."""
    return tuple(figure(name) for name in FigureName)


def _age() -> Figure:
    words = {
        Age.UP_TO_SIX: gettext("less than 6 months"),
        Age.UP_TO_TWELVE: gettext("6 to 11 months"),
        Age.UP_TO_EIGHTEEN: gettext("12 to 17 months"),
        Age.OLDER: gettext("18 months and more"),
        Age.NEVER: gettext("never confirmed"),
    }
    found = ages(counted.days_of_confirmation(), clock.today())
    return Figure(
        FigureName.AGE,
        gettext("Months since a record was confirmed"),
        gettext("Every live record, by the time since its State last said that it holds."),
        gettext("Since the last confirmation"),
        (gettext("Records"),),
        tuple(Row(words[age], (number,)) for age, number in found.items()),
    )


def _coverage() -> Figure:
    names = names_in(words_language())
    found = coverage(tuple(names.states))
    types = names.request_types
    numbers = zip(types.values(), found.counts(types), strict=True)
    return Figure(
        FigureName.COVERAGE,
        gettext("States with an authority for a type of request"),
        gettext(
            "Of all %(states)s States, those with an authority today.", states=len(names.states)
        ),
        gettext("Type of request"),
        (gettext("States"),),
        tuple(Row(words, (number,)) for words, number in numbers),
    )


def _decisions() -> Figure:
    since = clock.now() - COUNTED_FOR
    sorts = (
        (gettext("Change proposals"), counted.decided_proposals(since)),
        (gettext("Account requests"), counted.decided_requests(since)),
    )
    return Figure(
        FigureName.DECISIONS,
        gettext("Days from asking to the decision"),
        gettext(
            "What was decided in the last 365 days: half of it within the median, nine tenths within"
            " the second number."
        ),
        gettext("What was decided"),
        (gettext("Median, days"), gettext("Nine tenths within, days"), gettext("Decided")),
        tuple(_times(words, times_to_decide(spans)) for words, spans in sorts),
        drawn=2,
    )


def _times(words: str, times: TimesToDecide) -> Row:
    return Row(words, (times.median, times.ninetieth, times.decided))


def _reminders() -> Figure:
    today = clock.today()
    words = {
        0: gettext("when it is due"),
        30: gettext("after 30 days"),
        60: gettext("after 60 days"),
        90: gettext("after 90 days"),
        -1: gettext("by hand"),
    }
    found = reminders_to_confirmations(today - COUNTED_FOR, today)
    return Figure(
        FigureName.REMINDERS,
        gettext("Reminders and the confirmations that followed"),
        gettext(
            "Records that came due in the last 365 days: how many a State was reminded of, and how"
            " many it confirmed before the next reminder."
        ),
        gettext("Reminder"),
        (gettext("Records reminded of"), gettext("Confirmed after it")),
        tuple(Row(words[it.stage], (it.reminded, it.confirmed)) for it in found),
        drawn=2,
    )


def _downloads() -> Figure:
    found = counted.downloads(clock.now() - COUNTED_FOR)
    known = {language for language, _ in found}
    languages = (*EDITION_LANGUAGES, *sorted(known - set(EDITION_LANGUAGES)))
    formats = (*FORMATS, *sorted({form for _, form in found} - set(FORMATS)))
    return Figure(
        FigureName.DOWNLOADS,
        gettext("Downloads of editions"),
        gettext("Files of editions that were taken in the last 365 days, by language and format."),
        gettext("Language"),
        tuple(form.upper() for form in formats),
        tuple(
            Row(
                edition_language_name(language),
                tuple(found.get((language, form), 0) for form in formats),
            )
            for language in languages
        ),
        drawn=len(formats),
    )


def _reading() -> Figure:
    months = last_months(clock.today())
    found = by_month(counted.pages_read(months[0]), months)
    return Figure(
        FigureName.READING,
        gettext("Pages read"),
        gettext(
            "Pages that all accounts together read in each month. Who read what is not counted here,"
            " and the directory does not count for which type of request somebody looked."
        ),
        gettext("Month"),
        (gettext("Pages"),),
        tuple(Row(_month(month), (number,)) for month, number in found.items()),
    )


def _mails() -> Figure:
    months = last_months(clock.today())
    ends = (*months[1:], date.max)
    columns = {
        MailStatus.SENT: gettext("Sent"),
        MailStatus.FAILED: gettext("Failed"),
        MailStatus.WAITING: gettext("Waiting"),
    }
    rows = []
    for month, end in zip(months, ends, strict=True):
        found = counted.mails_posted(_begin(month), _begin(end))
        rows.append(Row(_month(month), tuple(found[status] for status in columns)))
    return Figure(
        FigureName.MAILS,
        gettext("Mails"),
        gettext("Mails posted in each month, as far as they are kept, and what became of them."),
        gettext("Month"),
        tuple(columns.values()),
        tuple(rows),
        drawn=len(columns),
    )


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _month(month: date) -> str:
    return str(format_date(month, "MMMM y"))


MAKERS: dict[FigureName, Callable[[], Figure]] = {
    FigureName.AGE: _age,
    FigureName.COVERAGE: _coverage,
    FigureName.DECISIONS: _decisions,
    FigureName.REMINDERS: _reminders,
    FigureName.DOWNLOADS: _downloads,
    FigureName.READING: _reading,
    FigureName.MAILS: _mails,
}
