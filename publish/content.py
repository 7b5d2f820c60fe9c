"""What an edition says: plain frozen data, free of layout, of the database and of the web.

The compiler of the directory fills these classes from revisions as at the closing date. Everything
that a State wrote travels as `Text` with its language; every fixed word travels as a key of
`publish.wording`, so that one content can be set in any edition language.
"""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


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


@dataclass(frozen=True, slots=True)
class DesignationEntry:
    """What an authority is designated for, and how requests of that type reach it."""

    request_type: str
    provisions: tuple[str, ...]
    """Provisions as cited, for example `UNTOC 18(13)`."""
    territory: Named | None
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """One competent national authority as one part of the edition prints it."""

    number: int
    """The record number: stable, printed, and the anchor of links."""
    revision: int
    name: Text
    other_names: tuple[Text, ...]
    marks: tuple[Line, ...]
    """What a reader must see before all else: made up, historic, not confirmed, contact changed."""
    contact: tuple[Field, ...]
    designations: tuple[DesignationEntry, ...]
    closing: tuple[Field, ...]
    """Links and provenance, printed after the designations."""
    standing: Line = Line(())
    """Since when the record holds and when it was confirmed; stands beside its number."""
    full_in: str = ""
    """The part that prints this authority in full, where this part does not."""


@dataclass(frozen=True, slots=True)
class StateChapter:
    """One State in one part of the edition; without entries it says that none is designated."""

    code: str
    """ISO 3166-1 alpha-2."""
    name: Named
    sort_key: str
    fields: tuple[Field, ...]
    """State-level facts: treaty status, legal basis, requirements common to its authorities."""
    entries: tuple[AuthorityEntry, ...]


@dataclass(frozen=True, slots=True)
class EditionPart:
    """Part I (Organized Crime Convention, Protocols, 1988 Convention) or part II (UNCAC)."""

    number: str
    """`I` or `II`."""
    titles: Mapping[str, str]
    """Official titles by language (`en`, `fr`, `es`)."""
    chapters: tuple[StateChapter, ...]
    runs_on: bool = False
    """Whether States follow each other on a page; else each begins on a page of its own."""


@dataclass(frozen=True, slots=True)
class RequestTypeName:
    """A request type in the order of the directory, with the provisions it rests on."""

    code: str
    name: Named
    provisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstrumentName:
    """An instrument in the order of the directory: short code, full title, adoption."""

    code: str
    name: Named
    citation: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of the colophon and of the introduction."""

    states: int
    authorities: int
    authorities_real: int
    authorities_made_up: int
    designations: int
    not_confirmed: int


@dataclass(frozen=True, slots=True)
class EditionContent:
    """All that one edition says, frozen at its closing date."""

    number: str
    """Year and half-year, for example `2026/1`."""
    closing_at: datetime
    issue_on: date
    issuer: str
    """The deploying body's name, from its configuration; may be empty."""
    is_demonstration: bool
    parts: tuple[EditionPart, ...]
    request_types: tuple[RequestTypeName, ...]
    instruments: tuple[InstrumentName, ...]
    counts: Counts
    trail_head: str
    """Hash of the last operation in the audit trail when the content was frozen (hexadecimal)."""

    def hash(self) -> str:
        """Return the SHA-256 of the content in its canonical JSON form (hexadecimal)."""
        return hashlib.sha256(canonical_json(self)).hexdigest()


def canonical_json(content: EditionContent) -> bytes:
    """Return the content as JSON with sorted keys and no spaces: equal content, equal bytes.

    Every piece carries its class name under `kind`, so that the form can be read back without
    knowing where it stood.
    """
    return json.dumps(
        content,
        default=_plain,
        ensure_ascii=False,
        check_circular=False,
        sort_keys=True,
        separators=(",", ":"),
    ).encode()


def _plain(value: object) -> object:
    """Return what JSON has no word for as what it has; what lies inside is asked for in turn."""
    if names := _field_names(type(value)):
        plain = {name: getattr(value, name) for name in names}
        return {"kind": type(value).__name__, **plain} if isinstance(value, Piece) else plain
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    message = f"An edition cannot hold {value!r}."
    raise TypeError(message)


_NAMES_OF: dict[type, tuple[str, ...]] = {}
"""Names of the fields of each dataclass, looked up once, as an edition has many pieces."""


def _field_names(kind: type) -> tuple[str, ...]:
    if kind not in _NAMES_OF:
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
        _NAMES_OF[kind] = tuple(field.name for field in fields)
    return _NAMES_OF[kind]
