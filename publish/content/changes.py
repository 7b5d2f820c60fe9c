"""What became different between two editions: which unit, which field, and the words of both."""

from dataclasses import dataclass
from enum import StrEnum

from publish.content.pieces import Line, Named, Text


class ChangeKind(StrEnum):
    """What happened to a unit since the edition before."""

    NEW = "new"
    AMENDED = "amended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field as it was printed and as it is now; a side without lines had no such field."""

    label: str
    before: tuple[Line, ...]
    after: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A designation of an authority, or what a State requires, for one request type.

    Only an amended one has fields: a new one stands in the edition, an ended one in the one before.
    """

    kind: ChangeKind
    request_type: str
    territory: Named | None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorityChange:
    """An authority that is new, amended or ended, with what is different in it."""

    kind: ChangeKind
    number: int
    name: Text
    """As it is now; of an ended one as it was."""
    part: str
    """The part that prints it in full; empty for an ended one."""
    fields: tuple[FieldChange, ...] = ()
    designations: tuple[SectionChange, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorityName:
    """An authority that the edition prints, by its name and place."""

    number: int
    name: Text
    part: str


@dataclass(frozen=True, slots=True)
class StateChanges:
    """All that is different in one State; States without a change are left out."""

    code: str
    name: Named
    fields: tuple[FieldChange, ...] = ()
    """What holds for the State as a whole."""
    requirements: tuple[SectionChange, ...] = ()
    authorities: tuple[AuthorityChange, ...] = ()
    no_longer_confirmed: tuple[AuthorityName, ...] = ()
    """Authorities that counted as confirmed at the closing before, and do not now."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different since the edition before, State by State in the order of the directory."""

    states: tuple[StateChanges, ...] = ()
