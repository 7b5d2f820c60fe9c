"""Pure decisions about names and domains that are made to look like others.

A skeleton (Unicode technical standard 39) is what is left of a text when every character stands for
all that look like it: texts with one skeleton look alike. Its table is that of the library
`confusable_homoglyphs`, which is as old as Unicode 15 and gives pairs without their direction; each
set of characters that look alike is a star in these pairs, and its centre is the prototype.

Nothing here refuses anybody. What is found is told to an officer, who telephones.
"""

import functools
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from confusable_homoglyphs import categories
from confusable_homoglyphs.confusables import confusables_data

MARKS_AROUND_PAIRS = "\u200e\u200f"
"""The library keeps the direction marks that the Unicode file prints around right-to-left letters."""

SEEN_AS_ONE = (("i", "l"), ("\u0131", "l"), ("vv", "w"), ("cl", "d"), ("rn", "m"))
"""What looks alike in small type beyond the Unicode table, which knows `rn` for `m`."""

JOINERS = frozenset("\u200c\u200d")
"""They shape letters of Arabic and Indic scripts, and hide anywhere else."""

NEEDS_JOINERS = frozenset(
    {
        *("ARABIC", "SYRIAC", "MONGOLIAN", "NKO", "MANDAIC", "DEVANAGARI", "BENGALI", "GURMUKHI"),
        *("GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "KHMER"),
        *("MYANMAR", "TIBETAN"),
    }
)

WRITTEN_TOGETHER = (
    frozenset({"LATIN", "HAN", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "HAN", "BOPOMOFO"}),
    frozenset({"LATIN", "HAN", "HANGUL"}),
)
"""Scripts that one word may mix: what the standard calls highly restrictive."""

OF_NO_SCRIPT = frozenset({"COMMON", "INHERITED", "UNKNOWN"})

ENDINGS_OF_A_STATE = frozenset(
    {
        *("gov", "gouv", "gob", "gub", "gv", "govt", "go", "gc", "govern", "government"),
        *("mil", "parliament", "nic"),
    }
)
"""Second-level names under which a State gives domains to its own bodies."""

ENDINGS_FOR_ALL = frozenset(
    {"com", "co", "org", "or", "net", "ne", "ac", "edu", "asso", "nom", "info"}
)

ENDING_OF_STATE = {"GB": "uk"}
"""Where the ending of a State's domains is not its two-letter code."""

TOO_SHORT, SHORT = 5, 9
"""Letters under which one difference, and two, are another word and not a slip.

Of names that are too short only doubled and swapped letters count.
"""


# --- Skeletons -------------------------------------------------------------------------------


@functools.cache
def prototypes() -> Mapping[int, str]:
    """Return the character that each character is seen as, from the pairs of the library."""
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for one, others in confusables_data.items():
        for other in others:
            first, second = one.strip(MARKS_AROUND_PAIRS), other["c"].strip(MARKS_AROUND_PAIRS)
            if first and second:
                alike[first].add(second)
                alike[second].add(first)
    centres: dict[int, str] = {}
    for members in _stars(alike):
        centre = max(members, key=lambda text: (len(text) > 1, len(alike[text]), text))
        centres.update({ord(text): centre for text in members - {centre} if len(text) == 1})
    return centres


def _stars(alike: Mapping[str, set[str]]) -> Iterable[set[str]]:
    """Return the sets of texts that hang together."""
    seen: set[str] = set()
    for begin in alike:
        if begin in seen:
            continue
        members, waiting = {begin}, [begin]
        while waiting:
            found = alike[waiting.pop()] - members
            members |= found
            waiting.extend(found)
        seen |= members
        yield members


@functools.lru_cache(maxsize=20_000)
def skeleton(text: str) -> str:
    """Return what `text` looks like, whatever its letters are; without case, spaces and marks."""
    seen = unicodedata.normalize("NFKD", text)
    for _ in range(3):  # A capital looks like other letters than its small form does.
        seen = _bare(seen.translate(prototypes()))
    for pair, one in SEEN_AS_ONE:
        seen = seen.replace(pair, one)
    return seen


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return "".join(c for c in decomposed if unicodedata.category(c)[0] not in "MCZ")


# --- Scripts ---------------------------------------------------------------------------------


def mixes_scripts(text: str) -> bool:
    """Say whether a word of `text` is written in scripts that no language writes together."""
    return any(_mixes_scripts(word) for word in _letters_and_spaces(text).split())


def _letters_and_spaces(text: str) -> str:
    return "".join(c if unicodedata.category(c)[0] in "LMC" else " " for c in text)


def _mixes_scripts(word: str) -> bool:
    found = frozenset(_script(c) for c in word) - OF_NO_SCRIPT
    return len(found) > 1 and not any(found <= together for together in WRITTEN_TOGETHER)


def hides_characters(text: str) -> bool:
    """Say whether `text` holds characters that cannot be seen where no script needs them."""
    return any(
        unicodedata.category(c) in {"Cf", "Cc"} and not _is_needed(text, place)
        for place, c in enumerate(text)
    )


def _is_needed(text: str, place: int) -> bool:
    before = next((c for c in reversed(text[:place]) if unicodedata.category(c)[0] == "L"), "")
    if text[place] in "\t\n\r":
        return True
    return text[place] in JOINERS and bool(before) and _script(before) in NEEDS_JOINERS


def has_odd_width(text: str) -> bool:
    """Say whether Latin letters are written in the wide or ornamental forms of other blocks."""
    return any(
        unicodedata.normalize("NFKC", c).isascii() and not c.isascii() and c.isalpha()
        for c in text
        if c not in "ªº"
    )


def _script(character: str) -> str:
    return str(categories.alias(character))


# --- Domains ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain in both its forms, and the parts that are compared."""

    ascii: str
    text: str
    core: str
    """What its owner chose: the domain without its ending."""
    ending: str

    @property
    def has_two_forms(self) -> bool:
        """Say whether it is written in other letters than it is looked up by."""
        return self.ascii != self.text


@functools.lru_cache(maxsize=20_000)
def domain_of(address: str) -> Domain:
    """Return the domain of an e-mail address, or of a domain as it stands."""
    typed = address.rpartition("@")[2].strip().strip(".").lower()
    labels = [label for label in typed.split(".") if label]
    text = ".".join(_unpacked(label) for label in labels)
    of_ascii = ".".join(_packed(_unpacked(label)) for label in labels)
    parts = text.split(".")
    is_double = len(parts) > 2 and parts[-2] in ENDINGS_OF_A_STATE | ENDINGS_FOR_ALL
    at = len(parts) - (2 if is_double else 1)
    return Domain(of_ascii, text, ".".join(parts[:at]), ".".join(parts[at:]))


def _unpacked(label: str) -> str:
    """Return a label in its own letters; one that cannot be read stays as it is."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label


def _packed(label: str) -> str:
    if label.isascii():
        return label
    folded = unicodedata.normalize("NFKC", label)
    return folded if folded.isascii() else "xn--" + folded.encode("punycode").decode("ascii")


def is_within(domain: Domain, known: Domain) -> bool:
    """Say whether a domain is a known one or lies under it."""
    return domain.ascii == known.ascii or domain.ascii.endswith(f".{known.ascii}")


def government_ending(domain: Domain) -> str:
    """Return the ending that a State keeps for its own bodies, such as `gov.xx`, or nothing."""
    return domain.ending if domain.ending.split(".")[0] in ENDINGS_OF_A_STATE else ""


def imitated(domain: Domain, known: Iterable[Domain], state_iso2: str) -> Domain | None:
    """Return the known domain that a domain imitates, if it imitates one.

    The genuine domains of two States often differ in the ending alone, so under the applicant's own
    ending only domains with that ending are compared by distance.
    """
    own = ENDING_OF_STATE.get(state_iso2, state_iso2.lower())
    is_own = domain.ascii.rpartition(".")[2] == own
    others = [k for k in known if not is_within(domain, k)]
    return next((k for k in others if _imitates(domain, k, is_own=is_own)), None)


def _imitates(domain: Domain, known: Domain, *, is_own: bool) -> bool:
    if f".{known.ascii}." in f".{domain.ascii}":
        return True  # The known domain is only what the other one begins with.
    if is_own and domain.ascii.rpartition(".")[2] != known.ascii.rpartition(".")[2]:
        return False
    seen, of_known = _seen_core(domain.text), _seen_core(known.text)
    if seen == of_known:
        return True
    core, known_core = _seen_core(domain.core), _seen_core(known.core)
    if domain.ending == known.ending:
        return _is_near(core, known_core)
    return _is_near(seen, of_known) or _is_near(core, known_core)


@functools.lru_cache(maxsize=20_000)
def _seen_core(text: str) -> str:
    """Return what a domain looks like when its dots and hyphens are not minded."""
    return "".join(c for c in skeleton(text) if c.isalnum())


def _is_near(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    if one == other:
        return shorter > 0
    if shorter < TOO_SHORT:
        return shorter > 2 and (sorted(one) == sorted(other) or _once(one) == _once(other))
    allowed = 1 if shorter < SHORT else 2
    return distance(one, other, most=allowed) <= allowed


def _once(text: str) -> str:
    """Return a text with doubled letters written once."""
    return "".join(c for c, _ in groupby(text))


def distance(one: str, other: str, *, most: int) -> int:
    """Return how many letters must be added, dropped, changed or swapped; no more than `most` + 1."""
    if one == other:
        return 0
    if most == 0 or abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before_that, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, before_that[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def imitates_name(name: str, known: str) -> bool:
    """Say whether a name looks like a known one without being the same."""
    looks_alike = skeleton(name) == skeleton(known) or (
        skeleton(name.casefold()) == skeleton(known.casefold())
    )
    return looks_alike and _as_read(name) != _as_read(known)


def _as_read(name: str) -> str:
    """Return a name as a reader takes it: case, accents, spaces and joiners do not make another."""
    decomposed = unicodedata.normalize("NFD", name).casefold()
    kept = (c for c in decomposed if unicodedata.category(c)[0] in "LN")
    return unicodedata.normalize("NFC", "".join(kept))
