"""Paragraphs become lines: runs of text in, measured lines with their parts in visual order out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from publish import fonts
from publish.document import Run
from publish.pdf import direction
from publish.pdf.breaking import Opening, break_lines, good_prefix, tokens
from publish.pdf.faces import clusters
from publish.pdf.shaping import Look, Looks, Word
from publish.pdf.targets import is_openable
from publish.styles import SLATE, Style

LINK_COLOUR = "#14507f"
MARK_SCALE = 0.82

_PARAGRAPHS_REMEMBERED = 4096
"""Labels, roles and marks are the same in hundreds of entries, so their lines are kept."""


class Part(NamedTuple):
    """A word on its way to a line: its glyphs, its look, the run it came from, its level."""

    word: Word
    look: Look
    run: int
    level: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is drawn, parts from left to right."""

    parts: tuple[Part, ...]
    width: float
    leading: float


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """The lines of a paragraph and the side it reads from."""

    lines: tuple[Line, ...]
    is_right_to_left: bool


class _Source(NamedTuple):
    """A stretch of a run before it is cut into words."""

    text: str
    look: Look
    run: int
    is_isolate: bool


class Typesetter:
    """Sets runs of text as lines of a given width, and remembers every word it has shaped."""

    def __init__(self, *, is_right_to_left: bool) -> None:
        """Remember the direction of the document, used where a text has none of its own."""
        self.looks = Looks()
        self.default_level = int(is_right_to_left)
        self._remembered = lru_cache(_PARAGRAPHS_REMEMBERED)(self._set)

    def set(
        self,
        runs: Sequence[Run],
        style: Style,
        width: float,
        *,
        follows_document: bool = False,
    ) -> SetParagraph:
        """Break the runs into lines; the style's hanging indent narrows all lines but the first.

        `follows_document` gives the paragraph the direction of the document whatever its first
        letter is: labels, headers and feet stand in one column and must not jump.
        """
        return self._remembered(tuple(runs), style, width, follows_document)

    def _set(
        self,
        runs: tuple[Run, ...],
        style: Style,
        width: float,
        follows_document: bool,  # noqa: FBT001 - a cache takes it by place.
    ) -> SetParagraph:
        sources = list(self._sources(runs, style))
        base = self.default_level
        if not follows_document:
            spoken = "".join(source.text for source in sources if not source.is_isolate)
            base = direction.base_level(spoken, base)
        whole = "".join(source.text for source in sources)
        is_turned = base == 1 or direction.has_right_to_left(whole)
        parts, openings = _parts(sources, base if is_turned else None, width - style.hanging)
        spans = break_lines(
            [part.word.width for part in parts], openings, width, width - style.hanging
        )
        lines = [_line(parts[start:end], style, is_turned=is_turned) for start, end in spans]
        if not is_turned:
            lines = [
                _with_space_after(line, parts, openings, end)
                for line, (_, end) in zip(lines, spans, strict=True)
            ]
        return SetParagraph(tuple(lines), base == 1)

    def _sources(self, runs: Sequence[Run], style: Style) -> Iterator[_Source]:
        """Give every run its look, and code points shown in place of characters a look apart."""
        for number, run in enumerate(runs):
            colour = LINK_COLOUR if is_openable(run.target) else style.colour
            is_bold = style.bold or run.is_bold
            look = self.looks.look(style.size, colour, is_bold=is_bold)
            for stretch in fonts.stretches(run.text):
                if stretch.is_mark:
                    mark = self.looks.look(round(style.size * MARK_SCALE, 2), SLATE, is_bold=False)
                    yield _Source(stretch.text, mark, number, is_isolate=True)
                elif stretch.text:
                    yield _Source(stretch.text, look, number, run.isolate)


def _parts(
    sources: list[_Source], base: int | None, width: float
) -> tuple[list[Part], list[Opening]]:
    """Shape all words; `base` is None for text that reads left to right throughout."""
    if base is not None:
        return _parts_with_levels(sources, base, width)
    parts: list[Part] = []
    openings: list[Opening] = []
    for text, look, run, is_isolate in sources:
        word_of = look.word
        for token, opening in tokens(text, is_isolate=is_isolate):
            word = word_of(token)
            part = Part(word, look, run, 0)
            if word.width <= width:
                parts.append(part)
                openings.append(opening)
                continue
            for short_part, short_opening in _split(part, token, width, opening):
                parts.append(short_part)
                openings.append(short_opening)
    return parts, openings


def _line(parts: list[Part], style: Style, *, is_turned: bool) -> Line:
    if is_turned:
        parts = [parts[place] for place in direction.visual_order([part.level for part in parts])]
    width = sum([part.word.width for part in parts])
    tallness = max([part.word.tallness for part in parts], default=0.0)
    return Line(tuple(parts), width, style.leading + _extra_leading(tallness, style.size))


def _with_space_after(line: Line, parts: list[Part], openings: list[Opening], end: int) -> Line:
    """Keep the space at which a line was broken, beyond its width.

    Those who listen to or copy the text need it as the end of a word (ISO 32000-1, 14.8.2.5).
    """
    if end < len(parts) and openings[end] == Opening.SPACE and line.parts:
        return Line((*line.parts, parts[end]), line.width, line.leading)
    return line


# Noto Sans is 1.36 of its size from top to bottom; scripts that stack marks are taller.
_USUAL_TALLNESS = 1.42
_MOST_EXTRA = 0.3


def _extra_leading(tallness: float, size: float) -> float:
    if tallness <= _USUAL_TALLNESS:
        return 0.0
    return min(tallness - _USUAL_TALLNESS, _MOST_EXTRA) * size


def _parts_with_levels(
    sources: list[_Source], base: int, width: float
) -> tuple[list[Part], list[Opening]]:
    """Shape words of both directions, cutting them where the level changes."""
    parts: list[Part] = []
    openings: list[Opening] = []
    for (text, look, run, is_isolate), levels in zip(
        sources, _source_levels(sources, base), strict=True
    ):
        place = 0
        for token, opening in tokens(text, is_isolate=is_isolate):
            own_opening = opening
            for piece, level in _by_level(token, levels[place : place + len(token)]):
                part = Part(_word(piece, look, level), look, run, level)
                cut = [(part, own_opening)]
                if part.word.width > width:
                    cut = list(_split(part, piece, width, own_opening))
                parts += [short_part for short_part, _ in cut]
                openings += [short_opening for _, short_opening in cut]
                if own_opening == Opening.FREE:
                    own_opening = Opening.GLUED
            place += len(token)
    return parts, openings


def _word(text: str, look: Look, level: int) -> Word:
    return look.turned_word(text) if level % 2 else look.word(text)


def _source_levels(sources: list[_Source], base: int) -> list[bytes]:
    """Return the level of each character of each source (UAX #9).

    A line feed in the text ends a paragraph of the algorithm; an isolate takes part as one neutral
    character, and what it holds is ordered apart, above the level it was given. So are the words of
    a State that read the other way than the line they stand in: what follows must not join them.
    """
    apart = [
        source.is_isolate or (base == 0 and direction.has_right_to_left(source.text))
        for source in sources
    ]
    outline = "".join(
        direction.ISOLATE if is_apart else source.text
        for source, is_apart in zip(sources, apart, strict=True)
    )
    resolved = b"\0".join(direction.levels(line, base) for line in outline.split("\n"))
    found = []
    place = 0
    for source, is_apart in zip(sources, apart, strict=True):
        if is_apart:
            outer = resolved[place]
            own = 0 if source.is_isolate else direction.base_level(source.text, 0)
            found.append(_isolated_levels(source.text, outer + outer % 2, own))
            place += 1
        else:
            found.append(resolved[place : place + len(source.text)])
            place += len(source.text)
    return found


def _isolated_levels(text: str, level: int, base: int) -> bytes:
    if not direction.has_right_to_left(text):
        return bytes((level,)) * len(text)
    lines = b"\0".join(direction.levels(line, base) for line in text.split("\n"))
    return bytes(own + level for own in lines)


def _by_level(text: str, levels: bytes) -> list[tuple[str, int]]:
    """Cut a word where its direction changes."""
    cut = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or levels[place] != levels[start]:
            cut.append((text[start:place], levels[start]))
            start = place
    return cut


def _split(
    whole: Part, text: str, width: float, opening: Opening
) -> Iterator[tuple[Part, Opening]]:
    """Cut a word that is wider than a line into stretches that fit."""
    rest = clusters(text)
    while rest:
        count = _longest_fit(rest, whole, width)
        if count < len(rest):
            count = good_prefix(rest, count)
        word = _word("".join(rest[:count]), whole.look, whole.level)
        yield whole._replace(word=word), opening
        opening = Opening.FREE
        rest = rest[count:]


def _longest_fit(rest: list[str], whole: Part, width: float) -> int:
    """Return how many clusters fit into the width, at least one."""
    low, high = 1, min(len(rest), max(1, int(width / whole.look.size * 6)))
    while low < high:
        middle = (low + high + 1) // 2
        if _word("".join(rest[:middle]), whole.look, whole.level).width <= width:
            low = middle
        else:
            high = middle - 1
    return low
