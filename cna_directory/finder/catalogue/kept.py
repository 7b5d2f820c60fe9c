"""One catalogue for each database of the process, made anew when the stamp or the day has moved."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from cna_directory import clock
from cna_directory.database import db
from cna_directory.finder.catalogue.assembled import Catalogue
from cna_directory.finder.catalogue.reading import read_entries, read_reference
from cna_directory.reference.queries import catalogue_stamp


class _Kept:
    """The catalogue of one database, and the lock under which it is made."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.catalogue: Catalogue | None = None


_kept: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()
_first_use = Lock()


def catalogue_now() -> Catalogue:
    """Return the catalogue as the directory stands now."""
    return catalogue_at(catalogue_stamp())


def catalogue_at(stamp: int) -> Catalogue:
    """Return the catalogue for the stamp that was just read; whoever comes while it is made waits.

    The stamp is read before the rows: what changes in between is read again by the next who asks.
    Operations do not ask here, because a stamp that is rolled back comes a second time.
    """
    today, kept = clock.today(), _kept_of(db.engine)
    before = kept.catalogue
    if before is not None and (before.stamp, before.day) == (stamp, today):
        return before
    with kept.lock:
        found = kept.catalogue
        # What was made while this one waited is good if it is of this stamp or a later one.
        if found is None or found is before or found.stamp < stamp or found.day < today:
            known = {} if found is None else found.entries
            with _collector_at_rest():
                found = Catalogue(stamp, today, read_entries(known), read_reference())
            kept.catalogue = found
        return found


def _kept_of(engine: Engine) -> _Kept:
    with _first_use:
        return _kept.setdefault(engine, _Kept())


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let Python's collector of garbage rest: nothing of a catalogue is any while it is made.

    It would come again and again, and each time look at all that is made so far.
    """
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()
