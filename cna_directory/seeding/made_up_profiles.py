"""State profiles of the States of which no real notification speaks."""

from collections.abc import Collection
from datetime import date, timedelta
from random import Random

from cna_directory.authorities.record import (
    Closure,
    ConventionAsBasis,
    LegalBasis,
    Link,
    LinkKind,
    Notification,
    NotificationKind,
    StateProfile,
)
from cna_directory.languages import Origin
from cna_directory.seeding.made_up_plan import MISSION_TYPES
from cna_directory.seeding.made_up_records import confirmation_on, made_up_provenance
from cna_directory.seeding.made_up_requirements import made_up_requirement
from cna_directory.seeding.made_up_texts import phrase, phrase_language, words_with_english
from cna_directory.seeding.reference_rows import Reference, StateRow

_COMMON_LAW_SIGN = "en"
_EXTRADITION_INSTRUMENTS = ("UNTOC", "DRUG1988", "UNCAC")


def has_state_requirements(state: StateRow, seed: int) -> bool:
    """Return whether a State's made-up requirements stand on the State, not on its authorities."""
    return Random(f"{seed}:requirements:{state.code}").random() < 0.25


def made_up_profile(
    state: StateRow,
    designated: Collection[str],
    reference: Reference,
    as_of: date,
    recorded_on: date,
    *,
    seed: int,
) -> StateProfile:
    """Return the profile of a State that has made-up authorities only."""
    chance = Random(f"{seed}:profile:{state.code}")
    language = phrase_language(state)
    is_common_law = _COMMON_LAW_SIGN in state.official_languages
    return StateProfile(
        state=state.code,
        provenance=made_up_provenance(),
        legal_system=phrase(language, "common_law" if is_common_law else "civil_law"),
        official_languages=state.official_languages,
        time_zones=state.time_zones,
        general_note=phrase(language, "general_note") if chance.random() < 0.3 else None,
        fallback_note=phrase(language, "fallback"),
        recovery_networks=(f"Sample asset recovery network ({state.sub_region})",)
        if chance.random() < 0.5
        else (),
        cooperation_networks=(f"Sample judicial network ({state.sub_region})",),
        # Half of what is empty the State has said to be empty; of the rest nothing is known.
        not_designated=tuple(
            code for code in MISSION_TYPES if code not in designated and chance.random() < 0.5
        ),
        closures=_closures(state, as_of, chance),
        requirements=tuple(
            made_up_requirement(code, language, chance) for code in ("mla", "extradition")
        )
        if has_state_requirements(state, seed)
        else (),
        legal_bases=_legal_bases(state, language, reference, as_of, chance),
        links=_links(state, language),
        confirmation=confirmation_on(recorded_on, chance),
    )


def _closures(state: StateRow, as_of: date, chance: Random) -> tuple[Closure, ...]:
    reason = words_with_english(state, "day", Origin.SECRETARIAT)
    return tuple(
        Closure(as_of + timedelta(days=chance.randrange(first, first + 120)), reason)
        for first in (5, 180)
    )


def _legal_bases(
    state: StateRow, language: str, reference: Reference, as_of: date, chance: Random
) -> tuple[LegalBasis, ...]:
    return tuple(
        _legal_basis(state, instrument, language, as_of, chance)
        for instrument in _EXTRADITION_INSTRUMENTS
        if (instrument, state.code) in reference.parties
    )


def _legal_basis(
    state: StateRow, instrument: str, language: str, as_of: date, chance: Random
) -> LegalBasis:
    has_reservation = chance.random() < 0.25
    return LegalBasis(
        instrument=instrument,
        request_type="extradition",
        convention_as_basis=chance.choice(tuple(ConventionAsBasis)),
        other_bases=phrase(language, "other_bases") if chance.random() < 0.4 else None,
        reservation=phrase(language, "reservation") if has_reservation else None,
        notification=Notification(
            kind=NotificationKind.NOTE_VERBALE,
            reference=f"SAMPLE/{state.code}/{instrument}",
            notified_on=as_of - timedelta(days=chance.randrange(1000, 4000)),
            source="Made up for demonstration and tests" if chance.random() < 0.2 else "",
            summary="Sample notification." if chance.random() < 0.2 else "",
        ),
    )


def _links(state: StateRow, language: str) -> tuple[Link, ...]:
    return (
        Link(
            LinkKind.NATIONAL_LAW,
            phrase(language, "link_law"),
            f"https://laws.{state.code.lower()}.example/",
            language=language,
            citation="No. 1/2001",
            articles="1–99",
            request_types=("mla", "extradition"),
        ),
    )
