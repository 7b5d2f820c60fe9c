"""The files of an edition as they are handed over: name, media type, bytes and their SHA-256."""

import hashlib
import re
from dataclasses import dataclass

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "rtf": "application/rtf",
    "csv": "text/csv",
    "json": "application/json",
}
_separator = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class CutWord:
    """A word that is longer than its column and was cut between two letters, and where it stands."""

    word: str
    """Its beginning, if it is very long."""
    state: str = ""
    """The State in whose own words it stands, by its code; empty in a record and elsewhere."""
    record: int = 0
    """The record it stands in; 0 outside of one."""


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """One finished file; `sha256` is that of its bytes (hexadecimal)."""

    name: str
    media_type: str
    language: str
    format: str
    content: bytes
    sha256: str
    pages: int = 0
    """Pages of a PDF; 0 for a format that has none."""
    cut_words: tuple[CutWord, ...] = ()
    """What a person should look at before the pages of a PDF are issued."""

    @property
    def size(self) -> int:
        """Return the number of bytes."""
        return len(self.content)


def built_file(
    number: str, language: str, file_format: str, content: bytes, pages: int = 0
) -> BuiltFile:
    """Return the finished bytes as a named file of the edition of that number."""
    edition = _separator.sub("-", number).strip("-")
    return BuiltFile(
        name=f"cna-directory-{edition}-{language}.{file_format}",
        media_type=MEDIA_TYPES[file_format],
        language=language,
        format=file_format,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        pages=pages,
    )
