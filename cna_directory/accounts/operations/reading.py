"""Writing down how many pages accounts read."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import insert, update

from cna_directory.accounts.models import PagesRead
from cna_directory.database import db
from cna_directory.operation import bookkeeping


def add_pages_read(numbers: Mapping[tuple[int, date], int]) -> None:
    """Add to the numbers of accounts and days; all of them or, should one fail, none."""
    with bookkeeping():
        # Always in the same order, so that two processes never wait for each other.
        for (account_id, day), number in sorted(numbers.items()):
            _add(account_id, day, number)


def _add(account_id: int, day: date, number: int) -> None:
    added = db.session.execute(
        update(PagesRead)
        .where(PagesRead.account_id == account_id, PagesRead.day == day)
        .values(number=PagesRead.number + number)
        .returning(PagesRead.number)
    )
    if added.one_or_none() is None:
        db.session.execute(insert(PagesRead).values(account_id=account_id, day=day, number=number))
