"""Compiling a past edition once more from the revisions: the same content, the same bytes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import refuse_unless_may
from cna_directory.audit.actions import Action
from cna_directory.audit.models import AuditOperation
from cna_directory.database import db
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.compiling import compiled_edition
from cna_directory.editions.models import Edition
from cna_directory.editions.operations import building, rows
from cna_directory.editions.queries import IssuedEdition, issued_edition
from cna_directory.settings import Settings
from publish.building import Progress
from publish.content import EditionContent


@dataclass(frozen=True, slots=True)
class Recompiled:
    """What compiling a past edition again gave beside what was issued."""

    number: EditionNumber
    is_content_same: bool
    files: dict[str, bool]
    """Names of the files, and whether the same bytes came out before they are signed."""

    @property
    def is_same(self) -> bool:
        """Say whether everything came out as it was issued."""
        return self.is_content_same and bool(self.files) and all(self.files.values())


def recompiled(
    actor: Actor, settings: Settings, number: EditionNumber, progress: Progress | None = None
) -> Recompiled:
    """Compile an issued edition again as it was compiled then, and compare; nothing is changed.

    Raises:
        AccessRefused: the actor may not prepare editions.
        NotFound: it was never issued.
    """
    refuse_unless_may(actor, Capability.PREPARE_EDITION)
    issued = issued_edition(number.year, number.half)
    kept = building.content_as_frozen(number)
    content = _compiled_again(settings, number, kept)
    drafts = _drafts_then(number)
    db.session.rollback()
    languages = tuple(dict.fromkeys(_languages(issued)))
    built = building.build_files(content, languages, drafts=drafts, progress=progress)
    made = {file.name: file.sha256 for file in built}
    return Recompiled(
        number=number,
        is_content_same=content.hash() == issued.content_hash,
        files={
            file.name: made.get(file.name) == file.unsigned_sha256
            for file in issued.files
            if file.unsigned_sha256
        },
    )


def extract_from(settings: Settings, number: EditionNumber, extract: str) -> EditionContent:
    """Return an extract from an issued edition, such as `state/FR`, compiled as it was then.

    Raises:
        NotFound: there is no such extract.
    """
    return _compiled_again(settings, number, building.content_as_frozen(number), extract)


def _compiled_again(
    settings: Settings, number: EditionNumber, kept: EditionContent, extract: str = ""
) -> EditionContent:
    """Compile with the arguments of then, which its row and the edition itself hold."""
    edition = rows.existing(number)
    content = compiled_edition(
        number,
        settings,
        closing_at=edition.closing_at,
        issue_at=edition.issue_at,
        trail_head=edition.trail_head,
        previous=_previous(edition),
        extract=extract,
        rules=kept.rules,
    )
    # What an edition says of its issuer came from the settings of then, not from revisions, and it
    # may have been issued on another day than the one that was meant.
    of_then = ("issuer", "contact", "is_demonstration", "next_closing_on", "issue_on")
    return replace(content, **{name: getattr(kept, name) for name in of_then})


def _previous(edition: Edition) -> tuple[EditionNumber, datetime] | None:
    if not edition.compared_with:
        return None
    number = EditionNumber.parse(edition.compared_with)
    return number, rows.existing(number).closing_at


def _languages(issued: IssuedEdition) -> Iterator[str]:
    """Yield the languages of the PDF files in the order in which they were built."""
    there = {file.language for file in issued.files if file.format == "pdf"}
    return (code for code in building.EDITIONS if code in there)


def _drafts_then(number: EditionNumber) -> frozenset[str]:
    """Return the languages that were drafts when the edition was issued, as the trail has it."""
    details = db.session.scalar(
        select(AuditOperation.details).where(
            AuditOperation.action == Action.EDITION_ISSUED.value,
            AuditOperation.subject == f"edition/{number}",
        )
    )
    return frozenset((details or {}).get("in_draft", ()))
