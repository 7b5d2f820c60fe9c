"""All terms of a catalogue, in order, and which of them a term that was asked for stands for."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cna_directory.text import forms, is_unspaced

SHORTEST_CORRECTED = 4
"""A slip in a shorter word leaves too little of it."""
SHORTEST_WITH_TWO_SLIPS = 7
MOST_CANDIDATES = 20
AFTER_ALL_LETTERS = "\U0010ffff"
BETWEEN = "\n"


class Vocabulary:
    """The terms that authorities, States and territories are found by."""

    def __init__(self, terms: Iterable[str]) -> None:
        """Put the terms in order."""
        self._ordered = sorted(terms)
        # A part may begin anywhere in a run of a script without spaces: all runs stand in one text,
        # which is searched as fast as memory is read, and no part is found across two of them.
        self._runs = [term for term in self._ordered if is_unspaced(term)]
        self._joined = BETWEEN + BETWEEN.join(self._runs) + BETWEEN
        self._begins: list[int] = []
        begin = len(BETWEEN)
        for run in self._runs:
            self._begins.append(begin)
            begin += len(run) + len(BETWEEN)

    def __len__(self) -> int:
        """Return how many terms there are."""
        return len(self._ordered)

    def meant_by(self, asked: str) -> Sequence[str]:
        """Return the terms that a term stands for: those that begin with it, or hold it."""
        if is_unspaced(asked):
            return list(self._holding(asked))
        found: list[str] = []
        for form in forms(asked):
            begin = bisect_left(self._ordered, form)
            found += self._ordered[begin : bisect_left(self._ordered, form + AFTER_ALL_LETTERS)]
        return found

    def nearest(self, asked: str) -> Sequence[str]:
        """Return the terms that are as near to one that nobody has as any is, in their order."""
        slips = _slips_allowed(asked)
        if not slips:
            return ()
        near = process.extract(
            asked,
            self._ordered,
            scorer=OSA.distance,
            score_cutoff=slips,
            limit=MOST_CANDIDATES,
        )
        least = min((distance for _, distance, _ in near), default=0)
        return sorted(term for term, distance, _ in near if distance == least)

    def _holding(self, part: str) -> Iterator[str]:
        at = self._joined.find(part)
        while at >= 0:
            place = bisect_left(self._begins, at + 1) - 1
            run = self._runs[place]
            yield run
            at = self._joined.find(part, self._begins[place] + len(run))


def _slips_allowed(asked: str) -> int:
    if len(asked) < SHORTEST_CORRECTED:
        return 0
    return 2 if len(asked) >= SHORTEST_WITH_TWO_SLIPS else 1
