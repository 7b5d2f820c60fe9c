"""Settles the codes of glyphs over a whole file, and writes changed ones into finished pages.

A code follows from glyph and text, but two pairs may fall on the same one; then one of them moves
(`Face.settle`), and the pages that show it are written anew. That is rare, and seldom far-reaching.
"""

import re
from collections.abc import Mapping, Sequence

from publish.pdf.faces import Face, Faces
from publish.pdf.objects import packed_content
from publish.pdf.pages import LaidChapter, add_codes

_fonts_and_glyphs = re.compile(rb"/F(\d+) [\d.]+ Tf|<([0-9a-f]+)>")


def settle_codes(chapters: Sequence[LaidChapter], faces: Faces) -> list[Face]:
    """Give each glyph of the file its code for good, and return the faces that are shown."""
    used: dict[int, set[int]] = {}
    for chapter in chapters:
        for page in chapter.pages:
            add_codes(chapter.codes, page.words)
        for face, codes in chapter.codes.items():
            used.setdefault(face, set()).update(codes)
    changes = {face: faces[face].settle(used[face]) for face in sorted(used)}
    for chapter in chapters:
        recode(chapter, changes)
    return [faces[face] for face in sorted(used)]


def recode(chapter: LaidChapter, changes: Mapping[int, Mapping[int, int]]) -> None:
    """Write new codes into the pages of a chapter that shows old ones."""
    if all(changes.get(face, {}).keys().isdisjoint(own) for face, own in chapter.codes.items()):
        return
    for page in chapter.pages:
        page.furniture = _recoded(page.furniture, changes)
        if page.packed:
            page.packed = packed_content(_recoded(page.operators(), changes))
        page.before_slots = [_recoded(part, changes) for part in page.before_slots]
        page.content = [_recoded(part, changes) for part in page.content]
    for face, codes in chapter.codes.items():
        new = changes.get(face, {})
        chapter.codes[face] = {new.get(code, code) for code in codes}


def _recoded(content: bytes, changes: Mapping[int, Mapping[int, int]]) -> bytes:
    """Return content with new codes; a font holds until the next one is chosen.

    Content begins without a font, and what is put into a slot leaves none behind (`Page.open_slot`).
    """
    written = []
    end = 0
    new: Mapping[int, int] = {}
    for found in _fonts_and_glyphs.finditer(content):
        if found[1]:
            new = changes.get(int(found[1]), {})
        elif new:
            codes = found[2]
            pairs = (int(codes[at : at + 4], 16) for at in range(0, len(codes), 4))
            fresh = b"".join([b"%04x" % new.get(code, code) for code in pairs])
            written += [content[end : found.start(2)], fresh]
            end = found.end(2)
    return b"".join([*written, content[end:]])
