"""What a reader fills in about a problem, and an officer about its outcome."""

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField

from cna_directory.reports.rules import SETTLEMENTS, WHOLE_RECORD, Said
from cna_directory.reports.standing import ProblemKind, ReportStatus
from cna_directory.reports.words import KIND_NAMES, STATUS_NAMES
from cna_directory.web.forms import Form

LONG_TEXT = {"rows": "4", "dir": "auto", "maxlength": "2000"}


class ReportForm(Form):
    """Which field does not work, what happened, and when."""

    field = SelectField(lazy_gettext("What does not work?"), validate_choice=False)
    kind = RadioField(lazy_gettext("What happened?"), validate_choice=False)
    words = TextAreaField(
        lazy_gettext("What did you see? (optional unless you chose “Something else”)"),
        render_kw=LONG_TEXT,
    )
    happened_on = StringField(lazy_gettext("On which day? (optional)"))
    seen = HiddenField()

    def offer(self, fields: Sequence[tuple[str, str]]) -> None:
        """Put the fields of the record and the kinds of problems into words."""
        self.field.choices = [
            (WHOLE_RECORD, lazy_gettext("The record as a whole")),
            *fields,
        ]
        self.kind.choices = [(kind.value, KIND_NAMES[kind]) for kind in ProblemKind]

    @property
    def said(self) -> Said:
        """Return what was entered; what could not be read is left for the rules to name."""
        typed = (self.happened_on.data or "").strip()
        day = _day(typed)
        kind = self.kind.data or ""
        return Said(
            field=self.field.data or WHOLE_RECORD,
            kind=ProblemKind(kind) if kind in set(ProblemKind) else None,
            words=self.words.data or "",
            happened_on=day,
            is_day_unclear=bool(typed) and day is None,
        )

    @property
    def seen_number(self) -> int:
        """Return the number of the revision that the reader looked at; zero if it says none."""
        typed = self.seen.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


class WarnForm(Form):
    """Nothing to fill in: the button is the answer."""


class SettleForm(Form):
    """How a report ends, and what its reporter is told."""

    ending = RadioField(lazy_gettext("How does it end?"), validate_choice=False)
    outcome = TextAreaField(lazy_gettext("What do you tell the reporter?"), render_kw=LONG_TEXT)

    def offer(self) -> None:
        """Put the ways in which a report can end into words."""
        self.ending.choices = [(status.value, STATUS_NAMES[status]) for status in SETTLEMENTS]

    @property
    def chosen(self) -> ReportStatus | None:
        """Return how the report ends, if that was chosen."""
        typed = self.ending.data or ""
        return ReportStatus(typed) if typed in set(ReportStatus) else None


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
