"""Reading the filters that officers keep."""

from dataclasses import dataclass

from sqlalchemy import select

from cna_directory.database import db
from cna_directory.desk.models import SavedFilter
from cna_directory.errors import NO_SUCH_PAGE, NotFound


@dataclass(frozen=True, slots=True)
class OwnFilter:
    """A list as an officer narrowed it."""

    id: int
    account_id: int
    name: str
    page: str
    chosen: str


def own_filters(account_id: int | None) -> tuple[OwnFilter, ...]:
    """Return the filters of an account by name."""
    found = db.session.scalars(
        select(SavedFilter).where(SavedFilter.account_id == account_id).order_by(SavedFilter.name)
    )
    return tuple(_shown(row) for row in found)


def one_filter(filter_id: int) -> OwnFilter:
    """Return one filter, whoever kept it.

    Raises:
        NotFound: no filter has this number.
    """
    row = db.session.get(SavedFilter, filter_id)
    if row is None:
        raise NotFound(NO_SUCH_PAGE)
    return _shown(row)


def _shown(row: SavedFilter) -> OwnFilter:
    return OwnFilter(row.id, row.account_id, row.name, row.page, row.chosen)
