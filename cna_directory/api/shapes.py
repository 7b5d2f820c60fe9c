"""What programs get: one frozen class for each answer, and how it becomes JSON."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any

from cattrs import Converter

from cna_directory.answers.queries import Outcome
from cna_directory.answers.rules import Between
from cna_directory.authorities.record import ProvenanceKind, Record
from cna_directory.authorities.rules import ConfirmationState
from cna_directory.cards.rules.card import Card
from cna_directory.languages import LocalisedText

Names = Annotated[dict[str, str], "By language."]
Total = Annotated[int, "How many authorities there are on all pages."]
NextCursor = Annotated[str | None, "Send it as `cursor` for the next page; null on the last one."]


@dataclass(frozen=True, slots=True)
class StateEntry:
    """A State."""

    iso2: str
    iso3: str
    names: Names
    region: str
    sub_region: str
    is_interpol_member: bool
    official_languages: tuple[str, ...]
    time_zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class States:
    """All States, in the order of their codes."""

    items: tuple[StateEntry, ...]


@dataclass(frozen=True, slots=True)
class TreatyEntry:
    """What a State is to an instrument, and since when; a day that is not known is null."""

    instrument: str
    is_party: bool
    action: str
    acted_on: date | None
    signed_on: date | None
    in_force_on: date | None
    source: str


@dataclass(frozen=True, slots=True)
class StateWithTreaties:
    """A State with its treaty status."""

    state: StateEntry
    treaties: tuple[TreatyEntry, ...]


@dataclass(frozen=True, slots=True)
class RequestTypeEntry:
    """A type of request."""

    code: str
    names: Names
    provisions: tuple[str, ...]
    sub_measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestTypes:
    """All types of request, in the order of the directory."""

    items: tuple[RequestTypeEntry, ...]


@dataclass(frozen=True, slots=True)
class ProvisionEntry:
    """An article under which authorities are designated."""

    article: str
    subject: Names
    request_types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstrumentEntry:
    """A treaty."""

    code: str
    titles: Names
    short_names: Names
    citation: str
    in_force_on: date
    provisions: tuple[ProvisionEntry, ...]


@dataclass(frozen=True, slots=True)
class Instruments:
    """All instruments, in the order of the directory."""

    items: tuple[InstrumentEntry, ...]


@dataclass(frozen=True, slots=True)
class StateCovered:
    """How many authorities of a State there are by type of request; types without one are left out."""

    state: str
    region: str
    authorities: Annotated[dict[str, int], "By type of request."]
    said_none: Annotated[tuple[str, ...], "Types for which the State said that it has none."]


@dataclass(frozen=True, slots=True)
class CoverageOfStates:
    """What is known of all States, in the order of their codes."""

    items: tuple[StateCovered, ...]


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """An authority in a few lines; its number leads to the whole record."""

    number: int
    state: str
    name: LocalisedText
    name_transliterated: str
    acronym: str
    request_types: tuple[str, ...]
    languages: tuple[str, ...]
    provenance: ProvenanceKind
    confirmation: ConfirmationState
    confirmed_on: Annotated[date | None, "When the State last confirmed it."]
    confirmation_due_on: Annotated[date | None, "When the next confirmation is due."]


@dataclass(frozen=True, slots=True)
class Authorities:
    """One page of authorities, in the order of their numbers."""

    total: Total
    items: tuple[AuthorityEntry, ...]
    next_cursor: NextCursor


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of one page of authorities, in the order of their numbers."""

    total: Total
    items: tuple[Card, ...]
    next_cursor: NextCursor


@dataclass(frozen=True, slots=True)
class CardsOfAuthority:
    """A card for each designation of an authority that holds today."""

    items: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class AuthorityRecord:
    """An authority's whole record as it stands today, with the revision that says so."""

    record: Record
    revision: Annotated[int, "Rises with each change to the record."]
    recorded_at: Annotated[datetime, "When the directory learned this revision."]
    effective_from: date
    confirmation: ConfirmationState
    confirmation_due_on: Annotated[date | None, "When the next confirmation is due."]


@dataclass(frozen=True, slots=True)
class ReceiverEntry:
    """An authority that may receive the request, with its cards for this type of request."""

    number: int
    name: LocalisedText
    is_default: Annotated[bool, "Send here if in doubt between authorities of this State."]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """What to ask next: send one of the values as the parameter."""

    parameter: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapEntry:
    """Cases for which nobody is known, though somebody is for others: check yours against it."""

    parameter: str
    covered: Annotated[tuple[str, ...], "The values for which an authority is known."]
    open: Annotated[tuple[str, ...], "The values for which none is."]


@dataclass(frozen=True, slots=True)
class NobodyEntry:
    """What helps where the State has no authority for the type of request."""

    said_so: Annotated[bool, "The State said that it has designated none."]
    is_no_party: Annotated[bool, "It is a party to none of the treaties that speak of the type."]
    fallback: LocalisedText | None
    other_types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerToQuestion:
    """Which authority receives a type of request in a State, by what is known of the case."""

    state: str
    request_type: str
    requesting_state: str | None
    outcome: Outcome
    receivers: Annotated[tuple[ReceiverEntry, ...], "Where to send it; empty if nobody is known."]
    question: QuestionEntry | None
    gaps: Annotated[tuple[GapEntry, ...], "Cases for which the receivers are not competent."]
    treaties: tuple[Between, ...]
    nobody: NobodyEntry | None


def _converter() -> Converter:
    converter = Converter()
    for kind in (date, datetime):
        converter.register_unstructure_hook(kind, kind.isoformat)
    converter.register_unstructure_hook(time, lambda value: value.strftime("%H:%M"))
    return converter


_convert = _converter()


def as_json(answer: object) -> dict[str, Any]:
    """Return an answer as values that JSON can hold; every key is always there."""
    found: dict[str, Any] = _convert.unstructure(answer)
    return found
