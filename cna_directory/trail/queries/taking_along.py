"""The trail as somebody takes it along: with commitments in the place of personal values."""

from collections.abc import Iterator
from typing import Any

from cna_directory.audit import chain
from cna_directory.audit.models import AuditOperation
from cna_directory.database import db
from cna_directory.trail.queries.selecting import conditions_of
from cna_directory.trail.rules import Selection


def exported(asked: Selection) -> Iterator[dict[str, Any]]:
    """Yield the operations that were asked for up to now, each with its entries.

    Nothing holds the database between two pages: a slow reader must not keep it from its work.
    """
    last = AuditOperation.number <= chain.head().number
    after, conditions = 0, (last, *conditions_of(asked))
    while page := chain.page_of_links(*conditions, after=after):
        db.session.rollback()
        for link in page:
            yield {
                **chain.operation_form(link.operation),
                "hash": link.operation.hash,
                "entries": [chain.entry_form(entry) for entry in link.entries],
            }
        after = page[-1].operation.number
