"""Compares the sections read from a file with those expected, whatever the format."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from publish.checks.expected import Expected, ExpectedSection, Finding

_right_to_left = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_numbers = re.compile(r"\d+")
_unseen = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_AUTHORITY = 2
"""Level of the headings that open an authority; designations stand below it."""


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A heading found in a file and all text from it to the next heading."""

    level: int
    title: str
    text: str


def findings_in_sections(
    expected: Expected,
    sections: list[ReadSection],
    file_format: str,
    printed: Callable[[str], str],
) -> Iterator[Finding]:
    """Find States and authorities missing, misplaced or without number, lost text, no hash.

    `printed` tells how the format prints a name: what it shows for hidden or missing characters.
    """
    yield from _missing_sections(expected, sections, file_format, printed)
    content_hash = expected.content.hash()
    if not any(content_hash in "".join(each.text.split()) for each in reversed(sections)):
        yield Finding(file_format, "the hash of the content is not printed in it")
    is_lossy = any("\ufffd" in section.title + section.text for section in sections)
    if is_lossy and not expected.has_replacement_characters():
        yield Finding(file_format, "it holds U+FFFD: text was lost on the way")


def _missing_sections(
    expected: Expected,
    sections: list[ReadSection],
    file_format: str,
    printed: Callable[[str], str],
) -> Iterator[Finding]:
    """Walk both lists in step; what is missing is named and the walk goes on from its place."""
    keys = [(section.level, comparable(section.title)) for section in sections]
    place = 0
    for wanted in expected.sections:
        key = (wanted.level, comparable(printed(wanted.title)))
        try:
            found = keys.index(key, place)
        except ValueError:
            yield Finding(file_format, f"{_described(wanted)} is missing or out of its place")
            continue
        place = found + 1
        if wanted.record and not _has_record(wanted.record, sections, found):
            yield Finding(file_format, f"{_described(wanted)} lacks its record number")


def _has_record(record: str, sections: list[ReadSection], start: int) -> bool:
    """Look for the record number up to the next authority or State."""
    wanted = _numbers.findall(record) if _right_to_left.search(record) else [_bare(record)]
    for at in range(start, len(sections)):
        if at > start and sections[at].level <= _AUTHORITY:
            return False
        text = _bare(sections[at].text)
        # Words that run from right to left stand in the order they are drawn; their numbers stay.
        if all(each in text for each in wanted):
            return True
    return False


def _described(wanted: ExpectedSection) -> str:
    what = "the State" if wanted.level == 1 else "the authority"
    record = f" (record {wanted.record})" if wanted.record else ""
    return f"{what} {wanted.title!r}{record} at {wanted.anchor}"


def comparable(text: str) -> str:
    """Return text for comparison; a PDF holds right-to-left words in the order they are drawn.

    Which of several orders a reader makes of that is its own affair, so the letters are sorted.
    """
    bare = _bare(text)
    if bare.isascii() or not _right_to_left.search(bare):
        return bare
    return "".join(sorted(bare))


def _bare(text: str) -> str:
    """Return text without spaces and in one normal form: line ends and ligatures do not count.

    Nor do the zero width spaces at which a line may end, and the marks that the RTF holds to keep
    Latin words in order on an Arabic page.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _unseen.sub("", text))
    return "".join(text.split())
