"""The frozen neutral edition that every engine sets: seeded, in many scripts, of any size.

The same size always gives the same edition. States, request types and provisions are real; offices,
addresses and requirements are invented. One authority has about 1,200 characters of requirements.
"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from benchmarks.sentences import (
    CITIES,
    LANGUAGE_OF_STATE,
    OFFICES,
    REQUIREMENTS,
    STATES,
    STREETS,
)
from publish.content import (
    AuthorityEntry,
    Counts,
    Day,
    DesignationEntry,
    EditionContent,
    EditionPart,
    Field,
    InstrumentName,
    Line,
    Literal,
    Named,
    RequestTypeName,
    StateChapter,
    Text,
    Words,
)
from publish.wording import PART_TITLES

SEED = 7
REQUIREMENT_CHARACTERS = 1200

_TYPES = (
    ("mla", "Mutual legal assistance", "UNTOC 18(13)"),
    ("extradition", "Extradition", "UNTOC 16(5)"),
    ("transfer", "Transfer of sentenced persons", "UNTOC 17"),
    ("drugs_sea", "Illicit traffic by sea of narcotic drugs", "DRUG1988 17(7)"),
    ("migrants_sea", "Smuggling of migrants by sea", "SOM 8(6)"),
    ("firearms", "Trafficking in firearms", "FP 13(2)"),
    ("cultural_property", "Trafficking in cultural property", "UNTOC 18"),
    ("prevention", "Prevention of transnational organized crime", "UNTOC 31(6)"),
)
_ROUTES = ("route.direct", "route.diplomatic", "route.interpol", "route.secure_platform")
_LANGUAGES = tuple(f"language.{code}" for code in ("en", "fr", "es", "ru", "ar", "zh", "pt", "de"))
_MAILBOXES = ("mla", "central.authority", "extradition", "duty-officer", "info")
_LEAST_SHARE = 0.6


def invented_edition(authorities: int) -> EditionContent:
    """Return the edition of that many authorities; the same number gives the same edition."""
    # A frozen input needs a seed, not secrecy.
    chance = random.Random(SEED)
    sizes = _sizes(chance, authorities)
    numbers = iter(range(1, authorities + 1))
    chapters = tuple(
        _chapter(chance, at, state, [next(numbers) for _ in range(size)])
        for at, (state, size) in enumerate(zip(STATES, sizes, strict=True))
    )
    return EditionContent(
        number="2026/2",
        closing_at=datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC),
        issue_on=date(2026, 12, 1),
        issuer="Secretariat",
        is_demonstration=False,
        parts=(EditionPart("I", PART_TITLES["I"], chapters),),
        request_types=tuple(
            RequestTypeName(code, Named({"en": name}), (provision,))
            for code, name, provision in _TYPES
        ),
        instruments=(
            InstrumentName(
                "UNTOC",
                Named({"en": "United Nations Convention against Transnational Organized Crime"}),
                "New York, 15 November 2000",
            ),
        ),
        counts=_counts(chapters),
        trail_head="0" * 64,
    )


def _sizes(chance: random.Random, authorities: int) -> list[int]:
    """Share authorities out unevenly, as they are: at least one a State, and many for a few."""
    spare = authorities - len(STATES)
    if spare < 0:
        raise ValueError(f"The edition has at least {len(STATES)} authorities, one a State.")
    weights = [chance.paretovariate(1.3) for _ in STATES]
    sizes = [1 + int(spare * weight / sum(weights)) for weight in weights]
    for at in range(authorities - sum(sizes)):
        sizes[at % len(sizes)] += 1
    return sizes


def _counts(chapters: tuple[StateChapter, ...]) -> Counts:
    entries = [entry for chapter in chapters for entry in chapter.entries]
    return Counts(
        states=len(chapters),
        authorities=len(entries),
        authorities_real=0,
        authorities_made_up=len(entries),
        designations=sum(len(entry.designations) for entry in entries),
        not_confirmed=0,
    )


def _chapter(chance: random.Random, at: int, state: str, numbers: list[int]) -> StateChapter:
    language = LANGUAGE_OF_STATE.get(state, "en")
    entries = tuple(_authority(chance, state, language, number) for number in numbers)
    code = chr(ord("A") + at // 26) + chr(ord("A") + at % 26)
    status = _line(Words("treaty_action.ratification"), Words("punctuation.comma"), _day(chance))
    return StateChapter(
        code,
        Named({"en": state}),
        {"en": state},
        (Field("label.treaty_status", (status,)),),
        entries,
    )


def _authority(chance: random.Random, state: str, language: str, number: int) -> AuthorityEntry:
    types = sorted(chance.sample(range(len(_TYPES)), chance.choice((1, 2, 2, 3, 3, 4, 6))))
    own = Text(chance.choice(OFFICES[language]), language)
    english = Text(chance.choice(OFFICES["en"]), "en")
    first, *others = types
    designations = [_designation(chance, first, tuple(_requirements(chance, language)))]
    designations.extend(_designation(chance, at, ()) for at in others)
    return AuthorityEntry(
        number=number,
        revision=chance.randint(1, 9),
        name=own,
        other_names=() if language == "en" else (english,),
        marks=(),
        contact=tuple(_contact(chance, state, number)),
        designations=tuple(designations),
        closing=(Field("label.last_confirmed", (_line(_day(chance)),)),),
    )


def _contact(chance: random.Random, state: str, number: int) -> Iterator[Field]:
    street = f"{chance.randint(1, 400)} {chance.choice(STREETS)}, Floor {chance.randint(1, 22)}"
    city = f"{chance.randint(10000, 99999)} {chance.choice(CITIES)}"
    box = f"P.O. Box {chance.randint(100, 99999)}"
    domain = f"authority{number}.example.org"
    yield Field("label.service", (_text(chance.choice(OFFICES["en"])),))
    yield Field("label.address", tuple(_text(each) for each in (street, box, city, state)))
    telephones = tuple(_line(_telephone(chance)) for _ in range(chance.randint(1, 4)))
    yield Field("label.telephone", telephones)
    yield Field("label.fax", (_line(_telephone(chance)),))
    mailboxes = chance.sample(_MAILBOXES, chance.randint(1, 3))
    addresses = [f"{mailbox}@{domain}" for mailbox in mailboxes]
    yield Field("label.email", tuple(_line(Literal(each, f"mailto:{each}")) for each in addresses))
    site = f"https://www.{domain}/cooperation"
    yield Field("label.website", (_line(Literal(site, site)),))
    opening = f"{chance.randint(7, 9):02d}:00–{chance.randint(15, 18)}:30"
    hours = _line(Words("weekday.monday"), Words("punctuation.range"), Words("weekday.friday"))
    yield Field("label.office_hours", (hours, _line(Literal(opening))))


def _designation(
    chance: random.Random, at: int, requirements: tuple[Line, ...]
) -> DesignationEntry:
    code, _, provision = _TYPES[at]
    route, urgent = chance.sample(_ROUTES, 2)
    accepted = Words("acceptance.accepted")
    languages = chance.sample(_LANGUAGES, chance.randint(1, 4))
    fields = [
        Field(
            "label.channels_normal", (_line(Words(route), Words("punctuation.colon"), accepted),)
        ),
        Field(
            "label.channels_urgent", (_line(Words(urgent), Words("punctuation.colon"), accepted),)
        ),
        Field("label.accepted_languages", (_line(*_listed(languages)),)),
    ]
    if requirements:
        fields.append(Field("label.legal_requirements", requirements))
    return DesignationEntry(code, (provision,), None, tuple(fields))


def _listed(keys: list[str]) -> Iterator[Words]:
    for at, key in enumerate(keys):
        if at:
            yield Words("punctuation.comma")
        yield Words(key)


def _requirements(chance: random.Random, language: str) -> Iterator[Line]:
    """Give paragraphs of four sentences until there are characters enough."""
    tongue = language if language in REQUIREMENTS else "en"
    wanted = REQUIREMENT_CHARACTERS * chance.uniform(_LEAST_SHARE, 2 - _LEAST_SHARE)
    written = 0
    while written < wanted:
        sentences = [
            sentence.format(
                y=chance.randint(1, 10),
                d=chance.randint(10, 90),
                e=chance.randint(2, 9),
                n=chance.randint(10, 400),
                yy=chance.randint(1990, 2025),
            )
            for sentence in chance.sample(REQUIREMENTS[tongue], 4)
        ]
        paragraph = " ".join(sentences)
        written += len(paragraph)
        yield Line((Text(paragraph, tongue),), is_item=True)


def _text(text: str) -> Line:
    return _line(Text(text, "en"))


def _line(*pieces: Words | Text | Literal | Day) -> Line:
    return Line(pieces)


def _telephone(chance: random.Random) -> Literal:
    number = (
        f"+999 {chance.randint(10, 99)} {chance.randint(100, 999)} {chance.randint(1000, 9999)}"
    )
    return Literal(number, "tel:" + number.replace(" ", ""))


def _day(chance: random.Random) -> Day:
    return Day(date(2020, 1, 1) + timedelta(days=chance.randint(0, 2300)))
