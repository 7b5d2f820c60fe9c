"""The structure tree: which piece of which page is a heading, a row, a link, in reading order.

ISO 32000-1, 14.7 and 14.8, as PDF/UA-1 (ISO 14289-1) wants it: Document, Sect, H1 to H3, P, Table
with row heads, L, TOC, Link with its annotation; the parent tree leads back from the pages.

The part of a chapter is written once, when the chapter is laid out, with places for the numbers of
objects; in a file it only takes the numbers it has there. So it can be kept with the chapter.
"""

from array import array
from collections.abc import Sequence

from publish.pdf.objects import ObjectStore, reference, text_string
from publish.pdf.pages import ChapterTree, Element, LaidChapter, Page

_ENTRIES_A_LEAF = 500
_REFERENCE = b"%d 0 R"


class StructureTree:
    """Grows chapter by chapter while the pages are written."""

    def __init__(self, store: ObjectStore) -> None:
        """Reserve the root and its one child, the Document element."""
        self.store = store
        self.root = store.reserve()
        self.document = store.reserve()
        self._chapters: list[bytes] = []
        self._parents: list[bytes] = []

    def add_chapter(self, tree: ChapterTree, pages: Sequence[int], links: Sequence[int]) -> int:
        """Write the part of a chapter, whose pages and links have these numbers.

        The key of its first page in the parent tree is returned; those of the other pages and of
        the links follow it.
        """
        elements = self.store.reserve_many(tree.elements)
        numbers = (self.document, *elements, *pages, *links)
        lines = (tree.template % tuple([numbers[place] for place in tree.places])).split(b"\n")
        for number, line in zip(elements, lines, strict=False):
            self.store.put(line, number)
        key = len(self._parents)
        self._parents += lines[tree.elements : tree.elements + len(pages) + len(links)]
        if elements:
            self._chapters.append(reference(elements[0]))
        return key

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


def tree_of(chapter: LaidChapter) -> ChapterTree:
    """Return the tree of a chapter that has been laid out.

    A line for each element comes first, then one for each page and one for each link: their
    entries in the parent tree. An element that nothing was drawn for has no line.
    """
    writer = _TreeWriter(chapter)
    for at, page in enumerate(chapter.pages):
        writer.add_page(at, page)
    return writer.written()


class _TreeWriter:
    """Gathers the kids of each element in the order in which they were drawn."""

    def __init__(self, chapter: LaidChapter) -> None:
        self.elements = chapter.elements
        drawn = sorted(_drawn(chapter))
        self.rank = {element: at for at, element in enumerate(drawn, start=1)}
        self.first_page = 1 + len(drawn)
        self.first_link = self.first_page + len(chapter.pages)
        self.kids: dict[int, list[bytes]] = {element: [] for element in drawn}
        self.places: dict[int, list[int]] = {element: [] for element in drawn}
        self.page_of: dict[int, int] = {}
        self.attached: set[int] = set()
        self.page_lines: list[bytes] = []
        self.page_places: list[int] = []
        self.links: list[int] = []

    def add_page(self, at: int, page: Page) -> None:
        """Add the marked pieces and the links of one page to their elements."""
        for number, element in enumerate(page.marked):
            self._attach(element)
            if self.page_of.setdefault(element, at) == at:
                self.kids[element].append(b"%d" % number)
            else:
                self.kids[element].append(b"<</Type/MCR/Pg %%d 0 R/MCID %d>>" % number)
                self.places[element].append(self.first_page + at)
            self.page_places.append(self.rank[element])
        self.page_lines.append(b"[%s]" % b" ".join([_REFERENCE] * len(page.marked)))
        for link in page.links:
            self._attach(link.element)
            self.kids[link.element].append(b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>")
            place = self.first_link + len(self.links)
            self.places[link.element] += (self.first_page + at, place)
            self.links.append(self.rank[link.element])

    def _attach(self, element: int) -> None:
        """Make an element, and those above it, a kid of its parent when it is first met."""
        while element not in self.attached:
            self.attached.add(element)
            parent = self.elements[element].parent
            if parent is None:
                return
            self.kids[parent].append(_REFERENCE)
            self.places[parent].append(self.rank[element])
            element = parent

    def written(self) -> ChapterTree:
        """Return all lines, and in their order whose numbers they take."""
        lines = []
        places = array("I")
        for element in self.rank:
            own = self.elements[element]
            page = self.page_of.get(element)
            lines.append(_line(own, b" ".join(self.kids[element]), has_page=page is not None))
            places.append(self.rank[own.parent] if own.parent is not None else 0)
            if page is not None:
                places.append(self.first_page + page)
            places.extend(self.places[element])
        places.extend(self.page_places)
        places.extend(self.links)
        template = b"\n".join([*lines, *self.page_lines, *[_REFERENCE] * len(self.links)])
        return ChapterTree(len(self.rank), template, places)


def _drawn(chapter: LaidChapter) -> set[int]:
    """Return the elements that something was drawn for, and all above them."""
    drawn: set[int] = set()
    for page in chapter.pages:
        for element in (*page.marked, *[link.element for link in page.links]):
            above: int | None = element
            while above is not None and above not in drawn:
                drawn.add(above)
                above = chapter.elements[above].parent
    return drawn


def _line(element: Element, kids: bytes, *, has_page: bool) -> bytes:
    language = b"/Lang%s" % text_string(element.language) if element.language else b""
    return b"<</Type/StructElem/S/%s/P %%d 0 R%s%s%s/K[%s]>>" % (
        element.role,
        b"/Pg %d 0 R" if has_page else b"",
        language,
        element.attributes.replace(b"%", b"%%"),
        kids,
    )


def _leaf(start: int, entries: list[bytes]) -> bytes:
    numbered = b" ".join([b"%d %s" % entry for entry in enumerate(entries, start)])
    return b"<</Limits[%d %d]/Nums[%s]>>" % (start, start + len(entries) - 1, numbered)
