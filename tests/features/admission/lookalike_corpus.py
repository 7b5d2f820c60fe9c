"""A fixed corpus of spoofed and genuine names and domains, made from the States of the directory.

It is generated from one seed, so that a figure that changes means that the rules changed.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass

from cna_directory.lookalikes import ENDING_OF_STATE
from cna_directory.settings import PROJECT_FOLDER

SIZE = 300
LONG_ENOUGH = 5
"""Letters of which one can be dropped so that what is left still reminds of what there was."""
STATES = json.loads((PROJECT_FOLDER / "seeds" / "states.json").read_text())["rows"]

MINISTRIES = {
    "en": "Ministry of Justice of {}",
    "fr": "Ministère de la Justice – {}",
    "es": "Ministerio de Justicia de {}",
    "ru": "Министерство юстиции, {}",
    "ar": "وزارة العدل – {}",
    "zh": "{}司法部",
}

CYRILLIC = dict(zip("aceopxyisjABCEHIKMOPTX", "асеорхуіѕјАВСЕНІКМОРТХ", strict=True))
GREEK = dict(zip("ovABEHIKMNOPTXYZ", "ονΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", strict=True))
HIDDEN = ("\u200b", "\u2060", "\u200d", "\u00ad", "\u202e", "\ufeff")

GENUINE = (
    "وزارت دادگستری – اداره‌ی همکاری‌های قضایی",
    "می‌خواهیم: نهاد پاسخ‌گوی ملی",
    "Bộ Tư pháp – Cục Hợp tác quốc tế về pháp luật",
    "Viện Kiểm sát nhân dân tối cao",
    "საქართველოს იუსტიციის სამინისტრო",
    "მთავარი პროკურატურა",
    "Υπουργείο Δικαιοσύνης",
    "Եվ արդարադատության նախարարություն",
    "Հայաստանի գլխավոր դատախազություն",
    "विधि और न्याय मंत्रालय",
    "न्याय मन्त्रालय, क्‍षेत्र",
    "กระทรวงยุติธรรม",
    "법무부 국제형사과",
    "法務省刑事局国際課",
    "カタカナ庁 ひらがな部",
    "የፍትህ ሚኒስቴር",
    "משרד המשפטים",
    "Министерство на правосъдието",
    "Міністерство юстиції України",
    "МВД России (MVD)",
    "Ministarstvo pravde / Министарство правде",
    "Ministry of Justice (Υπουργείο Δικαιοσύνης)",
    "司法部 (Ministry of Justice)",
    "Procuradoria-Geral da República",
    "Þjóðaröryggi og dómsmálaráðuneyti",
    "Őrző-védő Főügyészség",
    "Direction des affaires criminelles et des grâces (D.A.C.G.)",
    "Ministère de l’Intérieur et de l'Aménagement",
    "Office of the Attorney-General's 2nd Division",
    "Państwowa Prokuratura – Wydział II",
    "Yargıtay Cumhuriyet Başsavcılığı",
    "İçişleri Bakanlığı",
    "Ministerstvo spravedlnosti ČR",
    "Tieslietu ministrija, 1ª Sección",
    "ಕಾನೂನು ಸಚಿವಾಲಯ",
    "சட்ட அமைச்சகம்",
    "ක්‍රියාකාරී අධිකරණ අමාත්‍යාංශය",
    "ក្រសួងយុត្តិធម៌",
    "တရားရေးဝန်ကြီးဌာန",
    "ཁྲིམས་དོན་ལྷན་ཁག",
    "Хууль зүй, дотоод хэргийн яам",
    "Әділет министрлігі",
    "وزارة الداخلية ـ المديرية العامة",
    "Ministry of Justice – Department I (Criminal Law)",
    "Fiscalía 1.ª / Unidad O-10",
)


@dataclass(frozen=True, slots=True)
class Spoof:
    """A spoof, what it imitates, the State that it names and how it was made."""

    text: str
    model: str
    state: str
    how: str


def known_names() -> list[str]:
    """Return the names in the directory of the corpus: one English and one own for each State."""
    own = {state["iso2"]: ("ru", "ar", "zh", "fr", "es")[n % 5] for n, state in enumerate(STATES)}
    return [
        MINISTRIES[language].format(state["names"][language])
        for state in STATES
        for language in ("en", own[state["iso2"]])
    ]


def known_domains() -> list[tuple[str, str]]:
    """Return the domains of the directory of the corpus with their States."""
    kinds = ("justice.gov.{}", "minjust.gov.{}", "mj.gouv.{}", "minjusticia.gob.{}", "bmj.{}")
    return [
        (kinds[n % len(kinds)].format(_ending(state["iso2"])), state["iso2"])
        for n, state in enumerate(STATES)
    ]


def genuine_names() -> list[str]:
    """Return genuine names in many scripts, some of the directory itself and some new to it."""
    made = [
        MINISTRIES[language].format(state["names"][language])
        for state in STATES
        for language in MINISTRIES
    ]
    return [*GENUINE, *random.Random(3).sample(made, SIZE - len(GENUINE))]


def genuine_domains() -> list[tuple[str, str]]:
    """Return domains that States would really use beside those that the directory knows."""
    kinds = ("justice.gov.{}", "interior.gov.{}", "pgr.{}", "mfa.gov.{}", "justice.{}")
    return [
        (kinds[n % len(kinds)].format(_ending(state["iso2"])), state["iso2"])
        for n, state in enumerate(reversed(STATES))
    ]


def spoofed_names() -> list[Spoof]:
    """Return names that imitate names of the directory."""
    chance = random.Random(1)
    models = [name for name in known_names() if name.isascii()]
    ways = (_cyrillic, _greek, _full_width, _hidden, _drawn)
    made: list[Spoof] = []
    while len(made) < SIZE:
        model, way = chance.choice(models), ways[len(made) % len(ways)]
        text = way(model, chance)
        if text != model:
            made.append(Spoof(text, model, "", way.__name__))
    return made


def spoofed_domains() -> list[Spoof]:
    """Return domains that imitate domains of the directory."""
    chance = random.Random(2)
    models = known_domains()
    ways = (
        *(_cyrillic, _swapped, _doubled, _dropped, _hyphened, _other_ending),
        *(_drawn, _packed, _hidden_free),
    )
    made: list[Spoof] = []
    known = {domain for domain, _ in models}
    while len(made) < SIZE:
        (model, state), way = chance.choice(models), ways[len(made) % len(ways)]
        text = way(model, chance)
        if text not in known and not (way is _dropped and len(model.split(".")[0]) < LONG_ENOUGH):
            made.append(Spoof(text, model, state, way.__name__))
    return made


def _ending(iso2: str) -> str:
    return ENDING_OF_STATE.get(iso2, iso2.lower())


def _substituted(text: str, table: dict[str, str], chance: random.Random) -> str:
    places = [n for n, c in enumerate(text) if c in table]
    chosen = set(chance.sample(places, min(len(places), chance.randint(1, 4))))
    return "".join(table[c] if n in chosen else c for n, c in enumerate(text))


def _cyrillic(text: str, chance: random.Random) -> str:
    return _substituted(text, CYRILLIC, chance)


def _greek(text: str, chance: random.Random) -> str:
    return _substituted(text, GREEK, chance)


def _full_width(text: str, chance: random.Random) -> str:
    table = {chr(n): chr(n + 0xFEE0) for n in range(ord("A"), ord("z") + 1)}
    return _substituted(text, {c: w for c, w in table.items() if c.isalpha()}, chance)


def _hidden(text: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(text) - 1)
    return text[:place] + chance.choice(HIDDEN) + text[place:]


def _drawn(text: str, chance: random.Random) -> str:
    """Draw a letter with others that look like it."""
    table = {"m": "rn", "i": "l", "l": "1", "o": "0", "w": "vv", "g": "ɡ", "a": "ɑ"}
    return _substituted(text, table, chance)


def _packed(text: str, chance: random.Random) -> str:
    labels = [
        label if label.isascii() else "xn--" + label.encode("punycode").decode()
        for label in _cyrillic(text, chance).split(".")
    ]
    return ".".join(labels)


def _hidden_free(text: str, chance: random.Random) -> str:
    """Run the labels together, as nobody can hide a character in a domain."""
    head, _, ending = text.rpartition(".")
    return head.replace(".", chance.choice(("", "-"))) + f".{ending}"


def _in_core(text: str, chance: random.Random) -> int:
    """Return a place in the first label, which is what an impostor can choose."""
    return chance.randrange(1, max(2, text.index(".") - 1))


def _registrable(text: str) -> str:
    """Return the domain as an impostor can register it: outside the State's own ending."""
    return text.replace(".gov.", "-gov.").replace(".gob.", "-gob.").replace(".gouv.", "-gouv.")


def _swapped(text: str, chance: random.Random) -> str:
    place = _in_core(text, chance)
    return _registrable(text[: place - 1] + text[place] + text[place - 1] + text[place + 1 :])


def _doubled(text: str, chance: random.Random) -> str:
    place = _in_core(text, chance)
    return _registrable(text[:place] + text[place] + text[place:])


def _dropped(text: str, chance: random.Random) -> str:
    place = _in_core(text, chance)
    return _registrable(text[:place] + text[place + 1 :])


def _hyphened(text: str, chance: random.Random) -> str:
    place = _in_core(text, chance)
    return _registrable(text[:place] + "-" + text[place:])


def _other_ending(text: str, chance: random.Random) -> str:
    return text.rpartition(".")[0] + "." + chance.choice(("com", "org", "net", "info", "online"))


def everything() -> Iterator[str]:
    """Yield every text of the corpus, to see that nothing in it breaks the rules."""
    yield from genuine_names()
    yield from (spoof.text for spoof in (*spoofed_names(), *spoofed_domains()))
