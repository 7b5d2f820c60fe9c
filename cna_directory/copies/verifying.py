"""Whether a file is one that was issued or handed over here, byte for byte, and if not, since where."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from cna_directory.copies import queries
from cna_directory.copies.queries import Master, OwnCopy
from cna_directory.database import db
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.queries import chunks_of
from cna_directory.errors import NotFound
from publish.trust.numbers import numbers_in
from publish.trust.signing import DETACHED, Verdict, Verification, verified

__all__ = ["Finding", "Kind", "Verdict", "examined"]

FEWEST_ALIKE = 1024
"""Bytes at its beginning that a file must share with one of ours to be called a change of it."""


class Kind(StrEnum):
    """What a file is, or was before it was changed."""

    MASTER = "master"
    COPY = "copy"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about a file."""

    kind: Kind
    verdict: Verdict
    signature: Verification
    what: str = ""
    """Edition, language and format, or the number of the copy, in words."""
    changed_at: int | None = None
    """The first byte that is not as it was; `None` where nothing is, or nobody can say."""
    edition: EditionNumber | None = None
    """Of which edition it is, or was before it was changed; `None` where nobody can say."""
    is_withdrawn: bool = False
    """Whether that edition was withdrawn, so that it must not be used, however untouched it is."""

    @property
    def is_as_issued(self) -> bool:
        """Say whether it is a master or a copy of ours, and every byte is as it was."""
        return self.kind is not Kind.UNKNOWN and self.verdict is Verdict.UNTOUCHED


def examined(content: bytes, detached: bytes | None = None) -> Finding:
    """Say what a file is by its hash and its signature; nothing is written."""
    sha256 = hashlib.sha256(content).hexdigest()
    masters = queries.masters()
    for master in masters:
        if master.sha256 == sha256:
            beside = detached or _signature_of_master(master, masters)
            return _known(master, content, beside)
    if copy := queries.copy_with_hash(sha256):
        return _known(copy, content, detached or _beside_copy(copy))
    return _unknown(content, detached, masters)


def _known(original: Master | OwnCopy, content: bytes, beside: bytes | None) -> Finding:
    """Return what holds for a file whose every byte is known: its hash is in the database."""
    db.session.rollback()
    signature = verified(content, beside)
    is_broken = beside is not None and not signature.is_untouched
    return _finding(original, Verdict.CHANGED if is_broken else Verdict.UNTOUCHED, signature)


def _unknown(content: bytes, detached: bytes | None, masters: tuple[Master, ...]) -> Finding:
    """Look for the file of ours that this one was before somebody changed it."""
    signature = verified(content, detached)
    best = Finding(Kind.UNKNOWN, signature.verdict, signature)
    alike = FEWEST_ALIKE - 1
    for traced in queries.copies_numbered(numbers_in(content.decode("latin-1"))):
        original = b"".join(chunks_of(traced.copy.sha256)) if traced.copy.is_ready else b""
        if (same := same_bytes(content, original)) > alike:
            alike = same
            best = _changed(traced.copy, signature, same)
    for master in masters:
        if master.format.endswith(DETACHED):
            continue
        if (same := same_bytes(content, master.content())) > alike:
            alike = same
            best = _changed(master, signature, same)
    return best


def _changed(original: Master | OwnCopy, signature: Verification, same: int) -> Finding:
    is_longer = signature.verdict is Verdict.APPENDED and signature.covered == same
    verdict = Verdict.APPENDED if is_longer else Verdict.CHANGED
    return _finding(original, verdict, signature, changed_at=same)


def _finding(
    original: Master | OwnCopy,
    verdict: Verdict,
    signature: Verification,
    changed_at: int | None = None,
) -> Finding:
    if isinstance(original, Master):
        kind, what = Kind.MASTER, _words_of_master(original)
    else:
        kind, what = Kind.COPY, _words_of_copy(original)
    return Finding(
        kind, verdict, signature, what, changed_at, original.edition, original.is_withdrawn
    )


def same_bytes(one: bytes, other: bytes) -> int:
    """Return how many bytes two files share at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _signature_of_master(master: Master, masters: tuple[Master, ...]) -> bytes | None:
    wanted = (master.edition, master.language, f"{master.format}{DETACHED}")
    for other in masters:
        if (other.edition, other.language, other.format) == wanted:
            return other.content()
    return None


def _beside_copy(copy: OwnCopy) -> bytes | None:
    try:
        return queries.signature_of(copy) if copy.has_signature_beside else None
    except NotFound:
        return None


def _words_of_master(master: Master) -> str:
    return f"edition {master.edition}, language {master.language}, {master.format.upper()}"


def _words_of_copy(copy: OwnCopy) -> str:
    of = f"edition {copy.edition}, language {copy.wanted.language}, {copy.wanted.format.upper()}"
    extract = f", {copy.wanted.extract}" if copy.wanted.extract else ""
    return f"{copy.number} of {of}{extract}, made for {copy.organisation}"
