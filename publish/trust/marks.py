"""Marks: what says on every page of a copy, and in what it says about itself, whose copy it is.

A mark is the number of the copy and the organisation it was made for, in plain sight. The text of an
edition is never varied. A PDF keeps an empty drawing that all its pages show; a copy is the file as it
was, with another drawing appended in its place, so marking takes no longer for more pages.
"""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, repeat
from xml.sax.saxutils import escape

from publish.document import Run
from publish.fonts import visible
from publish.pdf.appending import AppendedObjects
from publish.pdf.assembly import MARK
from publish.pdf.embedding import embed
from publish.pdf.lines import Line, Typesetter
from publish.pdf.objects import reference, stream, text_string
from publish.pdf.pages import Page
from publish.rtf.blocks import Page as RtfPage
from publish.rtf.blocks import paragraph_rtf
from publish.rtf.escape import escaped
from publish.styles import A4, style_named

COPY = "copy"
"""The column of a table and the key of a JSON file that hold the mark."""

_ELLIPSIS = "\u2026"
_SIZE = 6.8
_DROP = 11.0
"""Points by which the mark stands below the running foot."""
_EDGE = 48.0
_GAP = 6.0
"""Points between number and organisation."""
_ROW_END = b"\r\n"


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of a copy, and the organisation it was made for as it is printed."""

    number: str
    organisation: str

    @property
    def shown_organisation(self) -> str:
        """Return the organisation as it is printed: on one line, hidden characters shown."""
        return " ".join(visible(self.organisation).split())

    def __str__(self) -> str:
        """Return the mark as one line of text."""
        return f"{self.number} {self.shown_organisation}".strip()


def marked(content: bytes, file_format: str, mark: Mark) -> bytes:
    """Return the copy of an unsigned file that bears a mark; sign it after, not before.

    Raises:
        ValueError: the file is not one that was built here.
        KeyError: files of this format bear no marks.
    """
    return _MARKED[file_format](content, mark)


def _marked_pdf(content: bytes, mark: Mark) -> bytes:
    objects = AppendedObjects(content)
    first_page = objects.named(objects.named(objects.catalog, b"Pages"), b"Kids")
    drawing = objects.named(objects.named(first_page, b"Resources"), MARK)
    packet = objects.named(objects.catalog, b"Metadata")
    objects.put(_drawn(mark, objects), drawing)
    objects.put(_information(objects.read(objects.information), mark), objects.information)
    objects.put(_packet(objects.read(packet), mark), packet)
    return objects.written()


def _drawn(mark: Mark, objects: AppendedObjects) -> bytes:
    """Return the drawing that all pages show, with fonts of its own."""
    typesetter = Typesetter(is_right_to_left=False)
    room = A4.width - 2 * _EDGE
    lines = [_line(typesetter, mark.number, room)]
    if organisation := mark.shown_organisation:
        left = room - lines[0].width - _GAP
        lines.append(_fitting(typesetter, organisation, left))
    page = Page()
    x = (A4.width - sum(line.width for line in lines) - _GAP * (len(lines) - 1)) / 2
    for line in lines:
        page.show_artifact(line.parts, x, A4.footer_line - _DROP, b"Pagination")
        x += line.width + _GAP
    fonts = b"".join(
        b"/F%d %s" % (face.number, reference(embed(face, objects)))
        for face in typesetter.looks.faces.used()
    )
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %.3f %.3f]/Resources<</Font<<%s>>>>"
    return stream(entries % (A4.width, A4.height, fonts), page.operators())


def _fitting(typesetter: Typesetter, text: str, room: float) -> Line:
    """Set a text on one line, with less of it and an ellipsis where it is too long."""
    line = _line(typesetter, text, room)
    kept = len(text)
    while line.width > room:
        kept = min(kept - 1, int(kept * room / line.width))
        line = _line(typesetter, text[:kept].rstrip() + _ELLIPSIS, room)
    return line


def _line(typesetter: Typesetter, text: str, room: float) -> Line:
    """Set a text on one line, however long, in the direction that it has."""
    style = replace(style_named("footer"), size=_SIZE)
    wide = room * max(1, len(text))
    return typesetter.set((Run(text),), style, wide).lines[0]


def _information(old: bytes, mark: Mark) -> bytes:
    """Return the information dictionary with the mark, once as plain bytes for whoever looks there."""
    entries = (mark.number.encode("ascii"), text_string(str(mark)))
    return old.removesuffix(b">>") + b"/Copy(%s)/CopyOf %s>>" % entries


_RIGHTS = """<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{mark}</rdf:li></rdf:Alt></dc:rights>
</rdf:Description>
</rdf:RDF>"""


def _packet(old: bytes, mark: Mark) -> bytes:
    """Return the XMP packet with the mark as the statement of rights."""
    rights = _RIGHTS.format(mark=escape(str(mark)))
    new = old.replace(b"</rdf:RDF>", rights.encode(), 1)
    return stream(b"/Type/Metadata/Subtype/XML", new, is_compressed=False)


_FOOTER, _INFORMATION, _END = rb"{\footer", rb"{\info", b"}\n"


def _marked_rtf(content: bytes, mark: Mark) -> bytes:
    """Write the mark into the foot of every section, among the properties and after the last line.

    What a record says can hold none of these words: its braces and backslashes are escaped.
    """
    runs = (Run(mark.number, isolate=True), Run(f"  {mark.shown_organisation}"))
    line = paragraph_rtf(runs, "footer", RtfPage("en", is_right_to_left=False, numbers=None))
    paragraph = rf"{line}\par ".encode("ascii")
    if _FOOTER not in content or _INFORMATION not in content or not content.endswith(_END):
        raise ValueError("this file was not written by the edition builder")
    properties = rf"{{\company {escaped(str(mark))}}}{{\keywords {escaped(mark.number)}}}"
    return (
        content.removesuffix(_END)
        .replace(_FOOTER, _FOOTER + paragraph)
        .replace(_INFORMATION, _INFORMATION + properties.encode("ascii"), 1)
        + paragraph
        + _END
    )


_quoted_or_row_end = re.compile(rb'"[^"]*"|\r\n')


def _marked_csv(content: bytes, mark: Mark) -> bytes:
    """Add a column with the number, so that each row that goes its own way says whose it was.

    Cells are not read, for they may be of any length: a row ends where a line does outside quotes.
    """
    if not (content.startswith(BOM_UTF8) and content.endswith(_ROW_END)):
        raise ValueError("this file was not written by the edition builder")
    cells = chain((COPY,), repeat(mark.number))

    def with_cell(found: re.Match[bytes]) -> bytes:
        is_end = found[0] == _ROW_END
        return b",%s\r\n" % next(cells).encode("ascii") if is_end else found[0]

    return _quoted_or_row_end.sub(with_cell, content)


def _marked_json(content: bytes, mark: Mark) -> bytes:
    """Add a key before all others; not a byte of the content that was hashed changes."""
    if not content.startswith(b"{"):
        raise ValueError("this file was not written by the edition builder")
    said = {"number": mark.number, "organisation": mark.organisation}
    head = json.dumps({COPY: said}, ensure_ascii=False, separators=(",", ":")).encode()
    return head[:-1] + b"," + content[1:]


_MARKED: Mapping[str, Callable[[bytes, Mark], bytes]] = {
    "pdf": _marked_pdf,
    "rtf": _marked_rtf,
    "csv": _marked_csv,
    "json": _marked_json,
}

FORMATS = tuple(_MARKED)
"""The formats of files that can bear a mark."""
