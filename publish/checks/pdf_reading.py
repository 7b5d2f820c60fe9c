"""Reads a finished PDF as an outside reader does: outline, destinations, links, tagged headings."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from publish.checks.comparing import ReadSection, findings_in_sections
from publish.checks.expected import Expected, Finding
from publish.checks.pdf_text import NOT_DRAWN, sections_of
from publish.checks.references import findings_in_references
from publish.fonts import printable

FORMAT = "PDF"


def findings_in_pdf(expected: Expected, pdf: bytes) -> tuple[Finding, ...]:
    """Return all that is wrong with a PDF file."""
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            return tuple(_findings(expected, opened))
    except pikepdf.PdfError as error:
        return (Finding(FORMAT, f"it cannot be read ({error})"),)


def _findings(expected: Expected, pdf: pikepdf.Pdf) -> Iterator[Finding]:
    if not pdf.pages:
        yield Finding(FORMAT, "it has no page")
        return
    places = _destinations(pdf)
    pages = {page.obj.objgen for page in pdf.pages}
    yield from _lost_anchors(expected, places, pages)
    yield from _faults_of_outline(expected, pdf, places, pages)
    yield from _dead_links(pdf, places, pages)
    sections: list[ReadSection] = sections_of(pdf)
    yield from findings_in_sections(expected, sections, FORMAT, printable)
    yield from findings_in_references(expected, sections, FORMAT, printable)
    if any(NOT_DRAWN in section.title or NOT_DRAWN in section.text for section in sections):
        yield Finding(FORMAT, "it shows the sign of a typeface for a character that it lacks")


def _lost_anchors(
    expected: Expected, places: dict[str, pikepdf.Object], pages: set[tuple[int, int]]
) -> Iterator[Finding]:
    for anchor in sorted(expected.anchors):
        if not _leads_to_page(places.get(anchor), places, pages):
            yield Finding(FORMAT, f"the anchor {anchor} leads to no page")


def _faults_of_outline(
    expected: Expected,
    pdf: pikepdf.Pdf,
    places: dict[str, pikepdf.Object],
    pages: set[tuple[int, int]],
) -> Iterator[Finding]:
    items = list(_outline_items(pdf.Root.get("/Outlines")))
    if len(items) != expected.outlined:
        yield Finding(
            FORMAT, f"its outline has {len(items)} entries in place of {expected.outlined}"
        )
    for item in items:
        if not _leads_to_page(_target(item), places, pages):
            yield Finding(FORMAT, f"the outline entry {str(item.Title)!r} leads to no page")


def _outline_items(parent: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    item = parent.get("/First") if parent is not None else None
    while item is not None:
        yield item
        yield from _outline_items(item)
        item = item.get("/Next")


def _dead_links(
    pdf: pikepdf.Pdf, places: dict[str, pikepdf.Object], pages: set[tuple[int, int]]
) -> Iterator[Finding]:
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.obj.get("/Annots", ()):
            target = _target(annotation)
            if target is not None and not _leads_to_page(target, places, pages):
                yield Finding(FORMAT, f"a link on page {number} leads to no page")


def _target(item: pikepdf.Object) -> pikepdf.Object | None:
    """Return where an outline entry or link leads inside the file; None for outside addresses."""
    if "/Dest" in item:
        return item.Dest
    action = item.get("/A")
    if action is not None and action.get("/S") == "/GoTo":
        return action.D
    return None


def _leads_to_page(
    target: pikepdf.Object | None,
    places: dict[str, pikepdf.Object],
    pages: set[tuple[int, int]],
) -> bool:
    if isinstance(target, pikepdf.String | pikepdf.Name):
        target = places.get(str(target).removeprefix("/"))
    if isinstance(target, pikepdf.Dictionary):
        target = target.get("/D")
    if not isinstance(target, pikepdf.Array) or not len(target):
        return False
    return target[0].objgen in pages


def _destinations(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """Return the named destinations, from the name tree and from the older dictionary."""
    root = pdf.Root
    found: dict[str, pikepdf.Object] = {}
    if "/Dests" in root:
        found.update({name.removeprefix("/"): place for name, place in root.Dests.items()})
    if "/Names" in root and "/Dests" in root.Names:
        tree = pikepdf.NameTree(root.Names.Dests)
        found.update({str(name): place for name, place in tree.items()})
    return found
