"""Chapters that were laid out before, kept in the database so that few of them are set anew."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from cna_directory import clock
from cna_directory.database import db, is_sqlite
from cna_directory.editions.models import ChapterCache
from cna_directory.operation import bookkeeping

MOST_UNWRITTEN = 8 * 1024 * 1024
"""Bytes that are gathered before they are written: each writing waits for the disk."""

KEYS_AT_ONCE = 500


class KeptChapters:
    """What `publish.building` asks for chapters and gives them to; `keep` writes the rest."""

    def __init__(self) -> None:
        """Begin with nothing to write."""
        self._new: dict[str, bytes] = {}
        self._unwritten = 0
        self._used: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """Return a chapter as it was laid out, or `None` if it must be set."""
        if key in self._new:
            return self._new[key]
        laid = db.session.scalar(select(ChapterCache.laid).where(ChapterCache.key == key))
        # No transaction stays open while chapters are set.
        db.session.rollback()
        if laid is not None:
            self._used.add(key)
        return laid

    def put(self, key: str, laid: bytes) -> None:
        """Take a chapter that was set."""
        self._new[key] = laid
        self._unwritten += len(laid)
        if self._unwritten > MOST_UNWRITTEN:
            self.keep()

    def keep(self) -> None:
        """Write what was set, and that what was found has been used."""
        if not self._new and not self._used:
            return
        now, insert = clock.now(), sqlite.insert if is_sqlite() else postgresql.insert
        used = sorted(self._used)
        with bookkeeping():
            for key, laid in sorted(self._new.items()):
                row = insert(ChapterCache).values(key=key, laid=laid, used_at=now)
                db.session.execute(row.on_conflict_do_nothing())
            for start in range(0, len(used), KEYS_AT_ONCE):
                keys = used[start : start + KEYS_AT_ONCE]
                db.session.execute(
                    update(ChapterCache).where(ChapterCache.key.in_(keys)).values(used_at=now)
                )
        self._new, self._unwritten, self._used = {}, 0, set()


def forget_chapters_before(moment: datetime) -> None:
    """Remove the chapters that nobody has used since a moment; inside an operation."""
    db.session.execute(delete(ChapterCache).where(ChapterCache.used_at < moment))
