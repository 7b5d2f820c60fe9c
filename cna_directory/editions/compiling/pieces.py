"""The smallest steps of the compiler: pieces into lines, lines into fields."""

from collections.abc import Iterable, Iterator
from datetime import time

from cna_directory.languages import LocalisedText
from publish.content import Field, Line, Literal, Piece, Text, Words

Pieces = tuple[Piece, ...]

COLON = Words("punctuation.colon")
COMMA = Words("punctuation.comma")
SEMICOLON = Words("punctuation.semicolon")
SPACE = Words("punctuation.space")
RANGE = Words("punctuation.range")
OPEN, CLOSE = Words("punctuation.open_bracket"), Words("punctuation.close_bracket")
YES, NO = Words("word.yes"), Words("word.no")


def as_written(text: LocalisedText) -> Text:
    """Return what a State wrote, in its own language; translations are not printed."""
    return Text(text.text, text.language)


def line(*pieces: Piece) -> Line:
    """Return a line."""
    return Line(pieces)


def item(*pieces: Piece) -> Line:
    """Return a line that is set as an item of a list."""
    return Line(pieces, is_item=True)


def labelled(label: str, *pieces: Piece) -> Line:
    """Return a line that begins with a label, for what belongs to the item above it."""
    return Line((Words(label), COLON, *pieces))


def field(label: str, *lines: Line) -> Field:
    """Return a field; without a line it says that nothing is stated."""
    return Field(label, lines)


def some(label: str, lines: Iterable[Line]) -> Iterator[Field]:
    """Give a field if there is anything in it."""
    if made := tuple(lines):
        yield Field(label, made)


def written(label: str, text: LocalisedText | None) -> Iterator[Field]:
    """Give a field with the words of a State, if it wrote any."""
    if text is not None:
        yield field(label, line(as_written(text)))


def plainly(label: str, text: str) -> Iterator[Field]:
    """Give a field with text whose language is not known, if there is any."""
    if text:
        yield field(label, line(Text(text)))


def on_day(label: str, day: Piece | None) -> Iterator[Field]:
    """Give a field that holds one day, if there is one."""
    if day is not None:
        yield field(label, line(day))


def yes_or_no(label: str, answer: bool | None) -> Iterator[Field]:
    """Give a field with the answer to a question, if one was given."""
    if answer is not None:
        yield field(label, line(YES if answer else NO))


def joined(parts: Iterable[Pieces], separator: Piece = COMMA) -> Pieces:
    """Return groups of pieces one after the other with a separator between them."""
    made: list[Piece] = []
    for part in parts:
        if made:
            made.append(separator)
        made.extend(part)
    return tuple(made)


def bracketed(parts: Iterable[Pieces]) -> Pieces:
    """Return groups of pieces in brackets, or nothing if there are none."""
    inner = joined(parts, SEMICOLON)
    return (OPEN, *inner, CLOSE) if inner else ()


def web(address: str) -> Literal:
    """Return a web address that opens when it is clicked."""
    return Literal(address, address)


def clock_time(at: time) -> Literal:
    """Return a time of day as clocks show it."""
    return Literal(at.strftime("%H:%M"))


def spans(first: time, last: time) -> Pieces:
    """Return a time span."""
    return (clock_time(first), RANGE, clock_time(last))


def article_order(article: str) -> tuple[tuple[int, str], ...]:
    """Return a key by which `6(3)` comes before `18`, and `18` before `18(13)`."""
    parts = article.replace(")", "").replace("(", " ").split()
    return tuple((int(p), "") if p.isascii() and p.isdigit() else (10**6, p) for p in parts)
