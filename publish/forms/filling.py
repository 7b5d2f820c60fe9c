"""What a form asks, in one language, and what is filled in beforehand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from unicodedata import bidirectional

from publish.document import (
    Block,
    Chapter,
    Document,
    FieldLine,
    FieldTable,
    Heading,
    Paragraph,
    Run,
)
from publish.fonts import visible
from publish.outline.form import SECTIONS
from publish.wording import phrase

BOX = "☐"
TICKED = "☒"
STATE, REQUEST_TYPES = "state", "request_types"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
ON_PAPER = frozenset({"signature"})
"""What is given by hand, on the paper that goes with the note verbale."""


@dataclass(frozen=True, slots=True)
class UpdateForm:
    """A form in one language; `values` and `ticked` are what it says already."""

    language: str
    made_on: date
    issuer: str = ""
    return_to: str = ""
    """Where the form is sent back to."""
    next_closing_on: date | None = None
    is_draft: bool = False
    """Whether no person has reviewed the words of the language."""
    is_demonstration: bool = False
    states: tuple[str, ...] = ()
    """Names of States to choose from."""
    request_types: tuple[tuple[str, str], ...] = ()
    """Code and name of each type of request, to tick."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What is filled in, by the key of the question; lines are apart by line feeds."""
    ticked: frozenset[str] = frozenset()
    """What is ticked, as the key of the question, a full stop, and the code or place of the choice."""

    def words(self, key: str, **values: object) -> str:
        """Return fixed words in the language of the form."""
        return phrase(key, self.language, **values)


@dataclass(frozen=True, slots=True)
class Choice:
    """A box to tick."""

    name: str
    words: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One part of the form: what it asks, boxes to tick, and how much room there is to write."""

    key: str
    words: str
    choices: tuple[Choice, ...]
    lines: int
    value: str = ""

    @property
    def is_on_paper(self) -> bool:
        """Say whether it is answered by hand only."""
        return self.key in ON_PAPER


@dataclass(frozen=True, slots=True)
class Section:
    """A few questions under one heading."""

    key: str
    words: str
    questions: tuple[Question, ...]


def sections_of(form: UpdateForm) -> tuple[Section, ...]:
    """Return the sections of the form, the same as an edition prints them."""
    return tuple(
        Section(
            name,
            form.words(f"form.section.{name}"),
            tuple(_question(form, *row) for row in rows),
        )
        for name, rows in SECTIONS
    )


def _question(form: UpdateForm, key: str, choices: str, lines: int) -> Question:
    ticks = tuple(_choices(form, key, choices))
    # What ends in a colon asks which, and so does a value with it that no box says.
    asks_which = bool(ticks) and ticks[-1].words.rstrip().endswith((":", "："))
    room = 0 if key == REQUEST_TYPES and ticks else max(lines, 1 if asks_which else 0)
    value = visible(form.values.get(key, "")) if room else ""
    return Question(key, form.words(f"form.{key}"), ticks, room, value)


def _choices(form: UpdateForm, key: str, choices: str) -> Iterator[Choice]:
    if key == REQUEST_TYPES:
        for code, name in form.request_types:
            yield Choice(f"{key}.{code}", name, f"{key}.{code}" in form.ticked)
    elif choices:
        words = form.words(f"form.{choices}").split(BOX)[1:]
        for place, each in enumerate(words, start=1):
            yield Choice(f"{key}.{place}", each.strip(), f"{key}.{place}" in form.ticked)


def document_of(form: UpdateForm, tables: Mapping[str, FieldTable]) -> Document:
    """Return the form as a document with the questions of each section set as that table."""
    heading = form.words("text.form.heading")
    blocks: list[Block] = [Heading(1, (Run(heading, form.language),), "form", heading)]
    blocks += [Paragraph((Run(text, form.language),), "body") for text in _how_to_return(form)]
    for section in sections_of(form):
        title = Run(section.words, form.language)
        blocks.append(Heading(2, (title,), f"form-{section.key}", section.words))
        blocks.append(tables[section.key])
    return Document(
        title=heading,
        subject=form.words("text.form.explanation"),
        author=form.issuer,
        language=form.language,
        header_text=form.issuer or heading,
        page_words=(
            form.words("text.page_before"),
            form.words("text.page_between"),
            form.words("text.page_after"),
        ),
        foot_text=form.words("punctuation.dash").join(_foot(form)),
        created_on=form.made_on.isoformat(),
        content_hash="",
        chapters=(Chapter(tuple(blocks), running_head=heading),),
    )


def written_lines(value: str) -> tuple[FieldLine, ...]:
    """Return the lines of a value; what has no letters from right to left reads as it stands."""
    return tuple(
        FieldLine((Run(line, isolate=not _RIGHT_TO_LEFT.intersection(map(bidirectional, line))),))
        for line in value.split("\n")
        if line.strip()
    )


def _how_to_return(form: UpdateForm) -> Iterator[str]:
    yield form.words("text.form.explanation")
    if address := form.return_to or form.issuer:
        yield form.words("text.form.return", address=address)
    if day := form.next_closing_on:
        yield form.words("text.form.next_closing", day=day)


def _foot(form: UpdateForm) -> Iterator[str]:
    yield form.words("text.form.heading")
    if number := form.values.get("record"):
        yield visible(number)
    if form.is_demonstration:
        yield form.words("mark.demonstration")
    if form.is_draft:
        yield form.words("mark.draft")
