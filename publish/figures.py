"""Bar charts, drawn by reportlab.graphics and handed on as plain shapes in points.

Nothing of reportlab's own page or fonts is used: a renderer draws the shapes in the colours and the
faces of the edition, tags them, and mirrors them where the page reads from right to left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.graphics.charts.barcharts import HorizontalBarChart
from reportlab.graphics.shapes import Group, Line, Rect

ROW = 23.0
"""Height of one bar with the space around it: room for two lines of its label."""

_BAR_SHARE = 0.45


@dataclass(frozen=True, slots=True)
class Box:
    """A bar: its lower edge, its length from the axis, its height."""

    bottom: float
    length: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart from its axis on; the first bar is the uppermost."""

    width: float
    height: float
    bars: tuple[Box, ...]
    """One for each value, also for none."""
    grid: tuple[float, ...]
    """Where lines stand across all bars, the axis first."""


def bar_chart(values: Sequence[int], width: float) -> Chart:
    """Return a chart of one bar for each value, with room behind the longest for its number."""
    height = ROW * len(values)
    chart = HorizontalBarChart()
    chart.x = chart.y = 0
    chart.width, chart.height = width, height
    chart.data = [tuple(values)]
    chart.barWidth, chart.groupSpacing = _BAR_SHARE, 1 - _BAR_SHARE
    chart.categoryAxis.reverseDirection = 1
    chart.categoryAxis.visible = 0
    chart.valueAxis.valueMin = 0
    chart.valueAxis.valueMax = max(*values, 1)
    chart.valueAxis.maximumTicks = 5
    chart.valueAxis.visibleGrid = 1
    chart.valueAxis.visibleAxis = chart.valueAxis.visibleTicks = 0
    shapes = list(_flat(chart.draw()))
    drawn = [each for each in shapes if isinstance(each, Rect) and each.fillColor is not None]
    lines = [each for each in shapes if isinstance(each, Line) and each.x1 == each.x2]
    return Chart(
        width=width,
        height=height,
        bars=tuple(_bar(height - ROW * (row + 1), drawn) for row in range(len(values))),
        grid=tuple(sorted({0.0, *(round(float(each.x1), 2) for each in lines)})),
    )


def _bar(bottom: float, drawn: list[Rect]) -> Box:
    """Return the bar of a row, given by its lower edge; a value of nothing has none of its own."""
    for each in drawn:
        if bottom <= each.y < bottom + ROW:
            return Box(float(each.y), float(each.width), float(each.height))
    return Box(bottom, 0.0, 0.0)


def _flat(shape: Any) -> Iterator[Any]:
    """Give the shapes inside groups, in the order in which they are drawn."""
    if isinstance(shape, Group):
        for each in shape.contents:
            yield from _flat(each)
    else:
        yield shape
