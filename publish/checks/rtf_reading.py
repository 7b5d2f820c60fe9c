"""Reads a finished RTF file as an outside reader does: braces, bookmarks, links, headings."""

import re
from collections import Counter
from collections.abc import Iterator

from publish.checks.comparing import findings_in_sections
from publish.checks.expected import Expected, Finding
from publish.checks.rtf_text import is_one_group, sections_of, with_signs_apart
from publish.fonts import visible

FORMAT = "RTF"

# Record text cannot match these: its backslashes and braces are escaped by a backslash.
_bookmark = re.compile(r"\{\\\*\\bkmkstart (\w+)\}")
_link = re.compile(r'\{HYPERLINK \\\\l "(\w+)"\}')
_page_reference = re.compile(r"\{PAGEREF (\w+) ")


def findings_in_rtf(expected: Expected, rtf: bytes) -> tuple[Finding, ...]:
    """Return all that is wrong with an RTF file."""
    try:
        source = rtf.decode("ascii")
    except UnicodeDecodeError as error:
        return (Finding(FORMAT, f"it holds bytes beyond ASCII ({error})"),)
    return tuple(_findings(expected, source))


def _findings(expected: Expected, source: str) -> Iterator[Finding]:
    bare = with_signs_apart(source)
    if not bare.startswith("{\\rtf1") or not is_one_group(bare):
        yield Finding(FORMAT, "it is not one group with balanced braces")
        return
    marks = Counter(_bookmark.findall(source))
    yield from _faults_of_anchors(expected, marks)
    for name in sorted({*_link.findall(source), *_page_reference.findall(source)} - set(marks)):
        yield Finding(FORMAT, f"a link leads to the missing bookmark {name}")
    yield from findings_in_sections(expected, sections_of(bare), FORMAT, visible)


def _faults_of_anchors(expected: Expected, marks: Counter[str]) -> Iterator[Finding]:
    for anchor in sorted(expected.anchors):
        times = marks[anchor.replace("-", "_")]
        if times != 1:
            yield Finding(FORMAT, f"the anchor {anchor} is marked {times} times in place of once")
