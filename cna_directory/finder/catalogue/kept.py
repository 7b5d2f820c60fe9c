"""One catalogue for each database of the process, made anew when the stamp or the day has moved."""

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
    """Return the catalogue as the directory stands now; whoever comes while it is made waits.

    The stamp is read before the rows: what changes in between is read again by the next who asks.
    Operations do not ask here, because a stamp that is rolled back comes a second time.
    """
    stamp, today = catalogue_stamp(), clock.today()
    kept = _kept_of(db.engine)
    found = kept.catalogue
    if found is not None and (found.stamp, found.day) == (stamp, today):
        return found
    with kept.lock:
        found = kept.catalogue
        if found is None or (found.stamp, found.day) != (stamp, today):
            known = {} if found is None else found.entries
            found = Catalogue(stamp, today, read_entries(known), read_reference())
            kept.catalogue = found
        return found


def _kept_of(engine: Engine) -> _Kept:
    with _first_use:
        return _kept.setdefault(engine, _Kept())
