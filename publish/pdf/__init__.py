"""Sets a document as a tagged PDF with contents, bookmarks, links and running heads.

The modules in the order of the work: `faces` and `shaping` (letters become glyphs), `direction`,
`breaking` and `lines` (runs become lines), `tables`, `drawing`, `flow` and `layout` (blocks become
the pages of a chapter), `structure` and `keeping` (its tags; the chapter as bytes, for the next
edition), `links`, `furniture` and `behind` (numbers, heads and feet, the word behind a proof),
`codes`, `outline`, `embedding`, `metadata` and `assembly` (pages become a file).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from publish.collecting import uncollected
from publish.document import Chapter, Document
from publish.pdf.assembly import assemble
from publish.pdf.behind import word_behind
from publish.pdf.codes import settle_codes
from publish.pdf.furniture import put_furniture
from publish.pdf.keeping import kept, key_of, taken_up
from publish.pdf.layout import lay_out
from publish.pdf.lines import Typesetter
from publish.pdf.links import RepeatedAnchorError, UnknownAnchorError, page_numbers
from publish.pdf.pages import LaidChapter

__all__ = [
    "LaidChapters",
    "RepeatedAnchorError",
    "TypesetFile",
    "UnknownAnchorError",
    "render",
    "typeset",
]


class LaidChapters(Protocol):
    """Keeps chapters as they were laid out, by the hash of all that their layout depends on."""

    def get(self, key: str) -> bytes | None:
        """Return what was put under the key, if it is still there."""

    def put(self, key: str, laid: bytes) -> None:
        """Keep a chapter; it may be forgotten at any time."""


@dataclass(frozen=True, slots=True)
class TypesetFile:
    """A finished PDF and the number of its pages."""

    content: bytes
    pages: int
    cut_words: tuple[tuple[str, str], ...] = ()
    """Words too long for their column, each behind the anchor of the heading it stands below."""


def render(document: Document, progress: Callable[[int, int], None] | None = None) -> bytes:
    """Return the document as a PDF file; the same document always gives the same bytes."""
    return typeset(document, progress).content


def typeset(
    document: Document,
    progress: Callable[[int, int], None] | None = None,
    *,
    behind: str = "",
    cache: LaidChapters | None = None,
) -> TypesetFile:
    """Set a document; the same document gives the same bytes, with a cache or without.

    `progress` is called after each chapter with the number of chapters laid out and their total.
    `behind` is a word that stands large and grey behind every page: PROOF.
    """
    with uncollected():
        return _typeset(document, progress, behind, cache)


def _typeset(
    document: Document,
    progress: Callable[[int, int], None] | None,
    behind: str,
    cache: LaidChapters | None,
) -> TypesetFile:
    typesetter = Typesetter(is_right_to_left=document.is_right_to_left)
    total = len(document.chapters)
    chapters = []
    for number, chapter in enumerate(document.chapters, start=1):
        chapters.append(_laid(document, chapter, typesetter, cache))
        if progress is not None:
            progress(number, total)
    put_furniture(document, chapters, typesetter, page_numbers(chapters))
    watermark = word_behind(behind, typesetter.looks, chapters)
    faces = settle_codes(chapters, typesetter.looks.faces)
    content = assemble(document, chapters, faces, behind=watermark)
    cut_words = tuple(cut for chapter in chapters for cut in chapter.cut_words)
    return TypesetFile(content, sum(len(chapter.pages) for chapter in chapters), cut_words)


def _laid(
    document: Document, chapter: Chapter, typesetter: Typesetter, cache: LaidChapters | None
) -> LaidChapter:
    """Take a chapter from the cache, or lay it out and keep it there."""
    if cache is None:
        return lay_out(document, chapter, typesetter)
    faces = typesetter.looks.faces
    key = key_of(document, chapter)
    found = cache.get(key)
    if found is not None and (laid := taken_up(found, faces)) is not None:
        return laid
    laid = lay_out(document, chapter, typesetter)
    cache.put(key, kept(laid, faces))
    return laid
