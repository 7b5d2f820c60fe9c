"""The font files of one PDF: their glyphs, and the codes under which the pages call them.

A page calls a glyph by a two-byte code (Identity-H, ISO 32000-1, 9.7.5.2). The code is the glyph's
own number where it shows the letter it was drawn for; a glyph that stands for another text (a
dotless base in Arabic, a letter that continues a cluster) gets a code beyond the glyphs, so that
each code has exactly one text to copy and search. The code follows from glyph and text alone, so
that a chapter laid out for one edition fits into the next; `codes` settles what collides.
"""

import unicodedata
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz

from publish.clusters import clusters
from publish.fonts import FontFile, font_files


class Piece(NamedTuple):
    """Glyphs of one face at one height, as the inside of a TJ array (ISO 32000-1, 9.4.3)."""

    face: int
    rise: float
    """In letters of size 1."""
    glyphs: bytes


class Shaped(NamedTuple):
    """Text as HarfBuzz shaped it, in letters of size 1."""

    pieces: tuple[Piece, ...]
    width: float
    tallness: float
    codes: tuple[tuple[int, tuple[int, ...]], ...]
    """The codes it uses of each face."""


class ShownGlyph(NamedTuple):
    """A glyph and the text it copies as: what one code of a face stands for."""

    glyph: int
    text: str


_LAST_CODE = 0xFFFF


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
        self.tallness = (self.ascent + self.descent) * self.scale
        self.shown: dict[int, ShownGlyph] = {}
        """What each code used so far stands for."""
        self._codes: dict[tuple[int, str], int] = {}
        self._known: dict[tuple[int, str], tuple[int, bytes, int]] = {}
        """Code, its digits, and the width of each glyph that shows one letter."""
        self._advances: dict[int, int] = {}
        self._usual_texts = _usual_texts(file.path)
        self._buffer = uharfbuzz.Buffer()

    def advance(self, glyph: int) -> int:
        """Return the glyph's own width in units of the font."""
        if glyph not in self._advances:
            self._advances[glyph] = int(self.font.get_glyph_h_advance(glyph))
        return self._advances[glyph]

    def code(self, glyph: int, text: str) -> int:
        """Return the code that shows this glyph and copies as this text."""
        code = self._codes.get((glyph, text))
        if code is None:
            code = self.first_free_code(ShownGlyph(glyph, text), self.shown)
            self._codes[glyph, text] = code
            self.shown[code] = ShownGlyph(glyph, text)
        return code

    def first_free_code(self, shown: ShownGlyph, taken: Container[int]) -> int:
        """Return the code that follows from glyph and text, or the next one that is not taken."""
        if self._usual_texts.get(shown.glyph) == shown.text:
            return shown.glyph
        first = int(self.face.glyph_count)
        spare = _LAST_CODE + 1 - first
        place = (
            zlib.crc32(b"%d %s" % (shown.glyph, shown.text.encode("utf-8", "surrogatepass")))
            % spare
        )
        while first + place in taken:
            place = (place + 1) % spare
        return first + place

    def settle(self, used: Iterable[int]) -> dict[int, int]:
        """Keep the codes used, and say which of them change.

        Two glyphs may be given one code. Which of them keeps it must not depend on which was met
        first, so that the same document gets the same codes whichever chapters were kept from the
        last one: the codes are given out once more, in the order of glyphs and texts.
        """
        before = sorted((self.shown[code], code) for code in used)
        shown: dict[int, ShownGlyph] = {}
        changes = {}
        for glyph, code in before:
            settled = self.first_free_code(glyph, shown)
            shown[settled] = glyph
            if settled != code:
                changes[code] = settled
        self.shown = shown
        return changes

    def shape(self, text: str, *, is_right_to_left: bool) -> Shaped:
        """Shape text of one direction; its glyphs stand from left to right."""
        buffer = self._buffer
        buffer.reset()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = "und"
        buffer.direction = "rtl" if is_right_to_left else "ltr"
        uharfbuzz.shape(self.font, buffer)
        glyphs, places = buffer.glyph_infos, buffer.glyph_positions
        if len(glyphs) == len(text) and (plain := self._plain(text, glyphs, places)):
            return plain
        texts = self._texts(text, glyphs, is_right_to_left=is_right_to_left)
        codes = tuple(
            self.code(info.codepoint, own_text)
            for info, own_text in zip(glyphs, texts, strict=True)
        )
        width = sum([place.x_advance for place in places]) / self.units * self.scale
        pieces = tuple(self._pieces(codes, glyphs, places))
        return Shaped(pieces, width, self.tallness, ((self.number, codes),))

    def _plain(
        self,
        text: str,
        glyphs: Sequence[uharfbuzz.GlyphInfo],
        places: Sequence[uharfbuzz.GlyphPosition],
    ) -> Shaped | None:
        """Write text that has a glyph for each letter, none out of its place; most text is so."""
        per_mille = 1000 / self.units
        parts: list[bytes] = []
        codes = []
        width = 0
        for at, (char, info, place) in enumerate(zip(text, glyphs, places, strict=True)):
            if info.cluster != at or place.x_offset or place.y_offset:
                return None
            glyph = info.codepoint
            known = self._known.get((glyph, char))
            if known is None:
                code = self.code(glyph, char)
                known = self._known[glyph, char] = (code, b"%04x" % code, self.advance(glyph))
            code, written, own_advance = known
            codes.append(code)
            parts.append(written)
            advance = place.x_advance
            width += advance
            if advance != own_advance and (shift := round((own_advance - advance) * per_mille)):
                parts.append(b">%d<" % shift)
        inside = (b"<%s>" % b"".join(parts)).removesuffix(b"<>")
        piece = Piece(self.number, 0.0, inside)
        shown = ((self.number, tuple(codes)),)
        return Shaped((piece,), width / self.units * self.scale, self.tallness, shown)

    def _pieces(
        self,
        codes: Sequence[int],
        glyphs: Sequence[uharfbuzz.GlyphInfo],
        places: Sequence[uharfbuzz.GlyphPosition],
    ) -> Iterator[Piece]:
        """Write the glyphs as hexadecimal strings with the shifts between them.

        A number in a TJ array moves the next glyph to the left, in thousandths of the size.
        """
        per_mille = 1000 / self.units
        parts: list[bytes] = []
        rise = 0
        owed = 0.0
        for code, info, place in zip(codes, glyphs, places, strict=True):
            x_offset = place.x_offset
            if place.y_offset != rise:
                if parts:
                    yield self._piece(rise, parts)
                    parts = []
                rise = place.y_offset
            if (owed or x_offset) and (shift := round(owed - x_offset * per_mille)):
                parts.append(b"%d" % shift)
            parts.append(b"<%04x>" % code)
            owed = (x_offset - place.x_advance + self.advance(info.codepoint)) * per_mille
        if owed and round(owed):
            parts.append(b"%d" % round(owed))
        yield self._piece(rise, parts)

    def _piece(self, rise: int, parts: list[bytes]) -> Piece:
        glyphs = b"".join(parts).replace(b"><", b"")
        return Piece(self.number, rise / self.units * self.scale, glyphs)

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
        self._shaped: dict[tuple[str, bool, bool], Shaped] = {}

    def __getitem__(self, number: int) -> Face:
        """Return the face of that number, opened."""
        face = self._opened.get(number)
        if face is None:
            face = self._opened[number] = Face(number, self._files[number])
        return face

    def used(self) -> list[Face]:
        """Return the faces that have shown a glyph, in order of their numbers."""
        return [face for _, face in sorted(self._opened.items()) if face.shown]

    def first(self, *, is_bold: bool) -> int:
        """Return the number of the face that most text is set in."""
        return self._chains[is_bold][0]

    def shaped(self, text: str, *, is_bold: bool, is_right_to_left: bool) -> Shaped:
        """Return the glyphs of a text from left to right; the same text is shaped once."""
        key = (text, is_bold, is_right_to_left)
        shaped = self._shaped.get(key)
        if shaped is None:
            segments = self.segments(text, is_bold=is_bold)
            if is_right_to_left:
                segments.reverse()
            parts = [
                self[number].shape(part, is_right_to_left=is_right_to_left)
                for number, part in segments
            ]
            shaped = self._shaped[key] = parts[0] if len(parts) == 1 else _joined(parts)
        return shaped

    def segments(self, text: str, *, is_bold: bool) -> list[tuple[int, str]]:
        """Cut the text into stretches of one face; a mark stays with the letter it stands on.

        A character keeps the face of the one before it if that face has it, unless it is Basic
        Latin: so the punctuation of a script stays in the script's own face.
        """
        first = self._chains[is_bold][0]
        if self._files[first].code_points.issuperset(map(ord, text)):
            return [(first, text)]
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
        """Return the first face that has all of a letter with its marks.

        `fonts.stretches` leaves nothing to be set that no face has.
        """
        chain = self._chains[is_bold]
        return next((number for number in chain if self._has(number, cluster)), chain[0])

    def _has(self, number: int, cluster: str) -> bool:
        return self._files[number].draws(cluster)


def _joined(parts: Sequence[Shaped]) -> Shaped:
    return Shaped(
        tuple(piece for part in parts for piece in part.pieces),
        sum(part.width for part in parts),
        max((part.tallness for part in parts), default=0.0),
        tuple(codes for part in parts for codes in part.codes),
    )


@cache
def _usual_texts(path: Path) -> Mapping[int, str]:
    """Return the letter that each glyph of a file was drawn for, of several the plainest."""
    font = uharfbuzz.Font(_open_face(path))
    texts: dict[int, str] = {}
    for point in sorted(font.face.unicodes):
        glyph = font.get_nominal_glyph(point)
        if glyph is not None and (glyph not in texts or _is_compatible(texts[glyph])):
            texts[glyph] = chr(point)
    return texts


def _is_compatible(char: str) -> bool:
    return unicodedata.normalize("NFKC", char) != char


@cache
def _open_face(path: Path) -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
