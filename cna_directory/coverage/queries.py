"""Counting the authorities of each State by request type."""

from collections.abc import Sequence

from sqlalchemy import func, select

from cna_directory import clock
from cna_directory.authorities.models import Authority, Designation, StateProfile
from cna_directory.authorities.summaries import is_for_receiving, is_shown, is_valid
from cna_directory.coverage.rules import Coverage, StateCoverage
from cna_directory.database import db
from cna_directory.reference.models import State


def coverage(order_of_states: Sequence[str]) -> Coverage:
    """Return what is known today of the States, in the order of their names on the page."""
    authorities, said_none = _authorities(), _said_none()
    rows = db.session.execute(select(State.iso2, State.region))
    regions = {row.iso2: row.region for row in rows}
    return Coverage(
        tuple(
            StateCoverage(
                iso2,
                regions[iso2],
                authorities.get(iso2, {}),
                said_none.get(iso2, frozenset()),
            )
            for iso2 in order_of_states
        )
    )


def _authorities() -> dict[str, dict[str, int]]:
    """Return by State and request type how many authorities are designated to receive today."""
    rows = db.session.execute(
        select(Authority.state, Designation.request_type, func.count(Authority.number.distinct()))
        .join(Designation, Designation.authority_number == Authority.number)
        .where(is_shown(), is_valid(clock.today()), is_for_receiving())
        .group_by(Authority.state, Designation.request_type)
    )
    found: dict[str, dict[str, int]] = {}
    for state, request_type, count in rows:
        found.setdefault(state, {})[request_type] = count
    return found


def _said_none() -> dict[str, frozenset[str]]:
    rows = db.session.execute(
        select(StateProfile.state, StateProfile.not_designated).where(
            StateProfile.revision_number > 0
        )
    )
    return {state: frozenset(codes) for state, codes in rows}
