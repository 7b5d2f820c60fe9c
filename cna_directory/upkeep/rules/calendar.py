"""The days on which records are due to be confirmed, as a file for calendars (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import vobject
from vobject.icalendar import utc

from cna_directory.cards.rules.vcards import folded

UNFOLDED = 10**9
"""vobject folds by letters and the standard by octets, so it is told not to."""

MAKER = "-//Directory of Competent National Authorities//EN"


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day in the calendar, with what is to be done on it."""

    uid: str
    day: date
    words: str
    details: str
    address: str


def calendar_of(days: Iterable[DueDay], made_at: datetime) -> str:
    """Return a calendar with a whole day for each; `made_at` is a moment in UTC."""
    calendar = vobject.iCalendar()
    calendar.add("prodid").value = MAKER
    for it in days:
        event = calendar.add("vevent")
        event.add("uid").value = it.uid
        event.add("dtstamp").value = made_at.replace(microsecond=0, tzinfo=utc)
        event.add("dtstart").value = it.day
        event.add("dtend").value = it.day + timedelta(days=1)
        event.add("summary").value = it.words
        event.add("description").value = it.details
        event.add("url").value = it.address
        event.add("transp").value = "TRANSPARENT"
    lines = str(calendar.serialize(lineLength=UNFOLDED)).split("\r\n")
    return "\r\n".join(folded(line) for line in lines)
