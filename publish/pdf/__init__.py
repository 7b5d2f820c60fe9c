"""Sets a document as a tagged PDF with contents, bookmarks, links and running heads.

The modules in the order of the work: `faces` and `shaping` (letters become glyphs), `direction`,
`breaking` and `lines` (runs become lines), `tables`, `drawing`, `flow` and `layout` (blocks become
the pages of a chapter), `links` and `furniture` (numbers, heads and feet), `structure`, `outline`,
`embedding`, `metadata` and `assembly` (pages become a file).
"""

from collections.abc import Callable

from publish.document import Document
from publish.pdf.assembly import assemble
from publish.pdf.furniture import put_furniture
from publish.pdf.layout import lay_out
from publish.pdf.lines import Typesetter
from publish.pdf.links import RepeatedAnchorError, UnknownAnchorError, page_numbers

__all__ = ["RepeatedAnchorError", "UnknownAnchorError", "render"]


def render(document: Document, progress: Callable[[int, int], None] | None = None) -> bytes:
    """Return the document as a PDF file; the same document always gives the same bytes.

    `progress` is called after each chapter with the number of chapters laid out and their total.
    """
    typesetter = Typesetter(is_right_to_left=document.is_right_to_left)
    total = len(document.chapters)
    chapters = []
    for number, chapter in enumerate(document.chapters, start=1):
        chapters.append(lay_out(document, chapter, typesetter))
        if progress is not None:
            progress(number, total)
    put_furniture(document, chapters, typesetter, page_numbers(chapters))
    return assemble(document, chapters, typesetter.looks.faces.used())
