"""The form for word processors: real tables, a cell to type in beside each question."""

from collections.abc import Iterator

from publish.document import FieldLine, FieldRow, FieldTable, Run
from publish.forms.filling import (
    BOX,
    TICKED,
    Question,
    UpdateForm,
    document_of,
    sections_of,
    written_lines,
)
from publish.outline.form import WHITE
from publish.rtf import render


def rtf_form(form: UpdateForm) -> bytes:
    """Return the form as RTF."""
    tables = {
        section.key: FieldTable(tuple(_row(each, form.language) for each in section.questions))
        for section in sections_of(form)
    }
    return render(document_of(form, tables))


def _row(question: Question, language: str) -> FieldRow:
    return FieldRow((Run(question.words, language),), tuple(_lines(question, language)))


def _lines(question: Question, language: str) -> Iterator[FieldLine]:
    for choice in question.choices:
        yield FieldLine((Run(f"{TICKED if choice.is_ticked else BOX} {choice.words}", language),))
    written = written_lines(question.value)
    yield from written
    for _ in range(max(0, question.lines - len(written))):
        yield FieldLine((Run(WHITE, language),))
