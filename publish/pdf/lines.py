"""Paragraphs become lines: runs of text in, measured lines with their parts in visual order out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from publish import fonts
from publish.clusters import clusters
from publish.document import Run
from publish.pdf import direction
from publish.pdf.breaking import Opening, break_lines, ends_well, good_prefix, tokens
from publish.pdf.shaping import Look, Looks, Word
from publish.pdf.targets import is_openable
from publish.styles import SLATE, Style

LINK_COLOUR = "#14507f"
MARK_SCALE = 0.82

_PARAGRAPHS_REMEMBERED = 4096
_LONGEST_TOLD = 60
_LONGEST_REMEMBERED = 80
"""Labels, roles and marks are the same in hundreds of entries, so their lines are kept."""


class Part:
    """Words of one run on their way to a line, from left to right, and the operators for them."""

    __slots__ = ("look", "run", "shows", "width", "words")

    def __init__(self, words: tuple[Word, ...], look: Look, run: int = 0) -> None:
        """Write the glyphs of all words, so that a line drawn again costs nothing."""
        self.words = words
        self.look = look
        self.run = run
        self.width = sum([word.width for word in words])
        self.shows = tuple(_shows(words, look))
        """Each with the font that it is shown in."""


class Line(NamedTuple):
    """One line as it is drawn, parts from left to right."""

    parts: tuple[Part, ...]
    width: float
    leading: float


class SetParagraph(NamedTuple):
    """The lines of a paragraph and the side it reads from."""

    lines: tuple[Line, ...]
    is_right_to_left: bool
    cut_words: tuple[str, ...] = ()
    """Words longer than a line, which had to be cut between two letters; only their beginnings."""


class _Source(NamedTuple):
    """A stretch of a run before it is cut into words."""

    text: str
    look: Look
    run: int
    is_isolate: bool


@dataclass(slots=True)
class _Words:
    """The words of a paragraph in logical order, with what is known of each in step."""

    words: list[Word] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    sources: list[_Source] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    """Empty for text that reads left to right throughout."""


class Typesetter:
    """Sets runs of text as lines of a given width, and remembers every word it has shaped."""

    def __init__(self, *, is_right_to_left: bool) -> None:
        """Remember the direction of the document, used where a text has none of its own."""
        self.looks = Looks()
        self.default_level = int(is_right_to_left)
        self._columns: dict[tuple[Style, float, bool], Column] = {}

    def column(self, style: Style, width: float, *, follows_document: bool = False) -> "Column":
        """Return a column of that width and style, the same one each time.

        `follows_document` gives its paragraphs the direction of the document whatever their first
        letter is: labels, headers and feet stand in one column and must not jump.
        """
        key = (style, width, follows_document)
        column = self._columns.get(key)
        if column is None:
            column = self._columns[key] = Column(self, *key)
        return column

    def set(
        self, runs: Sequence[Run], style: Style, width: float, *, follows_document: bool = False
    ) -> SetParagraph:
        """Break the runs into lines, as the column of that style and width does."""
        return self.column(style, width, follows_document=follows_document).set(tuple(runs))


class Column:
    """Sets paragraphs of one style in one width, and remembers the short ones.

    The style's hanging indent narrows all lines but the first.
    """

    def __init__(
        self,
        typesetter: Typesetter,
        style: Style,
        width: float,
        follows_document: bool,  # noqa: FBT001 - a key takes it by place.
    ) -> None:
        """Begin without a paragraph."""
        self.looks = typesetter.looks
        self.default_level = typesetter.default_level
        self.style = style
        self.first = width
        self.rest = width - style.hanging
        self.follows_document = follows_document
        self._remembered: dict[tuple[Run, ...], SetParagraph] = {}
        self._looks: dict[tuple[bool, bool], Look] = {}

    def set(self, runs: tuple[Run, ...]) -> SetParagraph:
        """Break the runs into lines."""
        paragraph = self._remembered.get(runs)
        if paragraph is None:
            paragraph = self._set(runs)
            is_short = sum([len(run.text) for run in runs]) <= _LONGEST_REMEMBERED
            if is_short and len(self._remembered) < _PARAGRAPHS_REMEMBERED:
                self._remembered[runs] = paragraph
        return paragraph

    def _set(self, runs: tuple[Run, ...]) -> SetParagraph:
        sources = list(self._sources(runs))
        whole = "".join([source.text for source in sources])
        has_right_to_left = direction.has_right_to_left(whole)
        base = self.default_level
        if not self.follows_document and (base or has_right_to_left):
            spoken = "".join([source.text for source in sources if not source.is_isolate])
            base = direction.base_level(spoken, base)
        is_turned = base == 1 or has_right_to_left
        words = _words_with_levels(sources, base) if is_turned else _words(sources)
        cut_words: list[str] = []
        return SetParagraph(tuple(self._lines(words, cut_words)), base == 1, tuple(cut_words))

    def _sources(self, runs: Sequence[Run]) -> Iterator[_Source]:
        """Give every run its look, and code points shown in place of characters a look apart."""
        style = self.style
        for number, run in enumerate(runs):
            look = self._look(run)
            for stretch in fonts.stretches(run.text):
                if stretch.is_mark:
                    mark = self.looks.look(round(style.size * MARK_SCALE, 2), SLATE, is_bold=False)
                    yield _Source(stretch.text, mark, number, is_isolate=True)
                elif stretch.text:
                    yield _Source(stretch.text, look, number, run.isolate)

    def _look(self, run: Run) -> Look:
        key = (bool(run.target) and is_openable(run.target), self.style.bold or run.is_bold)
        look = self._looks.get(key)
        if look is None:
            is_link, is_bold = key
            colour = LINK_COLOUR if is_link else self.style.colour
            look = self._looks[key] = self.looks.look(self.style.size, colour, is_bold=is_bold)
        return look

    def _lines(self, found: _Words, cut_words: list[str]) -> Iterator[Line]:
        """Give the lines of a paragraph, and add the words that were cut between two letters."""
        widths = [word.width for word in found.words]
        if widths and max(widths) > self.rest:
            found = _split_to_fit(found, self.rest, cut_words)
            widths = [word.width for word in found.words]
        openings = found.openings
        tallest = max([word.tallness for word in found.words], default=0.0)
        for start, end in break_lines(widths, openings, self.first, self.rest):
            words = found.words[start:end]
            if _is_cut(found, start):
                cut_words.append(_beginning(found.words[start - 1].text + found.words[start].text))
            leading = self.style.leading
            if tallest > _USUAL_TALLNESS and words:
                tallness = max([word.tallness for word in words])
                leading += _extra_leading(tallness, self.style.size)
            # The space at which a line was broken is kept beyond its width: those who listen to or
            # copy the text need it as the end of a word (ISO 32000-1, 14.8.2.5).
            has_space = end < len(openings) and openings[end] == Opening.SPACE and start < end
            shown = end + 1 if has_space and not found.levels else end
            yield Line(tuple(_parts(found, start, shown)), sum(widths[start:end]), leading)


def _parts(found: _Words, start: int, end: int) -> Iterator[Part]:
    """Gather the words of a line by their runs, in the order in which they stand on it."""
    if start == end:
        return
    sources = found.sources
    if not found.levels and sources[start] is sources[end - 1]:
        yield Part(tuple(found.words[start:end]), sources[start].look, sources[start].run)
        return
    places: Sequence[int] = range(start, end)
    if found.levels:
        places = [start + at for at in direction.visual_order(found.levels[start:end])]
    for source, group in groupby(places, key=sources.__getitem__):
        yield Part(tuple([found.words[at] for at in group]), source.look, source.run)


def _words(sources: list[_Source]) -> _Words:
    """Shape all words of text that reads left to right throughout."""
    found = _Words()
    words, openings = found.words, found.openings
    for source in sources:
        text, look, _, is_isolate = source
        if is_isolate:
            for token, opening in tokens(text, is_isolate=True):
                words.append(look.word(token))
                openings.append(opening)
        else:
            first, *others = text.split(" ")
            seen = look.behind_space
            cut = [seen.get(name) or look.cut_behind_space(name) for name in others]
            for own, own_openings in (look.cut_word(first), *cut):
                words += own
                openings += own_openings
        found.sources += [source] * (len(words) - len(found.sources))
    return found


# Noto Sans is 1.36 of its size from top to bottom; scripts that stack marks are taller.
_USUAL_TALLNESS = 1.42
_MOST_EXTRA = 0.3


def _extra_leading(tallness: float, size: float) -> float:
    if tallness <= _USUAL_TALLNESS:
        return 0.0
    return min(tallness - _USUAL_TALLNESS, _MOST_EXTRA) * size


def _words_with_levels(sources: list[_Source], base: int) -> _Words:
    """Shape words of both directions, cutting them where the level changes."""
    found = _Words()
    for source, levels in zip(sources, _source_levels(sources, base), strict=True):
        text, look, _, is_isolate = source
        place = 0
        for token, opening in tokens(text, is_isolate=is_isolate):
            own_opening = opening
            for piece, level in _by_level(token, levels[place : place + len(token)]):
                found.words.append(_word(piece, look, level))
                found.openings.append(own_opening)
                found.levels.append(level)
                if own_opening == Opening.FREE:
                    own_opening = Opening.GLUED
            place += len(token)
        found.sources += [source] * (len(found.words) - len(found.sources))
    return found


def _word(text: str, look: Look, level: int) -> Word:
    return look.turned_word(text) if level % 2 else look.word(text)


def _source_levels(sources: list[_Source], base: int) -> list[bytes]:
    """Return the level of each character of each source (UAX #9).

    A line feed in the text ends a paragraph of the algorithm; what reads apart takes part as one
    neutral character, and what it holds is ordered by itself, above the level it was given.
    """
    units = list(_units(sources, base))
    outline = "".join(direction.ISOLATE if unit.is_apart else unit.text for unit in units)
    resolved = b"\0".join(direction.levels(line, base) for line in outline.split("\n"))
    found = bytearray()
    place = 0
    for unit in units:
        if unit.is_apart:
            outer = resolved[place]
            found += _isolated_levels(unit.text, outer + outer % 2, unit.base)
            place += 1
        else:
            found += resolved[place : place + len(unit.text)]
            place += len(unit.text)
    ends = list(accumulate(len(source.text) for source in sources))
    return [bytes(found[start:end]) for start, end in pairwise([0, *ends])]


class _Unit(NamedTuple):
    """Text that takes part in ordering a paragraph as a whole, or letter by letter."""

    text: str
    is_apart: bool
    base: int


def _units(sources: list[_Source], base: int) -> Iterator[_Unit]:
    """Put sources together that read apart from the rest of the paragraph.

    A run that reads the other way than the line it stands in is a State's own words, or a name:
    neither what follows nor its own full stop may be drawn on the wrong side of it.
    """
    for _, of_run in groupby(sources, key=lambda source: source.run):
        run = list(of_run)
        text = "".join(source.text for source in run)
        if any(not source.is_isolate for source in run) and _reads_the_other_way(text, base):
            yield _Unit(text, is_apart=True, base=direction.base_level(text, 0))
            continue
        for source in run:
            yield _Unit(source.text, source.is_isolate, base=0)


def _reads_the_other_way(text: str, base: int) -> bool:
    is_right_to_left = direction.has_right_to_left(text)
    return is_right_to_left if base == 0 else not is_right_to_left and any(map(str.isalpha, text))


def _isolated_levels(text: str, level: int, base: int) -> bytes:
    if not direction.has_right_to_left(text):
        return bytes((level,)) * len(text)
    lines = b"\0".join(direction.levels(line, base) for line in text.split("\n"))
    return bytes(own + level for own in lines)


def _by_level(text: str, levels: bytes) -> list[tuple[str, int]]:
    """Cut a word where its direction changes."""
    level = levels[0]
    if levels.count(level) == len(levels):
        return [(text, level)]
    cut = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or levels[place] != levels[start]:
            cut.append((text[start:place], levels[start]))
            start = place
    return cut


def _shows(words: Sequence[Word], look: Look) -> Iterator[tuple[bytes, bytes]]:
    """Write the words as operators, each with the font that it is shown in."""
    plain = [word.plain for word in words]
    if None not in plain:
        yield look.base_font, _shown(plain)
        return
    font = b""
    glyphs: list[bytes] = []
    for word in words:
        for face, rise, inside in word.pieces:
            own = look.font(face)
            if glyphs and (own != font or rise):
                yield font, _shown(glyphs)
                glyphs = []
            font = own
            if rise:
                yield font, b"%.3g Ts [%s]TJ 0 Ts" % (rise * look.size, inside)
            else:
                glyphs.append(inside)
    if glyphs:
        yield font, _shown(glyphs)


def _shown(glyphs: Iterable[bytes | None]) -> bytes:
    return b"[%s]TJ" % b"".join(filter(None, glyphs)).replace(b"><", b"")


def _split_to_fit(found: _Words, width: float, cut_words: list[str]) -> _Words:
    """Cut words that are wider than a line into stretches that fit.

    An address may be cut anywhere, at best after one of its own signs. A word that is cut between
    two letters is added to those that somebody should look at.
    """
    fitting = _Words()
    for at, word in enumerate(found.words):
        level = found.levels[at] if found.levels else 0
        look = found.sources[at].look
        cut = [word] if word.width <= width else list(_split(word.text, look, level, width))
        is_address = found.sources[at].is_isolate
        if not is_address and any(not ends_well(each.text) for each in cut[:-1]):
            cut_words.append(_beginning(word.text))
        fitting.words += cut
        fitting.openings += [found.openings[at], *[Opening.FREE] * (len(cut) - 1)]
        fitting.sources += [found.sources[at]] * len(cut)
        if found.levels:
            fitting.levels += [level] * len(cut)
    return fitting


def _is_cut(found: _Words, start: int) -> bool:
    """Say whether a line begins inside a word: runs that belong together are wider than a line."""
    return (
        0 < start < len(found.words)
        and found.openings[start] == Opening.GLUED
        and found.openings[start - 1] < Opening.SPACE
        and not found.sources[start].is_isolate
    )


def _beginning(word: str) -> str:
    """Return as much of a word as somebody needs to find it."""
    return word if len(word) <= _LONGEST_TOLD else f"{word[: _LONGEST_TOLD - 1]}\u2026"


def _split(text: str, look: Look, level: int, width: float) -> Iterator[Word]:
    rest = clusters(text)
    while rest:
        count = _longest_fit(rest, look, level, width)
        if count < len(rest):
            count = good_prefix(rest, count)
        yield _word("".join(rest[:count]), look, level)
        rest = rest[count:]


def _longest_fit(rest: list[str], look: Look, level: int, width: float) -> int:
    """Return how many clusters of a word fit into the width, at least one."""
    low, high = 1, min(len(rest), max(1, int(width / look.size * 6)))
    while low < high:
        middle = (low + high + 1) // 2
        if _word("".join(rest[:middle]), look, level).width <= width:
            low = middle
        else:
            high = middle - 1
    return low
