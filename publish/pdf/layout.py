"""The blocks of a chapter become pieces, and the pieces fill its pages.

A chapter is laid out alone: it knows neither its page numbers nor its neighbours.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from publish.document import (
    Block,
    Chapter,
    Document,
    FieldTable,
    Figure,
    Heading,
    Paragraph,
    Reference,
    ReferenceList,
    Run,
    Space,
)
from publish.pdf.drawing import LineBox, ParagraphPen, with_link
from publish.pdf.figures import FigureSetter
from publish.pdf.flow import Piece, fill_pages, may_break_before
from publish.pdf.lines import SetParagraph, Typesetter
from publish.pdf.pages import Anchor, Bookmark, LaidChapter, NumberPlace, Page
from publish.pdf.structure import tree_of
from publish.pdf.tables import TableSetter
from publish.pdf.tagging import foreign_language
from publish.styles import (
    A4,
    PageFormat,
    Style,
    heading_style,
    reference_style,
    style_named,
)

_WIDEST_NUMBER = "0000"
_LEADER_GAP = 18.0
_AFTER_FIGURE = 6.0


def lay_out(document: Document, chapter: Chapter, typesetter: Typesetter) -> LaidChapter:
    """Set one chapter on pages of its own."""
    return _ChapterSetter(document, chapter, typesetter, A4).set(chapter.blocks)


class _ChapterSetter:
    """Turns the blocks of one chapter into pieces, in reading order."""

    def __init__(
        self, document: Document, chapter: Chapter, typesetter: Typesetter, paper: PageFormat
    ) -> None:
        self.laid = LaidChapter(chapter.running_head, chapter.has_header)
        self.typesetter = typesetter
        self.paper = paper
        self.is_right_to_left = document.is_right_to_left
        self.language = document.language
        self.root = self.laid.add_element(b"Sect", None)
        self.sections: list[tuple[int, int]] = []
        self.box = LineBox(
            paper.margin_start,
            paper.width - paper.margin_end,
            is_right_to_left=self.is_right_to_left,
        )
        self.table = TableSetter(self.laid, typesetter, self.box, paper, document.language)
        self.figures = FigureSetter(self.laid, typesetter, self.box)
        self.space_after = 0.0
        self.is_bound = False

    def set(self, blocks: Sequence[Block]) -> LaidChapter:
        fill_pages(self.laid, self._pieces(blocks), self.paper)
        self.laid.settle()
        self.laid.tree = tree_of(self.laid)
        return self.laid

    def _pieces(self, blocks: Sequence[Block]) -> Iterator[Piece]:
        for block in blocks:
            match block:
                case Heading():
                    yield from self._heading(block)
                case Paragraph():
                    yield from self._paragraph(block)
                case FieldTable():
                    yield from self._joined(self.table.pieces(block, self._section()), 0.0, 0.0)
                case ReferenceList():
                    yield from self._references(block)
                case Figure():
                    piece = self.figures.piece(block, self._section())
                    yield from self._joined([piece], 0.0, _AFTER_FIGURE, binds=True)
                case Space():
                    yield Piece(block.height, _draw_nothing)

    def _joined(
        self, pieces: Sequence[Piece], before: float, after: float, *, binds: bool = False
    ) -> Iterator[Piece]:
        """Put a block after the one before it, with the larger of the two spaces between them."""
        for number, piece in enumerate(pieces):
            if number:
                yield piece
                continue
            yield piece._replace(
                gap=max(before, self.space_after, piece.gap),
                may_break_before=not self.is_bound,
            )
        self.space_after = after
        self.is_bound = binds

    def _section(self) -> int:
        return self.sections[-1][1] if self.sections else self.root

    def _open_section(self, level: int) -> int:
        while self.sections and self.sections[-1][0] >= level:
            self.sections.pop()
        if level > 1:
            self.sections.append((level, self.laid.add_element(b"Sect", self._section())))
        return self._section()

    def _heading(self, heading: Heading) -> Iterator[Piece]:
        style = heading_style(heading.level)
        self.laid.place = heading.anchor
        section = self._open_section(heading.level)
        element = self._element(b"H%d" % heading.level, section, heading.runs)
        pieces = self._text_pieces(heading.runs, style, element, is_rigid=True)
        first = pieces[0]

        def draw_with_anchor(page: Page, top: float) -> None:
            self.laid.anchors.append(Anchor(heading.anchor, len(self.laid.pages) - 1, top))
            if heading.is_outlined:
                text = heading.outline_text or "".join(run.text for run in heading.runs)
                self.laid.bookmarks.append(Bookmark(heading.level, text, heading.anchor))
            if heading.level == 1:
                is_at_top = top >= self.paper.height - self.paper.margin_top
                text = "".join(run.text for run in heading.runs)
                self.laid.heads.append((len(self.laid.pages) - 1, is_at_top, text))
            first.draw(page, top)

        pieces[0] = first._replace(draw=draw_with_anchor)
        yield from self._joined(
            pieces, style.space_before, style.space_after, binds=style.keep_with_next
        )

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Piece]:
        style = style_named(paragraph.style)
        element = self._element(b"P", self._section(), paragraph.runs)
        pieces = self._text_pieces(paragraph.runs, style, element)
        yield from self._joined(
            pieces, style.space_before, style.space_after, binds=style.keep_with_next
        )

    def _element(self, role: bytes, parent: int, runs: Sequence[Run]) -> int:
        return self.laid.add_element(role, parent, language=foreign_language(runs, self.language))

    def _text_pieces(
        self, runs: Sequence[Run], style: Style, element: int, *, is_rigid: bool = False
    ) -> list[Piece]:
        box = self.box.indented(style.indent)
        paragraph = self.typesetter.set(runs, style, box.width)
        pen = ParagraphPen(self.laid, runs, paragraph, box, style, element)
        return _line_pieces(paragraph, pen, is_rigid=is_rigid)

    def _references(self, block: ReferenceList) -> Iterator[Piece]:
        element = self.laid.add_element(b"TOC", self._section())
        for reference in block.references:
            style = reference_style(reference.level)
            pieces = self._reference_pieces(reference, style, element)
            yield from self._joined(pieces, style.space_before, style.space_after)

    def _reference_pieces(self, reference: Reference, style: Style, parent: int) -> list[Piece]:
        entry = self.laid.add_element(b"TOCI", parent)
        link = self.laid.add_element(b"Link", self.laid.add_element(b"Reference", entry))
        runs = [replace(run, target="") for run in reference.runs]
        number_width = self.typesetter.looks.of_style(style).word(_WIDEST_NUMBER).width
        box = self.box.indented(style.indent)
        narrow = box.shortened(number_width + _LEADER_GAP)
        paragraph = self.typesetter.set(runs, style, narrow.width)
        pen = ParagraphPen(self.laid, runs, paragraph, narrow, style, link)
        pen.follows_document = True
        pieces = _line_pieces(paragraph, pen, is_rigid=True)
        last = len(pieces) - 1

        def draw_with_number(page: Page, top: float) -> None:
            pieces_drawn[last].draw(page, top)
            base_line = pen.base_line(last, top)
            end = pen.end_of(last)
            page.number_places.append(
                NumberPlace(reference.anchor, style, base_line, end, *page.open_slot(link))
            )

        pieces_drawn = list(pieces)
        pieces[last] = pieces[last]._replace(draw=draw_with_number)
        text = "".join(run.text for run in reference.runs)
        return [
            piece._replace(draw=with_link(piece, box, f"#{reference.anchor}", text, link))
            for piece in pieces
        ]


def _line_pieces(
    paragraph: SetParagraph, pen: ParagraphPen, *, is_rigid: bool = False
) -> list[Piece]:
    count = len(paragraph.lines)
    return [
        Piece(
            line.leading,
            pen.drawing(number),
            may_break_before=not is_rigid and may_break_before(number, count),
        )
        for number, line in enumerate(paragraph.lines)
    ]


def _draw_nothing(page: Page, top: float) -> None:
    """Leave the piece white."""
