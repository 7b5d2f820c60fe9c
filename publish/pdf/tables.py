"""Rows of label and value: two columns side by side, parted between rows and inside long ones."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from publish.document import FieldLine, FieldRow, FieldTable, Run
from publish.pdf.drawing import LineBox, ParagraphPen, base_line
from publish.pdf.flow import Piece, may_break_before
from publish.pdf.lines import Typesetter
from publish.pdf.pages import LaidChapter, Page
from publish.pdf.tagging import foreign_language
from publish.styles import PageFormat, style_named

_PADDING = 1.4
_LINE_GAP = 0.8
_BULLET = "\u2022"
_SCOPE_ROW = b"/A<</O/Table/Scope/Row>>"


class _ValueLine(NamedTuple):
    """One line of the value column: who draws it, and what it needs above it."""

    pen: ParagraphPen
    number: int
    height: float
    gap: float
    bullet: ParagraphPen | None
    may_break_before: bool


class TableSetter:
    """Sets field tables in the columns of one chapter."""

    def __init__(
        self,
        laid: LaidChapter,
        typesetter: Typesetter,
        box: LineBox,
        paper: PageFormat,
        language: str,
    ) -> None:
        """Divide the text width into the two columns."""
        self.laid = laid
        self.typesetter = typesetter
        self.language = language
        self.box = box
        label_width = box.width * paper.label_share
        self.label_box = box.shortened(box.width - label_width)
        self.value_box = box.indented(label_width + paper.column_gap)
        self.label_style = style_named("label")
        value = style_named("value")
        self.item_indent = value.hanging
        self.value_style = replace(value, hanging=0.0)
        self.item_box = self.value_box.indented(self.item_indent)
        self._columns = {
            (box is self.item_box, is_label, follows): typesetter.column(
                self.label_style if is_label else self.value_style,
                box.width,
                follows_document=follows,
            )
            for box, is_label, follows in (
                (self.label_box, True, True),
                (self.value_box, False, True),
                (self.value_box, False, False),
                (self.item_box, False, True),
                (self.item_box, False, False),
            )
        }

    def pieces(self, table: FieldTable, section: int) -> list[Piece]:
        """Return the rows of the table as strips of the page."""
        element = self.laid.add_element(b"Table", section)
        last = len(table.rows) - 1
        return [
            piece
            for number, row in enumerate(table.rows)
            for piece in self._row(row, element, is_bound=number in (1, last))
        ]

    def _row(self, row: FieldRow, table: int, *, is_bound: bool) -> Iterator[Piece]:
        """Set one row; a bound one begins on the page where the row before it ends.

        Neither the first nor the last row of a table stands alone on a page.
        """
        row_element = self.laid.add_element(b"TR", table)
        head = self.laid.add_element(b"TH", row_element, language="", attributes=_SCOPE_ROW)
        cell = self.laid.add_element(b"TD", row_element)
        label = self._pen(row.label, self.label_box, head, is_label=True)
        values = list(self._value_lines(row.lines, cell))
        slots = max(len(values), len(label.paragraph.lines))
        for number in range(slots):
            value = values[number] if number < len(values) else None
            may_part = not is_bound if number == 0 else _may_part(label, value, number, slots)
            yield self._slot(label, value, number, slots, may_break_before=may_part)

    def _slot(
        self,
        label: ParagraphPen,
        value: _ValueLine | None,
        number: int,
        slots: int,
        *,
        may_break_before: bool,
    ) -> Piece:
        """Return the strip of one line of the row: of the value, of the label, or of both."""
        label_lines = label.paragraph.lines
        height = label_lines[number].leading if number < len(label_lines) else 0.0
        gap = 0.0
        if value is not None:
            height = max(height, value.height)
            gap = value.gap
        above = _PADDING if number == 0 else 0.0
        is_last = number == slots - 1
        size = self.value_style.size

        def draw(page: Page, top: float) -> None:
            y = base_line(top - above, height, size)
            if number < len(label_lines):
                label.draw_at(page, number, y)
            if value is not None:
                if value.bullet is not None:
                    value.bullet.draw_at(page, 0, y)
                value.pen.draw_at(page, value.number, y)
            if is_last:
                page.rule(self.box.left, self.box.right, top - above - height - _PADDING)

        return Piece(
            above + height + (_PADDING if is_last else 0.0),
            draw,
            gap=gap,
            may_break_before=may_break_before,
        )

    def _value_lines(self, lines: tuple[FieldLine, ...], cell: int) -> Iterator[_ValueLine]:
        item_list: int | None = None
        set_lines = []
        for line in lines:
            bullet = None
            if line.is_item:
                if item_list is None:
                    item_list = self.laid.add_element(b"L", cell)
                item = self.laid.add_element(b"LI", item_list)
                lbl = self.laid.add_element(b"Lbl", item)
                bullet = self._pen((Run(_BULLET),), self.value_box, lbl)
                element, box = item, self.item_box
            else:
                item_list = None
                element, box = cell, self.value_box
            if line.is_item or len(lines) > 1:
                role = b"LBody" if line.is_item else b"P"
                language = foreign_language(line.runs, self.language)
                element = self.laid.add_element(role, element, language=language)
            else:
                self.laid.elements[cell].language = foreign_language(line.runs, self.language)
            pen = self._pen(line.runs, box, element, follows_document=line.follows_document)
            set_lines.append((pen, bullet))
        has_wrapped = any(len(pen.paragraph.lines) > 1 for pen, _ in set_lines)
        for place, (pen, bullet) in enumerate(set_lines):
            yield from _lines_of(pen, bullet, gap=_LINE_GAP if place and has_wrapped else 0.0)

    def _pen(
        self,
        runs: tuple[Run, ...],
        box: LineBox,
        element: int,
        *,
        is_label: bool = False,
        follows_document: bool = False,
    ) -> ParagraphPen:
        style = self.label_style if is_label else self.value_style
        follows = is_label or follows_document
        paragraph = self._columns[box is self.item_box, is_label, follows].set(runs)
        pen = ParagraphPen(self.laid, runs, paragraph, box, style, element)
        pen.follows_document = follows
        return pen


def _may_part(label: ParagraphPen, value: _ValueLine | None, number: int, slots: int) -> bool:
    """Say whether a row may go on on the next page from this line; its label stays whole."""
    is_below_label = number >= len(label.paragraph.lines)
    may_value = value is not None and value.may_break_before
    return may_value and is_below_label and may_break_before(number, slots)


def _lines_of(
    pen: ParagraphPen, bullet: ParagraphPen | None, *, gap: float
) -> Iterator[_ValueLine]:
    count = len(pen.paragraph.lines)
    for number, line in enumerate(pen.paragraph.lines):
        begins = number == 0
        yield _ValueLine(
            pen,
            number,
            line.leading,
            gap=gap if begins else 0.0,
            bullet=bullet if begins else None,
            may_break_before=begins or may_break_before(number, count),
        )
