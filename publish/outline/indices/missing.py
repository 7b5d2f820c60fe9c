"""The States without an authority that takes requests, by part and request type."""

from collections.abc import Iterator

from publish.content import EditionPart, RequestTypeName, StateChapter
from publish.document import Block, Chapter, Paragraph, Run
from publish.outline import anchors
from publish.outline.indices.lines import index_chapter, part_heading, provisions_in
from publish.outline.pieces import Setting, joined, name_run, name_runs


def missing_chapter(setting: Setting) -> Chapter:
    """Return the compact lists of States without an authority, by part and request type."""
    blocks: list[Block] = [*setting.paragraphs("text.missing.explanation")]
    if _is_any_not_counted(setting):
        blocks.extend(setting.paragraphs("text.missing.not_counted"))
    for part in setting.content.parts:
        blocks.extend(_missing_in(setting, part))
    return index_chapter(setting, "text.missing.heading", anchors.MISSING, blocks)


def _missing_in(setting: Setting, part: EditionPart) -> Iterator[Block]:
    none_at_all = [chapter for chapter in part.chapters if not chapter.has_receiver]
    title = (setting.run("text.missing.any"),)
    yield part_heading(setting, part, title, anchors.missing_anchor(part.number))
    yield from _list_of_states(setting, part, none_at_all)
    for request_type in setting.content.request_types:
        if not _is_of_part(request_type, part):
            continue
        missing = [
            chapter
            for chapter in part.chapters
            if chapter.has_receiver and not _is_designated(chapter, request_type.code)
        ]
        name = name_runs(request_type.name, setting.language)
        anchor = anchors.missing_anchor(part.number, request_type.code)
        yield part_heading(setting, part, name, anchor)
        yield from _list_of_states(setting, part, missing)


def _list_of_states(
    setting: Setting, part: EditionPart, chapters: list[StateChapter]
) -> tuple[Paragraph, ...]:
    if not chapters:
        return setting.paragraphs("text.missing.none", "small")
    names = ((_linked_state(setting, part, chapter),) for chapter in chapters)
    return (Paragraph(joined(names, setting.run("punctuation.semicolon")), "small"),)


def _linked_state(setting: Setting, part: EditionPart, chapter: StateChapter) -> Run:
    name = name_run(chapter.name, setting.language)
    anchor = anchors.state_anchor(part.number, chapter.code)
    return Run(name.text, name.language, target=f"#{anchor}")


def _is_of_part(request_type: RequestTypeName, part: EditionPart) -> bool:
    if any(_is_designated(chapter, request_type.code) for chapter in part.chapters):
        return True
    rests_on_nothing = not request_type.provisions and part.number == "I"
    return rests_on_nothing or bool(provisions_in(request_type, part))


def _is_designated(chapter: StateChapter, code: str) -> bool:
    return any(designation.request_type == code for designation in chapter.receiving)


def _is_any_not_counted(setting: Setting) -> bool:
    """Say whether a reader finds a designation in its State that these lists pass over."""
    return any(
        entry.receiving != entry.designations
        for part in setting.content.parts
        for chapter in part.chapters
        for entry in chapter.entries
    )
