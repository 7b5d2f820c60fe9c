"""Pieces flow onto pages: rigid strips of some height that may or may not be parted.

Headings that stay with what follows, paragraphs that leave no line alone, rows that take their
label along: all of it is said by `may_break_before` on the pieces, so that filling pages is one
simple loop.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from publish.pdf.pages import LaidChapter, Page
from publish.styles import PageFormat

Draw = Callable[[Page, float], None]
"""Draws a piece whose upper edge is at the given height."""


class Piece(NamedTuple):
    """A strip of the page that is never cut."""

    height: float
    draw: Draw
    gap: float = 0.0
    """White space above, which vanishes at the top of a page."""
    may_break_before: bool = True


def fill_pages(chapter: LaidChapter, pieces: Iterable[Piece], paper: PageFormat) -> None:
    """Put the pieces onto new pages of the chapter, parting them only where they may be.

    A group that is higher than a whole page is parted anywhere.
    """
    top = paper.height - paper.margin_top
    bottom = paper.margin_bottom
    page = Page()
    chapter.pages.append(page)
    y = top
    for group in _groups(pieces):
        height = sum(piece.gap + piece.height for piece in group)
        fits_a_page = height <= top - bottom
        if y < top and y - height < bottom and fits_a_page:
            page, y = _new_page(chapter, top)
        for piece in group:
            if y < top and y - piece.gap - piece.height < bottom:
                page, y = _new_page(chapter, top)
            if y < top:
                y -= piece.gap
            piece.draw(page, y)
            y -= piece.height


def may_break_before(line: int, count: int) -> bool:
    """Say whether a page may end before this line of a paragraph of so many lines.

    At least two lines stay on either side, so a paragraph of three lines is never parted.
    """
    least = 2
    return least <= line <= count - least


def _new_page(chapter: LaidChapter, top: float) -> tuple[Page, float]:
    chapter.pages[-1].settle()
    page = Page()
    chapter.pages.append(page)
    return page, top


def _groups(pieces: Iterable[Piece]) -> Iterable[Sequence[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        if group and piece.may_break_before:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group
