"""Reads a finished RTF file as an outside reader does: braces, bookmarks, links, headings."""

import re
from collections import Counter
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from publish.checks.comparing import ReadSection, findings_in_sections
from publish.checks.expected import Expected, Finding
from publish.fonts import visible

FORMAT = "RTF"

_START = r"\\pard "

# Record text cannot match these: its backslashes and braces are escaped by a backslash.
_bookmark = re.compile(r"\{\\\*\\bkmkstart (\w+)\}")
_link = re.compile(r'\{HYPERLINK \\\\l "(\w+)"\}')
_page_reference = re.compile(r"\{PAGEREF (\w+) ")
_heading = re.compile(r"(?<!\\)\\pard\\plain\\s\d+[^ {}]*\\outlinelevel(\d)")
_escaped_sign = re.compile(r"\\[\\{}]")
_brace = re.compile(r"[{}]")

# Definitions of rows and paragraphs print nothing, and make up most of a file; without them the
# reader takes a third of the time. They end before the first word that stands for a character.
_formats = re.compile(
    r"(?<!\\)\\(?:trowd|pard\\plain)(?:\\(?!u-?\d|bullet|tab|par|cell)[a-z]+-?\d*)* ?"
)


def findings_in_rtf(expected: Expected, rtf: bytes) -> tuple[Finding, ...]:
    """Return all that is wrong with an RTF file."""
    try:
        source = rtf.decode("ascii")
    except UnicodeDecodeError as error:
        return (Finding(FORMAT, f"it holds bytes beyond ASCII ({error})"),)
    return tuple(_findings(expected, source))


def _findings(expected: Expected, source: str) -> Iterator[Finding]:
    if not source.startswith("{\\rtf1") or not _is_one_group(source):
        yield Finding(FORMAT, "it is not one group with balanced braces")
        return
    marks = Counter(_bookmark.findall(source))
    yield from _faults_of_anchors(expected, marks)
    for name in sorted({*_link.findall(source), *_page_reference.findall(source)} - set(marks)):
        yield Finding(FORMAT, f"a link leads to the missing bookmark {name}")
    yield from findings_in_sections(expected, sections_of(source), FORMAT, visible)


def sections_of(source: str) -> list[ReadSection]:
    """Return the headings of an RTF file in order, each with the text up to the next one."""
    starts = list(_heading.finditer(source))
    ends = [found.start() for found in starts[1:]] + [len(source)]
    return [
        _section(int(found.group(1)) + 1, source[found.start() : end])
        for found, end in zip(starts, ends, strict=True)
    ]


def _section(level: int, source: str) -> ReadSection:
    # The reader stops where the outermost group ends, so each piece is made a group of its own.
    group = f"{{\\rtf1\\uc1 {_formats.sub(_START, source)}}}"
    read: str = rtf_to_text(group)  # type: ignore[no-untyped-call] # It comes without types.
    title, _, text = read.partition("\n")
    return ReadSection(level, _with_pairs(title), _with_pairs(text))


def _with_pairs(text: str) -> str:
    """Join surrogates, which striprtf leaves apart."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_one_group(source: str) -> bool:
    """Say whether the outermost group opens at the start and closes at the very end."""
    depth = 0
    bare = _escaped_sign.sub("__", source).rstrip()
    for found in _brace.finditer(bare):
        depth += 1 if found.group() == "{" else -1
        if depth == 0:
            return found.end() == len(bare)
    return False


def _faults_of_anchors(expected: Expected, marks: Counter[str]) -> Iterator[Finding]:
    for anchor in sorted(expected.anchors):
        times = marks[anchor.replace("-", "_")]
        if times != 1:
            yield Finding(FORMAT, f"the anchor {anchor} is marked {times} times in place of once")
