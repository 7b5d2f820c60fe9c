"""Which State is meant by what somebody typed."""

import re
from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cna_directory.reference.rules.naming import (
    NamesOfStates,
    Place,
    joined,
    keys,
    without_small_words,
)
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
    return _understood(text, names)[0]


def place_meant(text: str, names: NamesOfStates) -> Place | None:
    """Return the territory or capital by which `resolve_state` finds its State, if it is by one."""
    return _understood(text, names)[1]


def state_called(text: str, names: NamesOfStates) -> str:
    """Return the State that is called so without a slip, or nothing.

    A name in a further language that is a slip away from what another State is called counts as one.
    """
    text = text[:LONGEST_NAME]
    if called_so := _called(text, names):
        return called_so[0]
    state = _called_further(text, names)
    if not state:
        return ""
    asked = fold(text)
    return state if set(_nearest(asked, _near(asked, names), names)) <= {state} else ""


Understood = tuple[Resolved, Place | None]
"""What a text stands for, and the place by which its State was found, if it was by one."""


def _understood(text: str, names: NamesOfStates) -> Understood:
    text = text[:LONGEST_NAME]
    asked = fold(text)
    if not asked:
        return ("", ()), None
    return _without_a_slip(text, names) or _with_a_slip(asked, names)


def _without_a_slip(text: str, names: NamesOfStates) -> Understood | None:
    """Return what is called so: a State, or else a place."""
    if called_so := _called(text, names):
        return called_so, None
    if state := _called_further(text, names):
        return (state, ()), None
    places = _places_called(text, names)
    return _shown_under(places) if places else None


def _shown_under(places: tuple[Place, ...]) -> Understood:
    """Return the one State under which places are shown; of several, nobody knows which is meant."""
    states = tuple(dict.fromkeys(place.state for place in places if place.state))
    if len(states) != 1:
        return ("", states), None
    return (states[0], ()), places[0] if len(places) == 1 else Place(states[0])


def _with_a_slip(asked: str, names: NamesOfStates) -> Understood:
    """Return what a slip or two explain; what is as near to a place as to a State finds neither."""
    near = _near(asked, names)
    nearest = _nearest(asked, near, names)
    slips, places = _places_near(asked, names)
    if len(nearest) == 1 and (not places or near[0][0] < slips):
        return (nearest[0], ()), None
    if places and not nearest:
        return _shown_under(places)
    if not nearest and (state := _further_near(asked, names)):
        return (state, ()), None
    of_places = (place.state for place in places if place.state)
    resembling = (state for _, key in near for state in names.states[key])
    likely = (*nearest, *of_places, *_that_begin(asked, names), *resembling)
    return ("", tuple(dict.fromkeys(likely))[:MOST_SUGGESTIONS]), None


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


def _called_further(text: str, names: NamesOfStates) -> str:
    """Return the State that is called so in a further language, or nothing."""
    for spelling in _spellings(text):
        for key in keys(spelling):
            if state := names.further.get(key):
                return state
    return ""


def _places_called(text: str, names: NamesOfStates) -> tuple[Place, ...]:
    """Return the places that are called so without a slip: `Jersey`, and also `Jersey (UK)`."""
    for spelling in _spellings(text):
        for key in keys(spelling):
            if places := names.places.get(key):
                return places
    first, *rest = [key for part in PARTS.split(text) if (key := joined(fold(part)))] or [""]
    of_state = {_bearers(key, names) for key in rest}
    return tuple(p for p in names.places.get(first, ()) if of_state == {(p.state, ())})


def _places_near(asked: str, names: NamesOfStates) -> tuple[int, tuple[Place, ...]]:
    """Return the territories that the fewest slips explain, and how many slips those are."""
    found = _slipped(asked, names.places_compared)
    places = dict.fromkeys(place for _, key in found for place in names.places[key])
    return (found[0][0] if found else 0), tuple(places)


def _further_near(asked: str, names: NamesOfStates) -> str:
    """Return the one State whose name in a further language a slip or two explain."""
    states = {names.further[key] for _, key in _slipped(asked, names.further_compared)}
    return states.pop() if len(states) == 1 else ""


def _slipped(asked: str, compared: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return the keys with the fewest slips, if those explain what was asked for."""
    key = joined(without_small_words(asked))
    if not SHORTEST_WITH_A_SLIP <= len(key) <= LONGEST_COMPARED:
        return []
    found = [
        (slips, other)
        for other, slips, _ in process.extract_iter(
            key,
            compared,
            scorer=OSA.distance,
            processor=None,
            score_cutoff=_slips_allowed(len(key)),
        )
        if slips <= _slips_allowed(min(len(key), len(other)))
    ]
    fewest = min((slips for slips, _ in found), default=0)
    return sorted((slips, other) for slips, other in found if slips == fewest)


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
