"""Pieces of content as runs of text in the edition's language, and fields as rows of a table.

Text passes `publish.fonts.visible` here, once for all formats: hidden direction marks and control
characters are shown, and every kind of line break has become a line feed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from publish.content import (
    Day,
    EditionContent,
    Field,
    Line,
    Literal,
    Named,
    Piece,
    Pointer,
    RequestTypeName,
    Text,
    Words,
)
from publish.document import FieldLine, FieldRow, Paragraph, Run
from publish.fonts import visible
from publish.wording import phrase, short_day

OUTSIDE_ADDRESSES = ("http://", "https://", "mailto:", "tel:")
"""What a link out of an edition may begin with; any other address is printed without a link."""

AFTER_TABLE = 8.0
"""Points of white between a field table and running text below it."""


class UnknownRequestTypeError(LookupError):
    """Tells that a designation names a request type that the edition does not list."""


@dataclass(frozen=True)
class Setting:
    """The content being set and the language it is set in: what every page needs to know."""

    content: EditionContent
    content_hash: str
    language: str

    def words(self, key: str, **values: object) -> str:
        """Return fixed words in the edition's language."""
        return phrase(key, self.language, **values)

    def run(self, key: str, **values: object) -> Run:
        """Return fixed words as a run of text."""
        return Run(self.words(key, **values), self.language)

    def paragraph(self, key: str, style: str = "body", **values: object) -> Paragraph:
        """Return fixed words as a paragraph of their own."""
        return Paragraph((self.run(key, **values),), style)

    def request_type(self, code: str) -> RequestTypeName:
        """Return the request type of that code, or say that the edition does not list it."""
        for request_type in self.content.request_types:
            if request_type.code == code:
                return request_type
        raise UnknownRequestTypeError(f"The edition lists no request type {code!r}.")


def name_run(named: Named, language: str) -> Run:
    """Return a name in the wanted language, else in English, tagged with the one it is in."""
    if language in named.names:
        return Run(visible(named.names[language]), language)
    return Run(visible(named.names["en"]), "en")


def text_run(text: Text) -> Run:
    """Return a State's own words on one line, for headings and lists."""
    return Run(" ".join(visible(text.text).split()), text.language)


def piece_run(piece: Piece, language: str) -> Run:
    """Return one piece of a line as a run of text."""
    match piece:
        case Words(key=key):
            return Run(phrase(key, language), language)
        case Text(text=text, language=own):
            return Run(visible(text), own)
        case Literal(text=text, target=target):
            return Run(visible(text), language, isolate=True, target=_outside(target))
        case Day(day=day):
            return Run(short_day(day, language), language)
        case Named():
            return name_run(piece, language)
        case Pointer(words=words, anchor=anchor):
            return replace(piece_run(words, language), target=f"#{anchor}")
        case _:
            assert_never(piece)


def line_runs(line: Line, language: str) -> tuple[Run, ...]:
    """Return a line as runs, with its line breaks turned into spaces."""
    runs = (piece_run(piece, language) for piece in line.pieces)
    return tuple(replace(run, text=run.text.replace("\n", " ")) for run in runs)


def field_row(field: Field, language: str) -> FieldRow:
    """Return a field as a row; a field without a line says that nothing is stated."""
    lines = tuple(part for line in field.lines for part in _field_lines(line, language))
    nothing = FieldLine((Run(phrase("word.not_stated", language), language),))
    return FieldRow((label_run(field.label, language),), lines or (nothing,))


def label_run(key: str, language: str) -> Run:
    """Return the label of a row."""
    return Run(phrase(key, language), language)


def text_row(label: str, text: str, setting: Setting) -> FieldRow:
    """Return a row whose value is one line of the edition's own words."""
    line = FieldLine((Run(text, setting.language),))
    return FieldRow((label_run(label, setting.language),), (line,))


def joined(parts: Iterable[tuple[Run, ...]], separator: Run) -> tuple[Run, ...]:
    """Set groups of runs one after the other with a separator between them."""
    runs: list[Run] = []
    for part in parts:
        if runs:
            runs.append(separator)
        runs.extend(part)
    return tuple(runs)


def names_beneath(names: Mapping[str, str], language: str) -> tuple[Run, ...]:
    """Return the English, French and Spanish names that differ from the one in the heading."""
    shown = {names.get(language, names["en"])}
    runs: list[Run] = []
    for tag in ("en", "fr", "es"):
        name = names.get(tag, "")
        if name and name not in shown:
            shown.add(name)
            runs.append(Run(name, tag))
    return joined(((run,) for run in runs), Run(" / ", language))


def _outside(target: str) -> str:
    return target if target.lower().startswith(OUTSIDE_ADDRESSES) else ""


def _field_lines(line: Line, language: str) -> list[FieldLine]:
    """Split a line at the line breaks inside its text, so that no renderer has to."""
    rows: list[list[Run]] = [[]]
    for piece in line.pieces:
        run = piece_run(piece, language)
        first, *others = run.text.split("\n")
        rows[-1].append(replace(run, text=first) if others else run)
        rows.extend([replace(run, text=text)] for text in others)
    kept = [tuple(row) for row in rows if any(run.text.strip() for run in row)]
    follows = any(_is_of_edition(piece) for piece in line.pieces)
    return [FieldLine(row, line.is_item and at == 0, follows) for at, row in enumerate(kept)]


def _is_of_edition(piece: Piece) -> bool:
    """Say whether a piece is in the edition's own words; punctuation goes with its neighbours."""
    if isinstance(piece, Words):
        return not piece.key.startswith("punctuation.")
    return not isinstance(piece, Text | Literal)
