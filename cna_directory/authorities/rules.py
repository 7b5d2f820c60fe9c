"""Pure decisions about records: what is wrong with one, whether it still holds, what changed."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from cna_directory.authorities.comparing import FieldChange, compare
from cna_directory.authorities.record import (
    AcceptedChannel,
    Capacity,
    Confirmation,
    ConfirmationMeans,
    ContactPoint,
    Link,
    ProvenanceKind,
    Record,
    StateProfile,
    Telephone,
    Visibility,
)
from cna_directory.errors import Problem

__all__ = [
    "ConfirmationState",
    "FieldChange",
    "Standing",
    "compare",
    "confirmation_state",
    "due_on",
    "is_round_the_clock",
    "is_web_address",
    "problems_with",
    "problems_with_profile",
    "problems_with_record",
    "standing",
    "time_zones",
    "visible",
]

WEEKDAYS = range(1, 8)
DAYS_OF_GRACE = 90
"""A record is not confirmed from this day after its confirmation was due."""

MADE_UP_PREFIX = "+999"
"""A country code that is assigned to nobody; passes only where the provenance is made up."""

UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""NUL, which PostgreSQL stores nowhere, and halves of pairs, which are no characters."""

LONGEST_TEXT = 20_000
"""Characters of one text; an address or a requirement longer than this is a slip."""

time_zones = cache(available_timezones)
"""The names of all time zones; reading them anew costs more than all other checks of a record."""

ROUND_THE_CLOCK = re.compile(
    r"24\s*(?:/|x|×)\s*7|24\s*-?\s*h(?:ours?|rs?)?|0?0[:.]00\s*[-–]\s*(?:24[:.]00|23[:.]59)"
    r"|(?:around|round) the clock|day and night",
    re.IGNORECASE,
)

NUMBER_AS_PRINTED = re.compile(r"\+?[\d ()/.,;–-]{4,60}")


def is_round_the_clock(hours: str) -> bool:
    """Say whether hours, as a State wrote them, leave out no hour: `24/7`, `24 hours`."""
    return ROUND_THE_CLOCK.fullmatch(hours.strip()) is not None


class ConfirmationState(StrEnum):
    """Whether a State has said in time that a record still holds."""

    CONFIRMED = "confirmed"
    DUE = "due"
    NOT_CONFIRMED = "not_confirmed"


def due_on(confirmed_on: date) -> date:
    """Return the day on which the yearly confirmation is due again."""
    try:
        return confirmed_on.replace(year=confirmed_on.year + 1)
    except ValueError:  # 29 February
        return date(confirmed_on.year + 1, 3, 1)


def confirmation_state(confirmation: Confirmation | None, today: date) -> ConfirmationState:
    """Say whether a record is confirmed, due, or not confirmed on a day."""
    if confirmation is None:
        return ConfirmationState.NOT_CONFIRMED
    due = due_on(confirmation.confirmed_on)
    if today < due:
        return ConfirmationState.CONFIRMED
    if today < due + timedelta(days=DAYS_OF_GRACE):
        return ConfirmationState.DUE
    return ConfirmationState.NOT_CONFIRMED


@dataclass(frozen=True, slots=True)
class Standing:
    """What a page says about the confirmation of a record on a day."""

    state: ConfirmationState
    confirmed_on: date | None = None
    due_on: date | None = None
    means: ConfirmationMeans | None = None
    by: str = ""


def standing(confirmation: Confirmation | None, today: date) -> Standing:
    """Return how far a record is confirmed on a day, with the dates that say so."""
    state = confirmation_state(confirmation, today)
    if confirmation is None:
        return Standing(state)
    confirmed_on = confirmation.confirmed_on
    return Standing(state, confirmed_on, due_on(confirmed_on), confirmation.means, confirmation.by)


def receives_requests(capacities: Collection[Capacity]) -> bool:
    """Say whether a designation is for receiving requests, as it is where nothing is said of it."""
    return not capacities or Capacity.RECEIVES in capacities


def visible(record: Record, *, to_secretariat: bool) -> Record:
    """Return the record without what its reader may not see; an edition sees as accounts do."""
    if to_secretariat:
        return record
    shown = tuple(c for c in record.contact_points if c.visibility is Visibility.ALL_ACCOUNTS)
    hidden = {c.post.text for c in record.contact_points} - {c.post.text for c in shown}
    if not hidden:
        return record
    held = tuple(
        replace(d, channels=_without_posts(d.channels, hidden)) for d in record.designations
    )
    return replace(record, contact_points=shown, designations=held)


def _without_posts(
    channels: tuple[AcceptedChannel, ...], hidden: set[str]
) -> tuple[AcceptedChannel, ...]:
    """Return channels that no longer name a post which their reader may not know of."""
    return tuple(replace(c, contact_post="") if c.contact_post in hidden else c for c in channels)


def problems_with(record: Record | StateProfile) -> list[Problem]:
    """Return what is wrong with a record of either kind."""
    found = (
        problems_with_record(record)
        if isinstance(record, Record)
        else problems_with_profile(record)
    )
    return [*_problems_with_texts(record), *found]


def _problems_with_texts(record: Record | StateProfile) -> Iterator[Problem]:
    """Find what no database, page or edition can hold, whichever field it stands in."""
    for field in fields(record):
        for text in _texts_in(getattr(record, field.name)):
            if UNSTORABLE.search(text):
                yield Problem(field.name, "Remove the NUL or broken character from this text.")
            if len(text) > LONGEST_TEXT:
                yield Problem(
                    field.name, f"Shorten this text to at most {LONGEST_TEXT} characters."
                )


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts_in(getattr(value, field.name))


def problems_with_record(record: Record) -> list[Problem]:
    """Return what is wrong with a record, each at its field with what to do about it."""
    return [
        *_problems_with_name(record),
        *_problems_with_numbers(record),
        *_problems_with_emails(record),
        *_problems_with_sites(record.websites, record.links),
        *_problems_with_hours(record),
        *_problems_with_designations(record),
    ]


def problems_with_profile(profile: StateProfile) -> list[Problem]:
    """Return what is wrong with a State's profile."""
    problems = _problems_with_sites((), profile.links)
    for zone in profile.time_zones:
        if zone not in time_zones():
            problems.append(Problem("time_zones", f"{zone} is no time zone; choose one."))
    return problems


def _problems_with_name(record: Record) -> Iterator[Problem]:
    if not record.name.text.strip():
        yield Problem("name", "Enter the name of the authority.")


def _numbers(record: Record) -> Iterator[tuple[str, Telephone]]:
    yield from (("telephones", t) for t in record.telephones)
    yield from (("faxes", t) for t in record.faxes)
    for contact in record.contact_points:
        yield from (("contact_points", t) for t in contact.telephones)


def _problems_with_numbers(record: Record) -> Iterator[Problem]:
    for field, telephone in _numbers(record):
        if not _is_acceptable(telephone.number, record.provenance.kind):
            yield Problem(
                field,
                f"{telephone.number} is not a telephone number: enter it with + and the code of"
                " the country.",
            )


def _is_acceptable(number: str, provenance: ProvenanceKind) -> bool:
    """Say whether a number may stand in a record of that provenance.

    Historic notifications are carried over as printed; made-up numbers lie in a range that belongs
    to nobody; everything else must be a number that can be dialled.
    """
    if provenance is ProvenanceKind.MADE_UP:
        return number.startswith(MADE_UP_PREFIX)
    if provenance is ProvenanceKind.HISTORIC:
        return NUMBER_AS_PRINTED.fullmatch(number) is not None
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False


def _problems_with_emails(record: Record) -> Iterator[Problem]:
    emails = [("emails", e) for e in record.emails]
    emails += [("contact_points", e) for c in record.contact_points for e in c.emails]
    for field, email in emails:
        try:
            validate_email(email.address, check_deliverability=False, allow_smtputf8=False)
        except EmailNotValidError:
            yield Problem(
                field, f"{email.address} is not an e-mail address: enter it as name@office.example."
            )


def _problems_with_sites(websites: tuple[str, ...], links: tuple[Link, ...]) -> list[Problem]:
    addresses = [("websites", site) for site in websites] + [("links", k.url) for k in links]
    return [
        Problem(field, f"{address} is not a web address: begin it with https:// or http://.")
        for field, address in addresses
        if not is_web_address(address)
    ]


def is_web_address(address: str) -> bool:
    """Say whether an address may become a link."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"} and bool(parts.netloc) and not re.search(r"\s", address)
    )


def _problems_with_hours(record: Record) -> Iterator[Problem]:
    if record.time_zone and record.time_zone not in time_zones():
        yield Problem("time_zone", f"{record.time_zone} is no time zone; choose one.")
    if record.office_hours and not record.time_zone:
        yield Problem("time_zone", "Choose the time zone in which the office hours are given.")
    for span in record.office_hours:
        if span.weekday not in WEEKDAYS or span.opens >= span.closes:
            yield Problem("office_hours", "Office hours must end after they begin on the same day.")


def _problems_with_designations(record: Record) -> Iterator[Problem]:
    for designation in record.designations:
        begins, ends = designation.valid_from, designation.valid_until
        if begins and ends and begins > ends:
            yield Problem("designations", "A designation must end after it begins.")
        for channel in designation.channels:
            if channel.contact_post and not _has_post(record.contact_points, channel.contact_post):
                yield Problem(
                    "designations",
                    f"No contact point of this record is the post {channel.contact_post}.",
                )


def _has_post(contacts: tuple[ContactPoint, ...], post: str) -> bool:
    return any(contact.post.text == post for contact in contacts)
