"""When the editions of the Atom feed (RFC 4287) were published, and when last spoken of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from cna_directory.editions.queries import IssuedEdition

BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)
"""When a feed without an edition was last touched: it has to name a moment."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An edition as an entry of the feed."""

    edition: IssuedEdition

    @property
    def published(self) -> datetime:
        """Return the day of issue as a moment."""
        return datetime.combine(self.edition.issued_on, time(), UTC)

    @property
    def updated(self) -> datetime:
        """Return when something was last said about the edition."""
        told = (corrigendum.published_at for corrigendum in self.edition.corrigenda)
        return max([self.published, *told])


def last_touched(entries: Sequence[Entry]) -> datetime:
    """Return when the feed last changed."""
    return max((entry.updated for entry in entries), default=BEFORE_ALL)
