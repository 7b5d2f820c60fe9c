"""Laid-out chapters as bytes, to keep from one edition to the next, and the keys to find them by.

A chapter that has not changed need not be laid out again: most of the time goes there. What is kept
is JSON for the structure and packed streams for the pages, in a form of our own: whatever comes out
of a database may have been changed there, and unlike a pickle it can do nothing but be wrong.
"""

import hashlib
import json
import struct
import sys
import zlib
from array import array
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import uharfbuzz

from publish import fonts
from publish.document import Chapter, Document, FieldLine, Run
from publish.pdf.codes import recode
from publish.pdf.faces import Faces
from publish.pdf.pages import Anchor, Bookmark, ChapterTree, LaidChapter, Link, NumberPlace, Page
from publish.styles import style_named

_HEAD = struct.Struct(">I")
_FORM = "1"
_ROOT = Path(fonts.__file__).parent
# Most of a document is lines of runs, so they are read in one step each.
_run = attrgetter(*[field.name for field in fields(Run)])
_rest_of_line = attrgetter(*[field.name for field in fields(FieldLine) if field.name != "runs"])


def key_of(document: Document, chapter: Chapter) -> str:
    """Return the hash of everything that the layout of a chapter depends on (hexadecimal)."""
    said = (document.language, document.is_right_to_left, _plain(chapter))
    return hashlib.sha256(_engine() + _written(said)).hexdigest()


def kept(laid: LaidChapter, faces: Faces) -> bytes:
    """Return a chapter that has just been laid out as bytes."""
    tree = (zlib.compress(laid.tree.template, 1), zlib.compress(laid.tree.places.tobytes(), 1))
    streams = [*tree, *[stream for page in laid.pages for stream in _streams(page)]]
    shown = {
        face: [(code, *faces[face].shown[code]) for code in sorted(codes)]
        for face, codes in sorted(laid.codes.items())
    }
    head = {
        "running_head": laid.running_head,
        "has_header": laid.has_header,
        "anchors": [(each.name, each.page, each.top) for each in laid.anchors],
        "bookmarks": [(each.level, each.text, each.anchor) for each in laid.bookmarks],
        "elements": laid.tree.elements,
        "heads": laid.heads,
        "cut_words": laid.cut_words,
        "shown": shown,
        "pages": [_plain_page(page) for page in laid.pages],
        "sizes": [len(stream) for stream in streams],
    }
    packed = zlib.compress(json.dumps(head, separators=(",", ":")).encode(), 1)
    return b"".join((_HEAD.pack(len(packed)), packed, *streams))


def taken_up(laid: bytes, faces: Faces) -> LaidChapter | None:
    """Return a chapter that was kept, its glyphs under the codes they have in this document.

    What cannot be read is as good as not kept.
    """
    try:
        return _read(laid, faces)
    except (ValueError, LookupError, TypeError, struct.error, zlib.error):
        return None


def _read(laid: bytes, faces: Faces) -> LaidChapter:
    (size,) = _HEAD.unpack_from(laid)
    start = _HEAD.size + size
    head = json.loads(zlib.decompress(laid[_HEAD.size : start]))
    streams = []
    for length in head["sizes"]:
        streams.append(laid[start : start + length])
        start += length
    if start != len(laid):
        message = "a kept chapter has another length than it says"
        raise ValueError(message)
    left = iter(streams)
    chapter = LaidChapter(
        running_head=head["running_head"],
        has_header=head["has_header"],
        anchors=[Anchor(*plain) for plain in head["anchors"]],
        bookmarks=[Bookmark(*plain) for plain in head["bookmarks"]],
        tree=_tree(head["elements"], next(left), next(left)),
        heads=[(page, is_at_top, text) for page, is_at_top, text in head["heads"]],
        cut_words=[(anchor, word) for anchor, word in head["cut_words"]],
    )
    chapter.pages = [_page(plain, left.__next__) for plain in head["pages"]]
    _take_up_codes(chapter, head["shown"], faces)
    return chapter


def _take_up_codes(
    chapter: LaidChapter, shown: Mapping[str, list[tuple[int, int, str]]], faces: Faces
) -> None:
    changes: dict[int, dict[int, int]] = {}
    for face, codes in shown.items():
        number = int(face)
        chapter.codes[number] = {code for code, _, _ in codes}
        own = {code: faces[number].code(glyph, text) for code, glyph, text in codes}
        changes[number] = {code: new for code, new in own.items() if new != code}
    recode(chapter, changes)


def _streams(page: Page) -> list[bytes]:
    return [*page.before_slots, *page.content] if page.number_places else [page.packed]


def _plain_page(page: Page) -> dict[str, Any]:
    return {
        "links": [(*link.box, link.target, link.text) for link in page.links],
        "numbers": [
            (
                place.anchor,
                place.style.name,
                place.base_line,
                place.text_end,
                place.slot,
                place.mark,
            )
            for place in page.number_places
        ],
        "slots": len(page.before_slots),
    }


def _tree(elements: int, template: bytes, places: bytes) -> ChapterTree:
    numbers = array("I")
    numbers.frombytes(zlib.decompress(places))
    return ChapterTree(elements, zlib.decompress(template), numbers)


def _page(plain: Mapping[str, Any], next_stream: Callable[[], bytes]) -> Page:
    page = Page(
        links=[
            Link((left, low, right, high), target, text)
            for left, low, right, high, target, text in plain["links"]
        ],
        number_places=[
            NumberPlace(anchor, style_named(style), base_line, text_end, slot, mark)
            for anchor, style, base_line, text_end, slot, mark in plain["numbers"]
        ],
    )
    if page.number_places:
        page.before_slots = [next_stream() for _ in range(plain["slots"])]
        page.content = [next_stream()]
    else:
        page.packed = next_stream()
    return page


def _written(value: Any) -> bytes:
    """Return plain values as bytes to be hashed; this form is only written here, never read."""
    return repr(value).encode("utf-8", "surrogatepass")


def _plain(value: Any) -> object:
    """Return a part of a document as nested tuples, which have one way to be written."""
    if isinstance(value, FieldLine):
        return ([_run(run) for run in value.runs], _rest_of_line(value))
    if isinstance(value, Run):
        return _run(value)
    if isinstance(value, tuple):
        return tuple([_plain(each) for each in value])
    kind: Any = type(value)
    values = _values(kind)
    if values is None:
        return value
    return (kind.__name__, *[_plain(each) for each in values(value)])


@cache
def _values(kind: Any) -> Callable[[Any], tuple[object, ...]] | None:
    if not is_dataclass(kind):
        return None
    names = [field.name for field in fields(kind)]
    getter = attrgetter(*names)
    return getter if len(names) > 1 else lambda value: (getter(value),)


@cache
def _engine() -> bytes:
    """Return the hash of all that sets chapters: this program's own modules, fonts, HarfBuzz."""
    digest = hashlib.sha256(
        f"{_FORM} {sys.byteorder} {sys.version} {uharfbuzz.version_string()}".encode()
    )
    modules = sorted((_ROOT / "pdf").glob("*.py"))
    faces = sorted(fonts.FOLDER.glob("*.ttf"))
    for path in (*modules, *sorted(_ROOT.glob("*.py")), *faces):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()
