"""The parts, States, authorities and designations of an edition, and what it says of itself."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from publish.content.canonical import ADDED_LATER, canonical_json
from publish.content.changes import Changes
from publish.content.pieces import Field, Line, Literal, Named, Text, Words

NO_LINE = Line(())


@dataclass(frozen=True, slots=True)
class DesignationEntry:
    """What an authority is designated for, and how requests of that type reach it."""

    request_type: str
    provisions: tuple[str, ...]
    """Provisions as cited, for example `UNTOC 18(13)`."""
    territory: Named | None
    fields: tuple[Field, ...]
    interpol: tuple[str, ...] = ()
    """The cases, `normal` or `urgent`, in which requests through INTERPOL are taken."""
    languages: tuple[Words | Literal, ...] = ()
    """The languages in which a request is accepted in any case, as the fields name them."""
    takes_requests: bool = field(default=True, metadata=ADDED_LATER)
    """Whether requests are received under it on the closing day: not where it has ended, has not
    begun, or is for sending alone. Its entry stands; indices and lists pass over it."""


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
    standing: Line = NO_LINE
    """Since when the record holds and when it was confirmed; stands beside its number."""
    full_in: str = ""
    """The part that prints this authority in full, where this part does not."""
    confirmed_on: date | None = None
    """When the State last said that the record holds; none if it never did."""
    is_round_the_clock: bool = False
    """Whether a contact for urgent requests can be reached at any hour of any day."""

    @property
    def receiving(self) -> tuple[DesignationEntry, ...]:
        """Return the designations of this part under which it takes requests."""
        return tuple(each for each in self.designations if each.takes_requests)

    @property
    def takes_requests(self) -> bool:
        """Say whether it is a receiver in this part, as one without any designation counts too."""
        return not self.designations or bool(self.receiving)


@dataclass(frozen=True, slots=True)
class StateChapter:
    """One State in one part of the edition; without entries it says that none is designated."""

    code: str
    """ISO 3166-1 alpha-2."""
    name: Named
    sort_keys: Mapping[str, str]
    """Its place in the alphabetical order of each language."""
    fields: tuple[Field, ...]
    """State-level facts: treaty status, legal basis, requirements common to its authorities."""
    entries: tuple[AuthorityEntry, ...]
    region: str = ""
    """The region of the world, as a key of `publish.wording`; empty where it is not known."""

    @property
    def receiving(self) -> tuple[DesignationEntry, ...]:
        """Return the designations of this part under which authorities of it take requests."""
        return tuple(each for entry in self.entries for each in entry.receiving)

    @property
    def has_receiver(self) -> bool:
        """Say whether any of its authorities takes requests."""
        return any(entry.takes_requests for entry in self.entries)


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
class Party:
    """A party to an instrument: a State, or a body such as the European Union."""

    instrument: str
    """The code of the instrument."""
    code: str
    name: Named
    action: Words | Literal
    """By what it became bound: ratification, accession…"""
    acted_on: date | None


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of the colophon and of the introduction."""

    states: int
    authorities: int
    authorities_real: int
    authorities_made_up: int
    designations: int
    not_confirmed: int


@dataclass(frozen=True)
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
    previous_number: str = ""
    """The edition from which `changes` are counted; empty for the first edition."""
    changes: Changes = field(default_factory=Changes)
    parties: tuple[Party, ...] = ()
    """In the order of instruments, and for each by English name: the order of the directory."""
    next_closing_on: date | None = None
    """When the edition after this one closes: until then a form is best sent back."""
    extract: Named | None = None
    """The State or request type that an extract is of; none where the edition is whole."""
    contact: str = ""
    """Where the secretariat is written to; empty where it is not configured."""
    follows_withdrawn: bool = field(default=False, metadata=ADDED_LATER)
    """Whether it has no edition before it because all that were issued were withdrawn."""
    rules: int = field(default=1, metadata=ADDED_LATER)
    """By which rules records became this content; compiled again, it follows the same ones."""

    def hash(self) -> str:
        """Return the SHA-256 of the content in its canonical JSON form (hexadecimal)."""
        return self._hash

    @cached_property
    def _hash(self) -> str:
        """Return the same, worked out once: writing a whole edition as JSON takes a while."""
        return hashlib.sha256(canonical_json(self)).hexdigest()
