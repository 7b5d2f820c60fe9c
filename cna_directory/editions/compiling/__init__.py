"""From revisions as at the closing to what an edition says: nothing else decides its content.

`sources` gathers records and reference rows as at a moment; everything else is pure: `edition` (the
parts and counts), `chapter` (a State), `entry` (an authority), `designation` and `requirement` (how
to ask it for what), with `pieces` and `words` beneath.
"""

from datetime import datetime

from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.compiling.edition import content_of
from cna_directory.editions.compiling.sources import Imprint, read_sources
from cna_directory.settings import Settings
from publish.content import EditionContent

__all__ = ["compiled_edition"]


def compiled_edition(
    number: EditionNumber,
    settings: Settings,
    *,
    closing_at: datetime,
    issue_at: datetime,
    trail_head: str,
    as_at: datetime | None = None,
) -> EditionContent:
    """Return what an edition says of the records as at its closing, or earlier for a proof.

    After the closing the same arguments give the same content again, whenever they are given.
    """
    imprint = Imprint(
        number=str(number),
        closing_at=closing_at,
        issue_on=issue_at.date(),
        issuer=settings.issuer,
        is_demonstration=settings.is_demonstration,
        trail_head=trail_head,
    )
    return content_of(imprint, read_sources(min(as_at or closing_at, closing_at)))
