"""Documents as RTF 1.9: head, sections with their headers and feet, blocks.

RTF is written by ourselves because no maintained package does it: the nearest ones send record
text out as live RTF. What a record says enters through `publish.rtf.escape` alone.
"""

from collections.abc import Iterator, Mapping

from publish.document import Chapter, Document, FieldTable, Run
from publish.rtf.blocks import Page, block_rtf, paragraph_rtf
from publish.rtf.escape import escaped
from publish.rtf.languages import language_number
from publish.rtf.runs import Place, runs_rtf
from publish.rtf.sheet import (
    ARABIC,
    FONTS,
    LATIN,
    colour_table,
    rule_colour,
    style_sheet,
    twips,
)
from publish.styles import A4, RULE

_END_OF_PARAGRAPH = "\\par\n"
_LINE_AFTER_TABLE = r"\pard\plain\sl-20\slmult0\fs2 "


def render(
    document: Document, page_numbers: Mapping[str, int] | None = None, *, behind: str = ""
) -> bytes:
    """Return the document as an RTF file; `page_numbers` fill contents and indices.

    `behind` is the word that says that these pages are not the edition: PROOF. It stands in the
    running head of every page, the cover's too.
    """
    page = Page(document.language, document.is_right_to_left, page_numbers, behind)
    sections = "\\sect\n".join(_sections(document, page))
    return f"{_head(document)}{sections}\\par\n}}\n".encode("ascii")


def _sections(document: Document, page: Page) -> Iterator[str]:
    """Give one section for each chapter, because only a section can have a header of its own."""
    for chapter in document.chapters:
        blocks = "".join(block_rtf(block, page) for block in chapter.blocks)
        yield f"{_section_start(document, chapter, page)}{_without_end(blocks, chapter)}"


def _without_end(blocks: str, chapter: Chapter) -> str:
    """Leave the end of the last paragraph to the section break, which else adds an empty one."""
    if chapter.blocks and isinstance(chapter.blocks[-1], FieldTable):
        return f"{blocks}{_LINE_AFTER_TABLE}"
    return blocks.removesuffix(_END_OF_PARAGRAPH)


def _head(document: Document) -> str:
    number = language_number(document.language)
    direction = r"\rtldoc" if document.is_right_to_left else r"\ltrdoc"
    fonts = rf"\deff{LATIN}\adeff{ARABIC}\deflang{number}\deflangfe2052\adeflang1025"
    sheet = style_sheet(document.language, is_right_to_left=document.is_right_to_left)
    return (
        rf"{{\rtf1\ansi\ansicpg1252\uc1{fonts}"
        f"{FONTS}\n{colour_table(RULE)}\n{sheet}\n{_properties(document)}\n"
        rf"{_paper()}\widowctrl\viewkind1{direction}"
        "\n"
    )


def _properties(document: Document) -> str:
    """Return the properties that readers show; the day is the issue date, never the clock."""
    year, month, day = (int(part) for part in document.created_on.split("-"))
    date = rf"\yr{year}\mo{month}\dy{day}\hr0\min0"
    comment = f"SHA-256 of the content: {document.content_hash}"
    return (
        rf"{{\info{{\title {escaped(document.title)}}}{{\subject {escaped(document.subject)}}}"
        rf"{{\author {escaped(document.author)}}}{{\doccomm {escaped(comment)}}}"
        rf"{{\creatim{date}}}{{\revtim{date}}}}}"
    )


def _paper() -> str:
    sides = rf"\margl{twips(A4.margin_start)}\margr{twips(A4.margin_end)}"
    ends = rf"\margt{twips(A4.margin_top)}\margb{twips(A4.margin_bottom)}"
    return rf"\paperw{twips(A4.width)}\paperh{twips(A4.height)}{sides}{ends}"


def _section_start(document: Document, chapter: Chapter, page: Page) -> str:
    direction = r"\rtlsect" if page.is_right_to_left else r"\ltrsect"
    edges = rf"\headery{twips(A4.header_line - 8)}\footery{twips(A4.footer_line - 8)}"
    start = rf"\sectd\sbkpage{direction}{edges}"
    if not chapter.has_header:
        mark = paragraph_rtf(_mark(page), "header", page) if page.behind else r"\pard\plain"
        return rf"{start}{{\header{mark}\par}}{{\footer\pard\plain\par}}" + "\n"
    header = f"{{\\header{_header(document, chapter, page)}}}"
    footer = f"{{\\footer{_footer(document, page)}}}"
    return f"{start}{header}{footer}\n"


def _header(document: Document, chapter: Chapter, page: Page) -> str:
    rule = rf"\brdrb\brdrs\brdrw5\brsp60\brdrcf{rule_colour()}"
    head = (*_mark(page), Run(document.header_text, document.language))
    state = _words(chapter.running_head, "header", page)
    return f"{paragraph_rtf(head, 'header', page, extra=rule)}\\tab {state}\\par"


def _mark(page: Page) -> tuple[Run, ...]:
    """Return what says in every running head that the pages are no edition, if they are none."""
    return (Run(f"{page.behind}  ", "en", is_bold=True),) if page.behind else ()


def _footer(document: Document, page: Page) -> str:
    foot = (Run(document.foot_text, document.language),)
    before, between, after = (_words(words, "footer", page) for words in document.page_words)
    pages = rf"{before}{_counter('PAGE')}{between}{_counter('NUMPAGES')}{after}"
    return f"{paragraph_rtf(foot, 'footer', page)}\\tab {pages}\\par"


def _words(words: str, style: str, page: Page) -> str:
    place = Place(style, page.language, page.is_right_to_left, page.is_right_to_left)
    return runs_rtf((Run(words, page.language),), place)


def _counter(field: str) -> str:
    return rf"{{\field{{\*\fldinst{{{field}}}}}{{\fldrslt{{1}}}}}}"
