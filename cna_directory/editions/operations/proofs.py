"""Proofs: what will be issued if nothing is done, with pictures of its pages and its warnings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit import chain
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.editions import claims, messages
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.claims import Claim
from cna_directory.editions.compiling import compiled_edition
from cna_directory.editions.models import EditionProof, EditionStatus, ProofFile
from cna_directory.editions.operations import building, rows
from cna_directory.editions.queries import latest_issued_before, schedule_of
from cna_directory.editions.rules import warnings
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation
from cna_directory.settings import Settings
from publish.building import Progress
from publish.manifest import BuiltFile


@dataclass(frozen=True, slots=True)
class BuiltProof:
    """A proof before it is stored."""

    content_hash: str
    files: tuple[BuiltFile, ...]
    pictures: tuple[tuple[int, bytes], ...]
    """Pages of the main file, from 1, with their pictures."""
    warnings: tuple[dict[str, Any], ...]


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
        previous=latest_issued_before(number),
    )
    drafts = building.drafts()
    db.session.rollback()
    return building.build_files(
        content, settings.edition_languages, drafts=drafts, is_proof=True, progress=progress
    )


def build_and_store_proof(
    actor: Actor, settings: Settings, claim: Claim, progress: Progress | None
) -> None:
    """Build the proof of a frozen edition in every language, and store it."""
    # Imported here because web processes load this module too and never need the typefaces.
    from cna_directory.editions.picturing import pictures_of
    from publish.fonts import missing_characters

    content = building.content_as_frozen(claim.number)
    drafts = building.drafts()
    db.session.rollback()
    files = building.build_files(
        content,
        settings.edition_languages,
        drafts=drafts,
        is_proof=True,
        progress=building.watched(claim, len(settings.edition_languages), progress),
    )
    found = warnings(content, drafts=drafts, missing_characters=missing_characters, files=files)
    main = next(file for file in files if file.format == "pdf")
    code_points = {warning["character"] for warning in found if "character" in warning}
    proof = BuiltProof(
        content_hash=content.hash(),
        files=files,
        pictures=tuple(pictures_of(main.content, code_points)),
        warnings=tuple(found),
    )
    store_proof(actor, claim, settings=settings, proof=proof)


@operation(Action.PROOF_BUILT, needs=Capability.PUBLISH_EDITION)
def store_proof(actor: Actor, claim: Claim, *, settings: Settings, proof: BuiltProof) -> None:
    """Store a proof whole and tell the officers where it is.

    Raises:
        ClaimLost: another scheduler took over, or the edition was held meanwhile.
    """
    claims.confirm_and_end(claim)
    edition = rows.existing(claim.number)
    edition.status = EditionStatus.FROZEN
    edition.reason = ""
    row = EditionProof(
        edition_id=edition.id,
        built_at=clock.now(),
        content_hash=proof.content_hash,
        warnings=list(proof.warnings),
    )
    db.session.add(row)
    db.session.flush()
    for file in _files(row.id, proof):
        db.session.add(file)
    for message in messages.proof_ready(
        settings, claim.number, edition.issue_at.date(), len(proof.warnings)
    ):
        post(message, settings)
    note(
        f"edition/{claim.number}",
        edition=str(claim.number),
        content_hash=proof.content_hash,
        files={file.name: file.sha256 for file in proof.files},
        warnings=len(proof.warnings),
    )


def _files(proof_id: int, proof: BuiltProof) -> Iterator[ProofFile]:
    main = next(file for file in proof.files if file.format == "pdf")
    for built in proof.files:
        rows.store_bytes(built.content)
        yield ProofFile(
            proof_id=proof_id,
            language=built.language,
            format=built.format,
            page=0,
            name=built.name,
            media_type=built.media_type,
            size=built.size,
            sha256=built.sha256,
            pages=built.pages,
        )
    yield from _pictures(proof_id, main, proof.pictures)


def _pictures(
    proof_id: int, main: BuiltFile, pictures: Sequence[tuple[int, bytes]]
) -> Iterator[ProofFile]:
    for page, png in pictures:
        sha256 = rows.store_bytes(png)
        yield ProofFile(
            proof_id=proof_id,
            language=main.language,
            format="png",
            page=page,
            name=f"page-{page}.png",
            media_type="image/png",
            size=len(png),
            sha256=sha256,
            pages=0,
        )
