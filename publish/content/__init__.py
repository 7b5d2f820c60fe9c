"""What an edition says: plain frozen data, free of layout, of the database and of the web.

The compiler of the directory fills these classes from revisions as at the closing date. Everything
that a State wrote travels as `Text` with its language; every fixed word travels as a key of
`publish.wording`, so that one content can be set in any edition language.

`pieces` is what lines are made of, `edition` what holds them, `changes` the difference from the
edition before; `canonical` and `reading` are the way to JSON and back.
"""

from publish.content.canonical import canonical_json
from publish.content.changes import (
    AuthorityChange,
    AuthorityName,
    ChangeKind,
    Changes,
    FieldChange,
    SectionChange,
    StateChanges,
)
from publish.content.edition import (
    AuthorityEntry,
    Counts,
    DesignationEntry,
    EditionContent,
    EditionPart,
    InstrumentName,
    Party,
    RequestTypeName,
    StateChapter,
)
from publish.content.pieces import (
    Day,
    Field,
    Line,
    Literal,
    Named,
    Piece,
    Pointer,
    Text,
    Words,
)
from publish.content.reading import UnreadableContentError, read_content

__all__ = [
    "AuthorityChange",
    "AuthorityEntry",
    "AuthorityName",
    "ChangeKind",
    "Changes",
    "Counts",
    "Day",
    "DesignationEntry",
    "EditionContent",
    "EditionPart",
    "Field",
    "FieldChange",
    "InstrumentName",
    "Line",
    "Literal",
    "Named",
    "Party",
    "Piece",
    "Pointer",
    "RequestTypeName",
    "SectionChange",
    "StateChanges",
    "StateChapter",
    "Text",
    "UnreadableContentError",
    "Words",
    "canonical_json",
    "read_content",
]
