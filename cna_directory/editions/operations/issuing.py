"""Issuing: the frozen content is built, signed, and brought out whole in one transaction."""

from dataclasses import dataclass, replace

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
from cna_directory.editions.operations.freezing import keep_content
from cna_directory.editions.operations.masters import Master
from cna_directory.errors import PublishingFailed
from cna_directory.mail.outbox import post
from cna_directory.operation import note, operation
from cna_directory.settings import Settings
from publish.building import Progress
from publish.content import EditionContent


@dataclass(frozen=True, slots=True)
class BuiltEdition:
    """An edition before it is brought out."""

    content: EditionContent
    """What was kept at the closing, with the day of the building as its day of issue."""
    files: tuple[Master, ...]
    languages: tuple[str, ...]
    in_draft: tuple[str, ...]
    """Those of the languages whose pages say that nobody has reviewed their words."""


def build_and_issue(
    actor: Actor, settings: Settings, claim: Claim, progress: Progress | None
) -> None:
    """Build the files of a frozen edition, sign them and bring them out.

    What the records say by now does not matter: only what was kept at the closing is set. The day
    of issue, which the cover prints, is today, also where another one was meant.
    """
    content = replace(building.content_as_frozen(claim.number), issue_on=clock.today())
    drafts = building.drafts()
    db.session.rollback()
    languages = building.languages_to_issue(settings, drafts)
    files = building.build_files(
        content,
        languages,
        drafts=drafts,
        progress=building.watched(claim, len(languages), progress),
    )
    built = BuiltEdition(
        content=content,
        files=masters.signed(str(claim.number), files, settings),
        languages=languages,
        in_draft=tuple(sorted(drafts.intersection(languages))),
    )
    issue_edition(actor, claim, settings=settings, built=built)


@operation(Action.EDITION_ISSUED, needs=Capability.PUBLISH_EDITION)
def issue_edition(actor: Actor, claim: Claim, *, settings: Settings, built: BuiltEdition) -> None:
    """Bring out an edition whole: files, status and announcements appear together.

    The officers are told of languages that are left out because nobody has reviewed their words.

    Raises:
        ClaimLost: another scheduler took over, or the edition was held meanwhile.
        PublishingFailed: what the files say is not true any more.
    """
    claims.confirm_and_end(claim)
    edition = rows.existing(claim.number)
    edition.status = EditionStatus.ISSUED
    edition.issued_at = clock.now()
    edition.reason = ""
    if edition.content_hash != built.content.hash():
        keep_content(edition, built.content)
    for master in built.files:
        store_master(edition, master)
    # A signature is told of nowhere: it lies beside its file.
    announced = [master.file for master in built.files if master.unsigned_sha256]
    left_out = [code for code in settings.edition_languages if code not in built.languages]
    for message in messages.edition_available(settings, claim.number, announced):
        post(message, settings)
    for message in messages.languages_left_out(settings, claim.number, left_out):
        post(message, settings)
    _forget_old_chapters()
    note(
        f"edition/{claim.number}",
        edition=str(claim.number),
        content_hash=edition.content_hash,
        files={master.file.name: master.file.sha256 for master in built.files},
        in_draft=list(built.in_draft),
        left_out=left_out,
    )
    _refuse_what_is_outdated(built)


def _refuse_what_is_outdated(built: BuiltEdition) -> None:
    """Make sure, last of all, that nothing happened during the building that the files deny."""
    taken_back = building.drafts().intersection(built.languages).difference(built.in_draft)
    if taken_back:
        raise PublishingFailed(
            "While the edition was built, the review of these languages was taken back:"
            f" {', '.join(sorted(taken_back))}. It is built again as they are now."
        )
    if clock.today() != built.content.issue_on:
        raise PublishingFailed(
            "A day has passed since the edition was built, whose cover says"
            f" {built.content.issue_on}. It is built again for today."
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
