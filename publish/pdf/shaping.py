"""Words become glyphs once: every distinct word is shaped and measured one time for each look.

The same few thousand words fill an edition; one that has been seen costs a dictionary look-up.
"""

from typing import NamedTuple

from publish.pdf.faces import Faces, PlacedGlyph
from publish.styles import Style

# The end of a line and the place where a line may end.
_NOT_DRAWN = frozenset({"\n", "\u200b"})


class Piece(NamedTuple):
    """Glyphs of one face at one height, as the inside of a TJ array (ISO 32000-1, 9.4.3)."""

    face: int
    rise: float
    glyphs: bytes


class Word:
    """A stretch of text that is never reordered inside: its width and its glyphs."""

    __slots__ = ("pieces", "plain", "tallness", "width")

    def __init__(
        self, width: float, pieces: tuple[Piece, ...], base_face: int, tallness: float
    ) -> None:
        """Keep the glyphs; `plain` is set when one stretch of the base face is all there is."""
        self.width = width
        self.pieces = pieces
        self.tallness = tallness
        only = pieces[0] if len(pieces) == 1 else None
        is_plain = only is not None and only.face == base_face and not only.rise
        self.plain: bytes | None = only.glyphs if only is not None and is_plain else None


class Look:
    """One size, weight and colour, with all words seen in it."""

    def __init__(self, faces: Faces, size: float, colour: str, *, is_bold: bool) -> None:
        """Prepare the operators that choose this look."""
        self.faces = faces
        self.size = size
        self.is_bold = is_bold
        self.base_face = faces.first(is_bold=is_bold)
        self.colour = colour_operator(colour)
        self.base_font = self.font(self.base_face)
        self._words: dict[str, Word] = {}
        self._turned: dict[str, Word] = {}

    def font(self, face: int) -> bytes:
        """Return the operator that chooses a face in the size of this look."""
        return b"/F%d %.4g Tf" % (face, self.size * self.faces[face].scale)

    def word(self, text: str) -> Word:
        """Return the text as it stands from left to right."""
        word = self._words.get(text)
        if word is None:
            word = self._words[text] = self._shape(text, is_right_to_left=False)
        return word

    def turned_word(self, text: str) -> Word:
        """Return the text as it stands from right to left, brackets mirrored."""
        word = self._turned.get(text)
        if word is None:
            word = self._turned[text] = self._shape(text, is_right_to_left=True)
        return word

    def spaced(self, text: str, shift: int, count: int) -> Word:
        """Return one character so many times, `shift` thousandths of the size apart."""
        one = self.word(text)
        step = b"%d" % shift
        glyphs = step.join([piece.glyphs for piece in one.pieces] * count)
        width = count * one.width - (count - 1) * shift * self.size / 1000
        pieces = (Piece(one.pieces[0].face, 0.0, glyphs),)
        return Word(width, pieces, self.base_face, one.tallness)

    def _shape(self, text: str, *, is_right_to_left: bool) -> Word:
        if text in _NOT_DRAWN:
            return Word(0.0, (), self.base_face, 0.0)
        segments = self.faces.segments(text, is_bold=self.is_bold)
        if is_right_to_left:
            segments.reverse()
        width = 0.0
        tallness = 0.0
        pieces: list[Piece] = []
        for number, part in segments:
            face = self.faces[number]
            placed = face.shape(part, is_right_to_left=is_right_to_left)
            width += sum(glyph.advance for glyph in placed) / face.units * face.scale
            pieces += _pieces(number, placed, 1000 / face.units, self.size * face.scale)
            tallness = max(tallness, (face.ascent + face.descent) * face.scale)
        return Word(width * self.size, tuple(pieces), self.base_face, tallness)


def _pieces(face: int, placed: list[PlacedGlyph], per_mille: float, size: float) -> list[Piece]:
    """Write the glyphs as hexadecimal strings with the shifts between them.

    A number in a TJ array moves the next glyph to the left, in thousandths of the size.
    """
    pieces: list[Piece] = []
    parts: list[bytes] = []
    rise = 0
    owed = 0.0
    for glyph in placed:
        shift = round(owed - glyph.x_offset * per_mille)
        if glyph.y_offset != rise and parts:
            pieces.append(Piece(face, rise * per_mille * size / 1000, b"".join(parts)))
            parts = []
        rise = glyph.y_offset
        if shift:
            parts.append(b"%d" % shift)
        parts.append(b"<%04x>" % glyph.code)
        owed = (glyph.x_offset - glyph.advance + glyph.own_advance) * per_mille
    if round(owed):
        parts.append(b"%d" % round(owed))
    pieces.append(Piece(face, rise * per_mille * size / 1000, b"".join(parts)))
    return [piece._replace(glyphs=piece.glyphs.replace(b"><", b"")) for piece in pieces]


class Looks:
    """All looks of one document; the same size, weight and colour is the same look."""

    def __init__(self) -> None:
        """Begin without any word."""
        self.faces = Faces()
        self._looks: dict[tuple[float, str, bool], Look] = {}

    def look(self, size: float, colour: str, *, is_bold: bool) -> Look:
        """Return the look of that size, colour and weight."""
        key = (size, colour, is_bold)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = Look(self.faces, size, colour, is_bold=is_bold)
        return look

    def of_style(self, style: Style) -> Look:
        """Return the look of plain text in this style."""
        return self.look(style.size, style.colour, is_bold=style.bold)


def colour_operator(colour: str) -> bytes:
    """Return the operator that fills with this `#rrggbb` (ISO 32000-1, 8.6.8)."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return b"%.3g %.3g %.3g rg" % (red, green, blue)
