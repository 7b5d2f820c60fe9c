"""The style sheet in RTF: numbered styles under the names that word processors navigate by."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from publish.rtf.languages import language_number
from publish.styles import A4, STYLES, Style, style_named

LATIN, ARABIC, HAN = 0, 1, 2
"""Numbers of the fonts: most scripts, the right-to-left ones, Chinese with Japanese and Korean."""

FONTS = (
    r"{\fonttbl"
    r"{\f0\fswiss\fcharset0 Noto Sans{\*\falt Arial};}"
    r"{\f1\fnil\fcharset178 Noto Naskh Arabic{\*\falt Arial};}"
    r"{\f2\fnil\fcharset134 Noto Sans CJK SC{\*\falt SimSun};}"
    r"}"
)

# Word and LibreOffice know these names: they fill the navigation pane, and a contents list made
# anew by the reader finds the styles of its lines under them.
_BUILT_IN_NAMES: Mapping[str, str] = {
    "heading1": "heading 1",
    "heading2": "heading 2",
    "heading3": "heading 3",
    "title": "Title",
    "subtitle": "Subtitle",
    "body": "Body Text",
    "contents1": "toc 1",
    "contents2": "toc 2",
    "index1": "index 1",
    "header": "header",
    "footer": "footer",
    "label": "Field label",
    "value": "Field value",
    "note": "Note",
    "small": "Small print",
    "mark": "Mark",
    "shared_title": "Shared title",
    "bound_note": "Note to what follows",
    "thumb": "Thumb index",
}

_NUMBERS = {name: number for number, name in enumerate(STYLES, start=1)}
_COLOURS = tuple(dict.fromkeys(style.colour for style in STYLES.values()))

_REFERENCES = frozenset({"contents1", "contents2", "index1"})
_NUMBER_WIDTH = 900
"""Width kept free of text for the page number at the end of a line of contents."""

TEXT_WIDTH = round(A4.text_width * 20)
LABEL_WIDTH = round(A4.text_width * A4.label_share * 20)


def twips(points: float) -> int:
    """Return a length in twentieths of a point, the measure of RTF."""
    return round(points * 20)


def half_points(style: Style) -> int:
    """Return the size of a style's letters as RTF counts it."""
    return round(style.size * 2)


def colour_number(colour: str) -> int:
    """Return the place of a colour of the style sheet in the colour table."""
    return _COLOURS.index(colour) + 1


def colour_table(*others: str) -> str:
    """Return the colour table: automatic, the colours of the styles, and others after them."""
    entries = (_colour(colour) for colour in (*_COLOURS, *others))
    return r"{\colortbl;" + "".join(entries) + "}"


def rule_colour() -> int:
    """Return the number of the first colour after those of the styles: that of rules."""
    return len(_COLOURS) + 1


def style_sheet(language: str, *, is_right_to_left: bool) -> str:
    """Return all styles of the sheet after the one that RTF calls Normal."""
    direction = direction_words(is_right_to_left=is_right_to_left)
    number = language_number(language)
    normal = rf"{{\s0{direction}\f0\fs18\lang{number} Normal;}}"
    styles = (_style(name, direction) for name in _NUMBERS)
    return rf"{{\stylesheet{normal}{''.join(styles)}}}"


def direction_words(*, is_right_to_left: bool, is_at_right: bool | None = None) -> str:
    """Return the words that set a paragraph's direction; LibreOffice also needs its alignment."""
    at_right = is_right_to_left if is_at_right is None else is_at_right
    return (r"\rtlpar" if is_right_to_left else r"\ltrpar") + (r"\qr" if at_right else r"\ql")


@dataclass(frozen=True, slots=True)
class Shape:
    """How one paragraph stands: the way it reads, its edge, inside a table or not, a bullet."""

    is_right_to_left: bool
    is_at_right: bool
    is_in_table: bool = False
    is_item: bool = False


@cache
def paragraph_start(name: str, shape: Shape, *, is_right_to_left_page: bool) -> str:
    """Return the words that begin a paragraph in a named style, ready for its text.

    `plain` goes back to the language of the document, which need not be said again; `pard` to
    paragraphs that read from left to right, unless the document runs the other way.
    """
    style = style_named(name)
    direction = ""
    if is_right_to_left_page or shape.is_right_to_left:
        direction = direction_words(
            is_right_to_left=shape.is_right_to_left, is_at_right=shape.is_at_right
        )
    table = r"\intbl" if shape.is_in_table else ""
    measures = _measures(name) + (_item_indent(style) if shape.is_item else "")
    letters = _letters(style)
    return rf"\pard\plain\s{_NUMBERS[name]}{direction}{table}{measures}{letters} "


def _style(name: str, direction: str) -> str:
    style = style_named(name)
    words = f"{direction}{_measures(name)}{_letters(style)}"
    return rf"{{\s{_NUMBERS[name]}{words}\sbasedon0 {_BUILT_IN_NAMES[name]};}}"


def _measures(name: str) -> str:
    """Return spacing, indents, outline level and tab stops of a style."""
    style = style_named(name)
    words = [rf"\sl{twips(style.leading)}"]
    if style.space_before:
        words.append(rf"\sb{twips(style.space_before)}")
    if style.space_after:
        words.append(rf"\sa{twips(style.space_after)}")
    if style.outline_level:
        words.append(rf"\outlinelevel{style.outline_level - 1}")
    if style.keep_with_next:
        words.append(r"\keepn")
    if name in _REFERENCES:
        indent = twips(style.indent + style.hanging)
        words.append(rf"\fi-{twips(style.hanging)}\li{indent}\lin{indent}")
        words.append(rf"\ri{_NUMBER_WIDTH}\rin{_NUMBER_WIDTH}")
    if name in {"header", "footer"}:
        words.append(rf"\tqr\tx{TEXT_WIDTH}")
    return "".join(words)


def _item_indent(style: Style) -> str:
    """Return the indent of a checklist item: its bullet hangs before the lines."""
    hanging = twips(style.hanging)
    return rf"\fi-{hanging}\li{hanging}\lin{hanging}\tx{hanging}"


def _letters(style: Style) -> str:
    """Return font, size, weight and colour, for complex scripts and for all others."""
    size = half_points(style)
    complex_bold, bold = (r"\ab", r"\b") if style.bold else ("", "")
    colour = colour_number(style.colour)
    # The fonts are those of the document (`deff`, `adeff`), to which `plain` goes back.
    return rf"\rtlch\fcs1\afs{size}{complex_bold}\ltrch\fcs0\fs{size}{bold}\cf{colour}"


def _colour(colour: str) -> str:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return rf"\red{red}\green{green}\blue{blue};"
