"""The one style sheet of the edition: named looks and the measures of the page, for PDF and RTF.

All lengths are points (1/72 inch). A renderer looks a style up by name and never invents a size.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

INK = "#16191d"
NAVY = "#0b3c5d"
SLATE = "#44525e"
RULE = "#b8c4cd"
WHITE = "#ffffff"
WARNING = "#8a2b0e"


@dataclass(frozen=True, slots=True)
class Style:
    """The look of one kind of paragraph, the same in every format."""

    name: str
    size: float
    leading: float
    """Distance from one base line to the next."""
    bold: bool = False
    colour: str = INK
    space_before: float = 0.0
    space_after: float = 0.0
    keep_with_next: bool = False
    """A paragraph in this style never stands alone at the foot of a page."""
    indent: float = 0.0
    """Space at the starting edge, before every line."""
    hanging: float = 0.0
    """Further space before every line but the first; also the place of a bullet."""
    outline_level: int = 0
    """Level in the reader's bookmarks and of the heading element; 0 is running text."""


@dataclass(frozen=True, slots=True)
class PageFormat:
    """The page and the columns of a field table."""

    width: float
    height: float
    margin_start: float
    margin_end: float
    margin_top: float
    margin_bottom: float
    header_line: float
    """Base line of the header, from the top edge."""
    footer_line: float
    """Base line of the foot, from the bottom edge."""
    label_share: float
    """Part of the text width that the labels of a field table take."""
    column_gap: float

    @property
    def text_width(self) -> float:
        """Return the width between the margins."""
        return self.width - self.margin_start - self.margin_end


A4 = PageFormat(
    width=595.276,
    height=841.89,
    margin_start=48,
    margin_end=48,
    margin_top=56,
    margin_bottom=48,
    header_line=38,
    footer_line=28,
    label_share=0.23,
    column_gap=10,
)

_SHEET = (
    Style("body", 9.4, 13.2, space_after=5),
    Style("small", 8.0, 10.8, colour=SLATE, space_after=3),
    Style("note", 8.0, 10.4, colour=SLATE, space_after=2),
    Style("bound_note", 8.0, 10.4, colour=SLATE, space_after=2, keep_with_next=True),
    Style("title", 27, 34, bold=True, colour=NAVY, space_after=10),
    Style("shared_title", 19, 25, bold=True, colour=NAVY, space_after=8),
    Style("subtitle", 13, 18, colour=SLATE, space_after=6),
    Style(
        "heading1",
        16,
        20,
        bold=True,
        colour=NAVY,
        space_before=18,
        space_after=4,
        keep_with_next=True,
        outline_level=1,
    ),
    Style(
        "heading2",
        11,
        14,
        bold=True,
        colour=NAVY,
        space_before=11,
        space_after=2,
        keep_with_next=True,
        outline_level=2,
    ),
    Style(
        "heading3",
        8.8,
        11.4,
        bold=True,
        colour=NAVY,
        space_before=6,
        space_after=1,
        keep_with_next=True,
        outline_level=3,
    ),
    Style("label", 7.8, 10.6, bold=True, colour=SLATE),
    Style("value", 8.3, 10.6, hanging=9),
    Style("mark", 7.8, 10.4, bold=True, colour=WARNING, space_after=2, keep_with_next=True),
    Style("contents1", 9.0, 12.6, bold=True, colour=NAVY, space_before=3, hanging=14),
    Style("contents2", 8.4, 10.8, indent=12, hanging=14),
    Style("index1", 7.6, 9.4, hanging=14),
    Style("thumb", 10.0, 12.0, bold=True, colour=WHITE),
    Style("header", 7.6, 10.0, colour=SLATE),
    Style("footer", 7.6, 10.0, colour=SLATE),
)

STYLES: Mapping[str, Style] = MappingProxyType({style.name: style for style in _SHEET})


def style_named(name: str) -> Style:
    """Return the style of that name, or say which names there are."""
    try:
        return STYLES[name]
    except KeyError:
        names = ", ".join(STYLES)
        message = f"There is no style {name!r}; the sheet has: {names}."
        raise ValueError(message) from None


def heading_style(level: int) -> Style:
    """Return the style of a heading of that level (1 opens a chapter)."""
    return style_named(f"heading{level}")


def reference_style(level: int) -> Style:
    """Return the style of a line of contents (level 1, 2) or of an index (3)."""
    return style_named({1: "contents1", 2: "contents2"}.get(level, "index1"))
