"""Looking for authorities: who receives what, where, and how many there are."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute

from cna_directory import clock
from cna_directory.authorities.models import Authority, Designation
from cna_directory.authorities.queries import Revised, authority_record, profile_of_state
from cna_directory.authorities.record import Record, StateProfile
from cna_directory.authorities.rules import Standing, standing
from cna_directory.authorities.summaries import AuthoritySummary, is_shown, is_valid, summaries
from cna_directory.database import db
from cna_directory.finder.rules import Query
from cna_directory.reference.models import RequestType, State
from cna_directory.web.paging import Page

MOST_ANSWERS = 5
FIRST_LETTER_WITHOUT_SPACES = "\u0e00"
"""Thai and the scripts after it, Chinese and Japanese among them, set no spaces between words."""


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of the authorities that answer a query."""

    page: Page
    authorities: tuple[AuthoritySummary, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An authority to which a request goes, with all that its record says."""

    revised: Revised[Record]
    standing: Standing


@dataclass(frozen=True, slots=True)
class NobodyDesignated:
    """What helps where a State has no authority for a request type."""

    said_so: bool
    """The State said that it has not designated one; else it is only not known here."""
    fallback: Revised[StateProfile] | None
    same_treaties: tuple[str, ...]
    """Other request types under the same instruments for which the State has an authority."""


def find(query: Query, number: int, *, order_of_states: tuple[str, ...]) -> Hits:
    """Return a page of the authorities that answer a query, by State in the order of the page."""
    rows = db.session.execute(
        select(Authority.number, Authority.state).where(_answers(query, clock.today()))
    ).all()
    place = {state: position for position, state in enumerate(order_of_states)}
    found = [row.number for row in sorted(rows, key=lambda row: (place[row.state], row.number))]
    page = Page(number, len(found))
    shown = found[page.offset : page.offset + page.per_page]
    return Hits(page, summaries(shown, clock.today()))


def answers(query: Query) -> tuple[Answer, ...]:
    """Return the authorities that receive a request type in a State, whole, if they are few."""
    today = clock.today()
    numbers = db.session.scalars(
        select(Authority.number).where(_answers(query, today)).order_by(Authority.number)
    ).all()
    if len(numbers) > MOST_ANSWERS:
        return ()
    found = (authority_record(number) for number in numbers)
    return tuple(Answer(r, standing(r.record.confirmation, today)) for r in found)


def count_by_request_type(query: Query) -> dict[str, int]:
    """Return how many authorities answer a query for each request type, whichever it asks for."""
    asked = Query(query.state, "", query.words)
    return _count(Designation.request_type, asked)


def count_by_state(query: Query) -> dict[str, int]:
    """Return how many authorities answer a query in each State, whichever it asks for."""
    asked = Query("", query.request_type, query.words)
    return _count(Authority.state, asked)


def nobody_designated(query: Query) -> NobodyDesignated:
    """Return what helps a query for a State and a request type that no authority answers."""
    profile = profile_of_state(query.state)
    silent = profile is None or query.request_type not in profile.record.not_designated
    return NobodyDesignated(
        said_so=not silent,
        fallback=profile,
        same_treaties=_same_treaties(query),
    )


def states_by_region() -> dict[str, tuple[str, ...]]:
    """Return the codes of the States of each region of the United Nations."""
    regions: dict[str, tuple[str, ...]] = {}
    for region, iso2 in db.session.execute(
        select(State.region, State.iso2).order_by(State.region, State.iso2)
    ):
        regions[region] = (*regions.get(region, ()), iso2)
    return regions


def _answers(query: Query, today: date) -> ColumnElement[bool]:
    conditions = [is_shown(), _is_designated(query.request_type, today)]
    if query.state:
        conditions.append(Authority.state == query.state)
    conditions += [Authority.search_text.like(_pattern(word)) for word in query.words]
    return and_(*conditions)


def _is_designated(request_type: str, today: date) -> ColumnElement[bool]:
    held = select(Designation.id).where(
        Designation.authority_number == Authority.number, is_valid(today)
    )
    if request_type:
        held = held.where(Designation.request_type == request_type)
    return held.correlate(Authority).exists()


def _pattern(word: str) -> str:
    """Return the pattern of a folded word, which holds letters and digits alone."""
    begins = "" if word[0] >= FIRST_LETTER_WITHOUT_SPACES else " "
    return f"%{begins}{word}%"


def _count(column: InstrumentedAttribute[str], asked: Query) -> dict[str, int]:
    today = clock.today()
    rows = db.session.execute(
        select(column, func.count(Authority.number.distinct()))
        .select_from(Authority)
        .join(Designation, Designation.authority_number == Authority.number)
        .where(_answers(asked, today), is_valid(today))
        .where(*_only_type(asked))
        .group_by(column)
    )
    return {row[0]: row[1] for row in rows}


def _only_type(asked: Query) -> list[ColumnElement[bool]]:
    return [Designation.request_type == asked.request_type] if asked.request_type else []


def _same_treaties(query: Query) -> tuple[str, ...]:
    rows = db.session.execute(
        select(RequestType.code, RequestType.provisions).order_by(RequestType.position)
    ).all()
    provisions = {row.code: row.provisions for row in rows}
    wanted = _treaties(provisions.get(query.request_type, ()))
    held = count_by_request_type(Query(query.state))
    return tuple(
        code for code in provisions if code in held and wanted & _treaties(provisions[code])
    )


def _treaties(provisions: tuple[str, ...]) -> set[str]:
    return {provision.split(" ")[0] for provision in provisions}
