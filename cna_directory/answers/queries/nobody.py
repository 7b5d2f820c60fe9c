"""What helps where no authority of a State is known for a type of request."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from cna_directory import clock
from cna_directory.answers.queries.asking import counts_by_request_type
from cna_directory.answers.rules import Between, Bond
from cna_directory.authorities.models import Authority, Revision
from cna_directory.authorities.plain import from_plain
from cna_directory.authorities.queries import Revised
from cna_directory.authorities.record import Record, RecordStatus, StateProfile
from cna_directory.authorities.rules import receives_requests
from cna_directory.database import db
from cna_directory.languages import LocalisedText
from cna_directory.reference.queries import request_types


@dataclass(frozen=True, slots=True)
class OtherType:
    """Another type of request for which the State has authorities."""

    request_type: str
    authorities: int
    is_under_same_treaties: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """An authority that was designated once and is not any more."""

    number: int
    name: LocalisedText
    until: date
    is_live: bool
    """Whether its record can still be read."""
    superseded_by: int | None
    """Its successor, if the record of that one can be read."""


@dataclass(frozen=True, slots=True)
class Nobody:
    """What a State without an authority for a type of request says, and what else there is."""

    said_so: bool
    """The State said that it has designated none; else it is only not known here."""
    is_no_party: bool
    """The State is a party to none of the treaties that speak of the type."""
    fallback: LocalisedText | None
    other_types: tuple[OtherType, ...]
    earlier: tuple[Earlier, ...]


def nobody_known(
    request_type: str,
    state: str,
    found: Revised[StateProfile] | None,
    treaties: tuple[Between, ...],
) -> Nobody:
    """Return what helps whoever wants to send such a request to a State all the same."""
    profile = found.record if found else None
    for_type = [treaty for treaty in treaties if treaty.is_for_type]
    return Nobody(
        said_so=profile is not None and request_type in profile.not_designated,
        is_no_party=bool(for_type) and all(state in treaty.not_parties for treaty in for_type),
        fallback=profile.fallback_note if profile else None,
        other_types=_other_types(state, {treaty.instrument for treaty in for_type}),
        earlier=tuple(_earlier(state, request_type, clock.today())),
    )


def on_other_matters(treaties: tuple[Between, ...]) -> tuple[Between, ...]:
    """Return the treaties that do not speak of the type and are in force between both States."""
    bonds = {Bond.IN_FORCE, Bond.IN_FORCE_DATE_NOT_KNOWN}
    return tuple(t for t in treaties if not t.is_for_type and t.bond in bonds)


def _other_types(state: str, instruments: set[str]) -> tuple[OtherType, ...]:
    held = counts_by_request_type(state)
    found = (
        OtherType(
            row.code,
            held[row.code],
            not instruments.isdisjoint(provision.split(" ")[0] for provision in row.provisions),
        )
        for row in request_types()
        if row.code in held
    )
    return tuple(sorted(found, key=lambda other: not other.is_under_same_treaties))


def _earlier(state: str, request_type: str, today: date) -> Iterator[Earlier]:
    """Find in the revisions of a State's records who was designated once, the latest first."""
    rows = db.session.execute(
        select(Authority.number, Authority.status, Revision.effective_from, Revision.snapshot)
        .join(Revision, Revision.authority_number == Authority.number)
        .where(Authority.state == state, Revision.effective_from <= today)
        .order_by(Authority.number, Revision.number)
    ).all()
    histories: dict[int, list[tuple[date, dict[str, Any]]]] = {}
    for row in rows:
        histories.setdefault(row.number, []).append((row.effective_from, row.snapshot))
    live = {row.number for row in rows if row.status is RecordStatus.LIVE}
    ended = (_ended(history, request_type, today, live) for history in histories.values())
    yield from sorted((one for one in ended if one), key=lambda one: one.until, reverse=True)


def _ended(
    history: list[tuple[date, dict[str, Any]]], request_type: str, today: date, live: set[int]
) -> Earlier | None:
    """Return until when a record was of an authority for the type, if it ever was."""
    until: date | None = None
    held_until: date | None = None
    for effective_from, snapshot in history:
        ends = _valid_until(snapshot, request_type)
        if ends is not None:
            held_until, until = ends, None
        elif held_until is not None and until is None:
            until = min(held_until, effective_from)
    until = until or held_until
    if until is None or until >= today:
        return None
    record = from_plain(history[-1][1], Record)
    successor = record.superseded_by if record.superseded_by in live else None
    return Earlier(record.number, record.name, until, record.number in live, successor)


def _valid_until(snapshot: dict[str, Any], request_type: str) -> date | None:
    """Return the last day on which a snapshot has it receive the type; `None` if it never does."""
    if snapshot["status"] != RecordStatus.LIVE:
        return None
    ends = [
        date.fromisoformat(held["valid_until"]) if held.get("valid_until") else date.max
        for held in snapshot.get("designations", ())
        if held["request_type"] == request_type and receives_requests(held.get("capacities", ()))
    ]
    return max(ends, default=None)
