"""Pages: numbers, heads, feet, breaks."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from publish.document import (
    Block,
    Chapter,
    FieldTable,
    Heading,
    Paragraph,
    Reference,
    ReferenceList,
    Run,
)
from publish.pdf import layout, render
from publish.pdf.flow import may_break_before
from publish.pdf.furniture import put_furniture
from publish.pdf.lines import Typesetter
from publish.pdf.links import page_numbers
from publish.pdf.pages import LaidChapter, Page
from publish.styles import A4, style_named
from tests.publish import pdf_documents as documents
from tests.publish.pdf_reading import read_pages


def laid(*blocks: Block) -> LaidChapter:
    document = documents.document(Chapter(blocks))
    return layout.lay_out(document, document.chapters[0], Typesetter(is_right_to_left=False))


def test_page_x_of_y_is_right_and_the_cover_has_none(tmp_path: Path) -> None:
    pages = read_pages(render(documents.sample()), tmp_path)
    assert not any(line.startswith("Page ") for line in pages[0])
    for number, page in enumerate(pages[1:], start=2):
        assert [line for line in page if "Page " in line][-1].endswith(
            f"Page {number} of {len(pages)}"
        )
        assert any("Edition 2026/1 · issued 1 June 2026" in line for line in page)


def test_running_head_names_the_chapter(tmp_path: Path) -> None:
    pages = read_pages(render(documents.sample()), tmp_path)
    for page in pages[1:]:
        assert any("Directory of Competent National Authorities" in line for line in page)
    continued = pages[5]
    assert continued[0] != "Borduria (Federation of)"
    assert any("Borduria (Federation of)" in line for line in continued)


def test_contents_and_index_name_the_pages_of_their_headings(tmp_path: Path) -> None:
    pages = read_pages(render(documents.sample()), tmp_path)
    named = {}
    for line in (*pages[1], *pages[-1]):
        found = re.fullmatch(r"(.*?)[ .]+(\d+)", line)
        if found is not None:
            named[found[1]] = int(found[2])
    for name in ("Aland", "Borduria (Federation of)", "Côte d’Émeraude"):
        begins = next(n for n, page in enumerate(pages, start=1) if page[0] == name)
        assert named[name] == begins
    assert named["Index"] == len(pages)
    assert named["Part I: Organized Crime Convention"] == 3


def test_long_heads_and_feet_are_cut_and_do_not_collide(tmp_path: Path) -> None:
    long = "A very long name of a body that nobody would print " * 6
    document = replace(
        documents.document(Chapter((Paragraph((Run("text", "en"),)),), running_head=long)),
        header_text=long,
        foot_text=long,
    )
    page = read_pages(render(document), tmp_path)[0]
    assert any("…" in line for line in page)
    assert any("Page 1 of 1" in line for line in page)


FILLER = tuple(Paragraph((Run(f"line {number}", "en"),), "body") for number in range(60))


@pytest.mark.parametrize("count", range(20, 60))
def test_a_heading_is_never_last_on_its_page(count: int) -> None:
    table = FieldTable(tuple(documents.row(f"Label {n}", "one", "two") for n in range(3)))
    chapter = laid(
        *FILLER[:count],
        Heading(2, (Run("Authority", "en"),), "authority"),
        Paragraph((Run("Contact changed", "en"),), "mark"),
        Heading(3, (Run("Designation", "en"),), "designation"),
        table,
    )
    heads = {anchor.page for anchor in chapter.anchors}
    assert len(heads) == 1
    page = chapter.pages[heads.pop()]
    roles = [chapter.elements[element].role for element in page.marked]
    last_heading = max(place for place, role in enumerate(roles) if role in {b"H2", b"H3"})
    assert b"TH" in roles[last_heading:]
    assert roles[last_heading:].count(b"P") >= 4, "two rows of two lines stay with the heading"


@pytest.mark.parametrize("count", range(30, 50))
def test_paragraphs_leave_no_line_alone(count: int) -> None:
    text = "word " * 110
    chapter = laid(*FILLER[:count], Paragraph((Run(text, "en"),)))
    element = len(chapter.elements) - 1
    shares = [
        page.operators().split(b"BDC")[-1].count(b"BT")
        for page in chapter.pages
        if element in page.marked
    ]
    assert all(share >= 2 for share in shares)
    assert sum(shares) >= 4


@pytest.mark.parametrize(
    ("lines_in_paragraph", "places"), [(1, []), (2, []), (3, []), (4, [2]), (6, [2, 3, 4])]
)
def test_where_a_paragraph_may_be_parted(lines_in_paragraph: int, places: list[int]) -> None:
    found = [n for n in range(lines_in_paragraph) if may_break_before(n, lines_in_paragraph)]
    assert found == places


@pytest.mark.parametrize("count", range(36, 50))
def test_a_label_is_never_alone_at_the_foot(count: int) -> None:
    rows = FieldTable(
        (
            documents.row("A label that needs two lines of its column", "word " * 400),
            documents.row("Second", "value"),
        )
    )
    chapter = laid(*FILLER[:count], rows)
    for page in chapter.pages:
        roles = [chapter.elements[element].role for element in page.marked]
        if b"TH" in roles:
            last_label = max(place for place, role in enumerate(roles) if role == b"TH")
            assert b"TD" in roles[last_label:]


def test_nothing_is_drawn_outside_the_margins() -> None:
    document = documents.sample()
    setter = Typesetter(is_right_to_left=False)
    places = re.compile(rb"BT ([\d.-]+) ([\d.-]+) Td")
    for chapter in document.chapters:
        for page in layout.lay_out(document, chapter, setter).pages:
            for x, y in places.findall(page.operators()):
                assert A4.margin_start - 0.1 <= float(x) <= A4.width - A4.margin_end
                assert A4.margin_bottom - 0.1 <= float(y) <= A4.height - A4.margin_top


def test_a_row_longer_than_a_page_goes_on() -> None:
    chapter = laid(FieldTable((documents.row("Label", "word " * 3000),)))
    assert len(chapter.pages) > 2


def test_arabic_tables_are_mirrored() -> None:
    document = documents.arabic_sample()
    chapter = document.chapters[1]
    setter = Typesetter(is_right_to_left=True)
    page = layout.lay_out(document, chapter, setter).pages[0]
    content = page.operators().decode("latin-1")
    labels = re.findall(r"/TH<</MCID \d+>>BDC\nBT ([\d.]+)", content)
    values = re.findall(r"/TD<</MCID \d+>>BDC\nBT ([\d.]+)", content)
    assert min(map(float, labels)) > max(map(float, values))


@pytest.mark.parametrize(
    ("language", "text", "is_at_right"),
    [
        ("ar", "Ministry of Justice", True),
        ("ar", documents.SCRIPTS["ar"], True),
        ("ar", documents.LEGAL * 2, False),
        ("en", documents.SCRIPTS["ar"], False),
        ("en", documents.ARABIC_LEGAL * 2, True),
    ],
)
def test_lines_keep_to_their_edge(language: str, text: str, *, is_at_right: bool) -> None:
    """A single line begins where its column begins; longer text where it reads from."""
    runs = (Run(text, "en"),)
    chapter = Chapter((Paragraph(runs),))
    document = documents.document(chapter, language=language)
    setter = Typesetter(is_right_to_left=document.is_right_to_left)
    page = layout.lay_out(document, chapter, setter).pages[0]
    starts = [float(x) for x in re.findall(rb"BT ([\d.-]+)", page.operators())]
    widths = [line.width for line in setter.set(runs, style_named("body"), A4.text_width).lines]
    left, right = A4.margin_start, A4.width - A4.margin_end
    wanted = [right - width if is_at_right else left for width in widths]
    assert starts == pytest.approx(wanted, abs=0.01)


def states_that_run_on() -> Chapter:
    """Return three States that share a chapter; the second one goes on overleaf."""
    blocks: list[Block] = []
    for code, paragraphs in (("AA", 2), ("AB", 80), ("AC", 2)):
        blocks.append(Heading(1, (Run(f"State {code}", "en"),), f"state-{code}"))
        blocks.extend(Paragraph((Run(f"Line {n}", "en"),)) for n in range(paragraphs))
    return Chapter(tuple(blocks), running_head="State AA – State AC")


def test_the_head_of_a_page_names_the_states_on_it() -> None:
    chapter = layout.lay_out(
        documents.document(states_that_run_on()),
        states_that_run_on(),
        Typesetter(is_right_to_left=False),
    )
    assert [chapter.head_of(page) for page in range(len(chapter.pages))] == [
        "State AA – State AB",
        "State AB",
        "State AB – State AC",
    ]


def test_a_reference_amid_other_text_leaves_the_marked_content_whole() -> None:
    heading = Heading(1, (Run("State", "en"),), "state-AA")
    reference = ReferenceList((Reference((Run("See there", "en"),), "state-AA", 3),))
    text = Paragraph((Run("More of it", "en"),))
    page = first_page_with_numbers(heading, reference, text)
    depth = 0
    for operator in re.findall(rb"BDC|BMC|EMC", page.operators()):
        depth += -1 if operator == b"EMC" else 1
        assert depth in {0, 1}
    assert depth == 0


def first_page_with_numbers(*blocks: Block) -> Page:
    """Return the first page of a chapter after heads, feet and page numbers were put in."""
    document = documents.document(Chapter(blocks))
    typesetter = Typesetter(is_right_to_left=False)
    chapter = layout.lay_out(document, document.chapters[0], typesetter)
    put_furniture(document, [chapter], typesetter, page_numbers([chapter]))
    return chapter.pages[0]
