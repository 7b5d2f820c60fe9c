"""Reading what programs ask for; everything comes through the queries of the features themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, time

from cna_directory import clock
from cna_directory.answers.queries import Case, Nobody, Receiver, answer_to
from cna_directory.answers.rules import Question
from cna_directory.answers.rules.facts import NAMES, facts_in
from cna_directory.api import shapes
from cna_directory.authorities.queries import authority_record
from cna_directory.authorities.rules import standing, visible
from cna_directory.authorities.summaries import AuthoritySummary, summaries
from cna_directory.cards.queries import cards_of
from cna_directory.cards.rules.card import Card
from cna_directory.coverage.queries import coverage as coverage_of
from cna_directory.errors import NotFound
from cna_directory.finder import queries as finder
from cna_directory.finder.catalogue import catalogue_now
from cna_directory.finder.rules.query import Facet
from cna_directory.reference import queries as reference
from cna_directory.reference.models import State

LANGUAGE = "en"
"""Programs are told the names of codes in English; `/request-types` and others have all six."""


def states() -> shapes.States:
    """Return all States in the order of their codes."""
    found = sorted(reference.states("en"), key=lambda state: state.iso2)
    return shapes.States(tuple(_state(state) for state in found))


def state_with_treaties(iso2: str) -> shapes.StateWithTreaties:
    """Return a State with its treaty status.

    Raises:
        NotFound: no State has the code.
    """
    state = reference.state_by_code(iso2)
    treaties = []
    for status in reference.treaty_status(state.iso2):
        values = asdict(status)
        # The State is named around them; the name is for parties that are none.
        del values["state"], values["name"]
        treaties.append(shapes.TreatyEntry(**values))
    return shapes.StateWithTreaties(_state(state), tuple(treaties))


def _state(state: State) -> shapes.StateEntry:
    return shapes.StateEntry(
        iso2=state.iso2,
        iso3=state.iso3,
        names=state.names,
        region=state.region,
        sub_region=state.sub_region,
        is_interpol_member=state.interpol_member,
        official_languages=state.official_languages,
        time_zones=state.time_zones,
    )


def request_types() -> shapes.RequestTypes:
    """Return all types of request in the order of the directory."""
    return shapes.RequestTypes(
        tuple(
            shapes.RequestTypeEntry(it.code, it.names, it.provisions, it.sub_measures)
            for it in reference.request_types()
        )
    )


def instruments() -> shapes.Instruments:
    """Return all instruments in the order of the directory."""
    return shapes.Instruments(
        tuple(
            shapes.InstrumentEntry(
                it.code,
                it.titles,
                it.short_names,
                it.citation,
                it.in_force_on,
                tuple(
                    shapes.ProvisionEntry(p.article, p.subject, p.request_types)
                    for p in it.provisions
                ),
            )
            for it in reference.instruments()
        )
    )


def coverage() -> shapes.CoverageOfStates:
    """Return how many authorities each State has by type of request, in the order of codes."""
    codes = [state.iso2 for state in states().items]
    return shapes.CoverageOfStates(
        tuple(
            shapes.StateCovered(
                it.iso2, it.region, dict(it.authorities), tuple(sorted(it.said_none))
            )
            for it in coverage_of(codes).states
        )
    )


def record(number: int) -> shapes.AuthorityRecord:
    """Return the live record with that number, without contact points that are not for everybody.

    Raises:
        NotFound: no live record has the number.
    """
    revised = authority_record(number)
    confirmed = standing(revised.record.confirmation, clock.today())
    return shapes.AuthorityRecord(
        record=visible(revised.record, to_secretariat=False),
        revision=revised.number,
        recorded_at=revised.recorded_at,
        effective_from=revised.effective_from,
        confirmation=confirmed.state,
        confirmation_due_on=confirmed.due_on,
    )


def _entry(summary: AuthoritySummary) -> shapes.AuthorityEntry:
    return shapes.AuthorityEntry(
        number=summary.number,
        state=summary.state,
        name=summary.name,
        name_transliterated=summary.name_transliterated,
        acronym=summary.acronym,
        request_types=summary.request_types,
        languages=summary.languages,
        provenance=summary.provenance_kind,
        confirmation=summary.standing.state,
        confirmed_on=summary.standing.confirmed_on,
        confirmation_due_on=summary.standing.due_on,
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which authorities a program asks for, and which page of them."""

    words: str
    state: str
    chosen: Mapping[Facet, Sequence[str]]
    after: int
    limit: int


@dataclass(frozen=True, slots=True)
class _Found:
    total: int
    numbers: tuple[int, ...]
    next_cursor: str | None


def authorities(wanted: Wanted) -> shapes.Authorities:
    """Return a page of the authorities that a program asks for.

    Raises:
        NotFound: a State or a value of a facet does not exist.
    """
    found = _find(wanted)
    entries = tuple(_entry(it) for it in summaries(found.numbers, clock.today()))
    return shapes.Authorities(found.total, entries, found.next_cursor)


def cards(wanted: Wanted, base_url: str) -> shapes.Cards:
    """Return the cards of a page of authorities, those of the wanted types of request alone.

    Raises:
        NotFound: a State or a value of a facet does not exist.
    """
    found = _find(wanted)
    types = wanted.chosen.get(Facet.REQUEST_TYPE, ())
    made = _cards_of_today(found.numbers, base_url)
    kept = tuple(card for card in made if not types or card.request_type.code in types)
    return shapes.Cards(found.total, kept, found.next_cursor)


def cards_of_authority(number: int, base_url: str) -> shapes.CardsOfAuthority:
    """Return the cards of the live record with that number.

    Raises:
        NotFound: no live record has the number.
    """
    authority_record(number)
    return shapes.CardsOfAuthority(_cards_of_today((number,), base_url))


def answer(
    case: Case, values: Mapping[str, str], sender: str, base_url: str
) -> shapes.AnswerToQuestion:
    """Return which authority receives a type of request in a State, by what is known of the case.

    Raises:
        NotFound: no State or no type of request has the code.
    """
    asks = reference.state_by_code(sender).iso2 if sender else ""
    found = answer_to(case.state, case.request_type, facts_in(values), asks)
    made = _cards_of_today([it.number for it in found.receivers], base_url)
    return shapes.AnswerToQuestion(
        state=found.case.state,
        request_type=found.case.request_type,
        requesting_state=found.sender.iso2 if found.sender else None,
        outcome=found.outcome,
        receivers=tuple(_receiver(it, made, found.case.request_type) for it in found.receivers),
        question=_question(found.question),
        gaps=tuple(shapes.GapEntry(NAMES[it.dimension], it.covered, it.open) for it in found.gaps),
        treaties=found.treaties,
        nobody=_nobody(found.nobody),
    )


def _receiver(
    receiver: Receiver, made: tuple[Card, ...], request_type: str
) -> shapes.ReceiverEntry:
    wanted = (receiver.number, request_type)
    cards = tuple(card for card in made if (card.record_number, card.request_type.code) == wanted)
    return shapes.ReceiverEntry(receiver.number, receiver.record.name, receiver.is_default, cards)


def _question(question: Question | None) -> shapes.QuestionEntry | None:
    if question is None:
        return None
    return shapes.QuestionEntry(NAMES[question.dimension], question.values)


def _nobody(nobody: Nobody | None) -> shapes.NobodyEntry | None:
    if nobody is None:
        return None
    others = tuple(it.request_type for it in nobody.other_types)
    return shapes.NobodyEntry(nobody.said_so, nobody.is_no_party, nobody.fallback, others)


def _find(wanted: Wanted) -> _Found:
    """Return the numbers of one page, in an order that no change of names can upset."""
    state = reference.state_by_code(wanted.state).iso2 if wanted.state else ""
    catalogue = catalogue_now()
    understood = finder.understood(catalogue, text=wanted.words, state=state, chosen=wanted.chosen)
    for unknown in understood.unknown:
        raise NotFound(f"There is no {unknown.facet.value} “{unknown.value}” in the directory.")
    numbers = sorted(finder.numbers_found(catalogue, understood.query, language=LANGUAGE))
    left = [number for number in numbers if number > wanted.after]
    shown = tuple(left[: wanted.limit])
    return _Found(len(numbers), shown, str(shown[-1]) if len(left) > len(shown) else None)


def _cards_of_today(numbers: Sequence[int], base_url: str) -> tuple[Card, ...]:
    """Return cards that bear the day and not the moment, so that the same card has the same `ETag`."""
    day = datetime.combine(clock.today(), time(), UTC)
    made = cards_of(numbers, language=LANGUAGE, base_url=base_url)
    return tuple(replace(card, made_at=day) for card in made)
