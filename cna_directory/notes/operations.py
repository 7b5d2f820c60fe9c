"""Writing private notes, opening their scans, and erasing them."""

from datetime import timedelta

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.admission.letters import OpenedLetter
from cna_directory.audit.actions import Action
from cna_directory.audit.erasing import erase_personal_values
from cna_directory.database import db
from cna_directory.errors import EditConflict
from cna_directory.limits import Limit, count_try
from cna_directory.notes.models import PrivateNote
from cna_directory.notes.queries import NotedPlace, WrittenNote
from cna_directory.notes.rules import problems_with_note
from cna_directory.operation import note, operation, require

NOTES_A_DAY = Limit(
    "private_notes",
    200,
    timedelta(days=1),
    "You have written as many notes as an account may within a day. Go on tomorrow.",
)
ERASED_ALREADY = "Another officer has erased this note."


def write_note(actor: Actor, place: NotedPlace, *, text: str, scan: OpenedLetter | None) -> int:
    """Keep a note with a scan or without; return its number.

    Raises:
        RuleBroken: there is neither text nor scan, or the text is too long.
        TooManyAttempts: the account has written as much as it may within a day.
    """
    require(problems_with_note(text, has_scan=scan is not None))
    count_try([(NOTES_A_DAY, f"account {actor.account_id}")])
    return _write(actor, place, text=text, scan=scan)


@operation(Action.NOTE_WRITTEN, needs=Capability.KEEP_NOTES)
def _write(actor: Actor, place: NotedPlace, *, text: str, scan: OpenedLetter | None) -> int:
    row = PrivateNote(
        state_iso2=place.state_iso2,
        authority_number=place.authority_number,
        text=text.strip(),
        written_by=actor.account_id,
        written_at=clock.now(),
    )
    if scan is not None:
        row.scan_name, row.scan_media_type = scan.file_name, scan.media_type
        row.scan_sha256, row.scan = scan.sha256, scan.content
    db.session.add(row)
    db.session.flush()
    note(subject=_subject(place), note=row.id)
    return row.id


@operation(Action.SCAN_OPENED, needs=Capability.KEEP_NOTES)
def record_opening(actor: Actor, written: WrittenNote) -> None:
    """Record who opens which scan, before its first byte leaves."""
    note(subject=_subject(written.place), note=written.id, sha256=written.scan_sha256)


@operation(Action.NOTE_ERASED, needs=Capability.KEEP_NOTES)
def erase_note(actor: Actor, written: WrittenNote) -> None:
    """Empty a note and its scan, in the trail too; that there was a note stays.

    Raises:
        EditConflict: it has been erased already.
    """
    row = db.session.get_one(PrivateNote, written.id, with_for_update=True, populate_existing=True)
    if row.erased_at is not None:
        raise EditConflict(ERASED_ALREADY)
    row.text = row.scan_name = row.scan_media_type = row.scan_sha256 = ""
    row.scan, row.erased_at = None, clock.now()
    note(subject=_subject(written.place), note=row.id)
    erase_personal_values({PrivateNote.__tablename__: [str(row.id)]}, _subject(written.place))


def _subject(place: NotedPlace) -> str:
    if place.authority_number is not None:
        return f"authority/{place.authority_number}"
    return f"state/{place.state_iso2}"
