"""Issuing: claim an edition, build it outside any transaction, and bring it out whole in one."""

import dataclasses
import time
import traceback
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit import chain
from cna_directory.audit.actions import Action
from cna_directory.authorities.operations import bring_into_force
from cna_directory.authorities.queries import revisions_taking_effect
from cna_directory.database import db, is_sqlite
from cna_directory.editions import claims, messages
from cna_directory.editions.calendar import EditionNumber, Schedule
from cna_directory.editions.claims import Claim, ClaimLost
from cna_directory.editions.compiling import compiled_edition
from cna_directory.editions.models import (
    Edition,
    EditionContent,
    EditionFile,
    EditionStatus,
    FileChunk,
)
from cna_directory.editions.queries import (
    AwaitedEdition,
    IssuedFile,
    awaited_editions,
    schedule_of,
)
from cna_directory.errors import AlreadyClaimed, Problem, RuleBroken
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation
from cna_directory.settings import Settings
from publish.content import EditionContent as Content
from publish.content import canonical_json
from publish.manifest import BuiltFile
from publish.wording import DRAFTS, LANGUAGES

log = structlog.get_logger()

CHUNK = 1024 * 1024
"""Bytes of a file that one row holds."""

LONGEST_REASON = 2000

Progress = Callable[[str, int, int], None]
"""Told the step of building, what is done of it, and its whole."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one edition that was due."""

    number: EditionNumber
    status: EditionStatus
    reason: str = ""


def reconcile(
    actor: Actor, settings: Settings, now: datetime, progress: Progress | None = None
) -> tuple[Outcome, ...]:
    """Make the directory as it should be at a moment; safe to call at any time, by anybody, again.

    Every edition that is due and neither issued nor held is claimed, built and issued; then the
    revisions whose effective date has come are brought into force.
    """
    outcomes = tuple(
        _issue_awaited(actor, settings, awaited, now, progress)
        for awaited in awaited_editions(settings, now)
    )
    for revision in revisions_taking_effect(now):
        bring_into_force(actor, revision)
    return outcomes


def _issue_awaited(
    actor: Actor,
    settings: Settings,
    awaited: AwaitedEdition,
    now: datetime,
    progress: Progress | None,
) -> Outcome:
    if awaited.status is EditionStatus.HELD:
        return Outcome(awaited.number, EditionStatus.HELD, awaited.reason)
    try:
        claim = claim_edition(actor, awaited.number, schedule=schedule_of(settings), now=now)
    except AlreadyClaimed as claimed:
        db.session.rollback()
        return Outcome(awaited.number, awaited.status, str(claimed))
    try:
        return _build_and_issue(actor, settings, claim, progress)
    except ClaimLost as lost:
        log.warning("edition taken over", edition=str(claim.number))
        return Outcome(claim.number, EditionStatus.BUILDING, str(lost))


def _build_and_issue(
    actor: Actor, settings: Settings, claim: Claim, progress: Progress | None
) -> Outcome:
    try:
        content = compiled_edition(
            claim.number,
            settings,
            closing_at=claim.closing_at,
            issue_at=claim.issue_at,
            trail_head=claim.trail_head,
        )
        # The read transaction ends here: building takes a while and needs no database.
        db.session.rollback()
        files = _built(content, settings, _renewing(claim, progress))
        issue_edition(actor, claim, settings=settings, content=content, files=files)
    except ClaimLost:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is kept with the edition.
        # Written out here, because a log that shows variables too would show the whole edition.
        trace = "".join(traceback.format_exception(error))
        log.error("edition failed", edition=str(claim.number), trace=trace)  # noqa: TRY400
        reason = f"{type(error).__name__}: {error}"[:LONGEST_REASON]
        fail_edition(actor, claim, settings=settings, reason=reason)
        return Outcome(claim.number, EditionStatus.FAILED, reason)
    except BaseException:
        claims.give_back(claim)
        raise
    return Outcome(claim.number, EditionStatus.ISSUED)


def build_proof(
    settings: Settings, number: EditionNumber, now: datetime, progress: Progress | None = None
) -> tuple[BuiltFile, ...]:
    """Return the files of an edition as things stand: nothing is issued, stored or recorded.

    Before its closing the proof holds what is on record now, later what was at the closing.
    """
    schedule = schedule_of(settings)
    content = compiled_edition(
        number,
        settings,
        closing_at=schedule.closing_at(number),
        issue_at=schedule.issue_at(number),
        trail_head=chain.head().hash,
        as_at=now,
    )
    db.session.rollback()
    return _built(content, settings, progress)


def _built(
    content: Content, settings: Settings, progress: Progress | None
) -> tuple[BuiltFile, ...]:
    # Imported here because web processes load this module too and never need the engines.
    from publish.building import build

    return build(content, languages=edition_languages(settings), progress=progress)


def edition_languages(settings: Settings) -> tuple[str, ...]:
    """Return the languages an edition is issued in: drafts only in the demonstration."""
    if settings.is_demonstration:
        return LANGUAGES
    return tuple(language for language in LANGUAGES if language not in DRAFTS)


def _renewing(claim: Claim, progress: Progress | None) -> Progress:
    """Return a progress display that renews the claim too: only a living build keeps it."""
    interval = claims.lease_of(claim.fence).total_seconds() / 4
    renewed_at = time.monotonic()

    def tell(step: str, done: int, total: int) -> None:
        nonlocal renewed_at
        if time.monotonic() - renewed_at > interval:
            claims.renew(claim)
            renewed_at = time.monotonic()
        if progress is not None:
            progress(step, done, total)

    return tell


@operation(Action.EDITION_CLAIMED, needs=Capability.PUBLISH_EDITION)
def claim_edition(
    actor: Actor, number: EditionNumber, *, schedule: Schedule, now: datetime
) -> Claim:
    """Claim an edition whose time of issue has come.

    Raises:
        AlreadyClaimed: somebody else is at work on it, or it is issued or held.
        RuleBroken: it is not due yet.
    """
    if schedule.issue_at(number) > now:
        raise RuleBroken([Problem("edition", f"Edition {number} is not due yet.")])
    lease = claims.take(number)
    edition = _row(number, schedule)
    if edition.status in {EditionStatus.ISSUED, EditionStatus.HELD}:
        raise AlreadyClaimed(f"Edition {number} is {edition.status} already.")
    note(
        f"edition/{number}",
        edition=str(number),
        fence=lease.fence,
        took_over=edition.status is EditionStatus.BUILDING,
    )
    edition.trail_head = edition.trail_head or chain.head().hash
    edition.status = EditionStatus.BUILDING
    edition.claimed_at = clock.now()
    return Claim(
        number=number,
        closing_at=edition.closing_at,
        issue_at=edition.issue_at,
        trail_head=edition.trail_head,
        owner=lease.owner,
        fence=lease.fence,
    )


@operation(Action.EDITION_ISSUED, needs=Capability.PUBLISH_EDITION)
def issue_edition(
    actor: Actor,
    claim: Claim,
    *,
    settings: Settings,
    content: Content,
    files: Sequence[BuiltFile],
) -> None:
    """Bring out an edition whole: content, files, status and announcements appear together.

    Raises:
        ClaimLost: another scheduler took over, or the edition was held meanwhile.
    """
    claims.confirm_and_end(claim)
    edition = _existing(claim.number)
    edition.status = EditionStatus.ISSUED
    edition.issued_at = clock.now()
    edition.content_hash = content.hash()
    edition.counts = dataclasses.asdict(content.counts)
    edition.reason = ""
    compressed = zlib.compress(canonical_json(content), 6)
    db.session.add(EditionContent(edition_id=edition.id, compressed=compressed))
    for file in files:
        _store(edition, file)
    for message in messages.edition_available(settings, claim.number, files):
        post(message, settings)
    note(
        f"edition/{claim.number}",
        edition=str(claim.number),
        content_hash=edition.content_hash,
        files={file.name: file.sha256 for file in files},
    )


@operation(Action.EDITION_FAILED, needs=Capability.PUBLISH_EDITION)
def fail_edition(actor: Actor, claim: Claim, *, settings: Settings, reason: str) -> None:
    """Say why an edition could not be brought out; it is tried again, each time a little later.

    The secretariat is told once for each reason and not at each try.

    Raises:
        ClaimLost: another scheduler took over, whose result counts.
    """
    claims.confirm_and_end(claim, pause=timedelta(minutes=claim.fence))
    edition = _existing(claim.number)
    if edition.reason != reason:
        for message in messages.edition_failed(settings, claim.number, reason):
            post(message, settings)
    edition.status = EditionStatus.FAILED
    edition.reason = reason
    note(f"edition/{claim.number}", edition=str(claim.number), reason=reason)


@operation(Action.EDITION_HELD, needs=Capability.HOLD_EDITION)
def hold_edition(actor: Actor, number: EditionNumber, *, schedule: Schedule, reason: str) -> None:
    """Keep an edition back until it is released; whoever is building it is shut out at once.

    Raises:
        RuleBroken: it has been issued already, or no reason is given.
    """
    if not reason.strip():
        raise RuleBroken([Problem("reason", "Say why the edition is held back.")])
    claims.break_off(number)
    edition = _row(number, schedule)
    if edition.status is EditionStatus.ISSUED:
        raise RuleBroken([Problem("edition", f"Edition {number} has been issued already.")])
    edition.status = EditionStatus.HELD
    edition.reason = reason
    note(f"edition/{number}", edition=str(number), reason=reason)


@operation(Action.EDITION_RELEASED, needs=Capability.HOLD_EDITION)
def release_edition(actor: Actor, number: EditionNumber, *, schedule: Schedule) -> None:
    """Let a held edition go; if its day has come, the scheduler issues it at its next wake.

    Raises:
        RuleBroken: it is not held.
    """
    claims.break_off(number)
    edition = _row(number, schedule)
    if edition.status is not EditionStatus.HELD:
        raise RuleBroken([Problem("edition", f"Edition {number} is not held back.")])
    edition.status = EditionStatus.DUE
    edition.reason = ""
    note(f"edition/{number}", edition=str(number))


@operation(Action.EDITION_DOWNLOADED, needs=Capability.DOWNLOAD_EDITION)
def record_download(actor: Actor, file: IssuedFile) -> None:
    """Record who takes which file of an edition, before its first byte leaves."""
    note(
        f"edition/{file.number}",
        edition=str(file.number),
        language=file.language,
        format=file.format,
        sha256=file.sha256,
    )


def _row(number: EditionNumber, schedule: Schedule) -> Edition:
    """Return the row of an edition, made if need be; its lease must be locked before.

    Its dates follow the schedule until it is claimed for the first time.
    """
    edition = _found(number)
    if edition is None:
        edition = Edition(year=number.year, half=number.half, status=EditionStatus.DUE)
        edition.trail_head, edition.content_hash, edition.reason = "", "", ""
        edition.counts = {}
        db.session.add(edition)
    if edition.claimed_at is None:
        edition.closing_at = schedule.closing_at(number)
        edition.issue_at = schedule.issue_at(number)
    return edition


def _existing(number: EditionNumber) -> Edition:
    edition = _found(number)
    if edition is None:
        raise ClaimLost(f"Edition {number} has never been claimed.")
    return edition


def _found(number: EditionNumber) -> Edition | None:
    return db.session.scalar(
        select(Edition).where(Edition.year == number.year, Edition.half == number.half)
    )


def _store(edition: Edition, file: BuiltFile) -> None:
    db.session.add(
        EditionFile(
            edition_id=edition.id,
            language=file.language,
            format=file.format,
            name=file.name,
            media_type=file.media_type,
            size=len(file.content),
            sha256=file.sha256,
        )
    )
    insert = sqlite.insert if is_sqlite() else postgresql.insert
    for position, start in enumerate(range(0, len(file.content), CHUNK)):
        piece = file.content[start : start + CHUNK]
        row = insert(FileChunk).values(sha256=file.sha256, position=position, content=piece)
        # Another edition with the very same file has stored these bytes already.
        db.session.execute(row.on_conflict_do_nothing())
