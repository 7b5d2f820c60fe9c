"""Keeping filters of the desk's lists; each officer has some of his own."""

from collections.abc import Collection

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.access.grants import refuse_unless_may
from cna_directory.database import db
from cna_directory.desk.models import SavedFilter
from cna_directory.desk.queries.filters import OwnFilter
from cna_directory.desk.rules.filters import chosen_in, problems_with
from cna_directory.operation import bookkeeping, require


def keep_filter(actor: Actor, *, name: str, page: str, query: str, lists: Collection[str]) -> None:
    """Keep how one of the `lists` is narrowed, under a name of the officer's own.

    Raises:
        AccessRefused: the actor may not keep filters.
        RuleBroken: the name, the list or what narrows it cannot be kept.
    """
    refuse_unless_may(actor, Capability.KEEP_FILTERS)
    name, chosen = " ".join(name.split()), chosen_in(query)
    with bookkeeping():
        own_names = set(
            db.session.scalars(
                select(SavedFilter.name).where(SavedFilter.account_id == actor.account_id)
            )
        )
        require(problems_with(name, page, chosen, lists=lists, own_names=own_names))
        db.session.add(
            SavedFilter(
                account_id=actor.account_id,
                name=name,
                page=page,
                chosen=chosen,
                saved_at=clock.now(),
            )
        )


def remove_filter(actor: Actor, subject: OwnFilter) -> None:
    """Forget a filter; one that is gone already stays so.

    Raises:
        AccessRefused: the filter is somebody else's.
    """
    refuse_unless_may(actor, Capability.KEEP_FILTERS, subject)
    with bookkeeping():
        row = db.session.get(SavedFilter, subject.id)
        if row is not None:
            db.session.delete(row)
