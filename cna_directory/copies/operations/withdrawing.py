"""Whether an edition still holds, asked where something is about to be done with it."""

from sqlalchemy import select

from cna_directory.database import db
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.models import Edition, EditionStatus


def is_withdrawn(number: EditionNumber) -> bool:
    """Say whether an edition is withdrawn; until the operation ends, nobody else withdraws it."""
    status = db.session.scalars(
        select(Edition.status)
        .where(Edition.year == number.year, Edition.half == number.half)
        .with_for_update(read=True)
    ).one()
    return status is EditionStatus.WITHDRAWN
