"""The answer to "which authority receives this type of request in that State?"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import islice

from sqlalchemy import and_, select

from cna_directory import clock
from cna_directory.answers.queries.designated import designated, versions
from cna_directory.answers.queries.nobody import Nobody, nobody_known
from cna_directory.answers.rules import (
    Between,
    Candidate,
    Coming,
    Decision,
    Facts,
    Gap,
    Party,
    Question,
    Reach,
    Span,
    Weighed,
    between,
    coming,
    decide,
    last_days,
    reaching,
    understand,
    values_asked_for,
    with_versions,
)
from cna_directory.authorities.office_now import OfficeNow
from cna_directory.authorities.queries import Revised, authority_records, profile_of_state
from cna_directory.authorities.record import (
    CompetenceDimension,
    Record,
    StateProfile,
)
from cna_directory.authorities.rules import Standing, standing, visible
from cna_directory.authorities.showing import DesignationPart, designation_part, office_now_of
from cna_directory.database import db
from cna_directory.errors import NotFound
from cna_directory.reference import models
from cna_directory.reference.models import Instrument, RequestType, State
from cna_directory.reference.queries import known_states, state_by_code
from cna_directory.reference.rules import in_force_on


@dataclass(frozen=True, slots=True)
class Case:
    """The State and the type of request that an address names."""

    state: str
    request_type: str


class Outcome(StrEnum):
    """How sure the answer is."""

    ONE = "one"
    DEFAULT = "default"
    """Several are possible; the State names one to send to if in doubt."""
    SEVERAL = "several"
    NO_RULE_FITS = "no_rule_fits"
    """What is known of the case fits the rules of nobody."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Receiver:
    """An authority that may receive the request, with its designations for the type."""

    revised: Revised[Record]
    """Without what only the secretariat may see."""
    standing: Standing
    now: OfficeNow
    reach: Reach
    until: date | None
    """The last day on which it may receive the request, where that is known already."""
    parts: tuple[DesignationPart, ...]
    weighed: tuple[Weighed, ...]
    """In the order of the parts: what of the case speaks for each designation, or against it."""

    @property
    def record(self) -> Record:
        """Return the record of the authority."""
        return self.revised.record

    @property
    def number(self) -> int:
        """Return the number of the record."""
        return self.revised.record.number

    @property
    def is_default(self) -> bool:
        """Say whether the State wants requests here if in doubt."""
        return any(part.designation.is_default for part in self.parts)


@dataclass(frozen=True, slots=True)
class RequestedState:
    """What holds for the State whichever authority receives the request."""

    iso2: str
    profile: Revised[StateProfile] | None
    is_interpol_member: bool


@dataclass(frozen=True, slots=True)
class RequestingState:
    """The State that sends the request."""

    iso2: str
    is_interpol_member: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that the page of an answer says."""

    case: Case
    to: RequestedState
    sender: RequestingState | None
    """`None` where it is not known which State asks."""
    outcome: Outcome
    receivers: tuple[Receiver, ...]
    """Where to send it by what is known so far, as many as were wanted."""
    receivers_in_all: int
    others: tuple[Receiver, ...]
    """Further authorities for the type, with what speaks against them, as many as were wanted; those
    that only send such requests come last, also where nobody receives them."""
    others_in_all: int
    coming: tuple[Coming, ...]
    """Who will be designated for the type later on."""
    question: Question | None
    """What to ask next, where the State's rules make a difference."""
    gaps: tuple[Gap, ...]
    """The cases for which nobody is known, though somebody is for others."""
    known: Mapping[CompetenceDimension, tuple[str, ...]]
    """What is known of the case and counts."""
    treaties: tuple[Between, ...]
    """Those that speak of the type of request first."""
    nobody: Nobody | None
    """What helps where the State has no authority for the type."""


def case_of(iso2: str, request_type: str) -> Case:
    """Return what an address asks for.

    Raises:
        NotFound: no State or no type of request has the code.
    """
    state, asked = _named(iso2, request_type)
    return Case(state.iso2, asked.code)


def _named(iso2: str, request_type: str) -> tuple[State, RequestType]:
    state = state_by_code(iso2)
    # A code from an address may hold anything, also characters that PostgreSQL does not take.
    is_code = request_type.isascii() and request_type.isprintable()
    found = db.session.get(RequestType, request_type) if is_code else None
    if found is None:
        raise NotFound("No type of request has this code. Choose one from the list.")
    return state, found


def state_that_asks(text: str) -> str:
    """Return the code of the State that an address names as the sender; nothing where none is."""
    try:
        return state_by_code(text).iso2
    except NotFound:
        return understand(text, "", states=known_states(), request_types={}).state if text else ""


def answer_to(
    iso2: str, request_type: str, facts: Facts, requesting_state: str, *, most: int | None = None
) -> Answer:
    """Return which authority receives a type of request in a State, and all that goes with it.

    Args:
        iso2: the requested State.
        request_type: the code of the type of request.
        facts: what is known of the case; what no rule asks about is of no account.
        requesting_state: the code of the State that asks, or nothing.
        most: how many receivers, and how many others, are read at most; all where nothing is said.

    Raises:
        NotFound: no State or no type of request has the code.
    """
    state, asked = _named(iso2, request_type)
    case, today = Case(state.iso2, asked.code), clock.today()
    profile = profile_of_state(case.state)
    found = designated(case.state, case.request_type, today)
    ahead = with_versions(found.spans, versions(case.state, case.request_type, today))
    sender = db.session.get(State, requesting_state) if requesting_state else None
    known = _with_sender(facts, sender, found.held)
    treaties = _treaties(asked, [s.iso2 for s in (state, sender) if s], today)
    weighing = _weigh(found.held, found.not_receiving, known, most)
    decision, to_send_to, rest = weighing.decision, weighing.to_send_to, weighing.rest
    shown = _receivers(weighing, profile, ahead, today)
    return Answer(
        case=case,
        to=RequestedState(state.iso2, profile, state.interpol_member),
        sender=RequestingState(sender.iso2, sender.interpol_member) if sender else None,
        outcome=_outcome(decision, to_send_to),
        receivers=tuple(one for one in shown if one.number in to_send_to),
        receivers_in_all=len(to_send_to),
        others=tuple(one for one in shown if one.number in rest),
        others_in_all=len(rest),
        coming=coming(ahead, today),
        question=decision.question,
        gaps=decision.gaps,
        known=decision.known,
        treaties=treaties,
        nobody=None if to_send_to else nobody_known(asked.code, state.iso2, profile, treaties),
    )


@dataclass(frozen=True, slots=True)
class _Weighing:
    """The decision, with the records of the authorities to show."""

    decision: Decision
    to_send_to: Mapping[int, tuple[Weighed, ...]]
    rest: Mapping[int, tuple[Weighed, ...]]
    shown: Mapping[int, tuple[Weighed, ...]]
    records: Mapping[int, Revised[Record]]


def _weigh(
    held: tuple[Candidate, ...],
    not_receiving: tuple[Candidate, ...],
    facts: Facts,
    most: int | None,
) -> _Weighing:
    """Decide among the candidates, and read the records of those to show.

    Whose record is withdrawn or changed between both reads is left out, as if it were not there.
    """
    decision = decide(held, facts)
    to_send_to = _by_number(decision.to_send_to)
    weighed = (*decision.possible, *decision.excluded)
    rest = _by_number(w for w in weighed if _number(w) not in to_send_to)
    senders = _by_number(Weighed(candidate, ()) for candidate in not_receiving)
    rest |= {n: parts for n, parts in senders.items() if n not in to_send_to and n not in rest}
    shown = {**_first(to_send_to, most), **_first(rest, most)}
    records = {it.record.number: it for it in (authority_records(shown) if shown else ())}
    gone = {n for n, parts in shown.items() if n not in records or _moved(records[n], parts)}
    if gone:
        still_held, still_sending = (
            tuple(c for c in candidates if c.authority not in gone)
            for candidates in (held, not_receiving)
        )
        return _weigh(still_held, still_sending, facts, most)
    return _Weighing(decision, to_send_to, rest, shown, records)


def _moved(revised: Revised[Record], weighed: tuple[Weighed, ...]) -> bool:
    """Say whether a designation does not stand any more where it was weighed."""
    types = [held.request_type for held in revised.record.designations]
    return any(
        types[one.candidate.position : one.candidate.position + 1]
        != [one.candidate.designation.request_type]
        for one in weighed
    )


def _by_number(weighed: Iterable[Weighed]) -> dict[int, tuple[Weighed, ...]]:
    """Return the weighed designations of each authority."""
    found: dict[int, tuple[Weighed, ...]] = {}
    for one in weighed:
        found[_number(one)] = (*found.get(_number(one), ()), one)
    return found


def _first(
    weighed: Mapping[int, tuple[Weighed, ...]], most: int | None
) -> dict[int, tuple[Weighed, ...]]:
    return dict(islice(weighed.items(), most))


def _with_sender(
    facts: Facts, sender: State | None, candidates: tuple[Candidate, ...]
) -> dict[CompetenceDimension, tuple[str, ...]]:
    """Let the State that asks answer the rules about it, unless they name what is not known here."""
    dimension = CompetenceDimension.REQUESTING_STATE
    if sender is None:
        return dict(facts)
    places = select(State.iso2, State.region, State.sub_region)
    named = values_asked_for(candidates, dimension)
    known = {name for row in db.session.execute(places) for name in row} if named else set()
    if not known.issuperset(named):
        return dict(facts)
    return {**facts, dimension: (sender.iso2, sender.region, sender.sub_region)}


def _outcome(decision: Decision, to_send_to: Mapping[int, tuple[Weighed, ...]]) -> Outcome:
    if not to_send_to:
        return Outcome.NOBODY
    if not decision.possible:
        return Outcome.NO_RULE_FITS
    if len({_number(w) for w in decision.possible}) == 1:
        return Outcome.ONE
    are_defaults = all(
        any(w.candidate.designation.is_default for w in weighed) for weighed in to_send_to.values()
    )
    return Outcome.DEFAULT if are_defaults else Outcome.SEVERAL


def _number(weighed: Weighed) -> int:
    return weighed.candidate.authority


def _receivers(
    weighing: _Weighing,
    profile: Revised[StateProfile] | None,
    ahead: tuple[Span, ...],
    today: date,
) -> tuple[Receiver, ...]:
    """Return the authorities, in the order in which they were weighed."""
    of_state = profile.record if profile else None
    ends = last_days(ahead, today)
    return tuple(
        _receiver(weighing.records[number], parts, of_state, _until(parts, ends), today)
        for number, parts in weighing.shown.items()
    )


def _until(weighed: tuple[Weighed, ...], ends: Mapping[tuple[int, str], date]) -> date | None:
    """Return the last day of the last of the designations that were weighed, if all of them end."""
    last = max(ends.get((_number(w), w.candidate.designation.territory), date.max) for w in weighed)
    return last if last < date.max else None


def _receiver(
    revised: Revised[Record],
    weighed: tuple[Weighed, ...],
    profile: StateProfile | None,
    until: date | None,
    today: date,
) -> Receiver:
    record = visible(revised.record, to_secretariat=False)
    return Receiver(
        revised=replace(revised, record=record),
        standing=standing(record.confirmation, today),
        now=office_now_of(record, profile),
        reach=reaching(record),
        until=until,
        parts=tuple(
            designation_part(
                # Of the record as its reader may see it.
                record.designations[one.candidate.position],
                f"part-{record.number}-{one.candidate.position}",
                profile,
                today,
            )
            for one in weighed
        ),
        weighed=weighed,
    )


@dataclass(frozen=True, slots=True)
class _PartyTo:
    """What a State is to an instrument."""

    is_party: bool
    in_force_on: date | None


def _treaties(asked: RequestType, states: list[str], today: date) -> tuple[Between, ...]:
    """Return the instruments between both States; of the requested one alone where none asks."""
    for_type = {provision.split(" ")[0] for provision in asked.provisions}
    found = (
        between(instrument, parties, today, is_for_type=instrument in for_type)
        for instrument, parties in _parties(states).items()
    )
    return tuple(sorted(found, key=lambda treaty: not treaty.is_for_type))


def _parties(states: list[str]) -> dict[str, dict[str, Party | None]]:
    """Return what each of the States is to each instrument, in the order of the directory."""
    party = models.Party
    is_of_states = and_(party.instrument_code == Instrument.code, party.party_code.in_(states))
    rows = db.session.execute(
        select(
            Instrument.code,
            Instrument.in_force_on,
            Instrument.days_to_force,
            party.party_code,
            party.is_party,
            party.acted_on,
            party.entered_into_force_on,
        )
        .outerjoin(party, is_of_states)
        .order_by(Instrument.position)
    )
    found: dict[str, dict[str, Party | None]] = {}
    for row in rows:
        parties = found.setdefault(row.code, dict.fromkeys(states))
        if row.party_code is not None:
            follows = in_force_on(row.in_force_on, row.days_to_force, row.acted_on)
            since = row.entered_into_force_on or follows
            parties[row.party_code] = _PartyTo(row.is_party, since)
    return found
