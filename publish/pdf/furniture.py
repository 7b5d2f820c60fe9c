"""Running heads, feet and page numbers: what is put onto pages once their numbers are known."""

from collections.abc import Mapping

from publish.document import Document, Run
from publish.pdf.drawing import LineBox
from publish.pdf.lines import Line, Part, Typesetter
from publish.pdf.pages import LaidChapter, NumberPlace, Page
from publish.styles import A4, NAVY, Style, style_named

_RULE_DROP = 6.0
_FOOT_RULE_RISE = 13.0
_GAP = 18.0
_HEAD_SHARE = 0.62
_DOT = "."
_DOT_COLOUR = "#8b98a3"
_FEWEST_DOTS = 2
_DOT_PITCH = 5.2
_NUMBER_GAP = 5.0
_ELLIPSIS = "\u2026"
_PAGINATION = b"Pagination"
_THUMBS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_THUMB_WIDTH = 17.0
_CAPITAL_HEIGHT = 0.714


class Furniture:
    """Draws heads, feet and numbers of one document, each distinct line set once."""

    def __init__(self, document: Document, typesetter: Typesetter, total: int) -> None:
        """Prepare the lines that are the same on all pages."""
        self.typesetter = typesetter
        self.document = document
        self.total = total
        self.header_style = style_named("header")
        self.footer_style = style_named("footer")
        self.thumb_style = style_named("thumb")
        self.box = LineBox(
            A4.margin_start, A4.width - A4.margin_end, is_right_to_left=document.is_right_to_left
        )
        self.lines: dict[tuple[str, float], Line] = {}

    def draw(self, page: Page, running_head: str, number: int, thumb: str) -> None:
        """Draw head, foot and thumb of one page, in a stream of their own."""
        furniture = Page()
        self._draw_head(furniture, running_head)
        self._draw_foot(furniture, number)
        if thumb and thumb in _THUMBS:
            self._draw_thumb(furniture, thumb, number)
        page.furniture = furniture.operators()
        page.words |= furniture.words

    def write_number(self, page: Page, place: NumberPlace, number: int) -> None:
        """Write a page number at the far edge, with dots between it and the text of its line."""
        look = self.typesetter.looks.of_style(place.style)
        word = look.word(str(number))
        is_at_left = self.box.is_right_to_left
        x = self.box.left if is_at_left else self.box.right - word.width

        drawn = Page()
        self._draw_dots(drawn, place, word.width)
        mark = b"/Link<</MCID %d>>BDC" % place.mark
        drawn.show_marked((Part((word,), look),), x, place.base_line, mark)
        page.fill_slot(place.slot, drawn)

    def _draw_dots(self, page: Page, place: NumberPlace, number_width: float) -> None:
        """Set the dots on a grid of the page, so that those of all lines stand below each other."""
        look = self.typesetter.looks.look(self.header_style.size, _DOT_COLOUR, is_bold=False)
        if self.box.is_right_to_left:
            start, end = self.box.left + number_width + _NUMBER_GAP, place.text_end - _NUMBER_GAP
        else:
            start, end = place.text_end + _NUMBER_GAP, self.box.right - number_width - _NUMBER_GAP
        first = int((start - self.box.left) / _DOT_PITCH) + 1
        count = int((end - self.box.left) / _DOT_PITCH) - first
        if count < _FEWEST_DOTS:
            return
        shift = round((look.word(_DOT).width - _DOT_PITCH) * 1000 / look.size)
        dots = look.spaced(_DOT, shift, count)
        x = self.box.left + first * _DOT_PITCH
        page.show_artifact((Part((dots,), look),), x, place.base_line)

    def _draw_head(self, page: Page, running_head: str) -> None:
        y = A4.height - A4.header_line
        head = self._line(running_head, self.header_style, self.box.width * _HEAD_SHARE)
        self._show_far(page, head, y)
        room = self.box.width - head.width - _GAP
        self._show_near(page, self._line(self.document.header_text, self.header_style, room), y)
        page.rule(self.box.left, self.box.right, y - _RULE_DROP)

    def _draw_foot(self, page: Page, number: int) -> None:
        y = A4.footer_line
        before, between, after = self.document.page_words
        count = self._line(
            f"{before}{number}{between}{self.total}{after}", self.footer_style, self.box.width
        )
        self._show_far(page, count, y)
        room = self.box.width - count.width - _GAP
        self._show_near(page, self._line(self.document.foot_text, self.footer_style, room), y)
        page.rule(self.box.left, self.box.right, y + _FOOT_RULE_RISE)

    def _draw_thumb(self, page: Page, letter: str, number: int) -> None:
        """Draw the letter on the outer edge, each lower than the one before it in the alphabet."""
        is_at_right = (number % 2 == 1) != self.box.is_right_to_left
        step = (A4.height - A4.margin_top - A4.margin_bottom) / len(_THUMBS)
        bottom = A4.height - A4.margin_top - step * (_THUMBS.index(letter) + 1)
        left = A4.width - _THUMB_WIDTH if is_at_right else 0.0
        page.box((left, bottom, _THUMB_WIDTH, step), NAVY)
        line = self._line(letter, self.thumb_style, _THUMB_WIDTH)
        base_line = bottom + (step - _CAPITAL_HEIGHT * self.thumb_style.size) / 2
        page.show_artifact(
            line.parts, left + (_THUMB_WIDTH - line.width) / 2, base_line, _PAGINATION
        )

    def _line(self, text: str, style: Style, room: float) -> Line:
        """Set text on one line, cut at a word with an ellipsis if it is too long."""
        key = (text, round(room, 1))
        line = self.lines.get(key)
        if line is None:
            line = self.lines[key] = self._cut_line(text, style, room)
        return line

    def _cut_line(self, text: str, style: Style, room: float) -> Line:
        flat = " ".join(text.split())
        words = flat.split(" ")
        for count in range(len(words), 0, -1):
            shown = " ".join(words[:count]) + ("" if count == len(words) else _ELLIPSIS)
            runs = (Run(shown, self.document.language),)
            lines = self.typesetter.set(runs, style, room, follows_document=True).lines
            if len(lines) == 1:
                return lines[0]
        return lines[0]

    def _show_near(self, page: Page, line: Line, y: float) -> None:
        x = self.box.start_of(line.width, is_right_to_left=self.box.is_right_to_left)
        if line.parts:
            page.show_artifact(line.parts, x, y, _PAGINATION)

    def _show_far(self, page: Page, line: Line, y: float) -> None:
        x = self.box.start_of(line.width, is_right_to_left=not self.box.is_right_to_left)
        if line.parts:
            page.show_artifact(line.parts, x, y, _PAGINATION)


def put_furniture(
    document: Document,
    chapters: list[LaidChapter],
    typesetter: Typesetter,
    page_of_anchor: Mapping[str, int],
) -> None:
    """Write heads, feet and the page numbers of contents and indices onto all pages."""
    total = sum(len(chapter.pages) for chapter in chapters)
    furniture = Furniture(document, typesetter, total)
    number = 0
    for chapter, written in zip(chapters, document.chapters, strict=True):
        for at, page in enumerate(chapter.pages):
            number += 1
            for place in page.number_places:
                furniture.write_number(page, place, page_of_anchor[place.anchor])
            if page.number_places:
                page.pack()
            if chapter.has_header:
                furniture.draw(page, chapter.head_of(at), number, written.thumb)
