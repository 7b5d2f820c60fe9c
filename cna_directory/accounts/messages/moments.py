"""Moments as mails write them."""

from datetime import datetime

from babel.dates import format_datetime

from cna_directory.languages import INTERFACE_LANGUAGES


def moment_in_words(at: datetime, language: str) -> str:
    """Write a moment as `2 September 2026, 09:30 UTC`, in the language of the mail."""
    locale = language if language in INTERFACE_LANGUAGES else "en"
    return f"{format_datetime(at, 'd MMMM y, HH:mm', locale=locale)} UTC"
