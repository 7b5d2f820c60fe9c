"""From revisions as at the closing to what an edition says: nothing else decides its content.

`sources` gathers records and reference rows as at a moment; everything else is pure: `edition` (the
parts and counts), `chapter` (a State), `entry` (an authority), `designation` and `requirement` (how
to ask it for what), with `pieces` and `words` beneath. `whole` and `changes` compare the records
with those of the edition before.
"""

from datetime import date, datetime

from cna_directory.editions.calendar import EditionNumber, parse_schedule
from cna_directory.editions.compiling.edition import content_of
from cna_directory.editions.compiling.extracts import named, only
from cna_directory.editions.compiling.sources import (
    FIRST_RULES,
    RULES,
    Imprint,
    read_before,
    read_sources,
)
from cna_directory.editions.queries import was_issued_before
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
    previous: tuple[EditionNumber, datetime] | None = None,
    extract: str = "",
    rules: int = RULES,
) -> EditionContent:
    """Return what an edition says of the records as at its closing, or earlier for a proof.

    `previous` is the edition whose records, as at its own closing, the changes are counted from.
    After the closing the same arguments give the same content again, whenever they are given.
    `extract` is `state/FR` or `request-type/extradition` for a part of the directory alone.
    `rules` are those that an edition from before was compiled by.

    Raises:
        NotFound: there is no such extract.
    """
    imprint = Imprint(
        number=str(number),
        closing_at=closing_at,
        issue_on=issue_at.date(),
        issuer=settings.issuer,
        is_demonstration=settings.is_demonstration,
        trail_head=trail_head,
        next_closing_on=_closing_after(number, settings),
        contact=settings.contact,
        follows_withdrawn=rules != FIRST_RULES
        and previous is None
        and was_issued_before(number, closing_at),
        rules=rules,
    )
    before = read_before(str(previous[0]), previous[1]) if previous else None
    whole = read_sources(min(as_at or closing_at, closing_at), before)
    return named(content_of(imprint, only(whole, extract), whole), whole, extract)


def _closing_after(number: EditionNumber, settings: Settings) -> date:
    schedule = parse_schedule(settings.edition_closings, settings.edition_issues)
    return schedule.closing_at(number.next()).date()
