"""The blocks of a document in RTF: headings, paragraphs, field tables, lists of references."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import assert_never

from publish.document import (
    Block,
    FieldLine,
    FieldRow,
    FieldTable,
    Figure,
    Heading,
    Paragraph,
    Reference,
    ReferenceList,
    Run,
    Space,
)
from publish.rtf.runs import (
    Place,
    bookmark,
    inside_link,
    page_reference,
    reads_right_to_left,
    runs_rtf,
)
from publish.rtf.sheet import (
    LABEL_WIDTH,
    TEXT_WIDTH,
    Shape,
    paragraph_start,
    rule_colour,
    twips,
)
from publish.styles import A4, reference_style, style_named

_LINE = 60
"""Characters that surely fit on one line of a value."""

_LABELS = 2000
"""How many labels are kept as they are written; one language has a few dozen."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the blocks of a document share: language, direction, the page numbers known."""

    language: str
    is_right_to_left: bool
    numbers: Mapping[str, int] | None
    behind: str = ""
    """Words that stand before every running head: PROOF."""


def block_rtf(block: Block, page: Page) -> str:
    """Return one block; each ends what it began, so that blocks can follow in any order."""
    match block:
        case Heading():
            return _heading(block, page)
        case Paragraph():
            return f"{paragraph_rtf(block.runs, block.style, page)}\\par\n"
        case FieldTable():
            return "".join(_row(row, page) for row in block.rows)
        case ReferenceList():
            return "".join(_reference(each, page) for each in block.references)
        case Figure():
            return ""  # The table that follows it says the same.
        case Space():
            return rf"\pard\plain\sl-{max(twips(block.height), 20)}\slmult0\fs2\par" + "\n"
        case _:
            assert_never(block)


def paragraph_rtf(runs: tuple[Run, ...], style: str, page: Page, *, extra: str = "") -> str:
    """Return a paragraph without its end; `extra` adds words to its format."""
    start, place = _start(runs, style, page)
    return f"{start.rstrip()}{extra} {runs_rtf(runs, place)}"


def _start(
    runs: tuple[Run, ...],
    style: str,
    page: Page,
    *,
    is_in_table: bool = False,
    is_item: bool = False,
    follows_document: bool = False,
) -> tuple[str, Place]:
    """Return the words that begin a paragraph, and what its runs have to know of it.

    A short paragraph keeps to the starting edge even if it reads the other way, as in the PDF.
    """
    is_turned = not follows_document and reads_right_to_left(runs)
    is_at_right = page.is_right_to_left or (is_turned and not _is_short(runs, style))
    side = (page.is_right_to_left, is_turned, is_at_right)
    return _format(style, page.language, side, is_in_table=is_in_table, is_item=is_item)


def _is_short(runs: tuple[Run, ...], style: str) -> bool:
    return bool(style_named(style).outline_level) or sum([len(run.text) for run in runs]) < _LINE


@cache
def _format(
    style: str, language: str, side: tuple[bool, bool, bool], *, is_in_table: bool, is_item: bool
) -> tuple[str, Place]:
    """Return the same for all paragraphs of one kind, of which an edition has a few dozen."""
    is_right_to_left_page, is_turned, is_at_right = side
    is_right_to_left = is_right_to_left_page or is_turned
    shape = Shape(is_right_to_left, is_at_right, is_in_table, is_item)
    start = paragraph_start(style, shape, is_right_to_left_page=is_right_to_left_page)
    return start, Place(style, language, is_right_to_left_page, is_right_to_left)


def _heading(heading: Heading, page: Page) -> str:
    paragraph = paragraph_rtf(heading.runs, f"heading{heading.level}", page)
    return f"{paragraph}{bookmark(heading.anchor)}\\par\n"


def _row(row: FieldRow, page: Page) -> str:
    """Return a row of a field table; its definition is repeated, as RTF wants it."""
    definition = _row_definition(is_right_to_left=page.is_right_to_left)
    label = _label(row.label, page.language, is_right_to_left=page.is_right_to_left)
    return f"{definition}{label}\\cell\n{_lines(row.lines, page)}\\cell\\row\n"


@lru_cache(maxsize=_LABELS)
def _label(label: tuple[Run, ...], language: str, *, is_right_to_left: bool) -> str:
    """Return a label; the same few stand before some twenty thousand rows."""
    page = Page(language, is_right_to_left, numbers=None)
    start, place = _start(label, "label", page, is_in_table=True)
    return f"{start}{runs_rtf(label, place)}"


def _lines(lines: tuple[FieldLine, ...], page: Page) -> str:
    """Return the lines of a value; a line like the one before it need not state its format."""
    written: list[str] = []
    before = ""
    for line in lines:
        start, place = _start(
            line.runs,
            "value",
            page,
            is_in_table=True,
            is_item=line.is_item,
            follows_document=line.follows_document,
        )
        bullet = r"\bullet\tab " if line.is_item else ""
        written.append(f"{'' if start == before else start}{bullet}{runs_rtf(line.runs, place)}")
        before = start
    return "\\par\n".join(written)


@cache
def _row_definition(*, is_right_to_left: bool) -> str:
    # An edition has some twenty thousand rows, so nothing is said that is so anyway: rows read from
    # left to right, begin at the margin and hold their text at the top.
    direction = r"\rtlrow" if is_right_to_left else ""
    gap = twips(A4.column_gap / 2)
    border = rf"\clbrdrb\brdrs\brdrw5\brdrcf{rule_colour()}"
    padding = rf"\trpaddr{gap}\trpaddt30\trpaddb30\trpaddfr3\trpaddft3\trpaddfb3"
    cells = rf"{border}\cellx{LABEL_WIDTH}{border}\cellx{TEXT_WIDTH}"
    return rf"\trowd{direction}{padding}{cells}"


def _reference(reference: Reference, page: Page) -> str:
    """Return a line of contents or index; dots lead to a page number only where one is known."""
    number = None if page.numbers is None else page.numbers.get(reference.anchor)
    leader = "" if number is None else r"\tldot"
    style = reference_style(reference.level).name
    side = (page.is_right_to_left, False, page.is_right_to_left)
    start, place = _format(style, page.language, side, is_in_table=False, is_item=False)
    text = rf"{runs_rtf(reference.runs, place)}\tab {page_reference(reference.anchor, number)}"
    stop = rf"\tqr{leader}\tx{TEXT_WIDTH} "
    return f"{start.rstrip()}{stop}{inside_link(reference.anchor, text)}\\par\n"
