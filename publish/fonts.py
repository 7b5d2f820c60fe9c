"""Which typeface prints which character, and what is printed where none can.

Record text is printed as the State wrote it. Two kinds of characters cannot be: hidden ones that
would change how the text around them reads (direction marks, controls), and those that no shipped
typeface has, or none together with the letter they stand on. Both are printed as their code point
in brackets, for example `[U+202E]`, so that a reader sees that something stands there.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import uharfbuzz

from publish.clusters import clusters

FOLDER = Path(__file__).parent / "typefaces"


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font file in one or two weights; without a bold file the regular one stands in."""

    name: str
    regular: str
    bold: str = ""
    scale: float = 1.0
    """Letters are set larger by this much, where a script looks small beside Latin."""


def _noto(script: str, *, has_bold: bool = False, scale: float = 1.0) -> Typeface:
    bold = f"{script}-Bold.ttf" if has_bold else ""
    return Typeface(script, f"{script}-Regular.ttf", bold, scale)


TYPEFACES = (
    _noto("NotoSans", has_bold=True),
    _noto("NotoNaskhArabic", has_bold=True, scale=1.14),
    _noto("NotoSansSC", has_bold=True),
    _noto("NotoSansKR", has_bold=True),
    _noto("NotoSansHebrew", has_bold=True),
    _noto("NotoSansArmenian", has_bold=True),
    _noto("NotoSansGeorgian", has_bold=True),
    _noto("NotoSansThai", has_bold=True),
    _noto("NotoSansLao", has_bold=True),
    _noto("NotoSansDevanagari"),
    _noto("NotoSansBengali"),
    _noto("NotoSansGurmukhi"),
    _noto("NotoSansGujarati"),
    _noto("NotoSansOriya"),
    _noto("NotoSansTamil"),
    _noto("NotoSansTelugu"),
    _noto("NotoSansKannada"),
    _noto("NotoSansMalayalam"),
    _noto("NotoSansSinhala"),
    _noto("NotoSansKhmer"),
    _noto("NotoSansMyanmar"),
    _noto("NotoSansEthiopic"),
    _noto("NotoSansThaana"),
    _noto("NotoSansTifinagh"),
    _noto("NotoSerifTibetan"),
    _noto("NotoSansMath"),
    _noto("NotoSansSymbols"),
    _noto("NotoSansSymbols2"),
)
"""All typefaces in the order in which a character is looked for."""

# Categories Cc, Cf and Cs of Unicode without line breaks, the tab, the soft hyphen, the joiners of
# Arabic and Indic scripts, and the few format characters that are drawn (Arabic number signs); and
# the code points that are no characters, which XML does not bear. A zero width space is a place to
# break a line in the scripts that write no spaces; elsewhere it is hidden like the rest.
_HIDDEN_SIGNS = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u180e\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    r"\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
_HIDDEN_BEYOND = r"\U000e0000-\U000e00ff" + "".join(
    rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(1, 17)
)
_SPACELESS = r"\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff"
_hidden = re.compile(
    rf"[{_HIDDEN_SIGNS}{_HIDDEN_BEYOND}]"
    rf"|(?<![{_SPACELESS}\u200b])\u200b+(?![{_SPACELESS}\u200b])"
)
# Few ranges are soon looked through: most text has nothing of all this, and is let pass at once.
_needs_care = re.compile(rf"[\t\r\x85\xad\u200b\u2028\u2029{_HIDDEN_SIGNS}\U0001fffe-\U0010ffff]")
_line_break = re.compile(r"\r\n?|[\x85\u2028\u2029]")

# Characters that are never drawn, so that no typeface need have them: line breaks, joiners, the
# grapheme joiner, variation selectors.
_NEVER_DRAWN = frozenset(
    "\n\u200b\u200c\u200d\u034f"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0x180B, 0x180E), *range(0xE0100, 0xE01F0))))
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text to be drawn; `is_mark` says that it stands for a character that cannot be printed."""

    text: str
    is_mark: bool = False


def visible(text: str) -> str:
    """Return the text with hidden direction marks and controls shown as `[U+202E]`.

    Every kind of line break becomes a line feed, a tab becomes a space, soft hyphens go.
    """
    if _needs_care.search(text) is None:
        return text
    return _hidden.sub(lambda found: "".join(map(code_point, found.group())), _plain(text))


def printable(text: str) -> str:
    """Return the text as the PDF prints it: `visible`, and missing glyphs shown the same way."""
    return "".join(stretch.text for stretch in stretches(text))


def missing_characters(text: str) -> tuple[str, ...]:
    """Return the characters that no shipped typeface can draw where they stand, each once.

    They come in order of code point. Hidden characters are not among them: they are shown on
    purpose.
    """
    if _is_drawn_as_it_is(text):
        return ()
    pieces = [piece for part in _hidden.split(_plain(text)) for piece in _pieces(part)]
    return tuple(sorted({piece.text for piece in pieces if not piece.is_drawn}))


def stretches(text: str) -> tuple[Stretch, ...]:
    """Cut the text into what is drawn as it is and the code points shown for what cannot be."""
    return (Stretch(text),) if _is_drawn_as_it_is(text) else tuple(_cut(_plain(text)))


def code_point(char: str) -> str:
    """Return the visible form of a character that cannot be printed."""
    return f"[U+{ord(char):04X}]"


def _plain(text: str) -> str:
    return _line_break.sub("\n", text).replace("\t", " ").replace("\xad", "")


def _cut(text: str) -> Iterator[Stretch]:
    end = 0
    for found in _hidden.finditer(text):
        yield from _shown(text[end : found.start()])
        yield from [Stretch(code_point(char), is_mark=True) for char in found.group()]
        end = found.end()
    yield from _shown(text[end:])


def _shown(text: str) -> Iterator[Stretch]:
    """Cut text without hidden characters at the places where something is missing."""
    for is_drawn, group in groupby(_pieces(text), key=lambda piece: piece.is_drawn):
        if is_drawn:
            yield Stretch("".join([piece.text for piece in group]))
        else:
            yield from [Stretch(code_point(piece.text), is_mark=True) for piece in group]


class _Piece(NamedTuple):
    """Text that one typeface draws, or one character that it does not have."""

    text: str
    is_drawn: bool


def _pieces(text: str) -> Iterator[_Piece]:
    for cluster in clusters(text):
        yield from _drawn(cluster)


@lru_cache(maxsize=8192)
def _drawn(cluster: str) -> tuple[_Piece, ...]:
    """Return a letter with its marks as the typeface that has most of it draws it.

    Letter and marks are put together to one character only where something would be missing
    otherwise: Hangul in parts, as some systems write it, or Han letters that are kept for old
    character sets. To Unicode both are the same text.
    """
    files = font_files(is_bold=False)
    forms = (cluster, unicodedata.normalize("NFC", cluster))
    for form in forms:
        if any(file.draws(form) for file in files):
            return (_Piece(form, is_drawn=True),)
    ways = [
        tuple([_Piece(char, file.draws(char)) for char in form]) for form in forms for file in files
    ]
    return min(ways, key=_flaws)


def _flaws(pieces: tuple[_Piece, ...]) -> tuple[bool, int]:
    """Rank ways to draw a letter: one without its marks is better than the marks without it."""
    return (not pieces[0].is_drawn, sum(not piece.is_drawn for piece in pieces))


def _is_drawn_as_it_is(text: str) -> bool:
    """Say whether nothing in the text is hidden, missing or on a letter of another typeface.

    It is asked for each run of an edition, so it looks at most text once and without its marks.
    """
    if _needs_care.search(text) is not None:
        return False
    return text.isascii() or _unmarked().issuperset(text) or _usual().issuperset(text)


@dataclass(frozen=True, slots=True)
class FontFile:
    """One weight of one typeface: where it lies and which code points it can draw."""

    path: Path
    code_points: frozenset[int]
    scale: float

    def draws(self, text: str) -> bool:
        """Say whether the file has all of a text that is drawn at all."""
        points = self.code_points
        return all(ord(char) in points or char in _NEVER_DRAWN for char in text)


@cache
def font_files(*, is_bold: bool) -> tuple[FontFile, ...]:
    """Return the files to look a character up in, first choice first.

    For bold text the bold files come first and the regular ones stand behind them.
    """
    bold = [(face.bold, face.scale) for face in TYPEFACES if face.bold] if is_bold else []
    regular = [(face.regular, face.scale) for face in TYPEFACES]
    return tuple(_font_file(name, scale) for name, scale in (*bold, *regular))


@cache
def _font_file(name: str, scale: float) -> FontFile:
    path = FOLDER / name
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    return FontFile(path, frozenset(face.unicodes), scale)


@cache
def _usual() -> frozenset[str]:
    """Return what the typeface draws that most text is set in."""
    first = font_files(is_bold=False)[0]
    return frozenset(map(chr, first.code_points)) | _NEVER_DRAWN


@cache
def _unmarked() -> frozenset[str]:
    """Return what some typeface draws whatever stands before it: no marks, no joiner."""
    files = font_files(is_bold=False)
    drawn = frozenset(chr(point) for file in files for point in file.code_points) | _NEVER_DRAWN
    marks = (char for char in drawn if char == "\u200d" or unicodedata.category(char)[0] == "M")
    return drawn.difference(marks)
