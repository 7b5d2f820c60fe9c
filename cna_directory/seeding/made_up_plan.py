"""Which made-up offices each State gets, and for which request types, before a word is written.

A State's real designations are left alone: made-up offices only take what is still open, only under
instruments to which the State is a party, and leave more than a third of all cells empty so that
"none designated" is seen as well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from cna_directory.authorities.record import (
    AuthorityKind,
    CompetenceDimension,
    CompetenceOperator,
    Record,
)
from cna_directory.seeding.reference_rows import Reference, StateRow, TerritoryRow

FIRST_MADE_UP_NUMBER = 2001

MISSION_TYPES = (
    "mla",
    "extradition",
    "transfer",
    "drugs_sea",
    "migrants_sea",
    "firearms",
    "cultural_property",
    "prevention",
)

PROVISIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "mla": (("UNTOC", "18(13)"), ("DRUG1988", "7(8)"), ("UNCAC", "46(13)")),
    "extradition": (("UNTOC", "16"), ("DRUG1988", "6"), ("UNCAC", "44")),
    "transfer": (("UNTOC", "17"), ("DRUG1988", "6(12)"), ("UNCAC", "45")),
    "drugs_sea": (("DRUG1988", "17(7)"),),
    "migrants_sea": (("SOM", "8(6)"),),
    "firearms": (("FP", "13(2)"),),
    "cultural_property": (("UNTOC", ""),),
    "prevention": (("UNTOC", "31(6)"),),
    "corruption_prevention": (("UNCAC", "6(3)"),),
    "asset_recovery": (("UNCAC", "55"),),
}
"""Under which provisions a made-up office is designated, where the State is a party."""

KINDS = {
    "justice": AuthorityKind.MINISTRY_OF_JUSTICE,
    "foreign": AuthorityKind.MINISTRY_OF_FOREIGN_AFFAIRS,
    "interior": AuthorityKind.MINISTRY_OF_INTERIOR,
    "prosecution": AuthorityKind.PROSECUTION,
    "court": AuthorityKind.COURT,
    "police": AuthorityKind.POLICE,
    "customs": AuthorityKind.CUSTOMS,
    "maritime": AuthorityKind.MARITIME,
    "anti_corruption": AuthorityKind.ANTI_CORRUPTION,
    "fiu": AuthorityKind.FINANCIAL_INTELLIGENCE,
    "asset": AuthorityKind.ASSET_RECOVERY,
    "culture": AuthorityKind.CULTURE,
}
"""The bodies of `made_up_words`, with what they are."""

_STYLES: tuple[dict[str, tuple[str, ...]], ...] = (
    {"justice": MISSION_TYPES},
    {
        "justice": ("mla", "extradition", "transfer", "prevention", "cultural_property"),
        "police": ("drugs_sea", "migrants_sea", "firearms"),
    },
    {
        "prosecution": ("mla", "extradition", "transfer"),
        "interior": ("firearms", "prevention", "cultural_property", "migrants_sea", "drugs_sea"),
    },
    {
        "justice": ("mla", "extradition", "transfer"),
        "maritime": ("drugs_sea", "migrants_sea"),
        "interior": ("firearms", "prevention", "cultural_property"),
    },
    {
        "justice": ("mla", "transfer"),
        "foreign": ("extradition",),
        "customs": ("drugs_sea", "firearms", "cultural_property"),
        "maritime": ("migrants_sea",),
        "police": ("prevention",),
    },
    {
        "court": ("transfer",),
        "prosecution": ("mla", "extradition"),
        "maritime": ("drugs_sea", "migrants_sea"),
        "culture": ("cultural_property",),
        "police": ("firearms", "prevention"),
    },
)
_STYLE_WEIGHTS = (6, 30, 34, 20, 5, 5)
"""Most States share the work out: a typical authority has one or two designations."""

_EMPTY_SHARES = {"mla": 0.09, "extradition": 0.17, "transfer": 0.33}
_EMPTY_SHARE_OF_OTHERS = 0.48
"""The types that most States notify are the ones that are rarely left empty."""

_ANTI_CORRUPTION_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Split:
    """How a State divides one request type between two offices."""

    state: str
    request_type: str
    dimension: CompetenceDimension
    operator: CompetenceOperator
    values: tuple[str, ...]


_DIMENSION = CompetenceDimension
_IS = CompetenceOperator.IS
_IN = CompetenceOperator.IN
_ECONOMIC = ("corruption", "money_laundering")

SPLITS = (
    Split("JP", "mla", _DIMENSION.OFFENCE, _IN, _ECONOMIC),
    Split("SN", "mla", _DIMENSION.OFFENCE, _IN, _ECONOMIC),
    Split("DO", "extradition", _DIMENSION.OFFENCE, _IN, _ECONOMIC),
    Split("TH", "mla", _DIMENSION.SUB_MEASURE, _IS, ("service_of_documents",)),
    Split("HN", "mla", _DIMENSION.SUB_MEASURE, _IS, ("service_of_documents",)),
    Split("EG", "mla", _DIMENSION.STAGE, _IS, ("before_trial",)),
    Split("LK", "mla", _DIMENSION.STAGE, _IS, ("before_trial",)),
    Split("TN", "mla", _DIMENSION.STAGE, _IS, ("before_trial",)),
    Split("TR", "mla", _DIMENSION.REQUESTING_STATE, _IN, ("BG", "GE", "GR")),
    Split("LB", "mla", _DIMENSION.REQUESTING_STATE, _IN, ("CY", "SY")),
    Split("HU", "mla", _DIMENSION.INSTRUMENT, _IS, ("UNCAC",)),
    Split("TT", "mla", _DIMENSION.INSTRUMENT, _IS, ("UNCAC",)),
    Split("NG", "mla", _DIMENSION.URGENCY, _IS, ("urgent",)),
    Split("GH", "extradition", _DIMENSION.URGENCY, _IS, ("urgent",)),
    Split("SA", "asset_recovery", _DIMENSION.VALUE, _IS, ("above_1000000",)),
    Split("ET", "mla", _DIMENSION.OTHER, _IS, ("person_under_18",)),
)
"""Splits stand only in States without real authorities, so that no rule is put upon a real one."""

TERRITORIAL_OFFICES = {
    "CW": "America/Curacao",
    "FO": "Atlantic/Faroe",
    "GB-NIR": "Europe/London",
    "GB-SCT": "Europe/London",
    "GL": "America/Nuuk",
    "IM": "Europe/Isle_of_Man",
    "JE": "Europe/Jersey",
    "NC": "Pacific/Noumea",
    "PF": "Pacific/Tahiti",
    "SX": "America/Lower_Princes",
}
"""The territories that get an office of their own, with their time zones."""


TERRITORIAL_TYPES = ("mla", "extradition")
"""What a territorial office takes; all else stays with the offices of the whole State."""


@dataclass(frozen=True, slots=True)
class Office:
    """A made-up authority before its record is written."""

    number: int
    state: StateRow
    body: str
    request_types: tuple[str, ...]
    provisions: tuple[tuple[str, str], ...]
    """Instruments and articles open to the State, over all request types."""
    territory: TerritoryRow | None = None
    split: Split | None = None
    is_exception: bool = False
    """Whether this is the special side of a split; the other side takes all other cases."""
    set_aside: tuple[str, ...] = ()
    """Territories whose requests another made-up office of the State takes."""
    main_number: int | None = None
    """The State's first made-up office, where this is another one."""


@dataclass(frozen=True, slots=True)
class _Draft:
    body: str
    request_types: tuple[str, ...]
    territory: TerritoryRow | None = None
    split: Split | None = None
    is_exception: bool = False


def planned_offices(
    historic: Iterable[Record], reference: Reference, *, seed: int
) -> tuple[Office, ...]:
    """Return the made-up offices of all States, numbered in the order of the States' codes."""
    real = list(historic)
    covered = {
        (record.state, designation.request_type)
        for record in real
        for designation in record.designations
        if not designation.territory
    }
    states_with_real = {record.state for record in real}
    offices: list[Office] = []
    for state in reference.states:
        drafts = _drafts(state, covered, reference, seed, has_real=state.code in states_with_real)
        first = FIRST_MADE_UP_NUMBER + len(offices)
        offices.extend(_numbered(drafts, state, reference, first))
    return tuple(offices)


def provisions_open_to(
    state: StateRow, request_type: str, reference: Reference
) -> tuple[tuple[str, str], ...]:
    """Return the provisions for a request type in instruments to which the State is a party."""
    return tuple(
        provision
        for provision in PROVISIONS[request_type]
        if (provision[0], state.code) in reference.parties
    )


def _numbered(
    drafts: Sequence[_Draft], state: StateRow, reference: Reference, first: int
) -> list[Office]:
    territorial = tuple(draft.territory.code for draft in drafts if draft.territory is not None)
    return [
        Office(
            number=number,
            state=state,
            body=draft.body,
            request_types=draft.request_types,
            provisions=tuple(
                provision
                for request_type in draft.request_types
                for provision in provisions_open_to(state, request_type, reference)
            ),
            territory=draft.territory,
            split=draft.split,
            is_exception=draft.is_exception,
            set_aside=territorial if draft.territory is None else (),
            main_number=first if number > first else None,
        )
        for number, draft in enumerate(drafts, start=first)
    ]


def _drafts(
    state: StateRow,
    covered: set[tuple[str, str]],
    reference: Reference,
    seed: int,
    *,
    has_real: bool,
) -> list[_Draft]:
    # A text as seed keeps each State's share of chance its own and the same in every process.
    chance = Random(f"{seed}:plan:{state.code}")
    split = next((split for split in SPLITS if split.state == state.code), None)
    kept = _kept_types(state, covered, reference, chance, split, has_real=has_real)
    style = chance.choices(_STYLES, _STYLE_WEIGHTS)[0]
    drafts = [
        _Draft(body, mine)
        for body, types in style.items()
        if (mine := tuple(code for code in types if code in kept))
    ]
    drafts += _corruption_drafts(state, covered, reference, chance, split)
    if split is not None:
        drafts = _with_split(drafts, split)
    return drafts + _territorial_drafts(state, reference)


def _kept_types(
    state: StateRow,
    covered: set[tuple[str, str]],
    reference: Reference,
    chance: Random,
    split: Split | None,
    *,
    has_real: bool,
) -> set[str]:
    kept: set[str] = set()
    for code in MISSION_TYPES:
        is_left_empty = chance.random() < _EMPTY_SHARES.get(code, _EMPTY_SHARE_OF_OTHERS)
        if (state.code, code) in covered:
            continue
        is_open = bool(provisions_open_to(state, code, reference))
        if (is_open and not is_left_empty) or (split is not None and split.request_type == code):
            kept.add(code)
    # Every State ends with at least one authority; the 1988 Convention or the Convention against
    # Corruption is open to the few that are no party to the Organized Crime Convention.
    return kept if kept or has_real else {"mla"}


def _corruption_drafts(
    state: StateRow,
    covered: set[tuple[str, str]],
    reference: Reference,
    chance: Random,
    split: Split | None,
) -> list[_Draft]:
    is_chosen = chance.random() < _ANTI_CORRUPTION_SHARE
    has_both = chance.random() < 0.5
    body = chance.choice(("anti_corruption", "fiu", "asset"))
    must = split is not None and split.request_type == "asset_recovery"
    is_party = bool(provisions_open_to(state, "asset_recovery", reference))
    if not is_party or not (is_chosen or must):
        return []
    types = ["asset_recovery"] if has_both or must or body != "anti_corruption" else []
    if body == "anti_corruption" and (state.code, "corruption_prevention") not in covered:
        types.append("corruption_prevention")
    return [_Draft(body, tuple(types))] if types else []


def _with_split(drafts: Sequence[_Draft], split: Split) -> list[_Draft]:
    """Give the split to the office that holds the type, and add the office of the special cases."""
    result: list[_Draft] = []
    for draft in drafts:
        if split.request_type in draft.request_types:
            body = "police" if draft.body == "prosecution" else "prosecution"
            result.append(_Draft(draft.body, draft.request_types, split=split))
            result.append(_Draft(body, (split.request_type,), split=split, is_exception=True))
        else:
            result.append(draft)
    return result


def _territorial_drafts(state: StateRow, reference: Reference) -> list[_Draft]:
    return [
        _Draft("justice", TERRITORIAL_TYPES, territory=territory)
        for territory in reference.territories
        if territory.state == state.code and territory.code in TERRITORIAL_OFFICES
    ]
