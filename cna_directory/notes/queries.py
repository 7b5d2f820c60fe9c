"""Reading private notes; only the secretariat has the capability to come this far."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from cna_directory.authorities.models import Authority
from cna_directory.authorities.queries import NO_SUCH_RECORD
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.languages import LocalisedText
from cna_directory.notes.models import PrivateNote
from cna_directory.reference.queries import state_by_code

ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class NotedPlace:
    """What notes are about: a record, live or not, or a State as a whole."""

    state_iso2: str
    authority_number: int | None = None
    name: LocalisedText | None = None


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note without the bytes of its scan."""

    id: int
    place: NotedPlace
    text: str
    scan_name: str
    scan_media_type: str
    scan_sha256: str
    written_by: int
    written_at: datetime
    erased_at: datetime | None

    @property
    def saved_as(self) -> str:
        """Return the name under which a scan is saved: ours, because its own may be a trap."""
        return f"note-{self.id}.{ENDINGS.get(self.scan_media_type, 'bin')}"


def record_noted(number: int) -> NotedPlace:
    """Return a record on which there may be notes.

    Raises:
        NotFound: there never was such a record.
    """
    row = db.session.get(Authority, number)
    if row is None:
        raise NotFound(NO_SUCH_RECORD)
    return NotedPlace(row.state, row.number, row.name)


def state_noted(iso2: str) -> NotedPlace:
    """Return a State on which there may be notes.

    Raises:
        NotFound: no State has the code.
    """
    return NotedPlace(state_by_code(iso2).iso2)


def notes_on(place: NotedPlace) -> tuple[WrittenNote, ...]:
    """Return the notes on a record, or on a State as a whole, the newest first."""
    about: ColumnElement[bool] = (
        PrivateNote.authority_number == place.authority_number
        if place.authority_number is not None
        else (PrivateNote.state_iso2 == place.state_iso2) & PrivateNote.authority_number.is_(None)
    )
    rows = db.session.scalars(
        select(PrivateNote)
        .where(about)
        .order_by(PrivateNote.written_at.desc(), PrivateNote.id.desc())
    )
    return tuple(_written(row, place) for row in rows)


def written_note(note_id: int) -> WrittenNote:
    """Return a note.

    Raises:
        NotFound: there is none of that number.
    """
    row = db.session.get(PrivateNote, note_id)
    if row is None:
        raise NotFound(NO_SUCH_PAGE)
    number = row.authority_number
    place = NotedPlace(row.state_iso2) if number is None else record_noted(number)
    return _written(row, place)


def note_with_scan(note_id: int) -> WrittenNote:
    """Return a note with a scan.

    Raises:
        NotFound: there is no such note, it has no scan, or it was erased.
    """
    found = written_note(note_id)
    if not found.scan_sha256:
        raise NotFound(NO_SUCH_PAGE)
    return found


def scan_of(note: WrittenNote) -> bytes:
    """Return the bytes of a scan."""
    return (
        db.session.scalars(select(PrivateNote.scan).where(PrivateNote.id == note.id)).one() or b""
    )


def _written(row: PrivateNote, place: NotedPlace) -> WrittenNote:
    return WrittenNote(
        id=row.id,
        place=place,
        text=row.text,
        scan_name=row.scan_name,
        scan_media_type=row.scan_media_type,
        scan_sha256=row.scan_sha256,
        written_by=row.written_by,
        written_at=row.written_at,
        erased_at=row.erased_at,
    )
