"""What notifications say of a State as a whole: legal bases, general notes, nothing designated."""

from collections.abc import Mapping, Sequence

from cna_directory.authorities.record import (
    ConventionAsBasis,
    LegalBasis,
    Provenance,
    ProvenanceKind,
    StateProfile,
)
from cna_directory.languages import LocalisedText
from cna_directory.seeding.notified_designations import notification_from
from cna_directory.seeding.notified_rows import NotifiedRow
from cna_directory.seeding.reference_rows import StateRow

_ONLY_WITHOUT_TREATY = (
    "no extradition treaty",
    "no bilateral or multilateral basis",
    "no bilateral extradition",
)
"""Phrases by which a State takes the convention as basis where it has no treaty."""

_NOT_REQUIRED = (
    "Does not make extradition conditional on a treaty",
    "no notification under article 16(5) is required",
)
"""Phrases by which a State says that its law needs no treaty for extradition."""


def is_about_legal_basis(row: NotifiedRow) -> bool:
    """Return whether a notification speaks of a convention as basis of extradition only."""
    return not row.authority and row.request_types == ("extradition",)


def profiles_from(
    rows: Sequence[NotifiedRow], states: Mapping[str, StateRow], note: str
) -> tuple[StateProfile, ...]:
    """Return one profile for every State that notified anything, in the order of the codes.

    A State with real notifications has a real profile, however little is in it: made-up
    requirements must not stand beside real authorities as if the State had given them.
    """
    by_state: dict[str, list[NotifiedRow]] = {}
    for row in rows:
        by_state.setdefault(row.state, []).append(row)
    return tuple(
        _profile(states[code], state_rows, note) for code, state_rows in sorted(by_state.items())
    )


def _profile(state: StateRow, rows: Sequence[NotifiedRow], note: str) -> StateProfile:
    legal = [row for row in rows if is_about_legal_basis(row)]
    notes = [row for row in rows if not row.authority and not is_about_legal_basis(row)]
    sources = tuple(dict.fromkeys(row.source for row in rows))
    return StateProfile(
        state=state.code,
        provenance=Provenance(ProvenanceKind.HISTORIC, note, sources),
        official_languages=state.official_languages,
        time_zones=state.time_zones,
        general_note=_general_note(notes),
        not_designated=_not_designated(rows),
        legal_bases=tuple(_legal_basis(row) for row in legal),
    )


def _general_note(rows: Sequence[NotifiedRow]) -> LocalisedText | None:
    if not rows:
        return None
    # Languages and sources have no place of their own on a State, so they are told in words.
    return LocalisedText("en", "\n".join(_told(row) for row in rows))


def _told(row: NotifiedRow) -> str:
    languages = f" Languages: {', '.join(row.languages)}." if row.languages else ""
    return f"{row.cited}: {row.text}{languages}"


def _not_designated(rows: Sequence[NotifiedRow]) -> tuple[str, ...]:
    # Kuwait is the one State that the sources quote with such words.
    said = any("No authority designated under article 6(3)" in row.text for row in rows)
    return ("corruption_prevention",) if said else ()


def _legal_basis(row: NotifiedRow) -> LegalBasis:
    return LegalBasis(
        instrument=row.instrument,
        request_type="extradition",
        convention_as_basis=_convention_as_basis(row),
        reservation=LocalisedText("en", row.text),
        notification=notification_from(row, summary=""),
    )


def _convention_as_basis(row: NotifiedRow) -> ConventionAsBasis:
    if any(phrase in row.text for phrase in _NOT_REQUIRED) and row.is_legal_basis is None:
        return ConventionAsBasis.NOT_REQUIRED
    if row.is_legal_basis is None:
        return ConventionAsBasis.UNKNOWN
    if not row.is_legal_basis:
        return ConventionAsBasis.NO
    if any(phrase in row.text for phrase in _ONLY_WITHOUT_TREATY):
        return ConventionAsBasis.ONLY_IF_NO_OTHER_TREATY
    return ConventionAsBasis.YES
