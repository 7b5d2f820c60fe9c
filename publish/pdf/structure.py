"""The structure tree: which piece of which page is a heading, a row, a link, in reading order.

ISO 32000-1, 14.7 and 14.8, as PDF/UA-1 (ISO 14289-1) wants it: Document, Sect, H1 to H3, P, Table
with row heads, L, TOC, Link with its annotation; the parent tree leads back from the pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from publish.pdf.objects import ObjectStore, reference, text_string
from publish.pdf.pages import Element, LaidChapter

_ENTRIES_A_LEAF = 500


@dataclass(slots=True)
class _Node:
    """An element on its way into the file: its object, the page it began on, its content."""

    number: int
    page: int = 0
    kids: list[bytes] = field(default_factory=list)


class StructureTree:
    """Grows chapter by chapter while the pages are written."""

    def __init__(self, store: ObjectStore) -> None:
        """Reserve the root and its one child, the Document element."""
        self.store = store
        self.root = store.reserve()
        self.document = store.reserve()
        self._chapters: list[bytes] = []
        self._parents: list[bytes] = []

    def chapter(self, chapter: LaidChapter) -> "ChapterTree":
        """Begin the part of the tree that one chapter fills."""
        return ChapterTree(self, chapter)

    def add_parent(self, entry: bytes) -> int:
        """Add an entry of the parent tree and return its key."""
        self._parents.append(entry)
        return len(self._parents) - 1

    def add_chapter(self, node: bytes) -> None:
        """Add the section of a chapter to the Document element."""
        self._chapters.append(node)

    def put(self) -> int:
        """Write root, Document and parent tree, and return the root."""
        store = self.store
        kids = b" ".join(self._chapters)
        store.put(
            b"<</Type/StructElem/S/Document/P %s/K[%s]>>" % (reference(self.root), kids),
            self.document,
        )
        leaves = [
            store.put(_leaf(start, self._parents[start : start + _ENTRIES_A_LEAF]))
            for start in range(0, len(self._parents), _ENTRIES_A_LEAF)
        ]
        parent_tree = b"<</Kids[%s]>>" % b" ".join(map(reference, leaves))
        return store.put(
            b"<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d>>"
            % (reference(self.document), parent_tree, len(self._parents)),
            self.root,
        )


class ChapterTree:
    """The elements of one chapter; one that nothing was drawn for does not get into the file."""

    def __init__(self, tree: StructureTree, chapter: LaidChapter) -> None:
        """Begin with no element attached."""
        self.tree = tree
        self.elements: Sequence[Element] = chapter.elements
        self._nodes: dict[int, _Node] = {}

    def add_page(self, page: int, marked: Sequence[int]) -> int:
        """Attach the marked pieces of a page to their elements; return the page's key."""
        for number, element in enumerate(marked):
            node = self._node(element)
            if not node.page:
                node.page = page
            if node.page == page:
                node.kids.append(b"%d" % number)
            else:
                node.kids.append(b"<</Type/MCR/Pg %s/MCID %d>>" % (reference(page), number))
        parents = b" ".join([reference(self._nodes[element].number) for element in marked])
        return self.tree.add_parent(b"[%s]" % parents)

    def add_annotation(self, element: int, page: int, annotation: int) -> int:
        """Attach a link's annotation to its element; return the annotation's key."""
        node = self._node(element)
        node.kids.append(b"<</Type/OBJR/Pg %s/Obj %s>>" % (reference(page), reference(annotation)))
        return self.tree.add_parent(reference(node.number))

    def put(self) -> None:
        """Write all attached elements."""
        for place, node in self._nodes.items():
            element = self.elements[place]
            parent = self.tree.document if element.parent is None else None
            parent_number = parent or self._nodes[element.parent or 0].number
            language = b"/Lang%s" % text_string(element.language) if element.language else b""
            page = b"/Pg %s" % reference(node.page) if node.page else b""
            self.tree.store.put(
                b"<</Type/StructElem/S/%s/P %s%s%s%s/K[%s]>>"
                % (
                    element.role,
                    reference(parent_number),
                    page,
                    language,
                    element.attributes,
                    b" ".join(node.kids),
                ),
                node.number,
            )

    def _node(self, place: int) -> _Node:
        """Return the node of an element, attached to its parent when it is first met."""
        node = self._nodes.get(place)
        if node is None:
            element = self.elements[place]
            above = None if element.parent is None else self._node(element.parent)
            node = self._nodes[place] = _Node(self.tree.store.reserve())
            if above is None:
                self.tree.add_chapter(reference(node.number))
            else:
                above.kids.append(reference(node.number))
        return node


def _leaf(start: int, entries: list[bytes]) -> bytes:
    numbered = b" ".join([b"%d %s" % entry for entry in enumerate(entries, start)])
    return b"<</Limits[%d %d]/Nums[%s]>>" % (start, start + len(entries) - 1, numbered)
