"""Which typeface prints which character, and what is printed where none can.

Record text is printed as the State wrote it. Two kinds of characters cannot be: hidden ones that
would change how the text around them reads (direction marks, controls), and those that no shipped
typeface has. Both are printed as their code point in brackets, for example `[U+202E]`, so that a
reader sees that something stands there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz

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
# Arabic and Indic scripts, and the few format characters that are drawn (Arabic number signs).
# A zero width space is a place to break a line in the scripts that write no spaces; elsewhere it
# is hidden like the rest.
_HIDDEN = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u180e\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U00013430-\U0001343f"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff]"
    r"|(?<![\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff])\u200b"
)
_hidden = re.compile(_HIDDEN)
_needs_care = re.compile(rf"[\t\r\x85\xad\u2028\u2029]|{_HIDDEN}")
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
    plain = _line_break.sub("\n", text).replace("\t", " ").replace("\xad", "")
    return _hidden.sub(lambda found: code_point(found.group()), plain)


def printable(text: str) -> str:
    """Return the text as the PDF prints it: `visible`, and missing glyphs shown the same way."""
    return "".join(stretch.text for stretch in stretches(text))


def missing_characters(text: str) -> tuple[str, ...]:
    """Return the characters that no shipped typeface can draw, each once, in order of code point.

    Hidden characters are not among them: they are shown on purpose.
    """
    unknown = set(text) - _drawable()
    if not unknown:
        return ()
    return tuple(sorted(char for char in unknown if _needs_care.match(char) is None))


def stretches(text: str) -> tuple[Stretch, ...]:
    """Cut the text into what is drawn as it is and the code points shown for what cannot be."""
    if _drawable().issuperset(text) and _needs_care.search(text) is None:
        return (Stretch(text),)
    plain = _line_break.sub("\n", text).replace("\t", " ").replace("\xad", "")
    missing = "".join(map(re.escape, missing_characters(plain)))
    unprintable = re.compile(f"(?:{_HIDDEN}" + (f"|[{missing}])" if missing else ")"))
    return tuple(_cut(plain, unprintable))


def _cut(text: str, unprintable: re.Pattern[str]) -> Iterator[Stretch]:
    end = 0
    for found in unprintable.finditer(text):
        if found.start() > end:
            yield Stretch(text[end : found.start()])
        yield Stretch(code_point(found.group()), is_mark=True)
        end = found.end()
    if end < len(text):
        yield Stretch(text[end:])


def code_point(char: str) -> str:
    """Return the visible form of a character that cannot be printed."""
    return f"[U+{ord(char):04X}]"


@dataclass(frozen=True, slots=True)
class FontFile:
    """One weight of one typeface: where it lies and which code points it can draw."""

    path: Path
    code_points: frozenset[int]
    scale: float


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
def _drawable() -> frozenset[str]:
    files = font_files(is_bold=False)
    drawn = frozenset(chr(point) for file in files for point in file.code_points)
    return drawn | _NEVER_DRAWN
