"""What a page holds before it is a PDF page: operators, links, places for numbers, and its tags.

Everything drawn belongs to a structure element or is an artifact (ISO 32000-1, 14.8.2.2). The
elements of a chapter are kept in a flat list; a page only notes which element each of its marked
pieces belongs to.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from publish.pdf.lines import Part
from publish.pdf.shaping import Look
from publish.styles import RULE, Style

_RULE_COLOUR = RULE
_RULE_WIDTH = 0.4


@dataclass(slots=True)
class Element:
    """A node of the structure tree: its role, its parent in the same chapter, its attributes."""

    role: bytes
    parent: int | None
    language: str = ""
    attributes: bytes = b""


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle that leads somewhere; `element` is the Link element it belongs to."""

    box: tuple[float, float, float, float]
    target: str
    text: str
    element: int


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """Where the page number of an anchor will be written, with dots from the end of the text."""

    anchor: str
    style: Style
    base_line: float
    text_end: float
    """The horizontal place where the text of the line ends and the dots may begin."""
    element: int
    slot: int
    """Where in the content of the page the number belongs (`Page.open_slot`)."""


@dataclass(slots=True)
class Page:
    """One page of a chapter, filled from top to bottom."""

    content: list[bytes] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    number_places: list[NumberPlace] = field(default_factory=list)
    marked: list[int] = field(default_factory=list)
    """The element of each marked-content number (MCID) of the page."""
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    _element: int | None = None
    _colour: bytes = b""
    _font: bytes = b""

    def show(self, parts: Sequence[Part], x: float, y: float, element: int, role: bytes) -> None:
        """Draw parts of a line as content of a structure element."""
        if element != self._element:
            self.close()
            self.content.append(b"/%s<</MCID %d>>BDC" % (role, len(self.marked)))
            self.marked.append(element)
            self._element = element
        self._text(parts, x, y)

    def show_artifact(self, parts: Sequence[Part], x: float, y: float, kind: bytes = b"") -> None:
        """Draw parts of a line that are no content: running heads, dots."""
        self.close()
        self.content.append(b"/Artifact<</Type/%s>>BDC" % kind if kind else b"/Artifact BMC")
        self._text(parts, x, y)
        self.content.append(b"EMC")

    def open_slot(self) -> int:
        """Keep a place in the content for something that is drawn later."""
        self.close()
        self.content.append(b"")
        return len(self.content) - 1

    def fill_slot(self, slot: int, draw: Callable[[], None]) -> None:
        """Draw into a place that was kept, leaving font and colour around it as they were."""
        self.close()
        before = (self.content, self._font, self._colour)
        self.content, self._font, self._colour = [], b"", b""
        draw()
        self.close()
        drawn = b"\n".join([b"q", *self.content, b"Q"])
        self.content, self._font, self._colour = before
        self.content[slot] = drawn

    def rule(self, start: float, end: float, y: float) -> None:
        """Remember a thin horizontal rule; all rules of a page are drawn at once."""
        self.rules.append((start, end, y))

    def close(self) -> None:
        """End the marked content that is open."""
        if self._element is not None:
            self.content.append(b"EMC")
            self._element = None

    def settle(self) -> None:
        """Join what has been drawn so far, which takes a fraction of the memory."""
        self.close()
        if self.number_places:
            return
        self.content = [b"\n".join(self.content)]

    def operators(self) -> bytes:
        """Return the content of the finished page."""
        self.close()
        if self.rules:
            self.content.append(b"/Artifact BMC")
            self.content.append(stroke_operators(self.rules, _RULE_COLOUR, _RULE_WIDTH))
            self.content.append(b"EMC")
            self.rules = []
        return b"\n".join(self.content)

    def _text(self, parts: Sequence[Part], x: float, y: float) -> None:
        content = self.content
        content.append(b"BT %.2f %.2f Td" % (x, y))
        look: Look | None = None
        glyphs: list[bytes] = []
        for part in parts:
            if part.look is not look:
                self._flush(glyphs)
                look = part.look
                if look.colour != self._colour:
                    content.append(look.colour)
                    self._colour = look.colour
            if part.word.plain is not None:
                if look.base_font != self._font:
                    self._choose_font(look.base_font, glyphs)
                glyphs.append(part.word.plain)
                continue
            for piece in part.word.pieces:
                self._choose_font(look.font(piece.face), glyphs)
                if piece.rise:
                    self._flush(glyphs)
                    content.append(b"%.3g Ts [%s]TJ 0 Ts" % (piece.rise, piece.glyphs))
                else:
                    glyphs.append(piece.glyphs)
        self._flush(glyphs)
        content.append(b"ET")

    def _choose_font(self, font: bytes, glyphs: list[bytes]) -> None:
        if font != self._font:
            self._flush(glyphs)
            self.content.append(font)
            self._font = font

    def _flush(self, glyphs: list[bytes]) -> None:
        if glyphs:
            self.content.append(b"[%s]TJ" % b"".join(glyphs).replace(b"><", b""))
            glyphs.clear()


def stroke_operators(
    rules: Sequence[tuple[float, float, float]], colour: str, width: float
) -> bytes:
    """Return the operators that draw horizontal rules of one colour and width."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    strokes = [b"%.2f %.2f m %.2f %.2f l" % (start, y, end, y) for start, end, y in rules]
    pen = b"%.3g %.3g %.3g RG %g w" % (red, green, blue, width)
    return b"\n".join([b"q", pen, *strokes, b"S Q"])


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that links lead to."""

    name: str
    page: int
    """Counted from the first page of the chapter."""
    top: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the reader's bookmarks pane."""

    level: int
    text: str
    anchor: str


@dataclass(slots=True)
class LaidChapter:
    """A chapter on its pages, before anybody knows which numbers these will have."""

    running_head: str
    has_header: bool
    pages: list[Page] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    heads: list[tuple[int, bool, str]] = field(default_factory=list)
    """Headings of level 1: on which page, whether at its very top, and their text."""

    def head_of(self, page: int) -> str:
        """Return what stands in the header of a page: the headings in force, first and last."""
        before = [text for at, _, text in self.heads if at < page][-1:]
        here = [(is_at_top, text) for at, is_at_top, text in self.heads if at == page]
        shown = [text for _, text in here] if here and here[0][0] else before + [t for _, t in here]
        return " – ".join(dict.fromkeys((shown[0], shown[-1]))) if shown else self.running_head

    def add_element(
        self, role: bytes, parent: int | None, *, language: str = "", attributes: bytes = b""
    ) -> int:
        """Add a node of the structure tree and return its number."""
        self.elements.append(Element(role, parent, language, attributes))
        return len(self.elements) - 1
