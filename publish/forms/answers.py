"""The answers that are filled in beforehand, set in the width of their column.

A field of a PDF form stands on one page. An answer of any length is read on paper and edited on a
screen, so one that is longer than a page is cut into parts: each is a field of its own, and put one
behind the other they are the answer.
"""

import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pikepdf import Page, Pdf

from publish.document import Chapter, FieldRow, FieldTable, Run, is_right_to_left
from publish.forms.cutting import cut
from publish.forms.filling import Question, UpdateForm, document_of, sections_of, written_lines
from publish.outline.form import WHITE
from publish.pdf import typeset
from publish.pdf.lines import Typesetter
from publish.styles import A4, style_named

COLUMN = A4.text_width * (1 - A4.label_share) - A4.column_gap
"""How wide the column of the answers is."""

_VALUE = replace(style_named("value"), hanging=0.0)
_BETWEEN_LINES = 1.0
"""No less than what the typesetter leaves white between two lines of a value."""
_HIGHEST = 600.0
"""How high a part may be; the rest of a page is for the boxes to tick above it."""
_USUAL = 520.0
"""How high parts are planned, as texts are not cut to the line."""


@dataclass(frozen=True, slots=True)
class Part:
    """As much of the answer to a question as one field holds; of most answers all of it."""

    question: Question
    value: str
    lines: int
    """How many white lines are kept for it."""
    number: int = 1
    count: int = 1

    @property
    def name(self) -> str:
        """Return the name of the field; the first one has that of its question."""
        return self.question.key + (f"_part_{self.number}" if self.number > 1 else "")

    @property
    def place(self) -> str:
        """Return which of how many parts it is; nothing for an answer in one."""
        return f"({self.number}/{self.count})" if self.count > 1 else ""

    @property
    def words(self) -> str:
        """Return what the field asks."""
        return f"{self.question.words} {self.place}".rstrip()


class Answers:
    """What is filled in beforehand, and how each part of it is drawn."""

    def __init__(self, form: UpdateForm, questions: Sequence[Question]) -> None:
        """Cut and set the answers to all questions."""
        self._column = Typesetter(is_right_to_left=is_right_to_left(form.language)).column(
            _VALUE, COLUMN
        )
        self.parts = {each.key: tuple(self._parts_of(each)) for each in questions}
        filled = [part for parts in self.parts.values() for part in parts if part.value]
        self._file = _set_each(form, filled) if filled else None
        """The pages live as long as their file is open."""
        pages = self._file.pages if self._file else ()
        self.drawn: Mapping[str, Page] = {
            part.name: page for part, page in zip(filled, pages, strict=True)
        }
        """By the name of the field, the page on which its part is set at the top."""

    def _parts_of(self, question: Question) -> Iterator[Part]:
        if question.is_on_paper or not question.lines:
            return
        values = list(cut(question.value, self._parts_for))
        for number, value in enumerate(values, start=1):
            room = question.lines if number == len(values) else 1
            lines = max(room, self._lines_for(value))
            yield Part(question, value, lines, number, len(values))

    def _parts_for(self, value: str) -> int:
        height = sum(self._heights(value))
        return 1 if height <= _HIGHEST else math.ceil(height / _USUAL)

    def _lines_for(self, value: str) -> int:
        """Return how many white lines a value takes, with one more to add something on."""
        heights = list(self._heights(value))
        if not heights:
            return 0
        return math.ceil((sum(heights) - _BETWEEN_LINES) / _VALUE.leading) + 1

    def _heights(self, value: str) -> Iterator[float]:
        for line in written_lines(value):
            leadings = [each.leading for each in self._column.set(line.runs).lines]
            yield sum(leadings) + _BETWEEN_LINES


def _set_each(form: UpdateForm, parts: Sequence[Part]) -> Pdf:
    """Return a file with a page for each part."""
    empty = {section.key: FieldTable(()) for section in sections_of(form)}
    chapters = tuple(_chapter_of(part.value) for part in parts)
    document = replace(document_of(form, empty), chapters=chapters)
    return Pdf.open(io.BytesIO(typeset(document).content))


def _chapter_of(value: str) -> Chapter:
    row = FieldRow((Run(WHITE),), written_lines(value))
    return Chapter((FieldTable((row,)),), has_header=False)
