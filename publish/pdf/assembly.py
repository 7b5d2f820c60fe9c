"""Laid-out chapters become one PDF file: pages, links, destinations, bookmarks, fonts, tags."""

from collections.abc import Sequence

from publish.document import Document
from publish.pdf import metadata
from publish.pdf.embedding import embed
from publish.pdf.faces import Face
from publish.pdf.links import action
from publish.pdf.objects import ObjectStore, byte_string, reference, references, text_string
from publish.pdf.outline import put_outline
from publish.pdf.pages import LaidChapter, Link, Page
from publish.pdf.structure import StructureTree
from publish.pdf.tagging import main_language
from publish.styles import A4

MARK = b"Mark"
"""The name of an empty drawing that every page shows: a marked copy has another one in its place."""

_NAMES_A_LEAF = 500
_DESTINATION_RISE = 8.0
_SHOW_MARK = b"/Artifact<</Type/Pagination>>BDC /%s Do EMC" % MARK


def assemble(
    document: Document,
    chapters: Sequence[LaidChapter],
    faces: Sequence[Face],
    *,
    behind: bytes = b"",
) -> bytes:
    """Write the file; `behind` is drawn on every page before all else."""
    return _Assembly(document, chapters, behind).write(faces)


class _Assembly:
    """The objects of the file that refer to each other while it is put together."""

    def __init__(self, document: Document, chapters: Sequence[LaidChapter], behind: bytes) -> None:
        self.document = document
        self.chapters = chapters
        self.store = ObjectStore()
        self.tree = StructureTree(self.store)
        self.page_tree = self.store.reserve()
        self.resources = self.store.reserve()
        self.mark = self.store.put_stream(
            b"/Type/XObject/Subtype/Form/BBox[0 0 %.3f %.3f]" % (A4.width, A4.height),
            b"",
            is_compressed=False,
        )
        self.shows_mark = self.store.put_stream(b"", _SHOW_MARK, is_compressed=False)
        self.behind = [self.store.put_stream(b"", behind)] if behind else []
        self.pages: list[int] = []
        self.destinations: list[tuple[bytes, bytes]] = []

    def write(self, faces: Sequence[Face]) -> bytes:
        store = self.store
        for chapter in self.chapters:
            self._put_chapter(chapter)
        store.put(
            b"<</Type/Pages/Count %d/Kids%s>>" % (len(self.pages), references(self.pages)),
            self.page_tree,
        )
        fonts = b"".join(
            b"/F%d %s" % (face.number, reference(embed(face, store))) for face in faces
        )
        shared = (fonts, MARK, reference(self.mark))
        store.put(b"<</Font<<%s>>/XObject<</%s %s>>>>" % shared, self.resources)
        metadata.put_information(self.document, store)
        self._put_catalog()
        return store.written()

    def _put_chapter(self, chapter: LaidChapter) -> None:
        numbers = self.store.reserve_many(len(chapter.pages))
        links = self.store.reserve_many(sum(len(page.links) for page in chapter.pages))
        key = self.tree.add_chapter(chapter.tree, numbers, links)
        link_key = key + len(numbers)
        first = 0
        for at, page in enumerate(chapter.pages):
            own = links[first : first + len(page.links)]
            for link, number in zip(page.links, own, strict=True):
                self._put_link(link, number, link_key + number - links[0])
            self._put_page(page, numbers[at], key + at, own)
            first += len(own)
        self.pages += numbers
        for anchor in chapter.anchors:
            top = anchor.top + _DESTINATION_RISE
            place = b"[%s/XYZ 0 %.1f null]" % (reference(numbers[anchor.page]), top)
            self.destinations.append((byte_string(anchor.name), place))

    def _put_page(self, page: Page, number: int, key: int, annotations: Sequence[int]) -> None:
        streams = [*self.behind, self.store.put_packed_stream(page.packed)]
        if page.furniture:
            streams.append(self.store.put_stream(b"", page.furniture))
        links = b"/Annots%s" % references(annotations) if annotations else b""
        self.store.put(
            b"<</Type/Page/Parent %s/MediaBox[0 0 %.3f %.3f]/Resources %s/Contents%s"
            b"/StructParents %d/Tabs/S%s>>"
            % (
                reference(self.page_tree),
                A4.width,
                A4.height,
                reference(self.resources),
                references((*streams, self.shows_mark)),
                key,
                links,
            ),
            number,
        )

    def _put_link(self, link: Link, number: int, key: int) -> None:
        self.store.put(
            b"<</Type/Annot/Subtype/Link/F 4/Rect[%.2f %.2f %.2f %.2f]/Border[0 0 0]%s"
            b"/Contents %s/StructParent %d>>"
            % (*link.box, action(link.target), text_string(link.text), key),
            number,
        )

    def _put_catalog(self) -> None:
        """Write the root of the file (ISO 32000-1, 7.7.2)."""
        store = self.store
        outline = put_outline(self.chapters, store)
        direction = b"/Direction/R2L" if self.document.is_right_to_left else b""
        entries = (
            b"/Type/Catalog",
            b"/Pages %s" % reference(self.page_tree),
            b"/Names<</Dests %s>>" % reference(self._put_destinations()),
            b"/Outlines %s/PageMode/UseOutlines" % reference(outline) if outline else b"",
            b"/Lang %s" % text_string(main_language(self.document.language)),
            b"/ViewerPreferences<</DisplayDocTitle true%s>>" % direction,
            b"/Metadata %s" % reference(metadata.put_packet(self.document, store)),
            b"/OutputIntents[%s]" % metadata.output_intent(store),
            b"/MarkInfo<</Marked true>>",
            b"/StructTreeRoot %s" % reference(self.tree.put()),
        )
        store.put(b"<<%s>>" % b"".join(entries), store.catalog)

    def _put_destinations(self) -> int:
        """Write the tree of named destinations, sorted by name (ISO 32000-1, 7.9.6)."""
        ordered = sorted(self.destinations)
        leaves = []
        for start in range(0, len(ordered), _NAMES_A_LEAF):
            leaf = ordered[start : start + _NAMES_A_LEAF]
            names = b" ".join([b"%s %s" % entry for entry in leaf])
            limits = b"[%s %s]" % (leaf[0][0], leaf[-1][0])
            leaves.append(self.store.put(b"<</Limits%s/Names[%s]>>" % (limits, names)))
        return self.store.put(b"<</Kids%s>>" % references(leaves))
