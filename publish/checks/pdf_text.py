"""Reads the text of a tagged PDF, cut at its headings, from its content streams."""

import re
from collections.abc import Iterator

import pikepdf

from publish.checks.comparing import ReadSection

_heading_tag = re.compile(r"/H([1-6])")
_pair = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_range = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_block = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_hexadecimal = re.compile(rb"<([0-9A-Fa-f]+)>")

Characters = dict[int, str]


def sections_of(pdf: pikepdf.Pdf) -> list[ReadSection]:
    """Return the tagged headings of a PDF in order, each with the text up to the next one."""
    titles: list[tuple[int, list[str]]] = [(0, [])]
    texts: list[list[str]] = [[]]
    for level, text in _pieces(pdf):
        if level and (level != titles[-1][0] or texts[-1]):
            titles.append((level, []))
            texts.append([])
        (titles[-1][1] if level else texts[-1]).append(text)
    return [
        ReadSection(level, "".join(title), "".join(text))
        for (level, title), text in zip(titles, texts, strict=True)
    ]


def _pieces(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str]]:
    """Give all text in the order of the content, with the level of the heading it stands in."""
    known: dict[tuple[int, int], Characters] = {}
    for page in pdf.pages:
        fonts = {
            name: _characters(font, known) for name, font in page.resources.get("/Font", {}).items()
        }
        yield from _pieces_of_page(page, fonts)


def _pieces_of_page(page: pikepdf.Page, fonts: dict[str, Characters]) -> Iterator[tuple[int, str]]:
    characters: Characters = {}
    level = 0
    is_furniture = False
    for instruction in pikepdf.parse_content_stream(page, "Tf Tj TJ BDC BMC EMC"):
        operator = str(instruction.operator)
        if operator == "EMC":
            level, is_furniture = 0, False
            continue
        operand = instruction.operands[0]
        if operator == "Tf":
            characters = fonts.get(str(operand), {})
        elif operator in {"BDC", "BMC"}:
            found = _heading_tag.fullmatch(str(operand))
            level = int(found.group(1)) if found else 0
            # Running heads and feet must not cut a heading in two that goes on overleaf.
            is_furniture = str(operand) == "/Artifact"
        elif not is_furniture:
            yield level, _shown(operand, characters)


def _shown(operand: pikepdf.Object, characters: Characters) -> str:
    """Return what a string or an array of strings shows; fonts here have two-byte codes."""
    strings = operand if isinstance(operand, pikepdf.Array) else [operand]
    data = b"".join(bytes(each) for each in strings if isinstance(each, pikepdf.String))
    codes = memoryview(data.ljust(len(data) + len(data) % 2, b"\0"))
    numbers = (codes[at] << 8 | codes[at + 1] for at in range(0, len(codes), 2))
    # A glyph without text of its own continues the cluster of the one before it; a font that maps
    # nothing at all has lost its text.
    unmapped = "" if characters else "\ufffd"
    return "".join(characters.get(number, unmapped) for number in numbers)


def _characters(font: pikepdf.Object, known: dict[tuple[int, int], Characters]) -> Characters:
    """Return the characters of a font by code, from its ToUnicode map."""
    if font.objgen not in known:
        stream = font.get("/ToUnicode")
        known[font.objgen] = dict(_mapped(stream.read_bytes())) if stream is not None else {}
    return known[font.objgen]


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
