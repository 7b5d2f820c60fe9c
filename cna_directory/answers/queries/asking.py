"""What the half of a question that is missing may be, with how many authorities stand behind it."""

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from cna_directory import clock
from cna_directory.authorities.models import Authority, Designation
from cna_directory.authorities.summaries import is_for_receiving, is_shown, is_valid
from cna_directory.database import db
from cna_directory.reference.models import State


def counts_by_request_type(state: str) -> dict[str, int]:
    """Return how many authorities of a State receive each type of request that any receives."""
    return _counts(Designation.request_type, Authority.state, state)


def counts_by_state(request_type: str) -> dict[str, int]:
    """Return how many authorities receive a type of request in each State where any does."""
    return _counts(Authority.state, Designation.request_type, request_type)


def states_by_region() -> dict[str, frozenset[str]]:
    """Return the codes of the States of each region of the United Nations, by its name."""
    regions: dict[str, set[str]] = {}
    for region, iso2 in db.session.execute(select(State.region, State.iso2).order_by(State.region)):
        regions.setdefault(region, set()).add(iso2)
    return {region: frozenset(states) for region, states in regions.items()}


def _counts(
    by: InstrumentedAttribute[str], narrowed: InstrumentedAttribute[str], value: str
) -> dict[str, int]:
    rows = db.session.execute(
        select(by, func.count(Authority.number.distinct()))
        .select_from(Authority)
        .join(Designation, Designation.authority_number == Authority.number)
        .where(is_shown(), is_valid(clock.today()), is_for_receiving(), narrowed == value)
        .group_by(by)
    )
    return {row[0]: row[1] for row in rows}
