"""What is asked of each server: the same searches, records and pairs of State and request type."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, cycle, zip_longest
from urllib.parse import urlencode

from cna_directory.authorities.record import Record
from cna_directory.finder.rules.values import YES

SEED = 3
COMMON_WORDS = (
    "ministry",
    "justice",
    "international cooperation",
    "prosecutor",
    "foreign affairs",
    "sample street",
    "unit",
    "ministère",
    "ministerio",
    "justicia",
    "autoridad",
    "министерство",
    "юстиции",
    "وزارة",
    "العدل",
    "υπουργείο",
    "bakanlığı",
    "duty officer",
)
"""Words of offices in several languages and scripts; many authorities have each."""
TOWNS_ASKED_FOR = 12
PAIRS = 25
RECORDS = 200
REGION = "Europe"
SHORTEST_BEGINNING = 4
MOST_CUT_OFF = 3
"""How many letters of a town are left out at most, so that enough texts differ."""


@dataclass(frozen=True, slots=True)
class Search:
    """A text, and perhaps one filter beside it."""

    text: str
    filter: str
    """`region`, `interpol` or nothing."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A State and a request type."""

    state: str
    request_type: str


@dataclass(frozen=True, slots=True)
class Questions:
    """All that is asked about one directory."""

    searches: tuple[Search, ...]
    """Thirty texts, which come again and again."""
    cold_searches: tuple[Search, ...]
    """Texts of which none comes twice, and each of which stands in some record."""
    records: tuple[int, ...]
    """Two hundred records, which come again and again."""
    cold_records: tuple[int, ...]
    """All the others, each once."""
    pairs: tuple[Pair, ...]


def questions_about(records: Sequence[Record]) -> Questions:
    """Return what is asked about a directory; the same directory is always asked the same."""
    chance = random.Random(SEED)
    towns = list(dict.fromkeys(record.address.city.lower() for record in records))
    chance.shuffle(towns)
    numbers = [record.number for record in records]
    chance.shuffle(numbers)
    texts = [*COMMON_WORDS, *towns[:TOWNS_ASKED_FOR]]
    designated = sorted({(r.state, d.request_type) for r in records for d in r.designations})
    return Questions(
        searches=tuple(_with_filters(texts)),
        cold_searches=tuple(_with_filters(list(_texts(chance.sample(records, len(records)))))),
        records=tuple(numbers[:RECORDS]),
        cold_records=tuple(numbers[RECORDS:]),
        pairs=tuple(Pair(*pair) for pair in chance.sample(designated, PAIRS)),
    )


def _texts(records: Sequence[Record]) -> Iterator[str]:
    """Yield in turn two words of a name, and one with the town or its beginning; all find somebody."""
    broad: dict[str, None] = {}
    narrow: dict[str, None] = {}
    for cut in range(MOST_CUT_OFF + 1):
        for record in records:
            town = record.address.city.lower()
            words = [w for w in record.name.text.lower().split() if len(w) >= SHORTEST_BEGINNING]
            broad |= dict.fromkeys(map(" ".join, combinations(words, 2)))
            narrow |= dict.fromkeys(f"{word} {town[: len(town) - cut]}" for word in words)
    for pair in zip_longest(broad, narrow):
        yield from filter(None, pair)


def _with_filters(texts: Sequence[str]) -> Iterator[Search]:
    for text, filter_ in zip(texts, cycle(("interpol", "region", "")), strict=False):
        yield Search(text, filter_)


def our_search(search: Search) -> str:
    """Return the address of a search at our server."""
    filters = {"interpol": {"interpol": YES}, "region": {"region": REGION}}
    return "/search?" + urlencode({"q": search.text, **filters.get(search.filter, {})})


def our_record(number: int) -> str:
    """Return the address of a record at our server."""
    return f"/authorities/{number}"


def our_pair(pair: Pair) -> str:
    """Return the address of the list of who receives a request type in a State."""
    return "/search?" + urlencode({"state": pair.state, "request_type": pair.request_type})


def our_answer(pair: Pair) -> str:
    """Return the address of the answer to the same question, with reasons and all it takes."""
    return f"/answers/{pair.state}/{pair.request_type}"
