"""The parts of an edition: a title page each, and a chapter for every State in them."""

from collections.abc import Iterator

from publish.content import AuthorityEntry, DesignationEntry, EditionPart, Field, StateChapter
from publish.document import Block, Chapter, FieldRow, FieldTable, Heading, Paragraph, Run, Space
from publish.outline.anchors import (
    authority_anchor,
    designation_anchor,
    part_anchor,
    state_anchor,
)
from publish.outline.pieces import (
    AFTER_TABLE,
    Setting,
    field_row,
    joined,
    line_runs,
    name_run,
    names_beneath,
    text_row,
    text_run,
)


def part_chapters(setting: Setting, part: EditionPart) -> Iterator[Chapter]:
    """Give the title page of a part and then its States."""
    yield _title_page(setting, part)
    for chapter in part.chapters:
        yield state_chapter(setting, part, chapter)


def state_chapter(setting: Setting, part: EditionPart, chapter: StateChapter) -> Chapter:
    """Return the pages of one State; without an authority they say so and what to do."""
    name = name_run(chapter.name, setting.language)
    blocks: list[Block] = [Heading(1, (name,), state_anchor(part.number, chapter.code), name.text)]
    if names := names_beneath(chapter.name.names, setting.language):
        blocks.append(Paragraph(names, "note"))
    blocks.extend(_table(setting, chapter.fields))
    if not chapter.entries:
        blocks.append(Space(AFTER_TABLE))
        blocks.append(setting.paragraph("text.not_designated.sentence", state=name.text))
        blocks.append(setting.paragraph("text.not_designated.advice"))
    for entry in chapter.entries:
        blocks.extend(authority_blocks(setting, part, entry))
    return Chapter(tuple(blocks), running_head=name.text)


def authority_blocks(setting: Setting, part: EditionPart, entry: AuthorityEntry) -> Iterator[Block]:
    """Give one authority: names, marks, contact, designations, closing fields, record number."""
    name = text_run(entry.name)
    yield Heading(2, (name,), authority_anchor(part.number, entry.number), name.text)
    if entry.other_names:
        names = ((text_run(other),) for other in entry.other_names)
        yield Paragraph(joined(names, Run(" / ", setting.language)), "note")
    for mark in entry.marks:
        yield Paragraph(line_runs(mark, setting.language), "mark")
    yield from _table(setting, entry.contact)
    for position, designation in enumerate(entry.designations, start=1):
        anchor = designation_anchor(part.number, entry.number, position)
        yield _designation_heading(setting, designation, anchor)
        yield from _table(setting, designation.fields)
    closing = tuple(field_row(field, setting.language) for field in entry.closing)
    yield FieldTable((*closing, _record_number(setting, entry)))


def designation_title(setting: Setting, designation: DesignationEntry) -> tuple[Run, ...]:
    """Return what a designation is for: request type, territory, provisions."""
    runs = [name_run(setting.request_type(designation.request_type).name, setting.language)]
    if designation.territory is not None:
        runs.append(setting.run("punctuation.comma"))
        runs.append(name_run(designation.territory, setting.language))
    if designation.provisions:
        provisions = setting.words("punctuation.comma").join(designation.provisions)
        runs.append(setting.run("punctuation.open_bracket"))
        runs.append(Run(provisions, setting.language, isolate=True))
        runs.append(setting.run("punctuation.close_bracket"))
    return tuple(runs)


def _title_page(setting: Setting, part: EditionPart) -> Chapter:
    name = setting.words("text.part", number=part.number)
    blocks: list[Block] = [
        Heading(1, (Run(name, setting.language),), part_anchor(part.number), name),
        Space(24),
    ]
    for tag, title in part.titles.items():
        run = Run(title, tag, is_bold=tag == setting.language)
        blocks.extend((Paragraph((run,), "subtitle"), Space(10)))
    return Chapter(tuple(blocks), running_head=name)


def _designation_heading(setting: Setting, designation: DesignationEntry, anchor: str) -> Heading:
    runs = designation_title(setting, designation)
    text = "".join(run.text for run in runs)
    return Heading(3, runs, anchor, text, is_outlined=False)


def _record_number(setting: Setting, entry: AuthorityEntry) -> FieldRow:
    text = setting.words("text.record_number", number=entry.number, revision=entry.revision)
    return text_row("label.record_number", text, setting)


def _table(setting: Setting, fields: tuple[Field, ...]) -> Iterator[FieldTable]:
    if fields:
        yield FieldTable(tuple(field_row(field, setting.language) for field in fields))
