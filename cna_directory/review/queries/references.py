"""Whether the codes and numbers that a proposed record names are there."""

from collections.abc import Iterator
from datetime import date

from cna_directory.authorities.record import Designation, Record, StateProfile
from cna_directory.errors import Problem
from cna_directory.reference.queries import instruments, request_types, territories
from cna_directory.review.queries.contents import is_authority_of, is_live_from


def problems_with_references(
    record: Record | StateProfile, *, day: date | None = None
) -> list[Problem]:
    """Return what a record names that does not exist, each at its field.

    Other records have to be live today, or, if a day is given, from that day on.
    """
    if isinstance(record, Record):
        return [*_of_record(record), *_of_numbers(record, day)]
    return list(_of_profile(record))


def numbers_named(record: Record) -> Iterator[tuple[str, int]]:
    """Yield the numbers of the other records that one names, each with the field that names it."""
    named = [("reports_to", record.reports_to), ("superseded_by", record.superseded_by)]
    for designation in record.designations:
        named += [("designations", channel.copy_to) for channel in designation.channels]
    yield from ((field, number) for field, number in named if number is not None)


def _of_numbers(record: Record, day: date | None) -> Iterator[Problem]:
    for field, number in numbers_named(record):
        if day is None and not is_authority_of(number, record.state):
            yield Problem(field, f"No live record of this State has the number {number}.")
        if day is not None and not is_live_from(number, record.state, day):
            yield Problem(
                field,
                f"Record {number}, which this names, is not live from {day} on. Leave that out, or"
                " return the proposal.",
            )


def _of_record(record: Record) -> Iterator[Problem]:
    yield from _of_types("designations", {it.request_type for it in record.designations})
    yield from _of_types("links", {code for link in record.links for code in link.request_types})
    for designation in record.designations:
        yield from _of_designation(designation, record.state)


def _of_designation(designation: Designation, state: str) -> Iterator[Problem]:
    yield from _of_instruments("designations", {it.instrument for it in designation.provisions})
    places = {it.code for it in territories() if it.state_iso2 == state}
    if designation.territory and designation.territory not in places:
        yield Problem("designations", f"This State has no territory {designation.territory}.")


def _of_profile(profile: StateProfile) -> Iterator[Problem]:
    yield from _of_types("requirements", {it.request_type for it in profile.requirements})
    yield from _of_types("legal_bases", {it.request_type for it in profile.legal_bases})
    yield from _of_types("not_designated", set(profile.not_designated))
    yield from _of_types("links", {code for link in profile.links for code in link.request_types})
    yield from _of_instruments("legal_bases", {it.instrument for it in profile.legal_bases})


def _of_types(field: str, codes: set[str]) -> Iterator[Problem]:
    for code in sorted(codes - {it.code for it in request_types()}):
        yield Problem(field, f"There is no type of request {code}.")


def _of_instruments(field: str, codes: set[str]) -> Iterator[Problem]:
    for code in sorted(codes - {it.code for it in instruments()}):
        yield Problem(field, f"There is no treaty {code}.")
