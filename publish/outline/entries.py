"""The parts of an edition: a title page each, and a chapter for every State in them."""

from collections.abc import Iterator
from itertools import groupby

from publish.content import (
    AuthorityEntry,
    DesignationEntry,
    EditionPart,
    Field,
    Named,
    StateChapter,
)
from publish.document import (
    Block,
    Chapter,
    FieldLine,
    FieldRow,
    FieldTable,
    Heading,
    Paragraph,
    Reference,
    ReferenceList,
    Run,
    Space,
)
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
    initial,
    joined,
    label_run,
    line_runs,
    name_run,
    name_runs,
    names_beneath,
    plain_text,
    text_run,
    titles_of,
)
from publish.wording import phrase, reading_languages

BEFORE_REFERENCE = 3.0
"""Points of white between the last rule of a table and a reference below it."""

REFERENCE_LEVEL = 3
"""References inside an entry are set like those of the index."""


def part_chapters(setting: Setting, part: EditionPart) -> Iterator[Chapter]:
    """Give the title page of a part and then its States.

    Where a part runs on, the States of one initial letter share a chapter: few enough to be set
    anew alone when one of them changes, enough to leave few pages half empty.
    """
    yield _title_page(setting, part)
    if not part.runs_on:
        for chapter in part.chapters:
            yield _chapter_of(setting, part, [chapter])
        return
    for _, states in groupby(part.chapters, key=lambda chapter: initial(chapter.name)):
        yield _chapter_of(setting, part, list(states))


def _chapter_of(setting: Setting, part: EditionPart, states: list[StateChapter]) -> Chapter:
    blocks = [block for state in states for block in state_blocks(setting, part, state)]
    first, last = (setting.name(states[at].name) for at in (0, -1))
    head = first if first == last else f"{first}{setting.words('punctuation.dash')}{last}"
    return Chapter(tuple(blocks), running_head=head, thumb=initial(states[0].name))


def state_blocks(setting: Setting, part: EditionPart, chapter: StateChapter) -> Iterator[Block]:
    """Give one State; without an authority it says so and, where there is room, what to do."""
    names = name_runs(chapter.name, setting.language)
    name = plain_text(names)
    yield Heading(1, names, state_anchor(part.number, chapter.code), name)
    if not part.runs_on and (others := names_beneath(chapter.name.names, setting.language)):
        yield Paragraph(others, "note")
    yield from _table(setting, chapter.fields)
    if not chapter.entries:
        yield Space(AFTER_TABLE / 2)
        yield from _without_authority(setting, chapter)
        if not part.runs_on:
            yield from setting.paragraphs("text.not_designated.advice", "note")
    for entry in chapter.entries:
        yield from authority_blocks(setting, part, entry)


def _without_authority(setting: Setting, chapter: StateChapter) -> Iterator[Paragraph]:
    """Give the sentence that a State has designated none, with its name in the same language."""
    for language in reading_languages(setting.language):
        state = name_run(chapter.name, language).text
        sentence = phrase("text.not_designated.sentence", language, state=state)
        yield Paragraph((Run(sentence, language),), "note")


def authority_blocks(setting: Setting, part: EditionPart, entry: AuthorityEntry) -> Iterator[Block]:
    """Give one authority: names, marks, contact, designations, closing fields, record number."""
    name = text_run(entry.name)
    yield Heading(2, (name,), authority_anchor(part.number, entry.number), name.text)
    if entry.other_names:
        names = ((text_run(other),) for other in entry.other_names)
        # Bound to the entry below it: a name must not stand alone at the foot of a page.
        yield Paragraph(joined(names, Run(" / ", setting.language)), "bound_note")
    if entry.marks:
        marks = (line_runs(mark, setting.language) for mark in entry.marks)
        yield Paragraph(joined(marks, setting.run("punctuation.space")), "mark")
    yield from _table(setting, entry.contact)
    if entry.full_in:
        yield Space(BEFORE_REFERENCE)
        yield _reference_to_full(setting, entry)
    for position, designation in enumerate(entry.designations, start=1):
        anchor = designation_anchor(part.number, entry.number, position)
        yield _designation_heading(setting, designation, anchor)
        yield from _table(setting, designation.fields)
    closing = tuple(field_row(field, setting.language) for field in entry.closing)
    yield FieldTable((*closing, _record_number(setting, entry)))


def designation_title(setting: Setting, designation: DesignationEntry) -> tuple[Run, ...]:
    """Return what a designation is for: request type, territory, provisions."""
    return (
        *unit_title(setting, designation.request_type, designation.territory),
        *_provisions(setting, designation.provisions),
    )


def unit_title(setting: Setting, request_type: str, territory: Named | None) -> tuple[Run, ...]:
    """Return a request type and, where it is for one, the territory."""
    runs = name_runs(setting.request_type(request_type).name, setting.language)
    if territory is None:
        return runs
    name = name_runs(territory, setting.language)
    return (*runs, setting.run("punctuation.comma"), *name)


def _provisions(setting: Setting, provisions: tuple[str, ...]) -> tuple[Run, ...]:
    if not provisions:
        return ()
    cited = setting.words("punctuation.comma").join(provisions)
    return (
        setting.run("punctuation.open_bracket"),
        Run(cited, setting.language, isolate=True),
        setting.run("punctuation.close_bracket"),
    )


def _title_page(setting: Setting, part: EditionPart) -> Chapter:
    name = setting.words("text.part", number=part.number)
    blocks: list[Block] = [
        Heading(1, (Run(name, setting.language),), part_anchor(part.number), name),
        Space(24),
    ]
    for tag, title in titles_of(part, setting.language):
        run = Run(title, tag, is_bold=tag in reading_languages(setting.language))
        blocks.extend((Paragraph((run,), "subtitle"), Space(10)))
    return Chapter(tuple(blocks), running_head=name)


def _designation_heading(setting: Setting, designation: DesignationEntry, anchor: str) -> Heading:
    runs = designation_title(setting, designation)
    return Heading(3, runs, anchor, plain_text(runs), is_outlined=False)


def _reference_to_full(setting: Setting, entry: AuthorityEntry) -> ReferenceList:
    run = setting.run("text.full_in", number=entry.full_in)
    anchor = authority_anchor(entry.full_in, entry.number)
    return ReferenceList((Reference((run,), anchor, REFERENCE_LEVEL),))


def _record_number(setting: Setting, entry: AuthorityEntry) -> FieldRow:
    """Return the last row of an entry: its number, and since when and how far it holds."""
    text = setting.words("text.record_number", number=entry.number, revision=entry.revision)
    parts = ((Run(text, setting.language),), line_runs(entry.standing, setting.language))
    runs = joined((part for part in parts if part), setting.run("punctuation.semicolon"))
    line = FieldLine(runs, follows_document=True)
    return FieldRow((label_run("label.record_number", setting.language),), (line,))


def _table(setting: Setting, fields: tuple[Field, ...]) -> Iterator[FieldTable]:
    if fields:
        yield FieldTable(tuple(field_row(field, setting.language) for field in fields))
