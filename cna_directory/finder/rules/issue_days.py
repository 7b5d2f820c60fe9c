"""The days on which editions are issued, as the first page tells visitors."""

from datetime import date, datetime

ANY_LEAP_YEAR = 2000


def days_of_issue(edition_issues: str) -> tuple[date, ...]:
    """Return the days of a year on which editions are issued; nothing where none are named.

    The setting reads as `06-01T06:00,12-01T06:00`.
    """
    try:
        return tuple(
            datetime.strptime(f"{ANY_LEAP_YEAR}-{part.strip()}", "%Y-%m-%dT%H:%M").date()  # noqa: DTZ007 - a day without a time.
            for part in edition_issues.split(",")
        )
    except ValueError:
        return ()
