"""The edition as reportlab's own layout engine does it in the usual way: flowables in passes."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.tableofcontents import TableOfContents

from publish.document import (
    Block,
    Chapter,
    Document,
    FieldTable,
    Figure,
    Heading,
    ReferenceList,
    Run,
    Space,
)
from publish.fonts import FOLDER
from publish.styles import STYLES, reference_style

_MARGIN = 62
_WIDTH = A4[0] - 2 * _MARGIN
_FACES = {"latin": "NotoSans", "arabic": "NotoNaskhArabic", "han": "NotoSansSC"}


def render(document: Document) -> bytes:
    """Return the document as a PDF set by platypus."""
    for face in _FACES.values():
        pdfmetrics.registerFont(TTFont(face, str(FOLDER / f"{face}-Regular.ttf")))
        pdfmetrics.registerFont(TTFont(f"{face}-Bold", str(FOLDER / f"{face}-Bold.ttf")))
    output = BytesIO()
    template = _Template(output, document)
    story = [part for chapter in document.chapters for part in _chapter(chapter, template)]
    template.multiBuild(story, maxPasses=6)
    return output.getvalue()


class _Template(BaseDocTemplate):  # type: ignore[misc]
    """Notes where headings fell, so that the lists of pages fill in the next pass."""

    def __init__(self, output: BytesIO, document: Document) -> None:
        super().__init__(output, pagesize=A4, title=document.title, invariant=1)
        frame = Frame(_MARGIN, 60, _WIDTH, A4[1] - 130)
        self.addPageTemplates([PageTemplate("page", [frame], onPageEnd=self._furniture)])
        self.document = document
        self.head = ""
        self.lists_of: dict[str, list[tuple[str, str]]] = {}

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - platypus calls it so.
        heading = getattr(flowable, "heading", None)
        if heading is None:
            return
        text = "".join(run.text for run in heading.runs)
        self.canv.bookmarkPage(heading.anchor)
        if heading.is_outlined:
            self.canv.addOutlineEntry(text, heading.anchor, min(heading.level, 2) - 1, closed=1)
        for kind, line in self.lists_of.get(heading.anchor, ()):
            self.notify(kind, (0, line, self.page, heading.anchor))
        if heading.level == 1:
            self.head = text

    def _furniture(self, canvas: Any, _: object) -> None:
        canvas.setFont("NotoSans", 8)
        canvas.drawString(_MARGIN, A4[1] - 46, self.document.header_text)
        canvas.drawRightString(A4[0] - _MARGIN, A4[1] - 46, self.head)
        canvas.drawRightString(A4[0] - _MARGIN, 36, str(canvas.getPageNumber()))


def _chapter(chapter: Chapter, template: _Template) -> Iterator[Any]:
    for block in chapter.blocks:
        yield from _block(block, template)
    yield PageBreak()


def _block(block: Block, template: _Template) -> Iterator[Any]:
    match block:
        case Heading():
            paragraph = Paragraph(_marked(block.runs), _style(f"heading{block.level}"))
            paragraph.heading = block
            yield paragraph
        case FieldTable():
            yield _table(block)
        case ReferenceList():
            yield _list_of_pages(block, template)
        case Space():
            yield Spacer(1, block.height)
        case Figure():
            return  # A table with the same numbers follows it.
        case _:
            yield Paragraph(_marked(block.runs), _style(block.style))


def _table(block: FieldTable) -> Any:
    label, value = _style("label"), _style("value")
    rows = [
        [
            Paragraph(_marked(row.label), label),
            [
                Paragraph(("• " if line.is_item else "") + _marked(line.runs), value)
                for line in row.lines
            ],
        ]
        for row in block.rows
    ]
    look = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.25, "#b8c4cd")]
    return Table(rows, colWidths=[0.27 * _WIDTH, 0.73 * _WIDTH], style=look, splitInRow=1)


def _list_of_pages(block: ReferenceList, template: _Template) -> Any:
    kind = f"list-{id(block)}"
    style = _style(reference_style(block.references[0].level).name)
    for reference in block.references:
        lines = template.lists_of.setdefault(reference.anchor, [])
        lines.append((kind, _marked(reference.runs)))
    return TableOfContents(levelStyles=[style], notifyKind=kind, dotsMinLevel=0)


def _style(name: str) -> ParagraphStyle:
    style = STYLES[name]
    return ParagraphStyle(
        name,
        fontName="NotoSans-Bold" if style.bold else "NotoSans",
        fontSize=style.size,
        leading=style.leading,
        spaceBefore=style.space_before,
        spaceAfter=style.space_after,
        textColor=style.colour,
        # A heading bound to its table would drag all of it to the next page.
        keepWithNext=0,
    )


def _marked(runs: tuple[Run, ...]) -> str:
    return "".join(_marked_run(run) for run in runs)


def _marked_run(run: Run) -> str:
    text = escape(run.text)
    if run.language in {"ar", "zh"}:
        face = _FACES["arabic" if run.language == "ar" else "han"]
        text = f'<font name="{face}">{text}</font>'
    return f"<a href={quoteattr(run.target)}>{text}</a>" if run.target else text
