"""The invented directory that the finder and its peers search: seeded, in many scripts, of any size.

The made-up offices of the demonstration are taken again and again, each time under a number of its
own, in an invented town of its own and with requirements of its own, so that the vocabulary grows
with the directory as it does in life. The same size always gives the same directory.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from benchmarks.sentences import REQUIREMENTS
from cna_directory.authorities.record import (
    Designation,
    LegalRequirement,
    Record,
    RequirementItem,
    RequirementPart,
    StateProfile,
)
from cna_directory.languages import LocalisedText
from cna_directory.seeding.history import SeedRevision
from cna_directory.seeding.made_up import made_up_revisions
from cna_directory.seeding.reference_rows import read_reference

SEED = 7
AS_OF = date(2026, 11, 1)
"""The day from which confirmations and terms are counted back."""

REQUIREMENT_CHARACTERS = 1200

_SYLLABLES = {
    "latin": "ka lo mi šte ré ão ñu zza bör gdy ski tâ ovi lem har dún sø ći pon tur qas wi æl fes",
    "ru": "бе ло гор ск мир но во де ря зан ту ла ки ев са мар пен же",
    "ar": "با دي نو را سا مي قا لو زي فا حو تي را شا",
    "zh": "安 北 昌 东 丰 海 河 湖 江 兰 林 明 南 宁 平 青 山 石",
    "ko": "강 남 동 부 산 서 수 안 양 영 원 인 전 주 창 천",
    "th": "กา ขา ชา ดา ตา นา บา ปา มา ระ ลา สา",
    "el": "αθ βο γα δε ζα θη κα λα μυ να πα ρο σπ τρ",
}
_SCRIPT_OF = {"bg": "ru", "uk": "ru", "sr": "ru", "mn": "ru", "fa": "ar", "ur": "ar", "ja": "zh"}


@dataclass(frozen=True, slots=True)
class InventedDirectory:
    """What a directory of some size holds, each record and each State's profile recorded once."""

    profiles: tuple[SeedRevision, ...]
    authorities: tuple[SeedRevision, ...]

    @property
    def history(self) -> tuple[SeedRevision, ...]:
        """Return all that is written."""
        return (*self.profiles, *self.authorities)

    @property
    def records(self) -> tuple[Record, ...]:
        """Return the authorities in the order of their numbers, which begin at one."""
        return tuple(step.record for step in self.authorities if isinstance(step.record, Record))


def invented_directory(size: int, seeds: Path) -> InventedDirectory:
    """Return a directory of `size` live authorities."""
    # A frozen directory needs a seed, not secrecy.
    chance = random.Random(SEED)
    profiles: dict[str, SeedRevision] = {}
    offices: dict[int, SeedRevision] = {}
    for step in made_up_revisions((), read_reference(seeds), AS_OF):
        if isinstance(step.record, StateProfile):
            profiles.setdefault(step.record.state, step)
        elif step.effective_from <= AS_OF:
            offices.setdefault(step.record.number, step)
    again_and_again = islice(cycle(offices.values()), size)
    return InventedDirectory(
        tuple(profiles.values()),
        tuple(
            replace(office, record=_moved(office.record, number, chance))
            for number, office in enumerate(again_and_again, start=1)
            if isinstance(office.record, Record)
        ),
    )


def _moved(office: Record, number: int, chance: random.Random) -> Record:
    """Return an office under another number, in a town and with requirements of its own."""
    town = _town(office.name.language, chance)
    first, *others = office.designations
    return replace(
        office,
        number=number,
        reports_to=None,
        address=replace(office.address, city=town),
        designations=(_with_requirement(first, office.name.language, chance), *others),
    )


def _town(language: str, chance: random.Random) -> str:
    script = _SCRIPT_OF.get(language, language)
    syllables = _SYLLABLES.get(script, _SYLLABLES["latin"]).split()
    return "".join(chance.choices(syllables, k=chance.choice((3, 4)))).capitalize()


def _with_requirement(
    designation: Designation, language: str, chance: random.Random
) -> Designation:
    items = tuple(
        RequirementItem(RequirementPart.INFORMATION, text)
        for text in _requirement_texts(language, chance)
    )
    requirement = LegalRequirement(designation.request_type, items)
    return replace(designation, requirement=requirement)


def _requirement_texts(language: str, chance: random.Random) -> Iterator[LocalisedText]:
    tongue = language if language in REQUIREMENTS else "en"
    written = 0
    while written < REQUIREMENT_CHARACTERS:
        sentence = chance.choice(REQUIREMENTS[tongue]).format(
            y=chance.randint(1, 10),
            d=chance.randint(10, 90),
            e=chance.randint(2, 9),
            n=chance.randint(10, 400),
            yy=chance.randint(1990, 2025),
        )
        written += len(sentence)
        yield LocalisedText(tongue, sentence)
