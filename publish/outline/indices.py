"""The index by request type, and the States that have designated no authority for one."""

from collections.abc import Iterator

from publish.content import AuthorityEntry, EditionPart, RequestTypeName, StateChapter
from publish.document import (
    Block,
    Chapter,
    Heading,
    Paragraph,
    Reference,
    ReferenceList,
    Run,
)
from publish.outline import anchors
from publish.outline.pieces import Setting, joined, name_run, text_run

SECOND_PART_INSTRUMENTS = ("UNCAC",)
"""Instruments of part II; the provisions of all others belong to part I."""


def request_type_index(setting: Setting) -> Chapter:
    """Return the index: for each request type its States and authorities with their pages."""
    run = setting.run("text.index.heading")
    blocks: list[Block] = [Heading(1, (run,), anchors.INDEX, run.text)]
    for request_type in setting.content.request_types:
        blocks.extend(_index_of(setting, request_type))
    return Chapter(tuple(blocks), running_head=run.text)


def missing_chapter(setting: Setting) -> Chapter:
    """Return the compact lists of States without an authority, by part and request type."""
    run = setting.run("text.missing.heading")
    blocks: list[Block] = [
        Heading(1, (run,), anchors.MISSING, run.text),
        setting.paragraph("text.missing.explanation"),
    ]
    for part in setting.content.parts:
        blocks.extend(_missing_in(setting, part))
    return Chapter(tuple(blocks), running_head=run.text)


def _index_of(setting: Setting, request_type: RequestTypeName) -> Iterator[Block]:
    name = name_run(request_type.name, setting.language)
    found = False
    for part in setting.content.parts:
        references = tuple(_references(setting, part, request_type.code))
        if not references:
            continue
        found = True
        yield _heading(
            setting,
            part,
            name,
            anchors.index_anchor(part.number, request_type.code),
            is_outlined=True,
        )
        yield ReferenceList(references)
    if not found:
        anchor = anchors.index_anchor("none", request_type.code)
        yield Heading(2, (name,), anchor, name.text)
        yield setting.paragraph("text.index.none")


def _references(setting: Setting, part: EditionPart, code: str) -> Iterator[Reference]:
    for chapter in part.chapters:
        for entry in chapter.entries:
            runs = _index_line(setting, chapter, entry, code)
            if runs:
                yield Reference(runs, anchors.authority_anchor(part.number, entry.number), level=3)


def _index_line(
    setting: Setting, chapter: StateChapter, entry: AuthorityEntry, code: str
) -> tuple[Run, ...]:
    """Return State, authority and territories, or nothing if it is not designated for this."""
    designations = [each for each in entry.designations if each.request_type == code]
    if not designations:
        return ()
    state = name_run(chapter.name, setting.language)
    runs = (state, setting.run("punctuation.dash"), text_run(entry.name))
    territories = [each.territory for each in designations if each.territory is not None]
    if len(territories) < len(designations):
        return runs
    names = ((name_run(territory, setting.language),) for territory in territories)
    return (
        *runs,
        setting.run("punctuation.open_bracket"),
        *joined(names, setting.run("punctuation.comma")),
        setting.run("punctuation.close_bracket"),
    )


def _missing_in(setting: Setting, part: EditionPart) -> Iterator[Block]:
    none_at_all = [chapter for chapter in part.chapters if not chapter.entries]
    title = setting.run("text.missing.any")
    yield _heading(setting, part, title, anchors.missing_anchor(part.number))
    yield _list_of_states(setting, part, none_at_all)
    for request_type in setting.content.request_types:
        if not _is_of_part(request_type, part):
            continue
        missing = [
            chapter
            for chapter in part.chapters
            if chapter.entries and not _is_designated(chapter, request_type.code)
        ]
        name = name_run(request_type.name, setting.language)
        yield _heading(setting, part, name, anchors.missing_anchor(part.number, request_type.code))
        yield _list_of_states(setting, part, missing)


def _list_of_states(setting: Setting, part: EditionPart, chapters: list[StateChapter]) -> Paragraph:
    if not chapters:
        return setting.paragraph("text.missing.none", "small")
    names = ((_linked_state(setting, part, chapter),) for chapter in chapters)
    return Paragraph(joined(names, setting.run("punctuation.semicolon")), "small")


def _linked_state(setting: Setting, part: EditionPart, chapter: StateChapter) -> Run:
    name = name_run(chapter.name, setting.language)
    anchor = anchors.state_anchor(part.number, chapter.code)
    return Run(name.text, name.language, target=f"#{anchor}")


def _heading(
    setting: Setting, part: EditionPart, name: Run, anchor: str, *, is_outlined: bool = False
) -> Heading:
    part_name = setting.words("text.part", number=part.number)
    runs = (name, Run(setting.words("punctuation.dash") + part_name, setting.language))
    text = "".join(run.text for run in runs)
    return Heading(2, runs, anchor, text, is_outlined)


def _is_of_part(request_type: RequestTypeName, part: EditionPart) -> bool:
    if any(_is_designated(chapter, request_type.code) for chapter in part.chapters):
        return True
    second = [each.startswith(SECOND_PART_INSTRUMENTS) for each in request_type.provisions]
    return any(second) if part.number == "II" else not all(second) or not second


def _is_designated(chapter: StateChapter, code: str) -> bool:
    return any(
        designation.request_type == code
        for entry in chapter.entries
        for designation in entry.designations
    )
