"""Charts: what they draw, how readers that do not see them are told, and the thumb index."""

import io
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as some

from publish import pdf, rtf
from publish.document import (
    Bar,
    Chapter,
    Document,
    FieldLine,
    FieldRow,
    FieldTable,
    Figure,
    Heading,
    Paragraph,
    Run,
)
from publish.figures import ROW, bar_chart
from publish.outline import outlined
from publish.styles import A4
from tests.publish import pdf_documents as documents
from tests.publish.sample import a_state, an_authority, sample_content
from tests.publish.test_outline import as_tuple

WIDTH = 300.0


@given(some.lists(some.integers(0, 5000), min_size=1, max_size=12))
def test_every_bar_is_as_long_as_its_value_and_stands_in_its_row(values: list[int]) -> None:
    """The longest takes the whole width, the first stands highest, and nothing is left out."""
    chart = bar_chart(values, WIDTH)
    longest = max(*values, 1)
    assert len(chart.bars) == len(values)
    for row, (value, bar) in enumerate(zip(values, chart.bars, strict=True)):
        assert bar.length == pytest.approx(WIDTH * value / longest, abs=0.01)
        upper = chart.height - ROW * row
        assert upper - ROW <= bar.bottom <= bar.bottom + bar.height <= upper
    assert chart.grid[0] == 0
    assert all(0 <= line <= WIDTH for line in chart.grid)
    assert bar_chart(values, WIDTH) == chart


def a_figure() -> Figure:
    """Return a chart of two bars."""
    return Figure((Bar((Run("Extradition", "en"),), 12), Bar((Run("Firearms", "en"),), 3)), "Two.")


def with_figure(language: str = "en") -> Document:
    """Return a document of one page with a chart and its table."""
    line = FieldLine((Run("12", "en"),))
    table = FieldTable((FieldRow((Run("Extradition", "en"),), (line,)),))
    heading = Heading(1, (Run("Figures", "en"),), "figures", "Figures")
    document = documents.document(Chapter((heading, a_figure(), table)))
    return replace(document, language=language)


def operators_of(file: bytes, page: int) -> str:
    """Return what draws a page."""
    contents = pypdf.PdfReader(io.BytesIO(file)).pages[page].get_contents()
    assert contents is not None
    return contents.get_data().decode("latin-1")


def elements_of(file: bytes) -> list[Any]:
    """Return the elements of the structure tree in their order."""
    root: Any = pypdf.PdfReader(io.BytesIO(file)).trailer["/Root"]
    found = []
    waiting = [root["/StructTreeRoot"]["/K"].get_object()]
    while waiting:
        element = waiting.pop(0)
        if isinstance(element, pypdf.generic.DictionaryObject) and "/S" in element:
            found.append(element)
            kids = element.get("/K", [])
            waiting += [each.get_object() for each in kids]
    return found


def test_a_chart_is_a_figure_with_words_for_those_who_do_not_see_it() -> None:
    """Tagged as PDF/UA-1 wants it, with the place it takes on the page."""
    file = pdf.render(with_figure())
    (figure,) = (each for each in elements_of(file) if each["/S"] == "/Figure")
    assert figure["/Alt"] == "Two."
    left, bottom, right, top = (float(each) for each in figure["/A"]["/BBox"])
    assert A4.margin_start <= left < right <= A4.width - A4.margin_end + 0.01
    assert top - bottom == pytest.approx(2 * ROW, abs=0.02)
    boxes = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re f", operators_of(file, 0))
    lengths = sorted(float(length) for _, _, length, _ in boxes)
    assert lengths[1] == pytest.approx(4 * lengths[0], abs=0.1)
    assert all(left <= float(x) and bottom <= float(y) <= top for x, y, _, _ in boxes)


def test_a_chart_grows_from_the_side_where_lines_begin() -> None:
    """On a page from right to left its bars end where they begin on the other."""
    starts = {}
    for language in ("en", "ar"):
        operators = operators_of(pdf.render(with_figure(language)), 0)
        boxes = re.findall(r"([\d.]+) [\d.]+ ([\d.]+) [\d.]+ re f", operators)
        starts[language] = [(float(x), round(float(x) + float(length), 1)) for x, length in boxes]
    assert len({start for start, _ in starts["en"]}) == 1
    assert len({end for _, end in starts["ar"]}) == 1
    assert starts["en"][0][0] == pytest.approx(A4.width - starts["ar"][0][1], abs=0.1)


def test_a_format_that_cannot_draw_has_the_table() -> None:
    """RTF leaves the chart out and loses no number."""
    words = rtf.render(with_figure()).decode()
    assert "Extradition" in words
    assert "Firearms" not in words


def test_the_edition_counts_what_it_holds() -> None:
    """Each authority once whatever its parts, and each age in full months before the closing."""
    confirmed = (
        date(2026, 2, 24),
        date(2026, 2, 25),
        date(2025, 11, 25),
        date(2025, 5, 25),
        date(2025, 5, 24),
        None,
    )
    content = sample_content()
    entries = tuple(
        replace(
            an_authority(number, content.parts[0].chapters[0].entries[0].name), confirmed_on=day
        )
        for number, day in enumerate(confirmed)
    )
    chapters = (
        replace(a_state("AL", {"en": "Albania"}, *entries), region="region.europe"),
        replace(a_state("AD", {"en": "Andorra"}), region="region.europe"),
    )
    part = replace(content.parts[0], chapters=chapters)
    document = outlined(replace(content, parts=(part, replace(part, number="II"))), "en")
    (chapter,) = (c for c in document.chapters if c.running_head == "The edition in figures")
    tables = [as_tuple(b)[1:] for b in chapter.blocks if isinstance(b, FieldTable)]
    assert tables[1] == (
        ("Less than 3 months", "1"),
        ("3 to 6 months", "2"),
        ("6 to 12 months", "1"),
        ("A year or more", "1"),
        ("Never confirmed to this directory", "1"),
    )
    assert tables[2] == (("Europe", "1 of 2"),)
    figures = [b for b in chapter.blocks if isinstance(b, Figure)]
    assert figures[2].alternative == "Bar chart: Europe: 1."
    for figure, table in zip(figures, tables, strict=True):
        said = [str(row[1]).split(" of ")[0] for row in table if isinstance(row, tuple)]
        assert [str(bar.value) for bar in figure.bars] == said


def thumbs(language: str) -> list[tuple[float, float]]:
    """Return where the thumbs of six pages stand, each a chapter of its own letter."""
    chapters = tuple(
        Chapter((Paragraph((Run(letter, "en"),)),), letter, thumb=letter if letter != "-" else "")
        for letter in "AAB-ZÅ"
    )
    file = pdf.render(replace(documents.document(*chapters), language=language))
    places = []
    for page in range(len(chapters)):
        found = re.findall(r"([\d.]+) ([\d.]+) 17.00 [\d.]+ re f", operators_of(file, page))
        places += [(float(x), float(y)) for x, y in found]
    return places


def test_thumbs_stand_on_the_outer_edge_each_letter_lower_than_the_one_before() -> None:
    """Odd pages have it on the right, even ones on the left; a page without a letter has none."""
    right = pytest.approx(A4.width - 17, abs=0.02)
    places = thumbs("en")
    assert [x for x, _ in places] == [right, 0, right, right]
    heights = [y for _, y in places]
    assert heights[0] == heights[1] > heights[2] > heights[3] >= A4.margin_bottom - 0.01
    assert [x for x, _ in thumbs("ar")] == [0, right, 0, 0]
