"""Pieces of content as runs of text in the edition's language, and fields as rows of a table.

Text passes `publish.fonts.visible` here, once for all formats: hidden direction marks and control
characters are shown, and every kind of line break has become a line feed.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from publish.content import (
    Day,
    EditionContent,
    EditionPart,
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
from publish.document import FieldLine, FieldRow, Paragraph, Run, is_right_to_left
from publish.fonts import visible
from publish.wording import phrase, phrases, reading_languages, short_day

OUTSIDE_ADDRESSES = ("http://", "https://", "mailto:", "tel:")
"""What a link out of an edition may begin with; any other address is printed without a link."""

TITLE_LANGUAGES = ("en", "fr", "es")
"""The languages of official titles and of the names beneath a State's, in their order."""

NAMES_APART = " / "
"""Stands between the names of one thing in several languages."""

SENTENCE = Words("punctuation.sentence")

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
    is_draft: bool = False
    """Whether no person has reviewed the fixed words of the language."""

    def words(self, key: str, **values: object) -> str:
        """Return fixed words in the edition's language."""
        return phrase(key, self.language, **values)

    def run(self, key: str, **values: object) -> Run:
        """Return fixed words as a run of text."""
        return Run(self.words(key, **values), self.language)

    def line(self, key: str, style: str, **values: object) -> Paragraph:
        """Return fixed words on a line of their own."""
        return Paragraph((self.run(key, **values),), style)

    def paragraphs(self, key: str, style: str = "body", **values: object) -> tuple[Paragraph, ...]:
        """Return running text: one paragraph for each language in which the edition is read."""
        return tuple(Paragraph((run,), style) for run in self.read(key, **values))

    def row(self, label: str, key: str, **values: object) -> FieldRow:
        """Return a row whose value is running text, once for each language it is read in."""
        lines = tuple(FieldLine((run,)) for run in self.read(key, **values))
        return FieldRow((label_run(label, self.language),), lines)

    def read(self, key: str, **values: object) -> Iterator[Run]:
        """Give running text once for each language it is read in, equal text once."""
        runs: dict[str, Run] = {}
        for tag, text in phrases(key, self.language, **values):
            runs.setdefault(text, Run(text, tag))
        return iter(runs.values())

    @property
    def is_right_to_left(self) -> bool:
        """Say whether the edition reads from right to left."""
        return is_right_to_left(self.language)

    def name(self, named: Named) -> str:
        """Return a name as headings have it."""
        return plain_text(name_runs(named, self.language))

    def request_type(self, code: str) -> RequestTypeName:
        """Return the request type of that code, or say that the edition does not list it."""
        for request_type in self.content.request_types:
            if request_type.code == code:
                return request_type
        raise UnknownRequestTypeError(f"The edition lists no request type {code!r}.")


def plain_text(runs: Iterable[Run]) -> str:
    """Return what runs say, without their looks."""
    return "".join(run.text for run in runs)


def name_run(named: Named, language: str) -> Run:
    """Return a name in the wanted language, else in English, tagged with the one it is in.

    In an edition in several languages it stands in the first of them: lists are in its order.
    """
    first = reading_languages(language)[0]
    tag = first if first in named.names else "en"
    return Run(visible(named.names[tag]), tag)


def name_runs(named: Named, language: str) -> tuple[Run, ...]:
    """Return a name for a heading: in each language in which the edition is read, equal ones once."""
    runs: dict[str, Run] = {}
    for tag in reading_languages(language):
        run = name_run(named, tag)
        runs.setdefault(run.text, run)
    return joined(((run,) for run in runs.values()), Run(NAMES_APART, language))


def initial(name: Named) -> str:
    """Return the letter under which a State stands: of its English name, without an accent."""
    return unicodedata.normalize("NFD", name.names["en"])[:1].upper()


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
            return Run(plain_text(name_runs(piece, language)), _tag(piece, language))
        case Pointer(words=words, anchor=anchor):
            return replace(piece_run(words, language), target=f"#{anchor}")
        case _:
            assert_never(piece)


def line_runs(line: Line, language: str) -> tuple[Run, ...]:
    """Return a line as runs, with its line breaks turned into spaces."""
    return tuple(
        replace(run, text=run.text.replace("\n", " ")) for run in _piece_runs(line, language)
    )


def field_row(field: Field, language: str) -> FieldRow:
    """Return a field as a row; a field without a line says that nothing is stated."""
    lines = tuple(part for line in field.lines for part in line_lines(line, language))
    nothing = FieldLine((Run(phrase("word.not_stated", language), language),))
    return FieldRow((label_run(field.label, language),), lines or (nothing,))


def label_run(key: str, language: str) -> Run:
    """Return the label of a row."""
    return Run(phrase(key, language), language)


def _tag(named: Named, language: str) -> str:
    """Return the language of a name in a line: that of the edition where it is read in several."""
    single = len(reading_languages(language)) == 1
    return name_run(named, language).language if single else language


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
    shown = {names.get(tag, names["en"]) for tag in reading_languages(language)}
    runs: list[Run] = []
    for tag in TITLE_LANGUAGES:
        name = names.get(tag, "")
        if name and name not in shown:
            shown.add(name)
            runs.append(Run(name, tag))
    return joined(((run,) for run in runs), Run(NAMES_APART, language))


def titles_of(part: EditionPart, language: str) -> list[tuple[str, str]]:
    """Return the titles of a part with their languages: its own where it is no official one first."""
    tags = dict.fromkeys((*reading_languages(language), *TITLE_LANGUAGES))
    own = [tag for tag in tags if tag not in TITLE_LANGUAGES]
    return [(tag, part.titles[tag]) for tag in (*own, *TITLE_LANGUAGES) if tag in part.titles]


def _outside(target: str) -> str:
    return target if target.lower().startswith(OUTSIDE_ADDRESSES) else ""


def line_lines(line: Line, language: str) -> list[FieldLine]:
    """Return a line of a field, split at the line breaks in its text: no renderer has to do it."""
    rows: list[list[Run]] = [[]]
    for run in _piece_runs(line, language):
        first, *others = run.text.split("\n")
        rows[-1].append(replace(run, text=first) if others else run)
        rows.extend([replace(run, text=text)] for text in others)
    kept = [tuple(row) for row in rows if any(run.text.strip() for run in row)]
    follows = any(_is_of_edition(piece) for piece in line.pieces)
    return [FieldLine(row, line.is_item and at == 0, follows) for at, row in enumerate(kept)]


def _piece_runs(line: Line, language: str) -> Iterator[Run]:
    """Give the pieces of a line as runs; no full stop is set after one, as `2022 г.` ends in."""
    before = ""
    for piece in line.pieces:
        run = piece_run(piece, language)
        if piece == SENTENCE and before.endswith(stop := run.text.rstrip()):
            run = replace(run, text=run.text.removeprefix(stop))
        before = run.text
        yield run


def _is_of_edition(piece: Piece) -> bool:
    """Say whether a piece is in the edition's own words; punctuation goes with its neighbours."""
    if isinstance(piece, Words):
        return not piece.key.startswith("punctuation.")
    return not isinstance(piece, Text | Literal)
