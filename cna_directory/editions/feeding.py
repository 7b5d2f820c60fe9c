"""The editions as an Atom feed (RFC 4287)."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from xml.etree.ElementTree import Element, SubElement, tostring

from flask_babel import gettext as _

from cna_directory.editions.queries import IssuedEdition

ATOM = "http://www.w3.org/2005/Atom"


def feed_of(editions: Sequence[IssuedEdition], base_url: str, language: str) -> bytes:
    """Return the feed: an entry for each edition, the newest first, with a link to its page."""
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": language})
    address = f"{base_url}/editions"
    SubElement(feed, "id").text = address
    SubElement(feed, "title").text = _("Editions of the directory")
    SubElement(feed, "updated").text = _latest(editions).isoformat()
    author = SubElement(feed, "author")
    SubElement(author, "name").text = _("The Directory of Competent National Authorities")
    SubElement(feed, "link", {"rel": "self", "href": f"{address}/feed.atom"})
    for edition in editions:
        _add(feed, edition, f"{address}/{edition.number}")
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _add(feed: Element, edition: IssuedEdition, address: str) -> None:
    entry = SubElement(feed, "entry")
    SubElement(entry, "id").text = address
    title = _("Edition %(number)s", number=edition.number)
    if edition.is_withdrawn:
        title = _("Edition %(number)s, withdrawn", number=edition.number)
    SubElement(entry, "title").text = title
    SubElement(entry, "published").text = _day(edition).isoformat()
    SubElement(entry, "updated").text = _touched(edition).isoformat()
    SubElement(entry, "link", {"href": address})
    summary = _(
        "%(authorities)s authorities of %(states)s States, as on record at the end of %(day)s.",
        authorities=edition.counts["authorities"],
        states=edition.counts["states"],
        day=edition.closing_on.isoformat(),
    )
    told = [corrigendum.text for corrigendum in edition.corrigenda]
    SubElement(entry, "summary").text = "\n\n".join([summary, *told])


def _latest(editions: Sequence[IssuedEdition]) -> datetime:
    return max(map(_touched, editions), default=datetime(2000, 1, 1, tzinfo=UTC))


def _touched(edition: IssuedEdition) -> datetime:
    """Return when something was last said about an edition."""
    moments = [corrigendum.published_at for corrigendum in edition.corrigenda]
    return max([_day(edition), *moments])


def _day(edition: IssuedEdition) -> datetime:
    return datetime.combine(edition.issued_on, time(), UTC)
