"""What a line of an edition is made of, and the labelled rows that lines make."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Words:
    """A fixed word or phrase of the edition, by its key in `publish.wording`."""

    key: str


@dataclass(frozen=True, slots=True)
class Text:
    """A State's own words, never translated and never altered; `language` is a BCP 47 tag."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Literal:
    """A telephone number, e-mail or site address, code or number: reads left to right everywhere.

    `target` is the address a reader's click opens (`mailto:`, `tel:`, `https:`), or empty.
    """

    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, written out in the words of the edition's language."""

    day: date


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a row of reference data, one for each language that has one.

    `names` maps language tags to names; English is always there.
    """

    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that lead to another place of the same edition, by its anchor (`outline.anchors`)."""

    words: Words | Named
    anchor: str


Piece = Words | Text | Literal | Day | Named | Pointer


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a field: pieces set one after the other; an item of a checklist gets a bullet.

    The renderer puts nothing between the pieces: spaces and punctuation are pieces themselves
    (`Words("punctuation.colon")`), because they differ from language to language.
    """

    pieces: tuple[Piece, ...]
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled row of an entry; `label` is a key of `publish.wording`."""

    label: str
    lines: tuple[Line, ...]
