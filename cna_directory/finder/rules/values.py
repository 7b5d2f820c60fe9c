"""The values of facets: which there are, and which of them a designation has.

A designation has the values of its authority and of its State too, because it is the unit of search:
an authority is found when one of its designations has all that is asked for.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cna_directory.authorities.record import (
    Acceptance,
    ChannelRoute,
    Confirmation,
    ConventionAsBasis,
    ProvenanceKind,
    Urgency,
)
from cna_directory.authorities.rules import ConfirmationState, confirmation_state
from cna_directory.finder.rules.query import Facet

OFFICIAL_LANGUAGES_OF_THE_UN = ("ar", "zh", "en", "fr", "ru", "es")

NOT_STATED = "not_stated"
YES, IF_AGREED, NO = "yes", "if_agreed", "no"
DAY_AND_NIGHT = "day_and_night"
NOT_CONFIRMED = "not_confirmed"

MONTHS_OF_VALUE = {"3_months": 3, "6_months": 6, "12_months": 12}
"""Within how many months an authority was confirmed; who was within three was within six too."""

FIXED_VALUES: Mapping[Facet, tuple[str, ...]] = {
    Facet.CHANNEL: tuple(route.value for route in ChannelRoute),
    Facet.INTERPOL: (YES, IF_AGREED, NO, NOT_STATED),
    Facet.LEGAL_BASIS: (
        *(basis.value for basis in ConventionAsBasis if basis is not ConventionAsBasis.UNKNOWN),
        NOT_STATED,
    ),
    Facet.URGENT: (DAY_AND_NIGHT,),
    Facet.CONFIRMED: (*MONTHS_OF_VALUE, NOT_CONFIRMED),
    Facet.PROVENANCE: tuple(kind.value for kind in ProvenanceKind),
}
"""The values that do not depend on what the directory holds, in the order to show them."""

Channel = tuple[str, str, str]
"""Urgency, route and acceptance, by their codes."""

_OPEN = frozenset({Acceptance.REQUIRED, Acceptance.ACCEPTED, Acceptance.ACCEPTED_IF_AGREED})


@dataclass(frozen=True, slots=True)
class Competence:
    """What the search knows of one designation; who only sends requests is not found by it."""

    request_type: str
    territory: str
    is_default: bool
    valid_from: date | None
    valid_until: date | None
    instruments: tuple[str, ...]
    languages: tuple[str, ...]
    """Those accepted for normal requests, each once."""
    channels: tuple[str, ...]
    """The routes accepted for normal requests, each once."""
    interpol: str

    def holds_on(self, day: date) -> bool:
        """Say whether the designation is valid on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What holds for all designations of an authority."""

    region: str
    provenance: ProvenanceKind
    confirmation: Confirmation | None
    is_reached_day_and_night: bool


LegalBases = Mapping[tuple[str, str], str]
"""Request type and instrument -> what one State said of the instrument as legal basis."""


def values_of_competence(competence: Competence, bases: LegalBases) -> Iterator[tuple[Facet, str]]:
    """Return the values that a designation has by itself."""
    yield Facet.REQUEST_TYPE, competence.request_type
    yield Facet.INTERPOL, competence.interpol
    for facet, values in (
        (Facet.INSTRUMENT, competence.instruments),
        (Facet.LANGUAGE, competence.languages),
        (Facet.CHANNEL, competence.channels),
        (Facet.LEGAL_BASIS, _legal_bases(competence, bases)),
    ):
        for value in values:
            yield facet, value


def values_of_circumstances(
    circumstances: Circumstances, today: date
) -> Iterator[tuple[Facet, str]]:
    """Return the values that all designations of an authority have, and an authority without any."""
    yield Facet.REGION, circumstances.region
    yield Facet.PROVENANCE, circumstances.provenance.value
    if circumstances.is_reached_day_and_night:
        yield Facet.URGENT, DAY_AND_NIGHT
    confirmation = circumstances.confirmation
    if confirmation_state(confirmation, today) is ConfirmationState.NOT_CONFIRMED:
        yield Facet.CONFIRMED, NOT_CONFIRMED
    elif confirmation is not None:
        for value, months in MONTHS_OF_VALUE.items():
            if confirmation.confirmed_on >= months_before(today, months):
                yield Facet.CONFIRMED, value


def interpol_answer(channels: Iterable[Channel]) -> str:
    """Return whether requests may come through INTERPOL, be it only urgent ones."""
    said = {acceptance for _, route, acceptance in channels if route == ChannelRoute.INTERPOL}
    if said & {Acceptance.REQUIRED, Acceptance.ACCEPTED}:
        return YES
    if Acceptance.ACCEPTED_IF_AGREED in said:
        return IF_AGREED
    return NO if Acceptance.NOT_ACCEPTED in said else NOT_STATED


def normal_routes(channels: Iterable[Channel]) -> tuple[str, ...]:
    """Return the routes by which normal requests may come, if need be by agreement."""
    return tuple(
        dict.fromkeys(
            route
            for urgency, route, acceptance in channels
            if urgency == Urgency.NORMAL and acceptance in _OPEN
        )
    )


def accepted_languages(rules: Iterable[tuple[tuple[str, ...], bool]]) -> tuple[str, ...]:
    """Return the languages that rules accept, each given as its list and whether any of six will do."""
    found: dict[str, None] = {}
    for languages, is_any_of_the_un in rules:
        found |= dict.fromkeys(languages)
        if is_any_of_the_un:
            found |= dict.fromkeys(OFFICIAL_LANGUAGES_OF_THE_UN)
    return tuple(found)


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has a 28th day")


def _legal_bases(competence: Competence, bases: LegalBases) -> tuple[str, ...]:
    """Return what the State said of the instruments of a designation; unknown is not stated."""
    said = {
        said
        for instrument in competence.instruments
        if (said := bases.get((competence.request_type, instrument), ConventionAsBasis.UNKNOWN))
        != ConventionAsBasis.UNKNOWN
    }
    return tuple(sorted(said)) or (NOT_STATED,)
