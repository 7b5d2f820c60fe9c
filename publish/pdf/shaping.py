"""Words become glyphs once: every distinct word is shaped and measured one time for each look.

The same few thousand words fill an edition; one that has been seen costs a dictionary look-up.
"""

from publish.pdf.breaking import Opening, tokens
from publish.pdf.faces import Faces, Piece, Shaped
from publish.styles import Style

# The end of a line and the place where a line may end.
_NOT_DRAWN = frozenset({"\n", "\u200b"})
_NOTHING = Shaped((), 0.0, 0.0, ())


class Word:
    """A stretch of text that is never reordered inside: its width and its glyphs."""

    __slots__ = ("codes", "pieces", "plain", "tallness", "text", "width")

    def __init__(self, text: str, shaped: Shaped, size: float, base_face: int) -> None:
        """Keep the glyphs; `plain` is set when one stretch of the base face is all there is."""
        self.text = text
        self.width = shaped.width * size
        self.pieces = shaped.pieces
        self.tallness = shaped.tallness
        self.codes = shaped.codes
        only = shaped.pieces[0] if len(shaped.pieces) == 1 else None
        is_plain = only is not None and only.face == base_face and not only.rise
        self.plain: bytes | None = only.glyphs if only is not None and is_plain else None


CutWord = tuple[tuple[Word, ...], tuple[Opening, ...]]
"""Words between which a line may end, and in step with them how each stands to the one before."""


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
        self._cut: dict[str, CutWord] = {}
        self.behind_space: dict[str, CutWord] = {}
        """What `cut_behind_space` has returned, for those who ask for each word of an edition."""

    def font(self, face: int) -> bytes:
        """Return the operator that chooses a face in the size of this look."""
        return b"/F%d %.4g Tf" % (face, self.size * self.faces[face].scale)

    def word(self, text: str) -> Word:
        """Return the text as it stands from left to right."""
        word = self._words.get(text)
        if word is None:
            word = self._words[text] = self._shape(text, is_right_to_left=False)
        return word

    def cut_word(self, text: str) -> CutWord:
        """Return text without spaces as the words between which a line may end."""
        cut = self._cut.get(text)
        if cut is None:
            found = tokens(text, is_isolate=False)
            words = tuple([self.word(token) for token, _ in found])
            cut = self._cut[text] = (words, tuple([opening for _, opening in found]))
        return cut

    def cut_behind_space(self, text: str) -> CutWord:
        """Return the same with the space that stands before it, at which a line may end."""
        words, openings = self.cut_word(text)
        first = [opening or Opening.FREE for opening in openings[:1]]
        cut = ((self.word(" "), *words), (Opening.SPACE, *first, *openings[1:]))
        self.behind_space[text] = cut
        return cut

    def turned_word(self, text: str) -> Word:
        """Return the text as it stands from right to left, brackets mirrored."""
        word = self._turned.get(text)
        if word is None:
            word = self._turned[text] = self._shape(text, is_right_to_left=True)
        return word

    def spaced(self, text: str, shift: int, count: int) -> Word:
        """Return one character so many times, `shift` thousandths of the size apart."""
        one = self.faces.shaped(text, is_bold=self.is_bold, is_right_to_left=False)
        face, _, glyphs = one.pieces[0]
        width = count * one.width - (count - 1) * shift / 1000
        pieces = (Piece(face, 0.0, (b"%d" % shift).join([glyphs] * count)),)
        shaped = Shaped(pieces, width, one.tallness, one.codes)
        return Word(text * count, shaped, self.size, self.base_face)

    def _shape(self, text: str, *, is_right_to_left: bool) -> Word:
        shaped = _NOTHING
        if text not in _NOT_DRAWN:
            shaped = self.faces.shaped(
                text, is_bold=self.is_bold, is_right_to_left=is_right_to_left
            )
        return Word(text, shaped, self.size, self.base_face)


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
