"""Small pictures of the pages of a PDF, to leaf through it in a browser."""

import io
from collections.abc import Collection, Iterator

import pypdfium2

from cna_directory.editions.rules import pages_to_picture

WIDTH = 200
"""Pixels: enough to see what kind of page it is and where a table breaks."""


def pictures_of(pdf: bytes, code_points: Collection[str]) -> Iterator[tuple[int, bytes]]:
    """Yield page numbers from 1 with their pictures as PNG.

    The first pages are shown, and those that print one of the `code_points` in place of a
    character.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        warned = [*_pages_with(document, code_points)] if code_points else []
        for page in pages_to_picture(len(document), warned):
            yield page, _picture(document[page - 1])
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage) -> bytes:
    image = page.render(scale=WIDTH / page.get_width()).to_pil().quantize(16)
    png = io.BytesIO()
    image.save(png, "PNG", optimize=True)
    return png.getvalue()


def _pages_with(document: pypdfium2.PdfDocument, code_points: Collection[str]) -> Iterator[int]:
    for number, page in enumerate(document, start=1):
        text = page.get_textpage()
        printed = text.get_text_range()
        text.close()
        if any(code_point in printed for code_point in code_points):
            yield number
