"""Which State is meant by what somebody typed."""

import re
from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cna_directory.reference.rules.naming import NamesOfStates, joined, keys, without_small_words
from cna_directory.text import fold, words

LONGEST_NAME = 100
"""Characters that are looked at; no State has so long a name."""

LONGEST_COMPARED = 60
MOST_SUGGESTIONS = 6
SHORTEST_BEGINNING = 3
SHORTEST_WITH_A_SLIP = 4
SHORTEST_WITH_TWO_SLIPS = 8
SUGGESTED_SLIPS = 3
"""One letter in so many may differ in a name that is suggested."""

TITLES = frozenset(
    words(
        "republic república république repubblica republik republika respublika республика جمهورية"
        " kingdom reino royaume königreich королевство مملكة state estado état государство دولة"
        " federal fédérale federated federative democratic démocratique democrática people's peoples"
        " populaire popular islamic islamique islámica socialist socialiste socialista arab arabe"
        " sultanate sultanat sultanato emirate principality principauté principado grand duchy"
        " duché gran ducado commonwealth union hashemite hachémite plurinational bolivarian"
        " bolivariana independent cooperative government gouvernement gobierno govt gov"
    )
)
"""What kind of State it is; people add it and leave it out."""

CHINESE_TITLE = re.compile("(?<=..)(?:人民|联邦|民主|伊斯兰)*(?:共和国|王国|共和國|王國)$")
PARTS = re.compile(r"[(),;/（），；]")

LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбю"
OTHER_KEYBOARD = str.maketrans(LATIN_KEYS + RUSSIAN_KEYS, RUSSIAN_KEYS + LATIN_KEYS)


Resolved = tuple[str, tuple[str, ...]]
"""The State that is meant, or nothing, and the States that may be meant instead."""


def resolve_state(text: str, names: NamesOfStates) -> Resolved:
    """Return the State that is meant, or nothing, and the States that may be meant instead.

    Those come with the likeliest first. A State that was found has others beside it only where they
    share its name, as the two Congos do. A slip that is as near to one State as to another finds
    neither: a wrong guess would send a request to a wrong State.
    """
    text = text[:LONGEST_NAME]
    asked = fold(text)
    if not asked:
        return "", ()
    if called_so := _called(text, names):
        return called_so
    near = _near(asked, names)
    nearest = _nearest(asked, near, names)
    if len(nearest) == 1:
        return nearest[0], ()
    resembling = (state for _, key in near for state in names.states[key])
    likely = (*nearest, *_that_begin(asked, names), *resembling)
    return "", tuple(dict.fromkeys(likely))[:MOST_SUGGESTIONS]


def state_called(text: str, names: NamesOfStates) -> str:
    """Return the State that is called so without a slip, or nothing."""
    called_so = _called(text[:LONGEST_NAME], names)
    return called_so[0] if called_so else ""


def _called(text: str, names: NamesOfStates) -> Resolved | None:
    """Return what a name spelt without a slip stands for."""
    for spelling in _spellings(text):
        for key in keys(spelling):
            if called_so := _bearers(key, names):
                return called_so
    for key in keys(_without_titles(fold(text))):
        if called_so := _bearers(key, names):
            # Which of those who share a name is meant may have stood in the title.
            state, others = called_so
            return ("", tuple(filter(None, (state, *others)))) if others else called_so
    return _named_in_all_parts(text, names)


def _bearers(key: str, names: NamesOfStates) -> Resolved | None:
    """Return the State with that key and the others that share it."""
    states = names.states.get(key, ())
    if not states:
        return None
    found = states[0] if len(states) == 1 else names.own.get(key, "")
    return found, tuple(state for state in states if state != found)


def _spellings(text: str) -> Iterator[str]:
    """Return the folded text, and turned round as lists have it: `Korea (Republic of)`.

    The last one is what the same keys give on the other keyboard of Russian and English.
    """
    yield fold(text)
    short, _, rest = text.replace(",", "(", 1).partition("(")
    if rest:
        yield fold(f"{rest} {short}")
    yield " ".join(reversed(words(text)))
    yield fold(text.casefold().translate(OTHER_KEYBOARD))


def _without_titles(phrase: str) -> str:
    """Return a folded name without the words that say what kind of State it is."""
    left = [word for word in without_small_words(phrase).split() if word not in TITLES]
    return CHINESE_TITLE.sub("", " ".join(left))


def _named_in_all_parts(text: str, names: NamesOfStates) -> Resolved | None:
    """Return the State that every part of a text names: `Myanmar (Burma)`."""
    parts = [key for part in PARTS.split(text) if (key := joined(fold(part)))]
    found = {_bearers(key, names) for key in parts}
    return found.pop() if len(parts) > 1 and len(found) == 1 else None


def _near(asked: str, names: NamesOfStates) -> list[tuple[int, str]]:
    """Return the keys that resemble what was asked for, each with its number of slips."""
    found: dict[str, int] = {}
    for key in dict.fromkeys((*keys(asked), *keys(_without_titles(asked)))):
        if not SHORTEST_WITH_A_SLIP <= len(key) <= LONGEST_COMPARED:
            continue
        most = max(2, len(key) // SUGGESTED_SLIPS)
        for other, slips, _ in process.extract_iter(
            key, names.compared, scorer=OSA.distance, processor=None, score_cutoff=most
        ):
            found[other] = min(slips, found.get(other, slips))
    # The first letter is the one that is seldom wrong.
    ordered = sorted(found.items(), key=lambda it: (it[1], it[0][:1] != asked[:1], it[0]))
    return [(slips, key) for key, slips in ordered]


def _nearest(asked: str, near: list[tuple[int, str]], names: NamesOfStates) -> tuple[str, ...]:
    """Return the States that are nearest to what was asked for, if a slip or two explain it."""
    if not near:
        return ()
    fewest = near[0][0]
    length = len(joined(without_small_words(asked)))
    nearest = (
        state
        for slips, key in near
        if slips == fewest <= _slips_allowed(min(length, len(key)))
        for state in names.states[key]
    )
    return tuple(dict.fromkeys(nearest))


def _slips_allowed(length: int) -> int:
    return 1 if length < SHORTEST_WITH_TWO_SLIPS else 2


def _that_begin(asked: str, names: NamesOfStates) -> Iterator[str]:
    """Return the States with a name of which a word begins so, shortest names first."""
    if len(asked) < SHORTEST_BEGINNING:
        return
    begun = [name for name in names.phrases if f" {asked}" in f" {name}"]
    for name in sorted(begun, key=lambda name: (not name.startswith(asked), len(name), name)):
        yield from names.phrases[name]
