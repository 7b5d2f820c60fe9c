"""A State on one printed page: what of each authority stands there, and how much there is room for.

The page is measured in lines of its smallest type. What does not fit is left out on purpose, by
whole authorities, and the sheet says how many and where they are.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

from cna_directory.authorities.office_now import urgent_telephones
from cna_directory.authorities.record import (
    Acceptance,
    ChannelRoute,
    ConventionAsBasis,
    Designation,
    DesignationRole,
    Email,
    LanguageUse,
    LegalBasis,
    NumberUse,
    ProvenanceKind,
    Record,
    Telephone,
    Urgency,
)
from cna_directory.authorities.rules import Standing
from cna_directory.languages import LocalisedText

LINES_FOR_AUTHORITIES = 45
"""What is left of the page under everything that has a fixed place."""

WIDTH = 34
"""Letters in a line of one of the three columns of an authority."""

LETTERS_OF_A_NAME = 110
"""What is longer is a hostile or mistaken name, and is cut with an ellipsis."""

LETTERS_OF_A_NOTE = 240
MOST_BASES = 6
MOST_HOLIDAYS = 4
MOST_CLOCKS = 3
MOST_FOCAL = 2
LETTERS_OF_A_ROUTE = 30
LETTERS_OF_A_LANGUAGE = 9


Point = TypeVar("Point", Telephone, Email)


@dataclass(frozen=True, slots=True)
class Way:
    """A way for requests, and whether they are accepted by it."""

    route: ChannelRoute
    acceptance: Acceptance


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """What the sheet says of one authority."""

    number: int
    name: LocalisedText
    english_name: str
    territory: str
    request_types: tuple[str, ...]
    provenance_kind: ProvenanceKind
    standing: Standing
    telephone: Telephone | None
    email: Email | None
    urgent_telephone: Telephone | None
    normal: tuple[Way, ...]
    urgent: tuple[Way, ...]
    languages: tuple[str, ...]
    any_official_un_language: bool
    is_default: bool
    """Whether the State said for any type: if in doubt, send here."""
    is_focal: bool


@dataclass(frozen=True, slots=True)
class BasisLine:
    """For which types of request a State answers the same about a treaty as legal basis."""

    instrument: str
    convention_as_basis: ConventionAsBasis
    request_types: tuple[str, ...]


def entry(record: Record, designations: Sequence[Designation], standing: Standing) -> SheetEntry:
    """Return what the sheet says of an authority, of what everybody may see.

    Args:
        record: the authority.
        designations: those that hold today.
        standing: how far the record is confirmed.
    """
    territories = {d.territory for d in designations}
    normal_rules = [
        rule for d in designations for rule in d.language_rules if rule.use is LanguageUse.NORMAL
    ]
    english = record.name.in_language("en") if record.name.language != "en" else ""
    return SheetEntry(
        number=record.number,
        name=shortened(record.name, LETTERS_OF_A_NAME),
        english_name="" if english == record.name.text else cut(english, LETTERS_OF_A_NAME),
        territory=next(iter(territories)) if len(territories) == 1 else "",
        request_types=_once(d.request_type for d in designations),
        provenance_kind=record.provenance.kind,
        standing=standing,
        telephone=_main(record.telephones),
        email=_main(record.emails),
        urgent_telephone=next(iter(urgent_telephones(record)), None),
        normal=_ways(designations, Urgency.NORMAL),
        urgent=_ways(designations, Urgency.URGENT),
        languages=_once(code for rule in normal_rules for code in rule.languages),
        any_official_un_language=any(rule.any_official_un_language for rule in normal_rules),
        is_default=any(d.is_default for d in designations),
        is_focal=any(
            d.role in {DesignationRole.FOCAL_POINT, DesignationRole.SINGLE_POINT_OF_CONTACT}
            for d in designations
        ),
    )


def in_order(entries: Sequence[SheetEntry], request_types: Iterable[str]) -> tuple[SheetEntry, ...]:
    """Return the entries so that the first of each type of request come first.

    What is left out at the end then leaves no type without an authority before any has two.
    """
    first = (next((e for e in entries if code in e.request_types), None) for code in request_types)
    leading = {e.number: e for e in first if e}
    return tuple({**leading, **{e.number: e for e in entries}}.values())


def fitting(
    entries: Sequence[SheetEntry],
    type_names: Mapping[str, str],
    lines: int = LINES_FOR_AUTHORITIES,
) -> tuple[SheetEntry, ...]:
    """Return as many entries from the first on as there are lines for, but always one."""
    shown: list[SheetEntry] = []
    for it in entries:
        lines -= lines_of(it, type_names)
        if lines < 0 and shown:
            break
        shown.append(it)
    return tuple(shown)


def lines_of(it: SheetEntry, type_names: Mapping[str, str]) -> int:
    """Return how many lines an entry takes: as many as the longest of its three columns."""
    types = ", ".join(type_names.get(code, code) for code in it.request_types)
    who = [it.name.text, it.english_name, types]
    reached = [
        f"{it.telephone.number} extension {it.telephone.extension}" if it.telephone else "-",
        it.email.address if it.email else "-",
        f"urgent: {it.urgent_telephone.number}" if it.urgent_telephone else "-",
    ]
    ways = [_long(it.normal), _long(it.urgent)]
    languages = LETTERS_OF_A_LANGUAGE * (len(it.languages) + 3 * it.any_official_un_language + 1)
    how = [*("x" * letters for letters in (*ways, languages)), "confirmed"]
    return 1 + max(sum(_lines(text) for text in column) for column in (who, reached, how))


def basis_lines(bases: Iterable[LegalBasis]) -> tuple[BasisLine, ...]:
    """Return the answers about treaties as legal basis, types with the same answer together."""
    together: dict[tuple[str, ConventionAsBasis], list[str]] = {}
    for basis in bases:
        if basis.convention_as_basis is not ConventionAsBasis.UNKNOWN:
            key = basis.instrument, basis.convention_as_basis
            together.setdefault(key, []).append(basis.request_type)
    return tuple(
        BasisLine(instrument, answer, _once(types))
        for (instrument, answer), types in together.items()
    )


def shortened(text: LocalisedText, letters: int) -> LocalisedText:
    """Return a text in its own words alone, cut with an ellipsis where it is too long."""
    return LocalisedText(text.language, cut(text.text, letters))


def cut(text: str, letters: int) -> str:
    """Return a text of at most so many letters; broad ones count twice."""
    kept: list[str] = []
    room = letters
    for letter in " ".join(text.split()):
        room -= _breadth(letter)
        if room < 0:
            return "".join(kept).rstrip() + "…"
        kept.append(letter)
    return "".join(kept)


def _ways(designations: Sequence[Designation], urgency: Urgency) -> tuple[Way, ...]:
    """Return the ways that are open, and INTERPOL also where it is not."""
    return tuple(
        dict.fromkeys(
            Way(channel.route, channel.acceptance)
            for designation in designations
            for channel in designation.channels
            if channel.urgency is urgency
            and channel.acceptance is not Acceptance.UNKNOWN
            and (
                channel.acceptance is not Acceptance.NOT_ACCEPTED
                or channel.route is ChannelRoute.INTERPOL
            )
        )
    )


def _main(points: Sequence[Point]) -> Point | None:
    """Return the number or address of the service, else of the house; urgent ones stand apart."""
    ranked = sorted(
        (p for p in points if p.use is not NumberUse.URGENT),
        key=lambda p: p.use is not NumberUse.SERVICE,
    )
    return ranked[0] if ranked else None


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _long(ways: Sequence[Way]) -> int:
    plain = sum(1 for way in ways if way.acceptance is Acceptance.ACCEPTED)
    return 8 + LETTERS_OF_A_ROUTE * (plain + 2 * (len(ways) - plain))


def _lines(text: str) -> int:
    return ceil(sum(_breadth(letter) for letter in text) / WIDTH)


def _breadth(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1
