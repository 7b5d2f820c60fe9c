"""The form to fill in on a screen: the typeset pages with a field on each place that is left white.

The typesetter knows no fields. The first and the last line of each place are set as links to an
address that nobody has, so the finished file says where it stands, on the page and in the
structure; the links then become the field (`publish.forms.fields`).
"""

import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from pikepdf import ObjectStreamMode, Pdf

from publish.document import (
    Block,
    Chapter,
    Document,
    FieldLine,
    FieldRow,
    FieldTable,
    Heading,
    Run,
)
from publish.forms.answers import Answers, Part
from publish.forms.fields import PLACE, Fields
from publish.forms.filling import Choice, Question, UpdateForm, document_of, sections_of
from publish.outline.form import WHITE
from publish.pdf import typeset
from publish.pdf.layout import lay_out
from publish.pdf.lines import Typesetter
from publish.pdf.pages import LaidChapter

_ROOM_FOR_BOX, _ROOM_FOR_WORDS = WHITE * 5, WHITE * 8


def pdf_form(form: UpdateForm) -> bytes:
    """Return the form as a tagged PDF with fields."""
    sections = sections_of(form)
    questions = [each for section in sections for each in section.questions]
    answers = Answers(form, questions)
    rows = {each.key: dict(_rows(each, form, answers.parts[each.key])) for each in questions}
    tables = {
        section.key: FieldTable(
            tuple(row for each in section.questions for row in rows[each.key].values())
        )
        for section in sections
    }
    document = _in_whole_fields(document_of(form, tables), rows)
    with Pdf.open(io.BytesIO(typeset(document).content)) as pdf:
        Fields(pdf, form, answers).put(questions)
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return written.getvalue()


def _rows(
    question: Question, form: UpdateForm, parts: tuple[Part, ...]
) -> Iterator[tuple[str, FieldRow]]:
    """Yield the rows of a question by the names of their fields; the first has its choices."""
    choices = tuple(_choice_line(choice, form) for choice in question.choices)
    if not parts:
        paper = (FieldLine((Run(WHITE, form.language),)),) * question.lines
        yield question.key, FieldRow((Run(question.words, form.language),), choices + paper)
    for part in parts:
        label = [Run(question.words, form.language)]
        if part.place:
            label += [Run(" ", form.language), Run(part.place, isolate=True)]
        above = choices if part.number == 1 else ()
        yield part.name, FieldRow(tuple(label), (*above, *_white_lines(part, form)))


def _white_lines(part: Part, form: UpdateForm) -> Iterator[FieldLine]:
    for line in range(part.lines):
        target = f"{PLACE}{part.name}" if line in {0, part.lines - 1} else ""
        white = Run(_ROOM_FOR_WORDS, form.language, target=target)
        yield FieldLine((white,), follows_document=True)


def _choice_line(choice: Choice, form: UpdateForm) -> FieldLine:
    box = Run(_ROOM_FOR_BOX, form.language, target=f"{PLACE}{choice.name}")
    return FieldLine((box, Run(choice.words, form.language)), follows_document=True)


def _in_whole_fields(document: Document, rows_of: Mapping[str, Mapping[str, FieldRow]]) -> Document:
    """Return the document parted so that no field is: its row begins a page where it would be.

    The rows that continue the answer to a question begin a page in any case.
    """
    rows = {name: row for of_question in rows_of.values() for name, row in of_question.items()}
    continued = {row for of_question in rows_of.values() for row in list(of_question.values())[1:]}
    typesetter = Typesetter(is_right_to_left=document.is_right_to_left)
    done: list[Chapter] = []
    waiting = list(document.chapters)
    while waiting:
        chapter = waiting.pop()
        row = _first_of(continued, chapter)
        if row is None:
            parted = [rows[name] for name in _parted(lay_out(document, chapter, typesetter))]
            row = _first_of(parted, chapter)
        if row is None:
            done.append(chapter)
        else:
            waiting += reversed(_cut_before(row, chapter))
    return replace(document, chapters=tuple(done))


def _first_of(rows: Collection[FieldRow], chapter: Chapter) -> FieldRow | None:
    """Return the first of these rows that does not begin the chapter already."""
    tables = [block for block in chapter.blocks if isinstance(block, FieldTable)]
    behind = [row for table in tables for row in table.rows][1:]
    return next((row for row in behind if row in rows), None)


def _parted(laid: LaidChapter) -> Iterator[str]:
    """Yield the names of the fields that stand on two pages."""
    places = [{link.target for link in page.links} for page in laid.pages]
    for before, after in pairwise(places):
        for target in before & after:
            yield target.removeprefix(PLACE)


def _cut_before(row: FieldRow, chapter: Chapter) -> tuple[Chapter, Chapter]:
    """Return a chapter as two; the second begins with a row, and with the heading right above it."""
    before: list[Block] = []
    after: list[Block] = []
    for block in chapter.blocks:
        if after:
            after.append(block)
        elif isinstance(block, FieldTable) and row in block.rows:
            at = block.rows.index(row)
            if at:
                before.append(FieldTable(block.rows[:at]))
            elif isinstance(before[-1], Heading):
                after.append(before.pop())
            after.append(FieldTable(block.rows[at:]))
        else:
            before.append(block)
    return replace(chapter, blocks=tuple(before)), replace(chapter, blocks=tuple(after))
