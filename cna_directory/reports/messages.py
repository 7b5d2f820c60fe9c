"""Mails about reported problems; they name the field and never what it says."""

from cna_directory.accounts.models import Account
from cna_directory.authorities.record import Record
from cna_directory.mail.message import Message
from cna_directory.reports.models import ProblemReport
from cna_directory.reports.standing import ReportStatus
from cna_directory.reports.words import reported_field
from cna_directory.settings import Settings
from cna_directory.web.languages import words_in


def problem_reported(
    focal_point: Account, report_id: int, field: str, record: Record, settings: Settings
) -> Message:
    """Tell a focal point that a reader found a problem; who it was is not said."""
    with words_in(focal_point.language):
        field_words = reported_field(field, record)
    return Message(
        "problem_reported",
        recipient=focal_point.email,
        language=focal_point.language,
        words={
            "number": record.number,
            "name": record.name.text,
            "field": field_words,
            "link": f"{settings.base_url}/reports/{report_id}",
            "directory": settings.base_url,
        },
    )


def problem_settled(
    reporter: Account, report: ProblemReport, record: Record, settings: Settings
) -> Message:
    """Tell the reporter what became of a report, in the words of the officer who settled it."""
    with words_in(reporter.language):
        field_words = reported_field(report.field, record)
    return Message(
        "problem_settled",
        recipient=reporter.email,
        language=reporter.language,
        words={
            "number": record.number,
            "name": record.name.text,
            "field": field_words,
            "is_corrected": report.status is ReportStatus.CORRECTED,
            "outcome": report.outcome,
            "link": f"{settings.base_url}/reports/{report.id}",
            "directory": settings.base_url,
        },
    )
