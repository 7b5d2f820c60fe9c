"""The format-neutral document that `outline` writes and that the renderers set.

A document is a sequence of chapters; each begins on a new page and knows neither its page number
nor its neighbours, so chapters can be laid out alone, in parallel, or taken from a cache. Page
numbers, running feet, contents and indices are put in afterwards by the renderer.

Styles are names of `publish.styles`; directions follow from the language of the text.
"""

from dataclasses import dataclass, field


def is_right_to_left(language: str) -> bool:
    """Say whether a page in this language runs from right to left."""
    return language.split("-", maxsplit=1)[0] in {"ar", "fa", "he", "ur"}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one language and one look.

    `isolate` marks text that always reads left to right (telephone numbers, addresses, codes).
    `target` is an outside address, or `#anchor` for a place in the document; empty for none.
    """

    text: str
    language: str = ""
    is_bold: bool = False
    isolate: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with an anchor; level 1 opens a chapter, 2 an authority, 3 a designation.

    `is_outlined` puts it into the reader's bookmarks pane under `outline_text`.
    """

    level: int
    runs: tuple[Run, ...]
    anchor: str
    outline_text: str = ""
    is_outlined: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text in a named style."""

    runs: tuple[Run, ...]
    style: str = "body"


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One label and its lines; an item line is set with a bullet and a hanging indent."""

    label: tuple[Run, ...]
    lines: tuple["FieldLine", ...]


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One line (or item) of the value of a field row; long lines wrap."""

    runs: tuple[Run, ...]
    is_item: bool = False
    follows_document: bool = False
    """Words of the edition with a State's words among them: reads as the document does."""


@dataclass(frozen=True, slots=True)
class FieldTable:
    """Rows of label and value, two columns, breakable between and inside rows."""

    rows: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A line that ends in the page number of `anchor`, joined to it by dots."""

    runs: tuple[Run, ...]
    anchor: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """A table of contents or a part of an index: lines with page numbers."""

    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: what it counts, and how many."""

    label: tuple[Run, ...]
    value: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A bar chart; `alternative` says in words what it shows, for readers who do not see it.

    A table with the same numbers follows it, so that a format that cannot draw loses nothing.
    """

    bars: tuple[Bar, ...]
    alternative: str


@dataclass(frozen=True, slots=True)
class Space:
    """Vertical white space in points."""

    height: float


Block = Heading | Paragraph | FieldTable | ReferenceList | Figure | Space


@dataclass(frozen=True, slots=True)
class Chapter:
    """Blocks that begin on a new page; `running_head` stands in the header of its pages.

    A format that knows its pages sets the headings of level 1 in force on each in its place.
    """

    blocks: tuple[Block, ...]
    running_head: str = ""
    has_header: bool = True
    """False on the cover, which carries neither running head nor page number."""
    thumb: str = ""
    """The capital letter on the outer edge of its pages, by which a book is leafed; or none."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole edition, ready to be set."""

    title: str
    subject: str
    author: str
    language: str
    """The language of the labels; decides the direction of tables and of the page."""
    header_text: str
    """Stands at the start of every header, opposite the running head."""
    page_words: tuple[str, str, str]
    """The words around `page x of y`: before x, between, after; for example `("Page ", " of ", "")`."""
    foot_text: str
    """Stands in every running foot beside the page number: edition, demonstration, draft."""
    created_on: str
    """ISO date written into the files' metadata: the issue date, never the clock."""
    content_hash: str
    chapters: tuple[Chapter, ...] = field(default=())

    @property
    def is_right_to_left(self) -> bool:
        """Say whether pages, tables and lists of this document run from right to left."""
        return is_right_to_left(self.language)
