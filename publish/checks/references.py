"""Compares the lines that name a page, of contents and indices, with those of the document."""

from collections.abc import Callable, Iterator, Sequence

from publish.checks.comparing import ReadSection, comparable
from publish.checks.expected import Expected, ExpectedList, Finding, RunTexts

_LONG = 1000
"""Characters that a page holds in any case, however wide they are."""


def findings_in_references(
    expected: Expected,
    sections: Sequence[ReadSection],
    file_format: str,
    printed: Callable[[str], str],
) -> Iterator[Finding]:
    """Find lines that are missing from their list or read otherwise than they should.

    The sections have line feeds around what leads to a page. Several may have the title of a list,
    as an authority of both parts has: it is the first that holds the list.
    """
    place = 0
    for wanted in expected.lists:
        title = "".join(wanted.title)
        found: list[tuple[int, list[str]]] = []
        for at in _places_of(wanted, sections, place, printed):
            pieces = list(filter(None, map(comparable, sections[at].text.split("\n"))))
            found.append((at, list(_lost(wanted.lines, pieces, printed))))
            if not found[-1][1]:
                break
        if not found:
            yield Finding(file_format, f"the list under {title!r} is missing")
            continue
        last, lost = min(found, key=lambda each: len(each[1]))
        place = last + 1
        for line in lost:
            yield Finding(
                file_format, f"{line!r} is missing or misprinted in the list under {title!r}"
            )


def _places_of(
    wanted: ExpectedList,
    sections: Sequence[ReadSection],
    place: int,
    printed: Callable[[str], str],
) -> Iterator[int]:
    title = _printed_line(wanted.title, printed)
    for at in range(place, len(sections)):
        if sections[at].level == wanted.level and comparable(sections[at].title) == title:
            yield at


def _lost(
    lines: Sequence[RunTexts], pieces: Sequence[str], printed: Callable[[str], str]
) -> Iterator[str]:
    """Walk both lists in step; what is missing is named and the walk goes on from its place."""
    place = 0
    for line in lines:
        end = _end_of(_printed_line(line, printed), pieces, place)
        if end is None:
            yield "".join(line)
        else:
            place = end


def _end_of(text: str, pieces: Sequence[str], place: int) -> int | None:
    """Return the place behind a text; one that is longer than a page is in several pieces."""
    if len(text) < _LONG:
        try:
            return pieces.index(text, place) + 1
        except ValueError:
            return None
    for start in range(place, len(pieces)):
        read, end = "", start
        while end < len(pieces) and len(read) < len(text):
            read += pieces[end]
            end += 1
        if comparable(read) == text:
            return end
    return None


def _printed_line(runs: RunTexts, printed: Callable[[str], str]) -> str:
    return comparable("".join(map(printed, runs)))
