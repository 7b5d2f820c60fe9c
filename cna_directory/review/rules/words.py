"""Pure decisions about which words of a text changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORD = re.compile(r"\s+|\d+|\w+|[^\w\s]")
"""A run of spaces, of digits or of letters, or one mark: the smallest thing shown as changed."""

UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts that put no spaces between words; there each character is one."""

MOST_WORDS = 4_000
"""Longer texts are shown whole, old and new: to find their words would take too long."""


class PieceKind(StrEnum):
    """What happened to a piece of a text."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and what happened to it."""

    kind: PieceKind
    text: str


def word_differences(old: str, new: str) -> tuple[Piece, ...]:
    """Return both texts as one: what was kept, deleted and inserted, word by word.

    Kept and deleted pieces together are the old text, kept and inserted ones the new.
    """
    before, after = _words(old), _words(new)
    if len(before) + len(after) > MOST_WORDS:
        before, after = [old], [new]
    return tuple(_joined(_pieces(before, after)))


def _words(text: str) -> list[str]:
    return [
        part
        for word in WORD.findall(text)
        for part in (list(word) if UNSPACED.search(word) else [word])
    ]


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(PieceKind.KEPT, "".join(before[i:i_end]))
        else:
            yield Piece(PieceKind.DELETED, "".join(before[i:i_end]))
            yield Piece(PieceKind.INSERTED, "".join(after[j:j_end]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield pieces that say something; a lone space between two changes belongs to them."""
    deleted = inserted = ""
    for piece in pieces:
        if piece.kind is PieceKind.DELETED:
            deleted += piece.text
        elif piece.kind is PieceKind.INSERTED:
            inserted += piece.text
        elif piece.text.isspace() and (deleted or inserted):
            deleted, inserted = deleted + piece.text, inserted + piece.text
        else:
            yield from _changed(deleted, inserted)
            deleted = inserted = ""
            yield piece
    yield from _changed(deleted, inserted)


def _changed(deleted: str, inserted: str) -> Iterator[Piece]:
    """Yield what was deleted, then what was inserted, without the ends that both share."""
    tail = ""
    while deleted and inserted and deleted[-1] == inserted[-1] and deleted[-1].isspace():
        tail = deleted[-1] + tail
        deleted, inserted = deleted[:-1], inserted[:-1]
    if deleted:
        yield Piece(PieceKind.DELETED, deleted)
    if inserted:
        yield Piece(PieceKind.INSERTED, inserted)
    if tail:
        yield Piece(PieceKind.KEPT, tail)
