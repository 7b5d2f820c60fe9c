"""How a column's value appears in the trail: in plain, as a commitment, or not at all."""

import hashlib
import secrets
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

import cattrs
from sqlalchemy.sql.elements import NamedColumn

from cna_directory.database import compact_json

_converter = cattrs.Converter()


class Recording(StrEnum):
    """What `info={"trail": ...}` of a column may say; a column that says nothing is recorded."""

    PERSONAL = "personal"
    """The chain holds a salted commitment; the value stands in the side table."""
    HIDDEN = "hidden"
    """The chain says that it changed, never what it was: secrets and their hashes."""
    DIGEST = "digest"
    """The chain holds the SHA-256; for large content kept elsewhere."""
    DERIVED = "derived"
    """The chain says nothing: the value follows from others that it records."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A personal value with the salt that ties it to the chain."""

    digest: str
    salt: bytes
    value: str


def commit_to(value: str) -> Commitment:
    """Return a fresh commitment to `value`: SHA-256 of a random salt and the value."""
    salt = secrets.token_bytes(16)
    return Commitment(commitment_digest(salt, value), salt, value)


def commitment_digest(salt: bytes, value: str) -> str:
    """Return the digest under which the chain knows `value`."""
    return hashlib.sha256(salt + value.encode()).hexdigest()


def recording_of(column: NamedColumn[Any]) -> Recording | None:
    """Return how the trail records a column; `None` means in plain."""
    return Recording(column.info["trail"]) if "trail" in column.info else None


def plain(value: object) -> Any:
    """Return a value in the form in which JSON can hold it."""
    if value is None or isinstance(value, bool | int | float | str):
        return value.value if isinstance(value, StrEnum) else value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if is_dataclass(value) and not isinstance(value, type):
        return _converter.unstructure(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    raise TypeError(f"the trail cannot record a {type(value).__name__}")


def digest(value: object) -> str | None:
    """Return the SHA-256 of a value's JSON form, or `None` for no value."""
    if value is None:
        return None
    return hashlib.sha256(compact_json(plain(value)).encode()).hexdigest()
