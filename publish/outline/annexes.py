"""After the indices: who is party to what, and who may help if no authority answers."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from publish.content import Day, InstrumentName, Line, Party, Piece, StateChapter, Words
from publish.document import Block, Chapter, FieldLine, FieldRow, FieldTable, Heading, Run
from publish.outline import anchors
from publish.outline.pieces import (
    Setting,
    initial,
    joined,
    line_lines,
    line_runs,
    name_run,
    name_runs,
    plain_text,
)

FALLBACK_LABEL = "label.if_no_authority_answers"
"""The field of a State that names who may help."""


def parties_chapter(setting: Setting) -> Chapter:
    """Return for each instrument who is bound by it, by which act and since when."""
    run = setting.run("text.parties.heading")
    blocks: list[Block] = [
        Heading(1, (run,), anchors.PARTIES, run.text),
        *setting.paragraphs("text.parties.explanation"),
    ]
    for instrument in setting.content.instruments:
        blocks.extend(_parties_to(setting, instrument))
    return Chapter(tuple(blocks), running_head=run.text)


def fallback_chapter(setting: Setting) -> Chapter:
    """Return what States have said on who may help where no authority answers."""
    run = setting.run("text.fallback.heading")
    rows = tuple(_fallback_rows(setting))
    table = (FieldTable(rows),) if rows else setting.paragraphs("text.fallback.none")
    blocks = (
        Heading(1, (run,), anchors.FALLBACK, run.text),
        *setting.paragraphs("text.fallback.explanation"),
        *table,
    )
    return Chapter(blocks, running_head=run.text)


def _parties_to(setting: Setting, instrument: InstrumentName) -> Iterator[Block]:
    parties = [each for each in setting.content.parties if each.instrument == instrument.code]
    if not parties:
        return
    code = Run(instrument.code, isolate=True)
    colon = setting.run("punctuation.colon")
    runs = (code, colon, *name_runs(instrument.name, setting.language))
    anchor = anchors.section_anchor(anchors.PARTIES, instrument.code)
    yield Heading(2, runs, anchor, plain_text(runs))
    yield setting.line("text.parties.count", "bound_note", number=len(parties))
    by_initial = groupby(parties, key=lambda party: initial(party.name))
    yield FieldTable(
        tuple(_party_row(setting, letter, list(there)) for letter, there in by_initial)
    )


def _party_row(setting: Setting, letter: str, parties: list[Party]) -> FieldRow:
    """Return the parties whose English names begin with a letter: the order of the directory."""
    each = (_party(setting, party) for party in parties)
    line = FieldLine(joined(each, setting.run("punctuation.semicolon")), follows_document=True)
    return FieldRow((Run(letter, "en"),), (line,))


def _party(setting: Setting, party: Party) -> tuple[Run, ...]:
    act: tuple[Piece, ...] = (Words("treaty_action.date_not_known"),)
    if party.acted_on is not None:
        act = (party.action, Words("punctuation.space"), Day(party.acted_on))
    return (
        replace(name_run(party.name, setting.language), is_bold=True),
        setting.run("punctuation.comma"),
        *line_runs(Line(act), setting.language),
    )


def _fallback_rows(setting: Setting) -> Iterator[FieldRow]:
    for part in setting.content.parts:
        for chapter in part.chapters:
            if lines := tuple(_fallback_lines(setting, chapter)):
                name = name_run(chapter.name, setting.language)
                target = f"#{anchors.state_anchor(part.number, chapter.code)}"
                yield FieldRow((Run(name.text, name.language, target=target),), lines)


def _fallback_lines(setting: Setting, chapter: StateChapter) -> Iterator[FieldLine]:
    for field in chapter.fields:
        if field.label == FALLBACK_LABEL:
            for line in field.lines:
                yield from line_lines(line, setting.language)
