"""Draws the lines of a paragraph on a page: edges, base lines, links, tags."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from publish.document import Run
from publish.pdf.flow import Draw, Piece
from publish.pdf.lines import Part, SetParagraph
from publish.pdf.pages import LaidChapter, Link, Page
from publish.pdf.targets import is_openable
from publish.styles import Style

_DESCENT = 0.24
_LINK_RISE = 0.82


@dataclass(frozen=True, slots=True)
class LineBox:
    """The left and right edge of a column, and the side its lines begin at."""

    left: float
    right: float
    is_right_to_left: bool

    @property
    def width(self) -> float:
        """Return the distance between the edges."""
        return self.right - self.left

    def indented(self, by: float) -> "LineBox":
        """Return the box without a strip at its starting edge."""
        if self.is_right_to_left:
            return LineBox(self.left, self.right - by, is_right_to_left=True)
        return LineBox(self.left + by, self.right, is_right_to_left=False)

    def shortened(self, by: float) -> "LineBox":
        """Return the box without a strip at its far edge."""
        if self.is_right_to_left:
            return LineBox(self.left + by, self.right, is_right_to_left=True)
        return LineBox(self.left, self.right - by, is_right_to_left=False)

    def start_of(self, width: float, *, is_right_to_left: bool) -> float:
        """Return where a line of that width begins, from the left of the page."""
        return self.right - width if is_right_to_left else self.left


def base_line(top: float, height: float, size: float) -> float:
    """Return where letters of that size stand in a line of that height."""
    return top - height + (height - size) / 2 + size * _DESCENT


class ParagraphPen:
    """Knows where each line of one paragraph goes and which elements its parts belong to."""

    def __init__(
        self,
        laid: LaidChapter,
        runs: Sequence[Run],
        paragraph: SetParagraph,
        box: LineBox,
        style: Style,
        element: int,
    ) -> None:
        """Prepare the Link elements of runs that lead somewhere."""
        self.laid = laid
        self.runs = runs
        self.paragraph = paragraph
        self.box = box
        self.style = style
        self.follows_document = bool(style.outline_level)
        self.element = element
        self.role = laid.elements[element].role
        laid.cut_words += [(laid.place, word) for word in paragraph.cut_words]
        self.links = {
            number: laid.add_element(b"Link", element)
            for number, run in enumerate(runs)
            if run.target and is_openable(run.target)
        }

    def drawing(self, line: int) -> Draw:
        """Return the function that draws this line."""
        return partial(self._draw, line)

    def draw_at(self, page: Page, line: int, y: float) -> None:
        """Draw a line on a base line that the caller has chosen."""
        parts = self.paragraph.lines[line].parts
        if not parts:
            return
        x = self.start_of(line)
        if not self.links:
            page.show(parts, x, y, self.element, self.role)
            return
        for run, group in groupby(parts, key=self._linked_run):
            members = tuple(group)
            width = sum(part.width for part in members)
            if run is None:
                page.show(members, x, y, self.element, self.role)
            else:
                element = self.links[run]
                page.show(members, x, y, element, b"Link")
                size = self.style.size
                box = (x, y - size * _DESCENT, x + width, y + size * _LINK_RISE)
                page.links.append(Link(box, self.runs[run].target, self.runs[run].text, element))
            x += width

    def start_of(self, line: int) -> float:
        """Return where the line begins, from the left of the page.

        A single line keeps to the starting edge of its column even if it reads the other way; a
        longer paragraph is set from the side it reads from.
        """
        is_right_to_left = self.box.is_right_to_left
        if len(self.paragraph.lines) > 1 and not self.follows_document:
            is_right_to_left = self.paragraph.is_right_to_left
        hanging = self.style.hanging if line else 0.0
        if is_right_to_left:
            return self.box.right - hanging - self.paragraph.lines[line].width
        return self.box.left + hanging

    def end_of(self, line: int) -> float:
        """Return the place where the line ends in reading order of the document."""
        start = self.start_of(line)
        return start if self.box.is_right_to_left else start + self.paragraph.lines[line].width

    def base_line(self, line: int, top: float) -> float:
        """Return the base line of a line whose upper edge is at `top`."""
        return base_line(top, self.paragraph.lines[line].leading, self.style.size)

    def _draw(self, line: int, page: Page, top: float) -> None:
        self.draw_at(page, line, self.base_line(line, top))

    def _linked_run(self, part: Part) -> int | None:
        return part.run if part.run in self.links else None


def with_link(piece: Piece, box: LineBox, target: str, text: str, element: int) -> Draw:
    """Return a drawing of the piece that makes all of its strip a link."""

    def draw(page: Page, top: float) -> None:
        piece.draw(page, top)
        area = (box.left, top - piece.height, box.right, top)
        page.links.append(Link(area, target, text, element))

    return draw
