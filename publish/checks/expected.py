"""What the gate looks for, drawn from the content, and how it names what it finds wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publish.content import AuthorityEntry, EditionContent, EditionPart, StateChapter
from publish.document import Block, Document, Heading, ReferenceList, Run
from publish.outline.anchors import authority_anchor, state_anchor
from publish.outline.pieces import name_runs, plain_text
from publish.wording import phrase


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with one file, in words."""

    file_format: str
    sentence: str

    def __str__(self) -> str:
        """Return the finding as one line."""
        return f"{self.file_format}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class ExpectedSection:
    """A State (level 1) or an authority (level 2) that has to be there, under its name."""

    level: int
    title: str
    anchor: str
    record: str
    """The record number as printed, for an authority."""


RunTexts = tuple[str, ...]
"""A line as the texts of its runs: what a format prints for hidden characters it prints for each."""


@dataclass(frozen=True, slots=True)
class ExpectedList:
    """The lines that name a page, all those under one heading."""

    level: int
    title: RunTexts
    lines: tuple[RunTexts, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """All that the files of one edition in one language have to hold."""

    sections: tuple[ExpectedSection, ...]
    lists: tuple[ExpectedList, ...]
    anchors: frozenset[str]
    outlined: int
    content: EditionContent

    def has_replacement_characters(self) -> bool:
        """Say whether a State itself wrote U+FFFD, which elsewhere tells of text that was lost."""
        return "\ufffd" in repr(self.content)


def expected_of(content: EditionContent, document: Document) -> Expected:
    """Return what has to be found in the files made of this content."""
    blocks = [block for chapter in document.chapters for block in chapter.blocks]
    headings = [block for block in blocks if isinstance(block, Heading)]
    return Expected(
        sections=tuple(_sections(content, document.language)),
        lists=tuple(_lists(blocks)),
        anchors=frozenset(heading.anchor for heading in headings),
        outlined=sum(heading.is_outlined for heading in headings),
        content=content,
    )


def _sections(content: EditionContent, language: str) -> Iterator[ExpectedSection]:
    for part in content.parts:
        for chapter in part.chapters:
            yield _state(part, chapter, language)
            for entry in chapter.entries:
                yield _authority(part, entry, language)


def _lists(blocks: Iterable[Block]) -> Iterator[ExpectedList]:
    """Gather the lines that name a page under the headings they stand below."""
    level, title = 0, RunTexts()
    lines: list[RunTexts] = []
    for block in blocks:
        if isinstance(block, Heading):
            if lines:
                yield ExpectedList(level, title, tuple(lines))
            level, title, lines = block.level, _run_texts(block.runs), []
        elif isinstance(block, ReferenceList):
            lines += [_run_texts(reference.runs) for reference in block.references]
    if lines:
        yield ExpectedList(level, title, tuple(lines))


def _run_texts(runs: Iterable[Run]) -> RunTexts:
    return tuple([run.text for run in runs])


def _state(part: EditionPart, chapter: StateChapter, language: str) -> ExpectedSection:
    name = plain_text(name_runs(chapter.name, language))
    return ExpectedSection(1, name, state_anchor(part.number, chapter.code), "")


def _authority(part: EditionPart, entry: AuthorityEntry, language: str) -> ExpectedSection:
    record = phrase("text.record_number", language, number=entry.number, revision=entry.revision)
    anchor = authority_anchor(part.number, entry.number)
    return ExpectedSection(2, entry.name.text, anchor, record)
