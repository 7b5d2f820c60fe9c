"""The font files of one PDF: their glyphs, and the codes under which the pages call them.

A page calls a glyph by a two-byte code (Identity-H, ISO 32000-1, 9.7.5.2). The code usually is the
glyph's own number; a glyph that stands for a second text (a dotless base in Arabic, a letter that
continues a cluster) gets a further code, so that each code has exactly one text to copy and search.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz

from publish.fonts import FontFile, font_files


class PlacedGlyph(NamedTuple):
    """One glyph as HarfBuzz placed it, in units of the font."""

    code: int
    advance: int
    own_advance: int
    x_offset: int
    y_offset: int


class Face:
    """One font file opened for shaping, with the glyph codes the document has used so far."""

    def __init__(self, number: int, file: FontFile) -> None:
        """Open the file; the number names the font on the pages (`/F3`)."""
        self.number = number
        self.name = file.path.stem
        self.code_points = file.code_points
        self.face = _open_face(file.path)
        self.font = uharfbuzz.Font(self.face)
        self.units = self.face.upem
        self.scale = file.scale
        extents = self.font.get_font_extents("ltr")
        self.ascent: float = extents.ascender / self.units
        self.descent: float = -extents.descender / self.units
        self.glyph_of_code: dict[int, int] = {}
        self.text_of_code: dict[int, str] = {}
        self._codes: dict[tuple[int, str], int] = {}
        self._next_spare_code: int = self.face.glyph_count
        self._advances: dict[int, int] = {}

    def advance(self, glyph: int) -> int:
        """Return the glyph's own width in units of the font."""
        width = self._advances.get(glyph)
        if width is None:
            width = self._advances[glyph] = self.font.get_glyph_h_advance(glyph)
        return width

    def code(self, glyph: int, text: str) -> int:
        """Return the code that shows this glyph and copies as this text."""
        code = self._codes.get((glyph, text))
        if code is None:
            code = glyph
            if code in self.glyph_of_code:
                code = self._next_spare_code
                self._next_spare_code += 1
            self._codes[glyph, text] = code
            self.glyph_of_code[code] = glyph
            self.text_of_code[code] = text
        return code

    def shape(self, text: str, *, is_right_to_left: bool) -> list[PlacedGlyph]:
        """Shape text of one direction and return its glyphs from left to right."""
        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = "und"
        buffer.direction = "rtl" if is_right_to_left else "ltr"
        uharfbuzz.shape(self.font, buffer)
        found = buffer.glyph_infos
        texts = self._texts(text, found, is_right_to_left=is_right_to_left)
        return [
            PlacedGlyph(
                self.code(info.codepoint, own_text),
                place.x_advance,
                self.advance(info.codepoint),
                place.x_offset,
                place.y_offset,
            )
            for info, place, own_text in zip(found, buffer.glyph_positions, texts, strict=True)
        ]

    def _texts(
        self, text: str, glyphs: Sequence[uharfbuzz.GlyphInfo], *, is_right_to_left: bool
    ) -> list[str]:
        """Say what each glyph copies as, so that reading the glyphs in order gives the text.

        The letters of a cluster are dealt out to its glyphs in logical order, whatever each glyph
        looks like: a vowel sign drawn before its letter would else be copied before it. A mark
        without width copies as nothing, its letter as both.
        """
        if len(glyphs) == len(text) and all(
            info.cluster == place for place, info in enumerate(glyphs)
        ):
            return list(text)
        starts = sorted({info.cluster for info in glyphs})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        members: dict[int, list[int]] = {}
        places = range(len(glyphs))
        for place in reversed(places) if is_right_to_left else places:
            members.setdefault(glyphs[place].cluster, []).append(place)
        texts = [""] * len(glyphs)
        for start, cluster in members.items():
            widths = [self.advance(glyphs[place].codepoint) for place in cluster]
            letters = text[start : ends[start]]
            for place, share in zip(cluster, _shares(letters, widths), strict=True):
                texts[place] = share
        return texts


def _shares(letters: str, widths: Sequence[int]) -> list[str]:
    """Deal letters out to glyphs of these widths, one each to the widest, the rest to the last."""
    wide = sum(width > 0 for width in widths) or 1
    bearers = sorted(range(len(widths)), key=lambda place: -widths[place])
    chosen = sorted(bearers[: min(wide, len(letters))])
    shares = [""] * len(widths)
    for count, place in enumerate(chosen):
        is_last = count == len(chosen) - 1
        shares[place] = letters[count:] if is_last else letters[count]
    return shares


class Faces:
    """All faces of one document, and the choice of a face for each character."""

    def __init__(self) -> None:
        """Give the shipped files their numbers; one is opened when its first character comes."""
        regular, bold = font_files(is_bold=False), font_files(is_bold=True)
        self._files = tuple(dict.fromkeys((*regular, *bold)))
        self._chains = {
            is_bold: tuple(self._files.index(file) for file in font_files(is_bold=is_bold))
            for is_bold in (False, True)
        }
        self._opened: dict[int, Face] = {}

    def __getitem__(self, number: int) -> Face:
        """Return the face of that number, opened."""
        face = self._opened.get(number)
        if face is None:
            face = self._opened[number] = Face(number, self._files[number])
        return face

    def used(self) -> list[Face]:
        """Return the faces that have shown a glyph, in order of their numbers."""
        return [face for _, face in sorted(self._opened.items()) if face.glyph_of_code]

    def first(self, *, is_bold: bool) -> int:
        """Return the number of the face that most text is set in."""
        return self._chains[is_bold][0]

    def segments(self, text: str, *, is_bold: bool) -> list[tuple[int, str]]:
        """Cut the text into stretches of one face; a mark stays with the letter it stands on.

        A character keeps the face of the one before it if that face has it, unless it is Basic
        Latin: so the punctuation of a script stays in the script's own face.
        """
        cut: list[tuple[int, str]] = []
        current = -1
        for cluster in clusters(text):
            if current < 0 or cluster.isascii() or not self._has(current, cluster):
                chosen = self._choose(cluster, is_bold=is_bold)
            else:
                chosen = current
            if chosen == current:
                cut[-1] = (chosen, cut[-1][1] + cluster)
            else:
                cut.append((chosen, cluster))
            current = chosen
        return cut

    def _choose(self, cluster: str, *, is_bold: bool) -> int:
        chain = self._chains[is_bold]
        for number in chain:
            if self._has(number, cluster):
                return number
        lead = cluster[0]
        return next((number for number in chain if self._has(number, lead)), chain[0])

    def _has(self, number: int, cluster: str) -> bool:
        points = self._files[number].code_points
        return all(ord(char) in points or _is_unseen(char) for char in cluster)


_SPLIT = re.compile(r"(?s).[\u0300-\u036f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]*")


def clusters(text: str) -> list[str]:
    """Cut the text into letters with the marks that stand on them (a plain form of UAX #29)."""
    if text.isascii():
        return list(text)
    cut: list[str] = []
    for part in _SPLIT.findall(text):
        if cut and (unicodedata.category(part[0])[0] == "M" or cut[-1][-1] in "\u200d\u0bcd\u094d"):
            cut[-1] += part
        else:
            cut.append(part)
    return cut


def _is_unseen(char: str) -> bool:
    return char in "\u200b\u200c\u200d\u034f" or "\ufe00" <= char <= "\ufe0f" or char > "\U000e00ff"


@cache
def _open_face(path: Path) -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
