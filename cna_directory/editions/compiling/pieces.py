"""The smallest steps of the compiler: pieces into lines, lines into fields."""

from collections.abc import Iterable, Iterator
from datetime import time

from cna_directory.languages import LocalisedText, direction
from publish.content import Field, Line, Literal, Piece, Text, Words

Pieces = tuple[Piece, ...]

COLON = Words("punctuation.colon")
COMMA = Words("punctuation.comma")
SEMICOLON = Words("punctuation.semicolon")
SENTENCE = Words("punctuation.sentence")
SPACE = Words("punctuation.space")
RANGE = Words("punctuation.range")
OPEN, CLOSE = Words("punctuation.open_bracket"), Words("punctuation.close_bracket")


ENDS_OF_SENTENCES = (".", "!", "?", "\u2026", "\u3002", "\uff01", "\uff1f", "\u0964")
"""Marks after which no full stop is set, in Latin, Chinese and Indic writing."""


def as_written(text: LocalisedText) -> Text:
    """Return what a State wrote, in its own language; translations are not printed."""
    return Text(text.text, text.language)


def line(*pieces: Piece) -> Line:
    """Return a line."""
    return Line(pieces)


def item(*pieces: Piece) -> Line:
    """Return a line that is set as an item of a list."""
    return Line(pieces, is_item=True)


def field(label: str, *lines: Line) -> Field:
    """Return a field; without a line it says that nothing is stated."""
    return Field(label, lines)


def remarked(known: Line, *remarks: Pieces) -> Iterator[Line]:
    """Give a line and after it, as sentences of their own, what the State wrote about it.

    Text that reads from right to left goes on lines of its own, where its sentences stay in order.
    """
    pieces = known.pieces
    own_lines: list[Line] = []
    for remark in remarks:
        if any(isinstance(piece, Text) and _is_right_to_left(piece) for piece in remark):
            own_lines.append(Line(remark))
        elif pieces:
            pieces = (*pieces, _sentence_after(pieces[-1]), *remark)
        else:
            pieces = remark
    if pieces:
        yield Line(pieces, is_item=known.is_item)
    yield from own_lines


def stated(text: LocalisedText | None) -> tuple[Pieces, ...]:
    """Return what a State wrote as one remark, or none."""
    return () if text is None else ((as_written(text),),)


def _sentence_after(last: Piece) -> Piece:
    is_ended = isinstance(last, Text) and last.text.rstrip().endswith(ENDS_OF_SENTENCES)
    return SPACE if is_ended else SENTENCE


def _is_right_to_left(text: Text) -> bool:
    return direction(text.language) == "rtl"


def some(label: str, lines: Iterable[Line]) -> Iterator[Field]:
    """Give a field if there is anything in it."""
    if made := tuple(lines):
        yield Field(label, made)


def written(label: str, text: LocalisedText | None) -> Iterator[Field]:
    """Give a field with the words of a State, if it wrote any."""
    if text is not None:
        yield field(label, line(as_written(text)))


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
