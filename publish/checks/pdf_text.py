"""Reads the text of a tagged PDF, cut at its headings, from its content streams."""

import re
import struct
from collections.abc import Iterable, Iterator

import pikepdf

from publish.checks.comparing import ReadSection

NOT_DRAWN = "\ufffe"
"""Stands in a text for a glyph that shows nothing but that a character is missing (.notdef)."""

_LINK = b"/Link"
_heading_tag = re.compile(rb"/H([1-6])")
_pair = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_range = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_block = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_hexadecimal = re.compile(rb"<([0-9A-Fa-f]+)>")

_LONGEST_REMEMBERED = 200

# Text is shown by arrays of such strings, of which nothing else in our files has the brackets. Nor
# does any text rely on a font that the end of a saved state (Q) brings back: it would be read wrong
# here, and be a finding.
_operator = re.compile(
    rb"(\[[<>0-9A-Fa-f\s.\-]*\])\s*TJ"
    rb"|(/[^\s/<>\[\]()]+) [0-9.]+ Tf"
    rb"|(/[^\s/<>\[\]()]+)[^\n]*?\bB(?:DC|MC)\b|\bEMC\b"
)


class Characters(dict[int, str]):
    """What the codes of a font stand for.

    A glyph without text of its own continues the cluster of the one before it; a font that maps
    nothing at all has lost its text. Whatever a code copies as, what counts is what it shows.
    """

    def __init__(self, mapped: Iterable[tuple[int, str]] = (), glyphs: bytes = b"") -> None:
        """Begin without anything read; `glyphs` are numbers of two bytes by code, if they differ."""
        super().__init__(mapped)
        self._glyphs = glyphs
        self._read: dict[bytes, str] = {}
        self.update({code: NOT_DRAWN for code in self if not self._is_drawn(code)})

    def __missing__(self, code: int) -> str:
        """Return what a code shows that is not mapped."""
        if not self._is_drawn(code):
            return NOT_DRAWN
        return "" if self else "\ufffd"

    def _is_drawn(self, code: int) -> bool:
        return any(self._glyphs[2 * code : 2 * code + 2]) if self._glyphs else code > 0

    def shown_by(self, strings: bytes) -> str:
        """Return what strings of hexadecimal digits show; fonts here have two-byte codes.

        Where a font changes from word to word, the same words come again and again.
        """
        text = self._read.get(strings)
        if text is None:
            data = bytes.fromhex(b"".join(_hexadecimal.findall(strings)).decode("ascii"))
            codes = struct.unpack(f">{len(data) // 2}H", data[: len(data) // 2 * 2])
            text = "".join(map(self.__getitem__, codes))
            if len(strings) < _LONGEST_REMEMBERED:
                self._read[strings] = text
        return text


_NO_CHARACTERS = Characters()


def sections_of(pdf: pikepdf.Pdf) -> list[ReadSection]:
    """Return the tagged headings of a PDF in order, each with the text up to the next one.

    Line feeds stand around each link in the text.
    """
    titles: list[tuple[int, list[str]]] = [(0, [])]
    texts: list[list[str]] = [[]]
    for level, text in filter(_has_text, _pieces(pdf)):
        if level and (level != titles[-1][0] or texts[-1]):
            titles.append((level, []))
            texts.append([])
        (titles[-1][1] if level else texts[-1]).append(text)
    return [
        ReadSection(level, "".join(title), "".join(text))
        for (level, title), text in zip(titles, texts, strict=True)
    ]


def _has_text(piece: tuple[int, str]) -> bool:
    return bool(piece[1])


def _pieces(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str]]:
    """Give all text in the order of the content, with the level of the heading it stands in."""
    known: dict[tuple[int, int], Characters] = {}
    for page in pdf.pages:
        fonts = {
            name.encode(): _characters(font, known)
            for name, font in page.resources.get("/Font", {}).items()
        }
        yield from _pieces_of_page(_content_of(page), fonts)


def _content_of(page: pikepdf.Page) -> bytes:
    """Return what is drawn on a page, from one stream or several."""
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join([stream.read_bytes() for stream in streams if stream is not None])


def _pieces_of_page(content: bytes, fonts: dict[bytes, Characters]) -> Iterator[tuple[int, str]]:
    characters = _NO_CHARACTERS
    level = 0
    is_furniture = is_link = False
    strings: list[bytes] = []
    for shown, font, tag in _operator.findall(content):
        if shown:
            if not is_furniture:
                strings.append(shown)
        elif font:
            # Neither a font nor a heading changes within what is decoded in one step.
            yield level, characters.shown_by(b"".join(strings))
            strings = []
            characters = fonts.get(font, _NO_CHARACTERS)
        else:
            heading = _heading_tag.fullmatch(tag)
            own_level = int(heading.group(1)) if heading else 0
            was_link, is_link = is_link, tag == _LINK
            if own_level != level or was_link or is_link:
                yield level, characters.shown_by(b"".join(strings))
                strings = []
            if was_link or is_link:
                yield 0, "\n"
            level = own_level
            # Running heads and feet must not cut a heading in two that goes on overleaf.
            is_furniture = tag == b"/Artifact"
    yield level, characters.shown_by(b"".join(strings))


def _characters(font: pikepdf.Object, known: dict[tuple[int, int], Characters]) -> Characters:
    """Return the characters of a font by code, from its ToUnicode map."""
    if font.objgen not in known:
        stream = font.get("/ToUnicode")
        mapped = _mapped(stream.read_bytes()) if stream is not None else ()
        known[font.objgen] = Characters(mapped, _glyph_map(font))
    return known[font.objgen]


def _glyph_map(font: pikepdf.Object) -> bytes:
    """Return the stream that gives each code its glyph (ISO 32000-1, 9.7.4.2), if there is one."""
    for descendant in font.get("/DescendantFonts", ()):
        glyphs = descendant.get("/CIDToGIDMap")
        if isinstance(glyphs, pikepdf.Stream):
            return glyphs.read_bytes()
    return b""


def _mapped(source: bytes) -> Iterator[tuple[int, str]]:
    for kind, body in _block.findall(source):
        if kind == b"bfchar":
            for code, text in _pair.findall(body):
                yield int(code, 16), _decoded(text)
            continue
        for first, last, text, listed in _range.findall(body):
            start, end = int(first, 16), int(last, 16)
            if listed:
                yield from zip(
                    range(start, end + 1),
                    map(_decoded, _hexadecimal.findall(listed)),
                    strict=False,
                )
                continue
            base = _decoded(text)
            for step in range(end - start + 1):
                yield start + step, base[:-1] + chr(ord(base[-1]) + step)


def _decoded(text: bytes) -> str:
    return bytes.fromhex(text.decode("ascii")).decode("utf-16-be", "replace")
