"""What stands before the parts: cover, note, contents, introduction, explanatory notes."""

from collections.abc import Iterator

from publish.content import EditionPart, RequestTypeName
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
from publish.outline import anchors
from publish.outline.pieces import Setting, label_run, name_run, name_runs, titles_of
from publish.wording import EDITION_TITLES, phrase, reading_languages

EXPLAINED_FIELDS = (
    ("label.record_number", "text.explain.record_number"),
    ("label.time_zone", "text.explain.time_zone"),
    ("label.telephone", "text.explain.telephone"),
    ("label.designated_under", "text.explain.designated_under"),
    ("label.role", "text.explain.role"),
    ("label.area_of_jurisdiction", "text.explain.area_of_jurisdiction"),
    ("label.channels", "text.explain.channels"),
    ("label.interpol", "text.explain.interpol"),
    ("label.accepted_languages", "text.explain.accepted_languages"),
    ("label.information_needed", "text.explain.information_needed"),
    ("label.documentation", "text.explain.documentation"),
    ("label.dual_criminality", "text.explain.dual_criminality"),
    ("label.legal_basis", "text.explain.legal_basis"),
    ("label.last_confirmed", "text.explain.last_confirmed"),
    ("word.not_stated", "text.explain.not_stated"),
    ("text.explain.second_part", "text.explain.second_part_meaning"),
    ("text.explain.hidden", "text.explain.hidden_meaning"),
)

EXPLAINED_MARKS = (
    ("confirmation.overdue", "text.explain.mark.not_confirmed"),
    ("label.contact_changed", "text.explain.mark.contact_changed"),
    ("text.explain.mark.historic_name", "text.explain.mark.historic"),
    ("text.explain.mark.made_up_name", "text.explain.mark.made_up"),
)


def cover(setting: Setting) -> Chapter:
    """Return the cover: titles in three languages, edition, issuer, dates, demonstration."""
    content = setting.content
    blocks: list[Block] = [
        *_cover_title(setting),
        setting.line("text.edition", "subtitle", number=content.number),
    ]
    if content.extract:
        name = name_run(content.extract, setting.language).text
        blocks.append(setting.line("text.extract", "subtitle", name=name))
    blocks.append(Space(24))
    for part in content.parts:
        blocks.extend(_cover_titles(setting, part))
    blocks.append(Space(24))
    if content.issuer:
        blocks.append(Paragraph((Run(content.issuer, setting.language),), "subtitle"))
    blocks.append(setting.line("text.closing_date", "body", day=content.closing_at.date()))
    blocks.append(setting.line("text.issue_date", "body", day=content.issue_on))
    if content.is_demonstration:
        blocks.append(Space(12))
        blocks.extend(setting.paragraphs("text.note.demonstration", "mark"))
    return Chapter(tuple(blocks), has_header=False)


def note(setting: Setting) -> Chapter:
    """Return the note on names, sources, use and, where it is one, the demonstration."""
    blocks: list[Block] = [
        _chapter_heading(setting, "text.note.heading", anchors.NOTE),
        *setting.paragraphs("text.note.designations"),
        *setting.paragraphs("text.note.words_of_states"),
        *setting.paragraphs("text.note.closing", day=setting.content.closing_at.date()),
        *setting.paragraphs("text.note.use"),
    ]
    if setting.content.is_demonstration:
        blocks.extend(setting.paragraphs("text.note.demonstration", "mark"))
    return _chapter(blocks)


def contents(
    setting: Setting, *, before: tuple[Chapter, ...], after: tuple[Chapter, ...]
) -> Chapter:
    """Return the table of contents: the chapters around the parts, the parts and their States."""
    references = [*_chapter_references(before)]
    for part in setting.content.parts:
        references.extend(_part_references(setting, part))
    references.extend(_chapter_references(after))
    heading = _chapter_heading(setting, "text.contents.heading", anchors.CONTENTS)
    return _chapter([heading, ReferenceList(tuple(references))])


def introduction(setting: Setting) -> Chapter:
    """Return what the directory is, how it is ordered, and the request types it goes by."""
    content = setting.content
    counts = content.counts
    types = tuple(_request_type_row(setting, each) for each in content.request_types)
    blocks: list[Block] = [
        _chapter_heading(setting, "text.introduction.heading", anchors.INTRODUCTION),
        *setting.paragraphs("text.introduction.purpose"),
        *setting.paragraphs(
            "text.introduction.counts",
            states=counts.states,
            authorities=counts.authorities,
            designations=counts.designations,
        ),
        *setting.paragraphs("text.introduction.order"),
        _section(setting, "text.introduction.types", "introduction-request-types"),
        FieldTable(types),
        _section(setting, "text.introduction.instruments", "introduction-instruments"),
        FieldTable(tuple(_instrument_rows(setting))),
    ]
    return _chapter(blocks)


def explanations(setting: Setting) -> Chapter:
    """Return what fields and marks mean, what `not confirmed` says among them."""
    blocks: list[Block] = [
        _chapter_heading(setting, "text.explanations.heading", anchors.EXPLANATIONS),
        _section(setting, "text.explanations.fields", "explanatory-notes-fields"),
        _explained(setting, EXPLAINED_FIELDS),
        _section(setting, "text.explanations.marks", "explanatory-notes-marks"),
        _explained(setting, EXPLAINED_MARKS),
    ]
    return _chapter(blocks)


def _cover_title(setting: Setting) -> Iterator[Block]:
    """Give the title; in several languages it stands smaller, so that one page holds them all."""
    languages = reading_languages(setting.language)
    is_single = len(languages) == 1
    yield Space(90 if is_single else 45)
    for language in languages:
        run = Run(EDITION_TITLES[language], language)
        yield Paragraph((run,), "title" if is_single else "shared_title")


def _cover_titles(setting: Setting, part: EditionPart) -> Iterator[Block]:
    yield setting.line("text.part", "label", number=part.number)
    for language, title in titles_of(part, setting.language):
        yield Paragraph((Run(title, language),), "body")
    yield Space(8)


def _chapter_references(chapters: tuple[Chapter, ...]) -> Iterator[Reference]:
    for chapter in chapters:
        heading = chapter.blocks[0]
        if isinstance(heading, Heading):
            yield Reference(heading.runs, heading.anchor, level=1)


def _part_references(setting: Setting, part: EditionPart) -> Iterator[Reference]:
    for tag in reading_languages(setting.language):
        name = phrase("text.part", tag, number=part.number)
        colon = phrase("punctuation.colon", tag)
        title = part.titles.get(tag, part.titles["en"])
        runs = (Run(f"{name}{colon}{title}", tag),)
        yield Reference(runs, anchors.part_anchor(part.number), level=1)
    for chapter in part.chapters:
        state = name_runs(chapter.name, setting.language)
        yield Reference(state, anchors.state_anchor(part.number, chapter.code), level=2)


def _request_type_row(setting: Setting, request_type: RequestTypeName) -> FieldRow:
    provisions = setting.words("punctuation.comma").join(request_type.provisions)
    line = FieldLine((Run(provisions, setting.language, isolate=True),))
    return FieldRow(name_runs(request_type.name, setting.language), (line,))


def _instrument_rows(setting: Setting) -> Iterator[FieldRow]:
    for instrument in setting.content.instruments:
        names = {
            run.text: run
            for run in (
                name_run(instrument.name, each) for each in reading_languages(setting.language)
            )
        }
        lines = [FieldLine((run,)) for run in names.values()]
        if instrument.citation:
            lines.append(FieldLine((Run(instrument.citation, setting.language),)))
        yield FieldRow((Run(instrument.code, isolate=True),), tuple(lines))


def _explained(setting: Setting, pairs: tuple[tuple[str, str], ...]) -> FieldTable:
    return FieldTable(tuple(setting.row(label, meaning) for label, meaning in pairs))


def _chapter_heading(setting: Setting, key: str, anchor: str) -> Heading:
    run = setting.run(key)
    return Heading(1, (run,), anchor, run.text)


def _section(setting: Setting, key: str, anchor: str) -> Heading:
    run = label_run(key, setting.language)
    return Heading(2, (run,), anchor, run.text, is_outlined=False)


def _chapter(blocks: list[Block]) -> Chapter:
    heading = blocks[0]
    head = heading.runs[0].text if isinstance(heading, Heading) else ""
    return Chapter(tuple(blocks), running_head=head)
