"""What is wrong with a page, read as a browser and a screen reader would."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.test import TestResponse

LABELLED = {"input", "select", "textarea"}
APART = {"td", "th", "dt", "dd", "li", "p", "div", "br", "h1", "h2", "h3", "h4", "option"}
NO_LABEL_NEEDED = {"hidden", "submit", "button"}


def problems_with_page(answer: TestResponse) -> list[str]:
    """Return what no page of the directory may have; a good page gives nothing."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(answer.text)
    found = [f"line {place[0]}: {code} {values}" for place, code, values in parser.errors]
    return [
        *found,
        *_problems_with_heads(root),
        *_problems_with_ids(root),
        *_problems_with_fields(root),
        *_problems_with_scripts(root),
        *_problems_with_forms(root),
    ]


def words_of(answer: TestResponse) -> str:
    """Return the words of a page's body with single spaces."""
    root = html5lib.parse(answer.text, namespaceHTMLElements=False)
    for element in root.iter():
        if element.tag in APART:
            element.tail = f" {element.tail or ''}"
    return " ".join("".join(root.find("body").itertext()).split())


def heading_of(answer: TestResponse) -> str:
    """Return the words of a page's one heading."""
    root = html5lib.parse(answer.text, namespaceHTMLElements=False)
    return " ".join("".join(root.find(".//h1").itertext()).split())


def has_words(element: Element) -> bool:
    """Say whether an element holds any text."""
    return bool("".join(element.itertext()).strip())


def _problems_with_heads(root: Element) -> Iterator[str]:
    html, headings = root, root.findall(".//h1")
    if not html.get("lang") or html.get("dir") not in {"ltr", "rtl"}:
        yield "the page does not say its language and direction"
    if len(headings) != 1:
        yield f"{len(headings)} headings of the first level"
        return
    heading = " ".join("".join(headings[0].itertext()).split())
    title = " ".join((root.findtext(".//title") or "").split())
    if not heading or not title.startswith(heading):
        yield f"the title {title!r} does not begin with the heading {heading!r}"
    levels = [int(e.tag[1]) for e in root.iter() if e.tag in {"h1", "h2", "h3", "h4"}]
    for above, below in pairwise(levels):
        if below - above > 1:
            yield f"a heading of level {below} follows one of level {above}"


def _problems_with_ids(root: Element) -> Iterator[str]:
    ids = Counter(e.get("id") for e in root.iter() if e.get("id") is not None)
    yield from (f"id {name} stands {n} times" for name, n in ids.items() if n > 1)
    for element in root.iter():
        for attribute in ("for", "aria-describedby", "aria-labelledby", "data-copy", "list"):
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f"{attribute} points to {name}, which is not there"
        if (address := element.get("href") or "").startswith("#") and address[1:] not in ids:
            yield f"a link leads to {address}, which is not there"


def _problems_with_fields(root: Element) -> Iterator[str]:
    labels = {e.get("for") for e in root.iter("label")}
    inside = {field for label in root.iter("label") for field in label.iter() if has_words(label)}
    for element in root.iter():
        needs_label = element.tag in LABELLED and element.get("type") not in NO_LABEL_NEEDED
        if needs_label and element not in inside and element.get("id") not in labels:
            yield f"{element.tag} {element.get('name')} has no label"
        if element.tag in {"a", "button"} and not "".join(element.itertext()).strip():
            yield f"a {element.tag} without words"
        if element.tag == "button" and not element.get("type"):
            yield "a button that does not say its type"


def _problems_with_scripts(root: Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag == "style" or element.get("style") is not None:
            yield "style written into the page"
        if element.tag == "script" and ((element.text or "").strip() or not element.get("src")):
            yield "script written into the page"
        yield from (f"{name} is script" for name in element.attrib if name.startswith("on"))
        address = (element.get("href") or element.get("src") or "").strip().lower()
        if address.startswith(("javascript:", "data:", "vbscript:")):
            yield f"an address that runs: {address[:40]}"


def _problems_with_forms(root: Element) -> Iterator[str]:
    for form in root.iter("form"):
        names = {e.get("name") for e in form.iter("input")}
        if form.get("method") == "post" and "csrf_token" not in names:
            yield f"the form to {form.get('action')} carries no token"
