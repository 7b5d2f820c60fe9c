"""The names of kinds and outcomes of reported problems, for the readers of pages and mails."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from cna_directory.authorities.field_names import field_name
from cna_directory.authorities.field_values import field_value
from cna_directory.authorities.record import Record
from cna_directory.reference.queries import Names
from cna_directory.reports.rules import WHOLE_RECORD, ReportableField
from cna_directory.reports.standing import ProblemKind, ReportStatus

LONGEST_SHOWN = 120
"""Characters of a value in the list of fields to choose from."""

KIND_NAMES = {
    ProblemKind.NO_ANSWER: _("Nobody answers"),
    ProblemKind.WRONG_NUMBER: _("The number is wrong or dead"),
    ProblemKind.RETURNED_MAIL: _("Mail came back"),
    ProblemKind.WRONG_AUTHORITY: _("It is not the right authority"),
    ProblemKind.OUT_OF_DATE: _("It is out of date"),
    ProblemKind.DEAD_LINK: _("The link leads nowhere"),
    ProblemKind.OTHER: _("Something else"),
}

STATUS_NAMES = {
    ReportStatus.OPEN: _("Not looked at yet"),
    ReportStatus.FLAGGED: _("Readers are warned"),
    ReportStatus.CORRECTED: _("Corrected"),
    ReportStatus.NOT_A_PROBLEM: _("Not a problem"),
}


def reported_field(path: str, record: Record) -> str:
    """Return the words for a field that was reported, or for the record as a whole."""
    if path == WHOLE_RECORD:
        return str(gettext("The record as a whole"))
    return field_name(path, record)


def reported_value(path: str, value: Any, record: Record, names: Names) -> str:
    """Return in one line what a field said, as it is kept with a report."""
    if path == WHOLE_RECORD:
        return record.name.text
    return " · ".join(field_value(path, value, Record, names).splitlines())


def field_with_value(field: ReportableField, record: Record, names: Names) -> str:
    """Return the words for a field and what it says now, short enough for a line of a list."""
    name = field_name(field.path, record, names.request_types)
    value = reported_value(field.path, field.value, record, names)
    shown = value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN].rstrip()}…"
    return f"{name} – {shown}"
