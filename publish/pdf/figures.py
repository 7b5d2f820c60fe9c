"""Bar charts on a page: a Figure element with alternative text, its labels set like all text."""

from publish.document import Bar, Figure, Run
from publish.figures import ROW, Chart, bar_chart
from publish.pdf.drawing import LineBox
from publish.pdf.flow import Piece
from publish.pdf.lines import Typesetter
from publish.pdf.objects import text_string
from publish.pdf.pages import LaidChapter, Page
from publish.styles import NAVY, RULE, style_named

_LABEL_SHARE = 0.36
_GAP = 8.0
_NUMBER_ROOM = 40.0
_NUMBER_GAP = 4.0
_GRID_WIDTH = 0.4
_CAPITAL_HEIGHT = 0.714


class FigureSetter:
    """Sets bar charts in the width of one chapter."""

    def __init__(self, laid: LaidChapter, typesetter: Typesetter, box: LineBox) -> None:
        """Divide the width: labels, then bars with room for their numbers."""
        self.laid = laid
        self.typesetter = typesetter
        self.box = box
        self.style = style_named("value")
        label_width = box.width * _LABEL_SHARE
        self.label_box = box.shortened(box.width - label_width)
        self.bar_box = box.indented(label_width + _GAP)

    def piece(self, figure: Figure, section: int) -> Piece:
        """Return the whole chart as one strip of the page."""
        element = self.laid.add_element(b"Figure", section)
        values = [bar.value for bar in figure.bars]
        chart = bar_chart(values, self.bar_box.width - _NUMBER_ROOM)

        def draw(page: Page, top: float) -> None:
            bottom = top - chart.height
            self.laid.elements[element].attributes = self._attributes(figure, bottom, top)
            page.paint(self._shapes(chart, bottom), element, b"Figure")
            for at, (bar, box) in enumerate(zip(figure.bars, chart.bars, strict=True)):
                middle = top - ROW * (at + 0.5)
                self._write(page, bar, box.length, middle, element)

        return Piece(chart.height, draw)

    def _attributes(self, figure: Figure, bottom: float, top: float) -> bytes:
        place = b"%.2f %.2f %.2f %.2f" % (self.box.left, bottom, self.box.right, top)
        alternative = text_string(figure.alternative)
        return b"/Alt%s/A<</O/Layout/Placement/Block/BBox[%s]>>" % (alternative, place)

    def _shapes(self, chart: Chart, bottom: float) -> bytes:
        """Return the operators of grid and bars, which grow from the side where lines begin."""
        operators = [b"q", _colour(RULE, b"RG"), b"%.2f w" % _GRID_WIDTH]
        for line in chart.grid:
            x = self._across(line, 0.0)
            operators.append(b"%.2f %.2f m %.2f %.2f l S" % (x, bottom, x, bottom + chart.height))
        operators.append(_colour(NAVY, b"rg"))
        for bar in chart.bars:
            place = (self._across(0.0, bar.length), bottom + bar.bottom, bar.length, bar.height)
            operators.append(b"%.2f %.2f %.2f %.2f re f" % place)
        return b"\n".join([*operators, b"Q"])

    def _across(self, start: float, length: float) -> float:
        """Return where something begins from the left of the page, on its way along the bars."""
        if self.box.is_right_to_left:
            return self.bar_box.right - start - length
        return self.bar_box.left + start

    def _write(self, page: Page, bar: Bar, length: float, middle: float, element: int) -> None:
        """Write the label before a bar and its number behind it."""
        label = self.typesetter.set(bar.label, self.style, self.label_box.width).lines
        rise = self.style.leading * (len(label) - 1) / 2 - self.style.size * _CAPITAL_HEIGHT / 2
        far = not self.box.is_right_to_left
        for at, line in enumerate(label):
            x = self.label_box.start_of(line.width, is_right_to_left=far)
            y = middle + rise - at * self.style.leading
            page.show(line.parts, x, y, element, b"Figure")
        run = Run(str(bar.value), isolate=True)
        (number,) = self.typesetter.set((run,), self.style, _NUMBER_ROOM).lines
        x = self._across(length + _NUMBER_GAP, number.width)
        y = middle - self.style.size * _CAPITAL_HEIGHT / 2
        page.show(number.parts, x, y, element, b"Figure")


def _colour(colour: str, operator: bytes) -> bytes:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return b"%.3g %.3g %.3g %s" % (red, green, blue, operator)
