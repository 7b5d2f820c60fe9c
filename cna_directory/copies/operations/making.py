"""Making copies: claim one, mark and sign it outside any transaction, bring it out whole in one.

Only the scheduler does this, because only it has the key. Any number of schedulers may: a claim has a
number, and who was overtaken brings out nothing.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from traceback import format_exception

import structlog
from sqlalchemy import ColumnElement, select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.copies import queries
from cna_directory.copies.models import CopyStatus, EditionCopy
from cna_directory.copies.operations.withdrawing import is_withdrawn
from cna_directory.copies.queries import OwnCopy
from cna_directory.copies.rules import (
    LEASE,
    MOST_TRIES,
    NEVER_ENDED,
    NOT_AS_ISSUED,
    WITHDRAWN,
    file_name,
    pause_after,
)
from cna_directory.database import db
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.operations import building, rows
from cna_directory.editions.operations.recompiling import extract_from
from cna_directory.editions.queries import issued_edition
from cna_directory.editions.signing import signer_of
from cna_directory.errors import AlreadyClaimed, EditConflict, PublishingFailed
from cna_directory.operation import note, operation
from cna_directory.settings import Settings
from publish.content import UnreadableContentError

log = structlog.get_logger()

LONGEST_REASON = 2000


class CannotBeMade(PublishingFailed):
    """Nothing will ever come of a copy, however often it is tried; the message says why."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to make one copy, as long as nobody has begun after it."""

    copy: OwnCopy
    attempt: int


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A copy as it will be taken: its file, and its signature where that stands beside it."""

    name: str
    media_type: str
    content: bytes
    signature: bytes


def make_waiting_copies(
    actor: Actor, settings: Settings, now: Callable[[], datetime] = clock.now
) -> int:
    """Make one copy after the other until none waits; return how many were made."""
    made = 0
    while (copy_id := queries.next_to_make(now())) is not None:
        try:
            made += _make_or_give_up(actor, settings, copy_id, now=now())
        except (AlreadyClaimed, EditConflict):
            # Another scheduler was a moment earlier; the next look shows what is left.
            db.session.rollback()
    return made


def _make_or_give_up(actor: Actor, settings: Settings, copy_id: int, *, now: datetime) -> bool:
    try:
        return _make(actor, settings, claim_copy(actor, copy_id, now=now))
    except CannotBeMade as error:
        give_up_copy(actor, copy_id, reason=str(error))
        return False


def _make(actor: Actor, settings: Settings, claim: Claim) -> bool:
    try:
        file = _made(settings, claim.copy)
    except CannotBeMade:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is kept with the copy.
        # Written out here, because a log that shows variables too would show the whole edition.
        trace = "".join(format_exception(error))
        log.error("copy failed", copy=claim.copy.number, trace=trace)  # noqa: TRY400
        reason = f"{type(error).__name__}: {error}"[:LONGEST_REASON]
        fail_copy(actor, claim, reason=reason)
        return False
    finish_copy(actor, claim, file=file)
    return True


@operation(Action.COPY_CLAIMED, needs=Capability.MAKE_COPIES)
def claim_copy(actor: Actor, copy_id: int, *, now: datetime) -> Claim:
    """Take a copy that waits, or one whose maker has not been heard of for longer than it takes.

    Raises:
        AlreadyClaimed: another scheduler is at work on it, or it is made.
        CannotBeMade: its edition was withdrawn, or every maker of it ended before it was made.
    """
    row = _locked(copy_id, queries.is_due(now))
    if row is None:
        raise AlreadyClaimed("Another scheduler has taken this copy.")
    copy = queries.own_copy(row.number)
    _refuse_if_withdrawn(copy)
    if row.attempts >= MOST_TRIES:
        raise CannotBeMade(NEVER_ENDED)
    row.status = CopyStatus.BEING_MADE
    row.attempts += 1
    row.next_try_at = now + LEASE
    note(f"copy/{row.number}", copy=row.number, attempt=row.attempts)
    return Claim(copy, row.attempts)


def _refuse_if_withdrawn(copy: OwnCopy) -> None:
    if is_withdrawn(copy.edition):
        raise CannotBeMade(WITHDRAWN)


def _made(settings: Settings, copy: OwnCopy) -> MadeFile:
    # Imported here because web processes load this module too and never need the engines.
    from publish.trust.marks import Mark, marked

    signer = signer_of(settings)
    name, media_type, unsigned = _unsigned_file(settings, copy)
    # The read transaction ends here: what follows takes a while and needs no database.
    db.session.rollback()
    content = marked(unsigned, copy.wanted.format, Mark(copy.number, copy.organisation))
    at = clock.now()
    name = file_name(name, copy.number, copy.wanted.format)
    if copy.wanted.format == "pdf":
        return MadeFile(name, media_type, signer.sign_pdf(content, at=at), b"")
    return MadeFile(name, media_type, content, signer.sign_detached(content, at=at))


def _unsigned_file(settings: Settings, copy: OwnCopy) -> tuple[str, str, bytes]:
    """Return name, media type and bytes of what is to be marked."""
    if copy.wanted.extract:
        return _set_extract(settings, copy)
    from publish.trust.signing import unsigned

    master = queries.master_of(copy.edition, copy.wanted.language, copy.wanted.format)
    stored = master.content()
    built = stored
    if master.unsigned_sha256 and hashlib.sha256(stored).hexdigest() != master.unsigned_sha256:
        found = unsigned(stored, master.unsigned_sha256)
        if found is None:
            raise PublishingFailed(f"{master.name} does not begin with the file that was built.")
        built = found
    return master.name, master.media_type, built


def _set_extract(settings: Settings, copy: OwnCopy) -> tuple[str, str, bytes]:
    """Set a part of an edition as a document of its own."""
    _refuse_unless_as_issued(settings, copy.edition)
    content = extract_from(settings, copy.edition, copy.wanted.extract)
    drafts = building.drafts()
    db.session.rollback()
    for file in building.build_files(content, (copy.wanted.language,), drafts=drafts):
        if (file.language, file.format) == (copy.wanted.language, copy.wanted.format):
            stem = file.name.removesuffix(f".{file.format}")
            name = f"{stem}-{copy.wanted.extract.rpartition('/')[2]}.{file.format}"
            return name, file.media_type, file.content
    raise PublishingFailed(f"{copy.wanted.extract} gives no {copy.wanted.format}.")


def _refuse_unless_as_issued(settings: Settings, number: EditionNumber) -> None:
    """Let no part be cut that would say something else than the edition did.

    It is cut from the revisions of then and the names of today, which may have changed since.
    """
    try:
        again = extract_from(settings, number, extract="")
    except UnreadableContentError as error:
        raise CannotBeMade(NOT_AS_ISSUED) from error
    if again.hash() != issued_edition(number.year, number.half).content_hash:
        raise CannotBeMade(NOT_AS_ISSUED)


@operation(Action.COPY_MADE, needs=Capability.MAKE_COPIES)
def finish_copy(actor: Actor, claim: Claim, *, file: MadeFile) -> None:
    """Bring out a copy whole: its bytes, its signature and that it is ready appear together.

    Raises:
        AlreadyClaimed: another scheduler began after this one, and its result counts.
        CannotBeMade: its edition was withdrawn meanwhile.
    """
    row = _own_row(claim)
    _refuse_if_withdrawn(claim.copy)
    sha256 = hashlib.sha256(file.content).hexdigest()
    row.status = CopyStatus.READY
    row.made_at = clock.now()
    row.reason = ""
    row.name, row.media_type = file.name, file.media_type
    row.size, row.sha256 = len(file.content), sha256
    row.signature = file.signature
    rows.store_bytes(file.content)
    note(f"copy/{row.number}", copy=row.number, sha256=sha256)


@operation(Action.COPY_FAILED, needs=Capability.MAKE_COPIES)
def fail_copy(actor: Actor, claim: Claim, *, reason: str) -> None:
    """Say why a copy could not be made; it is tried again a few times, each time a little later.

    Raises:
        AlreadyClaimed: another scheduler began after this one, and its result counts.
    """
    row = _own_row(claim)
    pause = pause_after(claim.attempt)
    row.status = CopyStatus.FAILED if pause is None else CopyStatus.WAITING
    row.reason = reason
    if pause is not None:
        row.next_try_at = clock.now() + pause
    note(f"copy/{row.number}", copy=row.number, reason=reason, is_given_up=pause is None)


@operation(Action.COPY_FAILED, needs=Capability.MAKE_COPIES)
def give_up_copy(actor: Actor, copy_id: int, *, reason: str) -> None:
    """Say why a copy will never be made; whoever may be making it learns so at the end.

    Raises:
        AlreadyClaimed: it was made or given up meanwhile.
    """
    row = _locked(copy_id, EditionCopy.status.in_(queries.UNDER_WAY))
    if row is None:
        raise AlreadyClaimed("Another scheduler has dealt with this copy.")
    row.status = CopyStatus.FAILED
    row.reason = reason
    note(f"copy/{row.number}", copy=row.number, reason=reason, is_given_up=True)


def _own_row(claim: Claim) -> EditionCopy:
    row = _locked(claim.copy.id, EditionCopy.attempts == claim.attempt)
    if row is None or row.status is not CopyStatus.BEING_MADE:
        raise AlreadyClaimed("Another scheduler has taken this copy over.")
    return row


def _locked(copy_id: int, condition: ColumnElement[bool]) -> EditionCopy | None:
    """Return the row, locked and as it is now, if the condition holds."""
    return db.session.scalar(
        select(EditionCopy)
        .where(EditionCopy.id == copy_id, condition)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
