"""Issuing: the frozen content is built, signed, and brought out whole in one transaction."""

from collections.abc import Sequence

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.editions import claims, messages
from cna_directory.editions.claims import Claim
from cna_directory.editions.models import Edition, EditionFile, EditionStatus
from cna_directory.editions.operations import building, masters, rows
from cna_directory.editions.operations.chapters import forget_chapters_before
from cna_directory.editions.operations.masters import Master
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation
from cna_directory.settings import Settings
from publish.building import Progress


def build_and_issue(
    actor: Actor, settings: Settings, claim: Claim, progress: Progress | None
) -> None:
    """Build the files of a frozen edition, sign them and bring them out.

    What the records say by now does not matter: only what was kept at the closing is set.
    """
    content = building.content_as_frozen(claim.number)
    drafts = building.drafts()
    db.session.rollback()
    languages = building.languages_to_issue(settings, drafts)
    files = building.build_files(
        content,
        languages,
        drafts=drafts,
        progress=building.watched(claim, len(languages), progress),
    )
    signed = masters.signed(str(claim.number), files, settings)
    issue_edition(
        actor,
        claim,
        settings=settings,
        files=signed,
        in_draft=sorted(drafts.intersection(languages)),
        left_out=[code for code in settings.edition_languages if code not in languages],
    )


@operation(Action.EDITION_ISSUED, needs=Capability.PUBLISH_EDITION)
def issue_edition(
    actor: Actor,
    claim: Claim,
    *,
    settings: Settings,
    files: Sequence[Master],
    in_draft: Sequence[str],
    left_out: Sequence[str],
) -> None:
    """Bring out an edition whole: files, status and announcements appear together.

    The officers are told of languages that are left out because nobody has reviewed their words.

    Raises:
        ClaimLost: another scheduler took over, or the edition was held meanwhile.
    """
    claims.confirm_and_end(claim)
    edition = rows.existing(claim.number)
    edition.status = EditionStatus.ISSUED
    edition.issued_at = clock.now()
    edition.reason = ""
    for master in files:
        store_master(edition, master)
    # A signature is told of nowhere: it lies beside its file.
    announced = [master.file for master in files if master.unsigned_sha256]
    for message in messages.edition_available(settings, claim.number, announced):
        post(message, settings)
    for message in messages.languages_left_out(settings, claim.number, left_out):
        post(message, settings)
    _forget_old_chapters()
    note(
        f"edition/{claim.number}",
        edition=str(claim.number),
        content_hash=edition.content_hash,
        files={master.file.name: master.file.sha256 for master in files},
        in_draft=list(in_draft),
        left_out=list(left_out),
    )


def store_master(edition: Edition, master: Master) -> None:
    """Store a file of an edition with its bytes."""
    rows.store_bytes(master.file.content)
    db.session.add(
        EditionFile(
            edition_id=edition.id,
            language=master.file.language,
            format=master.file.format,
            name=master.file.name,
            media_type=master.file.media_type,
            size=master.file.size,
            sha256=master.file.sha256,
            unsigned_sha256=master.unsigned_sha256,
            pages=master.file.pages,
        )
    )


def _forget_old_chapters() -> None:
    """Keep the chapters that this edition and the one before used, and no others."""
    frozen = select(Edition.frozen_at).where(Edition.frozen_at.is_not(None))
    latest = db.session.scalars(frozen.order_by(Edition.frozen_at.desc()).limit(2)).all()
    if len(latest) == 2 and latest[1] is not None:
        forget_chapters_before(latest[1])
