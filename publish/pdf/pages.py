"""What a page holds before it is a PDF page: operators, links, places for numbers, and its tags.

Everything drawn belongs to a structure element or is an artifact (ISO 32000-1, 14.8.2.2). The
elements of a chapter are kept in a flat list; a page only notes which element each of its marked
pieces belongs to.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from publish.pdf.lines import Part
from publish.pdf.objects import packed_content, unpacked_content
from publish.pdf.shaping import Word
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


class Link(NamedTuple):
    """A rectangle that leads somewhere; `element` is the Link element it belongs to.

    Once the tree of the chapter is written nobody asks for the element any more.
    """

    box: tuple[float, float, float, float]
    target: str
    text: str
    element: int = 0


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """Where the page number of an anchor will be written, with dots from the end of the text."""

    anchor: str
    style: Style
    base_line: float
    text_end: float
    """The horizontal place where the text of the line ends and the dots may begin."""
    slot: int
    """Where in the content of the page the number belongs (`Page.open_slot`)."""
    mark: int
    """The marked-content number (MCID) that is kept for it."""


@dataclass(slots=True)
class Page:
    """One page of a chapter, filled from top to bottom."""

    content: list[bytes] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    number_places: list[NumberPlace] = field(default_factory=list)
    marked: list[int] = field(default_factory=list)
    """The element of each marked-content number (MCID) of the page."""
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    words: set[Word] = field(default_factory=set)
    """The words drawn, of which the file needs the glyphs."""
    before_slots: list[bytes] = field(default_factory=list)
    """What was drawn before each place that was kept; `content` goes on after the last one."""
    packed: bytes = b""
    """All that is drawn, compressed, once nothing more is to come."""
    furniture: bytes = b""
    """Head and foot, in a stream of their own: they alone depend on the number of the page."""
    _element: int | None = None
    _colour: bytes = b""
    _font: bytes = b""

    def show(self, parts: Sequence[Part], x: float, y: float, element: int, role: bytes) -> None:
        """Draw parts of a line as content of a structure element."""
        if element != self._element:
            self._open(element, role)
        self._text(parts, x, y)

    def paint(self, operators: bytes, element: int, role: bytes) -> None:
        """Draw shapes as content of a structure element; they leave colours as they found them."""
        if element != self._element:
            self._open(element, role)
        self.content.append(operators)

    def show_marked(self, parts: Sequence[Part], x: float, y: float, mark: bytes) -> None:
        """Draw parts of a line between a mark that was kept for them and its end."""
        self.content.append(mark)
        self._text(parts, x, y)
        self.content.append(b"EMC")

    def show_artifact(self, parts: Sequence[Part], x: float, y: float, kind: bytes = b"") -> None:
        """Draw parts of a line that are no content: running heads, dots."""
        self.close()
        self.content.append(b"/Artifact<</Type/%s>>BDC" % kind if kind else b"/Artifact BMC")
        self._text(parts, x, y)
        self.content.append(b"EMC")

    def open_slot(self, element: int) -> tuple[int, int]:
        """Keep a place in the content, and its mark, for what an element gets to show later.

        What goes on behind it states its font anew, so that each stretch of the content can be read
        by itself, whatever is put between two of them (`codes.recode`).
        """
        self.close()
        self.before_slots.append(b"\n".join(self.content))
        self.content = []
        self._font = b""
        self.marked.append(element)
        return len(self.before_slots) - 1, len(self.marked) - 1

    def fill_slot(self, slot: int, drawn: "Page") -> None:
        """Put what was drawn apart into a place that was kept; its font and colour end with it."""
        parts = [self.before_slots[slot], b"q", *drawn.content, b"Q"]
        self.before_slots[slot] = b"\n".join(parts)
        self.words |= drawn.words

    def rule(self, start: float, end: float, y: float) -> None:
        """Remember a thin horizontal rule; all rules of a page are drawn at once."""
        self.rules.append((start, end, y))

    def box(self, place: tuple[float, float, float, float], colour: str) -> None:
        """Fill a rectangle, given by its left and lower edge, its width and height."""
        self.close()
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        pen = b"q %.3g %.3g %.3g rg" % (red, green, blue)
        drawn = b"%.2f %.2f %.2f %.2f re f Q" % place
        self.content += [b"/Artifact<</Type/Pagination>>BDC", pen, drawn, b"EMC"]

    def close(self) -> None:
        """End the marked content that is open."""
        if self._element is not None:
            self.content.append(b"EMC")
            self._element = None

    def settle(self) -> None:
        """Draw the rules and pack the page, unless numbers are still to be written on it."""
        content = self._content()
        if self.number_places:
            self.content = [content]
        else:
            self.pack(content)

    def pack(self, content: bytes | None = None) -> None:
        """Compress what was drawn: a finished page takes a tenth of the memory."""
        self.packed = packed_content(self.operators() if content is None else content)
        self.content, self.before_slots = [], []

    def operators(self) -> bytes:
        """Return the content of the page."""
        if self.packed:
            return unpacked_content(self.packed)
        return b"\n".join([*self.before_slots, self._content()])

    def _open(self, element: int, role: bytes) -> None:
        """Begin the marked content of a structure element."""
        self.close()
        self.content.append(b"/%s<</MCID %d>>BDC" % (role, len(self.marked)))
        self.marked.append(element)
        self._element = element

    def _content(self) -> bytes:
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
        for part in parts:
            self.words.update(part.words)
            colour = part.look.colour
            if colour != self._colour:
                content.append(colour)
                self._colour = colour
            for font, operator in part.shows:
                if font != self._font:
                    content.append(font)
                    self._font = font
                content.append(operator)
        content.append(b"ET")


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


@dataclass(frozen=True, slots=True)
class ChapterTree:
    """The structure tree of one chapter, with places for the numbers its objects get in a file."""

    elements: int
    template: bytes
    """One object a line, `%d` at each place."""
    places: "array[int]"
    """Whose number each place takes: 0 the Document's, then elements, pages and links in turn."""


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
    tree: ChapterTree = field(default_factory=lambda: ChapterTree(0, b"", array("I")))
    """Written by `structure` when all its pages are full."""
    codes: dict[int, set[int]] = field(default_factory=dict)
    """The codes of each face that its pages show."""
    place: str = ""
    """The anchor of the heading below which is being set."""
    cut_words: list[tuple[str, str]] = field(default_factory=list)
    """Words that had to be cut between two letters, each behind the anchor it stands below."""

    def head_of(self, page: int) -> str:
        """Return what stands in the header of a page: the headings in force, first and last."""
        before = [text for at, _, text in self.heads if at < page][-1:]
        here = [(is_at_top, text) for at, is_at_top, text in self.heads if at == page]
        shown = [text for _, text in here] if here and here[0][0] else before + [t for _, t in here]
        return " – ".join(dict.fromkeys((shown[0], shown[-1]))) if shown else self.running_head

    def settle(self) -> None:
        """Pack the last page and note which glyphs the pages show."""
        self.pages[-1].settle()
        words: set[Word] = set()
        for page in self.pages:
            words |= page.words
            page.words = set()
        add_codes(self.codes, words)

    def add_element(
        self, role: bytes, parent: int | None, *, language: str = "", attributes: bytes = b""
    ) -> int:
        """Add a node of the structure tree and return its number."""
        self.elements.append(Element(role, parent, language, attributes))
        return len(self.elements) - 1


def add_codes(codes: dict[int, set[int]], words: Iterable[Word]) -> None:
    """Add the codes that words use of each face."""
    for word in words:
        for face, own in word.codes:
            if face not in codes:
                codes[face] = set()
            codes[face].update(own)
