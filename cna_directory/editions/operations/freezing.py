"""Closing an edition: what it says is compiled once and kept."""

import dataclasses
import zlib

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.editions import claims
from cna_directory.editions.claims import Claim
from cna_directory.editions.compiling import compiled_edition
from cna_directory.editions.models import Edition, EditionContent, EditionStatus
from cna_directory.editions.operations import rows
from cna_directory.editions.queries import latest_issued_before
from cna_directory.operation import note, operation
from cna_directory.settings import Settings
from publish.content import EditionContent as Content
from publish.content import canonical_json


def compile_and_freeze(actor: Actor, settings: Settings, claim: Claim) -> None:
    """Compile an edition as at its closing and keep what it says."""
    content = compiled_edition(
        claim.number,
        settings,
        closing_at=claim.closing_at,
        issue_at=claim.issue_at,
        trail_head=claim.trail_head,
        previous=latest_issued_before(claim.number),
    )
    db.session.rollback()
    freeze_edition(actor, claim, content=content)


@operation(Action.EDITION_FROZEN, needs=Capability.PUBLISH_EDITION)
def freeze_edition(actor: Actor, claim: Claim, *, content: Content) -> None:
    """Keep what an edition says; from now on nothing that is recorded can change it.

    Raises:
        ClaimLost: another scheduler took over, or the edition was held meanwhile.
    """
    claims.confirm_and_end(claim)
    edition = rows.existing(claim.number)
    edition.status = EditionStatus.FROZEN
    edition.frozen_at = clock.now()
    edition.compared_with = content.previous_number
    edition.reason = ""
    keep_content(edition, content)
    note(
        f"edition/{claim.number}",
        edition=str(claim.number),
        content_hash=edition.content_hash,
        compared_with=edition.compared_with,
    )


def keep_content(edition: Edition, content: Content) -> None:
    """Write what an edition says into its rows; inside an operation."""
    edition.content_hash = content.hash()
    edition.counts = dataclasses.asdict(content.counts)
    compressed = zlib.compress(canonical_json(content), 6)
    row = db.session.get(EditionContent, edition.id)
    if row is None:
        db.session.add(EditionContent(edition_id=edition.id, compressed=compressed))
    else:
        row.compressed = compressed
