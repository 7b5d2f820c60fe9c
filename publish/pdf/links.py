"""Where links lead: addresses outside that a reader may open, and places in the document."""

from collections.abc import Iterable
from urllib.parse import quote

from publish.pdf.objects import byte_string
from publish.pdf.pages import LaidChapter

# Characters that are already right in an address; all others are written as %XX (RFC 3986).
_SAFE = ":/?#[]@!$&'()*+,;=%-._~"


class UnknownAnchorError(ValueError):
    """A link or a line of contents leads to a place that the document does not have."""


class RepeatedAnchorError(ValueError):
    """Two places of the document have the same name."""


def page_numbers(chapters: Iterable[LaidChapter]) -> dict[str, int]:
    """Return the page of every anchor, and make sure that every inner link has one."""
    pages: dict[str, int] = {}
    before = 0
    for chapter in chapters:
        for anchor in chapter.anchors:
            if anchor.name in pages:
                message = f"Two headings have the anchor {anchor.name!r}."
                raise RepeatedAnchorError(message)
            pages[anchor.name] = before + anchor.page + 1
        before += len(chapter.pages)
    _check_targets(chapters, pages)
    return pages


def _check_targets(chapters: Iterable[LaidChapter], pages: dict[str, int]) -> None:
    for chapter in chapters:
        for page in chapter.pages:
            for link in page.links:
                anchor = link.target[1:]
                if link.target.startswith("#") and anchor not in pages:
                    message = f"{link.text!r} leads to the anchor {anchor!r}, which no heading has."
                    raise UnknownAnchorError(message)


def action(target: str) -> bytes:
    """Return the entry of an annotation that leads to the target (ISO 32000-1, 12.5.6.5)."""
    if target.startswith("#"):
        return b"/Dest %s" % byte_string(target[1:])
    return b"/A<</S/URI/URI %s>>" % byte_string(quote(target, safe=_SAFE))
