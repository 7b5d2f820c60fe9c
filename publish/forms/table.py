"""The form as a table: one row for each question, with a cell for the answer."""

import csv
import io

from publish.forms.filling import BOX, TICKED, Question, UpdateForm, sections_of
from publish.tables.as_csv import BYTE_ORDER_MARK
from publish.tables.guarding import guarded

HEADS = ("part", "section", "question", "answer")


def csv_form(form: UpdateForm) -> bytes:
    """Return the form as CSV (RFC 4180) in UTF-8, guarded against formulas."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(HEADS)
    for section in sections_of(form):
        for question in section.questions:
            row = (question.key, section.words, question.words, _answer(question))
            table.writerow([guarded(cell) for cell in row])
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def _answer(question: Question) -> str:
    boxes = [f"{TICKED if it.is_ticked else BOX} {it.words}" for it in question.choices]
    return "\n".join([*boxes, *([question.value] if question.value else [])])
